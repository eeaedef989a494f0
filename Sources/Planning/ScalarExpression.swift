package import Values

/// An expression over the columns of one relation. Units are already folded in: numbers are plain.
package indirect enum ScalarExpression: Sendable {
  case column(String)
  case constant(Value)
  case call(ScalarOperation, [ScalarExpression])
  /// Only in the measures of an aggregation.
  case aggregate(AggregateOperation, [ScalarExpression])
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
