package import Values

/// One query with the values that it refers to as `$1`, `$2` and so on.
package struct SQLQuery: Hashable, Sendable {
  package var text: String
  /// The values in the order in which the text first names them.
  package var parameters: [SQLParameter]

  package init(text: String, parameters: [SQLParameter]) {
    self.text = text
    self.parameters = parameters
  }
}

/// A constant of a query, bound and never written into its text.
package enum SQLParameter: Hashable, Sendable {
  case bool(Bool)
  /// A magnitude in the unit that the plan settled on.
  case number(Double)
  case text(String)
  case date(CalendarDate)
  /// Bound as microseconds in UTC.
  case instant(Instant)

  /// The engine's type that makes the parameter's type certain before it is bound.
  var engineType: String {
    switch self {
    case .bool: "BOOLEAN"
    case .number: "DOUBLE"
    case .text: "VARCHAR"
    case .date: "DATE"
    case .instant: "TIMESTAMP"
    }
  }
}
