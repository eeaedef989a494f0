internal import Statistics
internal import Units
internal import Values

/// Two lists of values, compared by their means, or of true and false by their shares.
struct ComparedLists {
  let value: Value

  static func type(_ types: CallTypes) throws(ValueError) -> Type {
    guard let a = types.column("a")?.type, let b = types.column("b")?.type else { return .unknown }
    guard (a == .bool) == (b == .bool) || a == .missing || b == .missing else {
      throw ValueError(
        .invalidArgument, "one list is \(a) and the other \(b), which cannot be compared",
        argument: "b")
    }
    try types.requirePlain("a", for: "difference")
    try types.requirePlain("b", for: "difference")
    if a == .bool { return .estimate(.share) }
    _ = try types.factor(of: "b", to: "a")
    return .estimate(types.measure("a"))
  }

  /// Errors: `data` where a list has too few values, or neither varies.
  init(_ call: Call) throws(ValueError) {
    let level = try IntervalLevel.of(call)
    guard let first = call.list("a"), let second = call.list("b") else {
      throw ValueError(.invalidArgument, "`difference` requires two lists", argument: "a")
    }
    let measure = call.resultType.measure ?? first.elementType.measure ?? .number
    var notes: [Note] = []
    let a = try Self.numbers(first, "a", measure, &notes)
    let b = try Self.numbers(second, "b", measure, &notes)
    if first.elementType == .bool {
      var counts = ComparedCounts(
        successes: (a.reduce(0, +), b.reduce(0, +)),
        trials: (Double(a.count), Double(b.count)), level: level)
      counts.notes = notes
      value = try counts.value()
      return
    }
    let text = NumberText(dollar: call.context.dollar.name)
    for (values, name) in [(a, "a"), (b, "b")] where values.count < 2 {
      throw ValueError(
        .data, "`\(name)` has \(values.count == 1 ? "one value" : "no value")",
        because: "how much values vary takes two of them at least", argument: name)
    }
    guard let compared = ComparedMeans(a, b, level: level) else {
      throw ValueError(
        .data, "neither list varies, so that nothing tells how sure the difference is",
        because:
          "all \(a.count) values are \(text.text(Quantity(a[0], measure))), and all \(b.count) "
          + "are \(text.text(Quantity(b[0], measure)))",
        argument: "b")
    }
    var result = Estimate(
      value: compared.means.a - compared.means.b, measure: measure,
      interval: .between(low: compared.lower, high: compared.upper), level: level, notes: notes)
    var ratio = Value.missing
    if compared.means.b != 0 {
      ratio = .estimate(
        Estimate(
          value: compared.means.a / compared.means.b, measure: .number,
          interval: compared.ratio.map { .between(low: $0.lower, high: $0.upper) } ?? .none,
          level: level))
    }
    result.parts = [("ratio", ratio), ("p_value", Sample.value(compared.probability, .number))]
    let sides = [compared.means.a, compared.means.b].map {
      Estimate(value: $0, measure: measure, interval: .none)
    }
    result.explanation = ComparisonWords.explanation(
      (sides[0], sides[1]), measure, result,
      interval:
        "Welch's, by Student's t with \(text.text(.number(compared.degreesOfFreedom))) degrees of "
        + "freedom; of the ratio Fieller's")
    value = .estimate(result)
  }

  /// The values that are present, in a measure; Bools as 1 and 0.
  private static func numbers(
    _ list: List, _ name: String, _ measure: Measure, _ notes: inout [Note]
  ) throws(ValueError) -> [Double] {
    var numbers: [Double] = []
    var missing = 0
    for (turn, element) in try list.allElements().enumerated() {
      try StopRequest.check(turn: turn)
      switch element {
      case .bool(let bool): numbers.append(bool ? 1 : 0)
      case .quantity(let quantity) where quantity.magnitude.isFinite:
        let factor = (try? MeasureArithmetic.comparison(measure, quantity.measure).factor) ?? 1
        numbers.append(quantity.magnitude * factor)
      default: missing += 1
      }
    }
    if missing > 0 {
      notes.append(
        Note(
          .warning,
          "left out: \(missing) missing value\(missing == 1 ? "" : "s") of `\(name)`"))
    }
    return numbers
  }
}
