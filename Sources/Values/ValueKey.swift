/// How values of one kind compare, and what stands for a value where equal ones must meet: the same
/// rules for sorting, grouping, joining and the operators, in memory as in the engine.
///
/// Numbers by magnitude (an estimate by its value), text by UTF-8 bytes, false before true, periods
/// by their first day and then their length.
package enum ValueKey: Hashable, Sendable {
  case missing
  case bool(Bool)
  case number(Double)
  /// Bytes, because two strings of other bytes may be one string to Swift.
  case text([UInt8])
  case date(Int)
  case instant(Int)
  case period(first: Int, last: Int)

  /// The key of a value; lists, records and tables have none (`invalidArgument`).
  package init(_ value: Value) throws(ValueError) {
    switch value {
    case .missing: self = .missing
    case .bool(let value): self = .bool(value)
    // The sum makes 0 of -0, which the hash would otherwise tell apart.
    case .quantity(let quantity): self = .number(quantity.magnitude + 0)
    case .estimate(let estimate): self = .number(estimate.value + 0)
    case .text(let text): self = .text(Array(text.utf8))
    case .date(let date): self = .date(date.dayNumber)
    case .instant(let instant): self = .instant(instant.microseconds)
    case .period(let period):
      self = .period(first: period.first.dayNumber, last: period.last.dayNumber)
    case .list, .record, .table:
      throw ValueError(
        .invalidArgument, "a \(value.type.description) cannot be compared or grouped by",
        because: "only numbers, texts, dates, instants, periods and true or false have an order")
    }
  }

  package var isMissing: Bool { self == .missing }

  /// -1, 0 or 1; nil when the two are of different kinds or one is missing.
  package func compared(to other: ValueKey) -> Int? {
    switch (self, other) {
    case (.bool(let a), .bool(let b)): Self.order(a ? 1 : 0, b ? 1 : 0)
    case (.number(let a), .number(let b)): Self.order(a, b)
    case (.text(let a), .text(let b)):
      a == b ? 0 : a.lexicographicallyPrecedes(b) ? -1 : 1
    case (.date(let a), .date(let b)), (.instant(let a), .instant(let b)): Self.order(a, b)
    case (.period(let a, let aLast), .period(let b, let bLast)):
      a == b ? Self.order(aLast, bLast) : Self.order(a, b)
    default: nil
    }
  }

  private static func order<Number: Comparable>(_ a: Number, _ b: Number) -> Int {
    a < b ? -1 : a > b ? 1 : 0
  }
}
