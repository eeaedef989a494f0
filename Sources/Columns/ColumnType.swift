/// What the cells of a column hold.
package enum ColumnType: Sendable, Hashable {
  case boolean
  case integer
  case double
  /// A decimal fraction in the engine; read as the nearest double.
  case decimal
  case text
  case date
  /// A moment in UTC, to the microsecond.
  case instant
  /// A type that cannot be read into a column, by its engine's name.
  case other(String)

  /// Whether the cells are numbers.
  package var isNumeric: Bool {
    switch self {
    case .integer, .double, .decimal: true
    case .boolean, .text, .date, .instant, .other: false
    }
  }
}
