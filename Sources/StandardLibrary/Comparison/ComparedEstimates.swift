internal import Statistics
internal import Units
internal import Values

extension ScalarOperation {
  /// The difference of two estimates, of which b is in a unit `factor` times that of a.
  static func difference(_ measure: Measure, factor: Double) -> ScalarOperation {
    ScalarOperation(
      "difference \(measure) \(factor)", sql: { _ in nil },
      evaluate: { arguments throws(ValueError) in
        guard arguments.count == 2, let a = ComparedEstimates.estimate(arguments[0]),
          let b = ComparedEstimates.estimate(arguments[1])
        else { return .missing }
        let scaled = try b.map({ $0 * factor }, measure: measure, monotone: .increasing)
        return try ComparedEstimates(a, factor == 1 ? b : scaled, measure).value
      })
  }
}

/// Two estimates side by side.
struct ComparedEstimates {
  let value: Value

  static func estimate(_ value: Value) -> Estimate? {
    switch value {
    case .estimate(let estimate): estimate
    case .quantity(let quantity):
      Estimate(value: quantity.magnitude, measure: quantity.measure, interval: .none)
    default: nil
    }
  }

  /// Errors: those of the replicates.
  init(_ a: Estimate, _ b: Estimate, _ measure: Measure) throws(ValueError) {
    let (first, second) = (try a.replicates, try b.replicates)
    // What has an interval and no replicates would count as a constant.
    let isReplicated =
      (!first.isEmpty || a.interval == .none) && (!second.isEmpty || b.interval == .none)
    var result: Estimate
    if isReplicated {
      result = try Estimate.combine(a, b, measure: measure) { $0 - $1 }
      let ratio = try Self.ratio(a, b)
      result.parts = [
        ("ratio", ratio), ("p_value", Self.tail(try result.replicates)),
      ]
    } else {
      result = Self.independent(a, b, measure)
    }
    result.explanation = ComparisonWords.explanation(
      (a, b), measure, result,
      interval: isReplicated
        ? "the quantiles of the differences, replicate by replicate"
        : "from the limits of both, as of independent estimates (Zou & Donner)")
    value = .estimate(result)
  }

  /// The ratio, without an interval where what it is over may have either sign.
  private static func ratio(_ a: Estimate, _ b: Estimate) throws(ValueError) -> Value {
    guard b.value != 0 else { return .missing }
    var ratio = try Estimate.combine(a, b, measure: .number) { $0 / $1 }
    let below = try b.replicates
    let opposite = below.count { $0 * b.value <= 0 }
    if Double(opposite) > (1 - ratio.level) / 2 * Double(below.count) { ratio.interval = .none }
    return .estimate(ratio)
  }

  /// Twice the smaller share of replicates on one side of zero; one more is counted, as for the difference
  /// that was seen, so that it is never 0.
  private static func tail(_ replicates: [Double]) -> Value {
    let found = replicates.filter(\.isFinite)
    guard !found.isEmpty else { return .missing }
    let below = found.count { $0 <= 0 }, above = found.count { $0 >= 0 }
    return .number(min(1, 2 * Double(min(below, above) + 1) / Double(found.count + 1)))
  }

  /// The difference of estimates of which nothing is known but their intervals.
  private static func independent(_ a: Estimate, _ b: Estimate, _ measure: Measure) -> Estimate {
    let level = max(a.level, b.level)
    let (first, second) = (side(a, level), side(b, level))
    let limits = ComparedIntervals.difference(first, second)
    let ratios = ComparedIntervals.ratio(first, second)
    var result = Estimate(
      value: a.value - b.value, measure: measure, interval: ComparisonWords.interval(limits),
      level: level, notes: a.notes + b.notes.filter { !a.notes.contains($0) })
    var ratio = Value.missing
    if b.value != 0 {
      ratio = .estimate(
        Estimate(
          value: a.value / b.value, measure: .number, interval: ComparisonWords.interval(ratios),
          level: level))
    }
    let probability = ComparedIntervals.probability(first, second, level: level)
    result.parts = [("ratio", ratio), ("p_value", Sample.value(probability, .number))]
    return result
  }

  /// A value with its limits at a level: distances grow with the normal quantile.
  private static func side(_ estimate: Estimate, _ level: Double) -> ComparedIntervals.Side {
    if estimate.interval == .none {
      return .init(estimate.value, lower: estimate.value, upper: estimate.value)
    }
    let factor =
      estimate.level == level
      ? 1
      : NormalDistribution.quantile(twoSidedLevel: level)
        / NormalDistribution.quantile(twoSidedLevel: estimate.level)
    return .init(
      estimate.value, lower: estimate.low.map { estimate.value - (estimate.value - $0) * factor },
      upper: estimate.high.map { estimate.value + ($0 - estimate.value) * factor })
  }
}

/// What a comparison says of itself.
enum ComparisonWords {
  static func interval(_ limits: (lower: Double?, upper: Double?)) -> Estimate.Interval {
    switch limits {
    case (let lower?, let upper?): .between(low: lower, high: upper)
    case (let lower?, nil): .atLeast(lower)
    case (nil, let upper?): .atMost(upper)
    case (nil, nil): .none
    }
  }

  static func explanation(
    _ sides: (a: Estimate, b: Estimate), _ measure: Measure, _ result: Estimate, interval: String
  ) -> Explanation {
    let text = NumberText()
    let (a, b) = (
      text.text(Quantity(sides.a.value, measure)), text.text(Quantity(sides.b.value, measure))
    )
    var worked = "\(a) − \(b) = \(text.text(Quantity(result.value, measure)))"
    for part in result.parts where !part.value.isMissing {
      worked += "; \(part.name) \(text.text(part.value))"
    }
    return Explanation(
      title: "difference", definition: Function.difference.definition,
      formula: Function.difference.formula, worked: worked, interval: interval,
      assumptions: Function.difference.assumptions, source: Function.difference.source)
  }
}
