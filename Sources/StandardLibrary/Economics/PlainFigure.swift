internal import Statistics
internal import Units
internal import Values

/// A figure on plain values: `cac($12_000, 40 customers)`.
///
/// It works on numbers, on columns row by row, and on estimates replicate by replicate, so that two
/// estimates over the same customers keep their correlation.
struct PlainFigure: Sendable {
  /// A figure once the units of its arguments are known.
  struct Plan: Sendable {
    var measure: Measure
    /// The value from the arguments that were given, in their order; nil where it is missing.
    var compute: @Sendable ([Double]) throws(ValueError) -> Double?
    /// The SQL text of the same.
    var sql: @Sendable ([String]) -> String?
  }

  var name: String
  var parameters: [Parameter]
  var resultText: String
  var plan: @Sendable (CallTypes) throws(ValueError) -> Plan

  var overload: Overload {
    Overload(
      Signature(
        parameters, form: .scalar { types throws(ValueError) in try operation(types) },
        resultText: resultText,
        result: { types throws(ValueError) in
          let measure = try plan(types).measure
          let isEstimate = parameters.contains { types.type($0.name)?.isEstimate ?? false }
          return isEstimate ? .estimate(measure) : .measure(measure)
        }))
  }

  private func operation(_ types: CallTypes) throws(ValueError) -> ScalarOperation {
    try EconomicsParameters.requireMargin(types.constant("margin")?.magnitude)
    let plan = try plan(types)
    let given = parameters.map(\.name).filter { types[$0] != nil }.joined(separator: " ")
    let inputs = parameters.compactMap { types.type($0.name)?.measure?.description }
      .joined(separator: " ")
    return ScalarOperation(
      "\(name) \(given) \(inputs) \(plan.measure)", sql: plan.sql,
      evaluate: { values throws(ValueError) in try Self.evaluate(plan, values) })
  }

  private static func evaluate(_ plan: Plan, _ values: [Value]) throws(ValueError) -> Value {
    var numbers: [Double] = []
    // Texts are words such as the method, which the plan has taken in already.
    let values = values.filter { if case .text = $0 { false } else { true } }
    for value in values {
      guard let number = value.magnitude else { return .missing }
      numbers.append(number)
    }
    guard let result = try plan.compute(numbers), result.isFinite else { return .missing }
    let estimates = values.compactMap { value in
      if case .estimate(let estimate) = value { estimate } else { nil }
    }
    guard let first = estimates.first else { return .quantity(Quantity(result, plan.measure)) }
    // What each value was drawn as; a value without replicates is drawn as it stands.
    let draws = try values.map { value throws(ValueError) -> (value: Double, draws: [Double]) in
      guard case .estimate(let estimate) = value else { return (value.magnitude ?? .nan, []) }
      return (estimate.value, try estimate.replicates)
    }
    let count = draws.map(\.draws.count).max() ?? 0
    var replicates: [Double] = []
    for index in 0..<count {
      let drawn = draws.map { value, draws in
        draws.isEmpty ? value : draws.indices.contains(index) ? draws[index] : .nan
      }
      let replicate = drawn.contains(where: \.isNaN) ? nil : try? plan.compute(drawn)
      replicates.append((replicate ?? nil).flatMap { $0.isFinite ? $0 : nil } ?? .nan)
    }
    let interval = ReplicateInterval(replicates: replicates.span, level: first.level).interval
    return .estimate(
      Estimate(
        value: result, measure: plan.measure, interval: FigureIntervals.interval(interval),
        level: first.level, replicates: replicates))
  }
}

extension CallTypes {
  /// The measure of a plain argument; a bare number where a count of customers is meant is one.
  func plainMeasure(_ name: String, countOf unit: String? = nil) -> Measure? {
    guard let measure = type(name)?.measure else { return nil }
    guard measure.isNumber, let unit, let named = UnitCatalogue().named(unit) else {
      return measure
    }
    return .unit(Unit(named))
  }
}

/// Arithmetic of measures whose conflicts are mistakes of a call.
enum PlainMeasure {
  static func product(
    _ left: Measure, _ right: Measure
  ) throws(ValueError) -> MeasureArithmetic.Result {
    do { return try MeasureArithmetic.product(left, right) } catch { throw conflict(left, right) }
  }

  static func quotient(
    _ left: Measure, _ right: Measure
  ) throws(ValueError) -> MeasureArithmetic.Result {
    do { return try MeasureArithmetic.quotient(left, right) } catch { throw conflict(left, right) }
  }

  private static func conflict(_ left: Measure, _ right: Measure) -> ValueError {
    ValueError(.invalidArgument, "\(left) and \(right) do not go together here")
  }

  /// Refuses a churn that is no share or rate per time.
  static func time(ofChurn measure: Measure) throws(ValueError) -> NamedUnit {
    if case .periodic(let time, _) = measure { return time }
    if let time = measure.unit.perTime { return time }
    throw ValueError(
      .invalidArgument, "`churn:` must be a share per time, not \(measure)",
      because: "3% a month and 3% a year are different churns",
      fixes: [.init("churn: 3%/month")], argument: "churn")
  }
}
