internal import Statistics
internal import Units
internal import Values

extension ScalarOperation {
  /// The difference of two shares, each of a number of trials.
  static let differenceOfShares = ScalarOperation(
    "difference of shares", sql: { _ in nil },
    evaluate: { arguments throws(ValueError) in
      let numbers = arguments.compactMap(\.magnitude)
      guard arguments.count >= 4, numbers.count == arguments.count else { return .missing }
      let level = try IntervalLevel.checked(arguments.count > 4 ? arguments[4] : nil)
      let counts = ComparedCounts(
        successes: (numbers[0], numbers[2]), trials: (numbers[1], numbers[3]), level: level)
      return try counts.value()
    })
}

/// Two counts out of so many each.
struct ComparedCounts {
  var successes: (Double, Double)
  var trials: (Double, Double)
  var level: Double
  var notes: [Note] = []

  /// Refuses amounts of money and times, which are no counts, and counts of different things.
  static func check(_ types: CallTypes) throws(ValueError) {
    for name in ["a", "n_a", "b", "n_b"] {
      guard let measure = types.column(name)?.type.measure else { continue }
      guard measure.isNumber || measure.unit.isMadeOfCounts else {
        throw ValueError(
          .invalidArgument, "`\(name)` is a count, not \(measure)",
          because: "four numbers are two shares: how many did, of how many, twice",
          fixes: [.init("\(name): 120")], argument: name)
      }
      if types.column(name)?.type.isEstimate == true {
        throw ValueError(
          .invalidArgument, "`\(name)` is an estimate, and a count is exact",
          because: "two estimates are compared by `difference(a, b)`", argument: name)
      }
    }
    _ = try types.factor(of: "b", to: "a")
    _ = try types.factor(of: "n_b", to: "n_a")
  }

  /// Errors: `outOfRange` for counts that are no parts of their trials.
  func value() throws(ValueError) -> Value {
    for (count, total, name) in [(successes.0, trials.0, "a"), (successes.1, trials.1, "b")] {
      let text = NumberText()
      guard total > 0, total.isFinite else {
        throw ValueError(
          .outOfRange, "`n_\(name)` is \(text.text(.number(total))), so there is no share",
          because: "a share is of one trial at least", argument: "n_\(name)")
      }
      guard count >= 0, count <= total else {
        throw ValueError(
          .outOfRange, "`\(name)` is no part of `n_\(name)`",
          because: "\(text.text(.number(count))) of \(text.text(.number(total))) is no share",
          argument: name)
      }
    }
    let compared = ComparedShares(successes: successes, trials: trials, level: level)
    var result = Estimate(
      value: compared.a.value - compared.b.value, measure: .share,
      interval: .between(low: compared.lower, high: compared.upper), level: level, notes: notes)
    var ratio = Value.missing
    if compared.b.value > 0 {
      ratio = .estimate(
        Estimate(
          value: compared.a.value / compared.b.value, measure: .number,
          interval: ComparisonWords.interval((compared.lowerRatio, compared.upperRatio)),
          level: level))
    }
    result.parts = [
      ("ratio", ratio), ("p_value", Sample.value(compared.probability, .number)),
    ]
    let sides = [compared.a.value, compared.b.value].map {
      Estimate(value: $0, measure: .share, interval: .none)
    }
    result.explanation = ComparisonWords.explanation(
      (sides[0], sides[1]), .share, result,
      interval:
        "Newcombe's hybrid score interval; the p-value by the score test with the pooled share")
    return .estimate(result)
  }
}
