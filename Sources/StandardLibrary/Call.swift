package import Columns
package import Planning
package import Units
package import Values

/// A call that has been checked, with its arguments ready.
package struct Call: Sendable {
  package enum Argument: Sendable {
    case value(Value)
    /// A row expression or an aggregate with the name and type of the column that it becomes.
    case columns([(name: String, type: Type, expression: ScalarExpression)])
    case sortKeys([SortKey])
    case word(String)
    case units([(name: String, measure: Measure)])
    case renames([(new: String, old: String)])
    case joinKeys([(left: String, right: String)])
    case tables([Table])
    case function(GivenFunction)
  }

  package var arguments: [String: Argument]
  /// The type that the signature promised.
  package var resultType: Type
  package var context: any CallContext

  package init(
    arguments: [String: Argument], resultType: Type, context: any CallContext,
  ) {
    self.arguments = arguments
    self.resultType = resultType
    self.context = context
  }
}

/// What a function may ask of the session: the engine, the options, and words for the reader.
package protocol CallContext: Sendable {
  var seed: UInt64 { get }
  var today: CalendarDate? { get }
  var isStrict: Bool { get }
  var dollar: NamedUnit { get }
  /// Runs a relation and gives its columns. The rows are those of the relation, in its order.
  func reduce(_ relation: Relation) throws(ValueError) -> ColumnTable
  /// Runs a table and gives its rows as values.
  func fetch(_ table: Table, limit: Int?) throws(ValueError) -> LocalTable
  /// Opens a file for `load`: its columns with units and roles, the scan, and what was noticed.
  func open(_ request: LoadRequest) throws(ValueError) -> Table
  /// Writes a table to a file for `save`.
  func save(_ table: Table, path: String, replace: Bool) throws(ValueError)
  /// Shows a value now: `show`, `save` and `plot` return their input.
  func show(_ value: Value, title: String?, rows: Int?, mode: String?) throws(ValueError)
  /// Says something on standard error.
  func note(_ note: Note)
  /// Throws when the person has stopped the statement.
  func checkInterruption() throws(ValueError)
}

extension Call {
  package func has(_ name: String) -> Bool { arguments[name] != nil }

  package func value(_ name: String) -> Value? {
    if case .value(let value) = arguments[name] { value } else { nil }
  }

  package func table(_ name: String) throws(ValueError) -> Table {
    guard case .table(let table)? = value(name) else {
      throw ValueError(.invalidArgument, "`\(name)` requires a table", argument: name)
    }
    return table
  }

  package func columns(
    _ name: String
  ) -> [(name: String, type: Type, expression: ScalarExpression)] {
    if case .columns(let columns) = arguments[name] { columns } else { [] }
  }

  package func word(_ name: String) -> String? {
    switch arguments[name] {
    case .word(let word): word
    case .value(.text(let text)): text
    default: nil
    }
  }

  package func quantity(_ name: String) -> Quantity? {
    if case .quantity(let quantity)? = value(name) { quantity } else { nil }
  }

  package func bool(_ name: String) -> Bool? {
    if case .bool(let bool)? = value(name) { bool } else { nil }
  }

  package func list(_ name: String) -> List? {
    if case .list(let list)? = value(name) { list } else { nil }
  }

  /// A function that was given as an argument.
  func function(_ name: String) throws(ValueError) -> GivenFunction {
    guard case .function(let function)? = arguments[name] else {
      throw ValueError(.invalidArgument, "`\(name)` requires a function", argument: name)
    }
    return function
  }

  package func period(_ name: String) -> Period? {
    if case .period(let period)? = value(name) { period } else { nil }
  }
}
