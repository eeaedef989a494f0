internal import Statistics

/// What is supposed of the time before the data.
enum ResponseBeginning: String, CaseIterable {
  case steady, zero, unknown

  var start: CarryOverStart { self == .zero ? .zero : .steady }

  /// The outcomes that are fitted: those of the first periods are unknown where the spend behind them is.
  func fitted(_ outcome: [Double]) -> [Double] {
    guard self == .unknown else { return outcome }
    let first = outcome.prefix(CarryOverStart.periods).map { _ in Double.nan }
    return first + outcome.dropFirst(first.count)
  }

  var words: String {
    let periods = CarryOverStart.periods
    return switch self {
    case .steady:
      "before the first period as much was spent as in the mean of the first \(periods)"
    case .zero: "nothing was spent before the first period"
    case .unknown:
      "the outcomes of the first \(periods) are not fitted, since the spend before them is not known"
    }
  }
}

extension ResponseOrder {
  var words: String {
    switch self {
    case .carryOver: "carry-over first, then saturation"
    case .saturation: "saturation first, then carry-over"
    }
  }
}
