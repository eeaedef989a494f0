internal import Columns
internal import Planning
internal import Units
internal import Values

/// One cell of a group's key, so that the groups of two tables can be matched.
enum KeyCell: Hashable, Comparable, Sendable {
  // In the order of the cases: missing is last.
  case bool(Bool)
  case number(Double)
  case day(Int)
  case moment(Int64)
  case text(String)
  case missing

  init(_ column: Column, row: Int) {
    guard column.isValid(row) else {
      self = .missing
      return
    }
    if let text = column.text(at: row) {
      self = .text(text)
    } else if let number = column.double(at: row) {
      self = .number(number)
    } else if let day = column.day(at: row) {
      self = .day(day)
    } else if let bool = column.bool(at: row) {
      self = .bool(bool)
    } else if let moment = column.microseconds(at: row) {
      self = .moment(moment)
    } else {
      self = .missing
    }
  }

  /// Text goes by its UTF-8 bytes, missing is last.
  static func < (left: Self, right: Self) -> Bool {
    switch (left, right) {
    case (.bool(let a), .bool(let b)): !a && b
    case (.number(let a), .number(let b)): a < b
    case (.day(let a), .day(let b)): a < b
    case (.moment(let a), .moment(let b)): a < b
    case (.text(let a), .text(let b)): a.utf8.lexicographicallyPrecedes(b.utf8)
    default: left.rank < right.rank
    }
  }

  private var rank: Int {
    switch self {
    case .bool: 0
    case .number: 1
    case .day: 2
    case .moment: 3
    case .text: 4
    case .missing: 5
    }
  }

  /// The cell as a value of the column's type.
  func value(of type: Type) -> Value {
    switch (self, type) {
    case (.missing, _): .missing
    case (.bool(let bool), _): .bool(bool)
    case (.number(let number), _): .quantity(Quantity(number, type.measure ?? .number))
    case (.text(let text), _): .text(text)
    case (.moment(let moment), _): .instant(Instant(microseconds: Int(moment)))
    case (.day(let day), .period(let grain?)):
      CalendarDate(dayNumber: day).flatMap { Period(grain, containing: $0) }.map(Value.period)
        ?? .missing
    case (.day(let day), _): CalendarDate(dayNumber: day).map(Value.date) ?? .missing
    }
  }

  /// As a note names it.
  var name: String {
    switch self {
    case .missing: "(none)"
    case .bool(let bool): "\(bool)"
    case .number(let number): Int(exactly: number).map { "\($0)" } ?? "\(number)"
    case .text(let text): text
    case .day(let day): CalendarDate(dayNumber: day).map { "\($0)" } ?? "\(day)"
    case .moment(let moment): "\(Instant(microseconds: Int(moment)))"
    }
  }
}

/// The values of `by:` that make a group.
struct GroupKey: Hashable, Comparable, Sendable {
  var cells: [KeyCell]

  static func < (left: Self, right: Self) -> Bool {
    for (a, b) in zip(left.cells, right.cells) where a != b { return a < b }
    return left.cells.count < right.cells.count
  }

  /// As a note names it: `search`, `search/SMB`.
  var name: String { cells.map(\.name).joined(separator: "/") }
}
