package import Columns

extension ColumnType {
  /// The type of a column by the name that the engine gives it, such as `DECIMAL(18,2)`.
  package init(engineName name: String) {
    let word = name.prefix { $0 != "(" && $0 != "[" }
    guard !name.hasSuffix("]") else {
      self = .other(name)
      return
    }
    switch word {
    case "BOOLEAN": self = .boolean
    case "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UTINYINT", "USMALLINT",
      "UINTEGER", "UBIGINT", "UHUGEINT", "\"NULL\"":
      self = .integer
    case "FLOAT", "DOUBLE": self = .double
    case "DECIMAL": self = .decimal
    case "VARCHAR", "ENUM": self = .text
    case "DATE": self = .date
    case "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS", "TIMESTAMP WITH TIME ZONE":
      self = .instant
    default: self = .other(name)
    }
  }
}
