/// A value that a query refers to by `?` or `$1`.
package enum EngineParameter: Sendable, Equatable {
  case null
  case bool(Bool)
  case integer(Int64)
  case double(Double)
  case text(String)
  /// Days since 1970-01-01.
  case date(Int32)
  /// Microseconds since 1970-01-01 00:00 UTC.
  case timestamp(Int64)
}
