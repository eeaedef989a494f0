/// One operation on the values of a row, in its two forms.
///
/// These are the SQL that the engine runs, and the Swift function for values in memory. Both give the
/// same result; a test compares them.
package struct ScalarOperation: Sendable {
  /// Names the operation with everything that its result depends on, so that equal names mean equal
  /// results: `+`, `convert 12.0 USD/year`.
  package let name: String
  /// False for those that look at missing values themselves (`??`, `is missing`); for all others a
  /// missing argument gives missing.
  package let passesMissing: Bool
  /// The SQL text from the arguments' SQL texts; nil where the engine has no such operation.
  package let sql: @Sendable ([String]) -> String?
  package let evaluate: @Sendable ([Value]) throws(ValueError) -> Value
  /// The same on plain magnitudes, for long loops; nil where there is no such form.
  package let numeric: NumericForm?
  /// The operation over columns from the arguments that are the same in all rows, nil for the others;
  /// nil where it takes all arguments as they are.
  package let bind: (@Sendable ([Value?]) throws(ValueError) -> BoundOperation)?
  /// The length of the named periods that it makes, which the engine knows by their first days only.
  package var periodGrain: PeriodGrain?
  /// True where the result is one of the arguments, so that a period stays one.
  package var keepsPeriods = false

  package init(
    _ name: String, passesMissing: Bool = true, numeric: NumericForm? = nil,
    bind: (@Sendable ([Value?]) throws(ValueError) -> BoundOperation)? = nil,
    sql: @escaping @Sendable ([String]) -> String?,
    evaluate: @escaping @Sendable ([Value]) throws(ValueError) -> Value,
  ) {
    self.name = name
    self.bind = bind
    self.passesMissing = passesMissing
    self.numeric = numeric
    self.sql = sql
    self.evaluate = evaluate
  }

  /// Applies the operation with its rule for missing values.
  package func apply(_ arguments: [Value]) throws(ValueError) -> Value {
    if passesMissing, arguments.contains(where: \.isMissing) { return .missing }
    return try evaluate(arguments)
  }
}

/// An operation on the magnitudes of plain numbers.
///
/// A result that is not finite stands for what the full form answers with an error or with missing.
package enum NumericForm: Sendable {
  /// `a + b * factor`, and so on.
  case add(factor: Double)
  case subtract(factor: Double)
  case multiply(factor: Double)
  case divide(factor: Double)
  case unary(@Sendable (Double) -> Double)
  case binary(@Sendable (Double, Double) -> Double)
  /// Whether `a < b * factor`, and so on.
  case compare(Comparison, factor: Double)
  case and
  case or
  case not
}

/// An operation with some of its arguments taken in.
package struct BoundOperation: Sendable {
  package var operation: ScalarOperation
  /// Which of the arguments it still takes, in this order.
  package var kept: [Int]
  /// What it takes after them.
  package var constants: [Value]

  package init(_ operation: ScalarOperation, kept: [Int], constants: [Value] = []) {
    self.operation = operation
    self.kept = kept
    self.constants = constants
  }
}

/// One operation over the rows of a group, in its two forms.
package struct AggregateOperation: Sendable {
  package let name: String
  /// True for `first` and `last`: the rows must come in the table's order, and the SQL form gets, as
  /// a further last argument, the number of the row in that order.
  package let usesOrder: Bool
  /// The SQL text from the arguments' SQL texts.
  package let sql: @Sendable ([String]) -> String
  /// The value from the arguments' columns, one array of values for each argument, all of one
  /// length, missing values included.
  package let evaluate: @Sendable ([[Value]]) throws(ValueError) -> Value
  /// True where the result is one of the values, so that a period stays one.
  package let keepsPeriods: Bool
  /// True where rows in which an argument is missing do not count, which is then said.
  package let skipsMissing: Bool

  package init(
    _ name: String, usesOrder: Bool = false, keepsPeriods: Bool = false, skipsMissing: Bool = false,
    sql: @escaping @Sendable ([String]) -> String,
    evaluate: @escaping @Sendable ([[Value]]) throws(ValueError) -> Value,
  ) {
    self.skipsMissing = skipsMissing
    self.name = name
    self.keepsPeriods = keepsPeriods
    self.usesOrder = usesOrder
    self.sql = sql
    self.evaluate = evaluate
  }
}
