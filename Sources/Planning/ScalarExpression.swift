package import Values

/// An expression over the columns of one relation.
///
/// Units are already folded in: numbers are plain.
package indirect enum ScalarExpression: Sendable {
  case column(String)
  case constant(Value)
  case call(ScalarOperation, [ScalarExpression])
  /// Only in the measures of an aggregation.
  case aggregate(AggregateOperation, [ScalarExpression])
  /// Only in what the verb `window` is given: it takes each out into a `Window`.
  case window(WindowOperation, [ScalarExpression])
  case conditional(if: ScalarExpression, then: ScalarExpression, else: ScalarExpression)
}

/// An expression with the name of the column that it becomes.
package struct NamedScalar: Sendable {
  package var name: String
  package var expression: ScalarExpression

  package init(_ name: String, _ expression: ScalarExpression) {
    self.name = name
    self.expression = expression
  }
}

extension ScalarExpression {
  /// The parts of which the expression is made, one level down.
  package var children: [ScalarExpression] {
    switch self {
    case .column, .constant: []
    case .call(_, let arguments), .aggregate(_, let arguments), .window(_, let arguments): arguments
    case .conditional(let condition, let then, let otherwise): [condition, then, otherwise]
    }
  }

  /// Every column that the expression names, as often as it names it.
  package var columnNames: [String] {
    var names: [String] = []
    var rest = [self]
    while let next = rest.popLast() {
      if case .column(let name) = next { names.append(name) }
      rest += next.children
    }
    return names
  }

  /// False when a part of it is an operation or a value that the engine has no form of.
  package var runsInEngine: Bool {
    var rest = [self]
    while let next = rest.popLast() {
      switch next {
      case .call(let operation, let arguments)
      where operation.sql(arguments.map { _ in "NULL" }) == nil:
        return false
      case .constant(let value) where !ScalarSQL.hasForm(value): return false
      default: rest += next.children
      }
    }
    return true
  }

  /// True when an aggregate in it depends on the order of the rows.
  package var usesOrder: Bool {
    var rest = [self]
    while let next = rest.popLast() {
      if case .aggregate(let operation, _) = next, operation.usesOrder { return true }
      rest += next.children
    }
    return false
  }
}
