internal import Statistics
internal import Units
internal import Values

/// What a call of `dips` looks for, read from its arguments.
struct ChangeSearch {
  static let kinds: [(name: String, model: SegmentModel)] = [
    ("level", .mean), ("spread", .meanAndVariance), ("slope", .slope),
  ]

  let model: SegmentModel
  private let penalty: ChangePenalty
  private let least: Int?

  init(_ call: Call) throws(ValueError) {
    let kind = call.word("kind") ?? "level"
    model = Self.kinds.first { $0.name == kind }?.model ?? .mean
    penalty = call.value("penalty")?.magnitude.map(ChangePenalty.given) ?? .automatic
    guard let number = call.value("least")?.magnitude else {
      least = nil
      return
    }
    guard let whole = Int(exactly: number), whole >= model.leastLength else {
      throw ValueError(
        .invalidArgument, "`least:` takes a whole number from \(model.leastLength)",
        because: "a segment of this kind needs as many values",
        fixes: [.init("least: \(model.leastLength)")], argument: "least")
    }
    least = whole
  }

  /// The mean, spread or slope of a segment, in the unit of the figure; a slope is per period.
  ///
  /// The mean is that of the values with their season, the others are without it.
  func figure(_ segment: ChangeSegment, of values: [Double]) -> Double {
    switch model {
    case .mean: Self.mean(values[segment.positions])
    case .meanAndVariance:
      (segment.squares / Double(max(1, segment.observations.count))).squareRoot()
    case .slope: segment.slope ?? 0
    }
  }

  private static func mean(_ values: ArraySlice<Double>) -> Double {
    let known = values.filter { !$0.isNaN }
    return known.isEmpty ? .nan : known.reduce(0, +) / Double(known.count)
  }

  /// The changes of some values of a series.
  ///
  /// - Returns: nil where they are too few or only one, which is said.
  /// - Throws: `invalidArgument` for a penalty or a length that cannot be, `data` for values without a square.
  func changes(
    of values: [Double], in series: RegularSeries, _ notes: inout [Note]
  ) throws(ValueError) -> ChangePoints? {
    do {
      return try ChangePoints(
        of: values, model: model, penalty: penalty, minimumLength: least)
    } catch {
      switch error {
      case .tooFew(let observed, let fewest):
        notes.append(
          Note(
            .warning,
            "\(series.name) has values in \(series.counted(observed)): changes take \(fewest)"))
        return nil
      case .constant(let value, let observed):
        notes.append(
          Note(
            .note,
            "\(series.name) is \(NumberText().text(.number(value))) in all \(series.counted(observed)): nothing changes"
          ))
        return nil
      case .penalty(let given):
        throw ValueError(
          .invalidArgument, "`penalty:` must be above zero", because: "it is \(given)",
          argument: "penalty")
      case .minimumLength(let given, let fewest, let most):
        throw ValueError(
          .invalidArgument, "segments of \(given) values do not fit",
          because: "\(series.name) takes from \(fewest) to \(most)",
          fixes: [.init("least: \(fewest)")], argument: "least")
      case .infinite, .spread:
        throw ValueError(
          .data, "the figures of \(series.name) are too large or too small to be squared",
          argument: "of")
      }
    }
  }
}
