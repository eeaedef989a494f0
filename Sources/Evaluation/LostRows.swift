internal import Columns
internal import Planning
internal import StandardLibrary
internal import Values

/// What a table leaves out or cannot compute is counted and said when the table is used.
///
/// Each step that may lose something costs one pass over its input; results are kept by query, so a
/// table that is used again is not counted again.
extension SessionContext {
  func noteLosses(of table: Table) throws(ValueError) {
    guard let relation = table.plan as? Relation else { return }
    try noteLosses(of: relation)
  }

  /// Of a file only the columns that are `used` are looked at; nil stands for all of them.
  func noteLosses(
    of relation: Relation, using used: Set<String>? = nil
  ) throws(ValueError) {
    try checkInterruption()
    switch relation {
    case .scan, .local, .generated: return
    case .filter(let input, let condition):
      try noteLosses(of: input, using: used?.union(condition.columnNames))
      try noteDropped(condition, of: input)
    case .project(let input, let columns):
      let read = columns.filter { used?.contains($0.name) ?? true }
      try noteLosses(of: input, using: Self.names(read))
      try noteInfinite(read, of: input)
      if relation.runsInEngine {
        for column in columns { try noteZeros(column.expression, column.name, of: input) }
      }
    case .aggregate(let input, let keys, let measures):
      let losses =
        relation.runsInEngine
        ? AggregationLoss.all(keys: keys, measures: measures)
        : AggregationLoss.passedOver(measures)
      let counts =
        relation.runsInEngine
        ? try counts(of: losses, whileAnswering: relation)
        : try countsApart(losses, of: input, keys: [])
      try noteLosses(of: input, using: Self.names(keys + measures))
      note(losses, counts: counts)
    case .groupingSets(let input, let keys, let sets, let measures):
      try noteLosses(of: input, using: Self.names(keys + measures))
      for set in sets {
        let present = keys.indices.filter(set.contains).map { keys[$0] }
        let losses =
          relation.runsInEngine
          ? AggregationLoss.all(keys: present, measures: measures)
          : AggregationLoss.passedOver(measures)
        note(losses, counts: try countsApart(losses, of: input, keys: present))
      }
    case .sort(let input, let keys):
      try noteLosses(of: input, using: used?.union(keys.flatMap(\.expression.columnNames)))
    case .window(let input, let window):
      let read = window.expressions
      try noteLosses(of: input, using: used?.union(read.flatMap(\.columnNames)))
      if relation.runsInEngine {
        for expression in read { try noteZeros(expression, "window", of: input) }
      }
      let losses = AggregationLoss.passedOver(window)
      note(losses, counts: try countsApart(losses, of: input, keys: []))
    case .limit(let input, _):
      try noteLosses(of: input, using: used)
    case .distinct(let input, _):
      try noteLosses(of: input)
    case .join(let left, let right, _):
      try noteLosses(of: left)
      try noteLosses(of: right)
    case .append(let parts):
      for part in parts { try noteLosses(of: part, using: used) }
    }
  }

  static func names(_ columns: [NamedScalar]) -> Set<String> {
    Set(columns.flatMap(\.expression.columnNames))
  }

  private func noteDropped(
    _ condition: ScalarExpression, of input: Relation
  ) throws(ValueError) {
    guard condition.mayBeMissing else { return }
    let dropped = try count(.call(Logic.isMissing, [condition]), in: input)
    guard dropped > 0 else { return }
    note(
      Note(
        .note,
        "where: \(Self.number(dropped, "row")) left out because the condition is missing there"))
  }

  /// Divisions of one row by zero.
  ///
  /// In memory they are counted while they are made.
  private func noteZeros(
    _ expression: ScalarExpression, _ name: String, of input: Relation
  ) throws(ValueError) {
    for isZero in expression.zeroDivisions { noteZeros(try count(isZero, in: input), name) }
  }

  func noteZeros(_ count: Int, _ name: String) {
    guard count > 0 else { return }
    note(
      Note(
        .warning,
        "`\(name)`: \(Self.number(count, "value")) \(count == 1 ? "is" : "are") missing because the denominator is zero"
      ))
  }

  func count(
    _ condition: ScalarExpression, in relation: Relation
  ) throws(ValueError) -> Int {
    let measure = NamedScalar("lost", .aggregate(Self.countTrue, [condition]))
    let found = try reduce(.aggregate(relation, keys: [], measures: [measure]))
    return Int(exactly: (found.columns.first?.double(at: 0) ?? 0).rounded()) ?? 0
  }

  static func number(_ count: Int, _ thing: String) -> String {
    "\(NumberText().text(Quantity(Double(count)))) \(thing)\(count == 1 ? "" : "s")"
  }

  static let countTrue = AggregateOperation(
    "count true", sql: { "count(*) FILTER (WHERE \($0.first ?? "false"))" },
    evaluate: { columns throws(ValueError) in
      let count = columns.first?.count { if case .bool(true) = $0 { true } else { false } }
      return .number(Double(count ?? 0))
    })
}

extension ScalarExpression {
  /// False where the expression surely has a value in each row.
  var mayBeMissing: Bool {
    switch self {
    case .column, .aggregate, .window, .conditional: true
    case .constant(let value): value.isMissing
    case .call(let operation, let arguments):
      operation.name != Logic.isMissing.name && arguments.contains(where: \.mayBeMissing)
    }
  }

  /// For each division in an expression, whether it is made and its denominator is zero.
  ///
  /// The arguments of aggregates are left out: they have rows of their own.
  var zeroDivisions: [ScalarExpression] {
    switch self {
    case .column, .constant, .aggregate, .window: return []
    case .call(let operation, let arguments):
      let inner = arguments.flatMap(\.zeroDivisions)
      guard operation.isDivision, arguments.count == 2, arguments[1].isVariable else {
        return inner
      }
      return inner + [.call(Comparison.equal.operation(), [arguments[1], .constant(.number(0))])]
    case .conditional(let condition, let then, let otherwise):
      return condition.zeroDivisions
        + then.zeroDivisions.map { .call(Logic.and, [condition, $0]) }
        + otherwise.zeroDivisions.map { .call(Logic.and, [.call(Logic.not, [condition]), $0]) }
    }
  }

  var aggregateArguments: [ScalarExpression] {
    if case .aggregate(_, let arguments) = self { return arguments }
    return children.flatMap(\.aggregateArguments)
  }

  private var isVariable: Bool { if case .constant = self { false } else { true } }
}

extension ScalarOperation {
  fileprivate var isDivision: Bool { name.hasPrefix("/ ") || name.hasPrefix("mod ") }
}
