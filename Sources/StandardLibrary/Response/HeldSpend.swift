internal import Statistics
internal import Values

/// What holds the spend of a channel, in words.
extension BudgetRequest.Channel {
  /// What is spent where the data do not tell a curve.
  var kept: Double { floor }

  /// Why a channel without a curve has what it has.
  var keptBy: String? { kept > today ? "floor" : kept < today ? "cap" : "kept" }

  /// Nil where nothing does: then the next dollar brings the same as in all such channels.
  func held(by bound: SpendBound) -> String? {
    switch bound {
    case .interior: nil
    case .zero: "zero"
    case .floor, .fixed: floor == seen.lowerBound ? "data" : "floor"
    case .cap: cap == seen.upperBound ? "data" : "cap"
    }
  }
}

extension BudgetRequest {
  /// Which channels the data hold, whose bounds are in the order of those whose spend is chosen.
  func notes(held bounds: [SpendBound]) -> [Note] {
    let names = zip(free, bounds).filter { $0.held(by: $1) == "data" }.map(\.0.channel.name)
    guard !names.isEmpty else { return [] }
    return [
      Note(
        .warning,
        "\(NameList.text(names)): held at the least or the most that the data have seen; `extrapolate: true` goes beyond it"
      )
    ]
  }
}

extension ResponseCurves {
  /// The keys of a row of all channels.
  var totalKeys: [Value] {
    keys.indices.map { $0 == keys.count - 1 ? .text("total") : .missing }
  }
}
