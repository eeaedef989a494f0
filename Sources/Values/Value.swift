package import Units

/// What an expression gives when it runs.
///
/// Its large cases are indirect, since a list may hold ten million values.
package enum Value: Sendable {
  case missing
  case bool(Bool)
  case quantity(Quantity)
  case text(String)
  case date(CalendarDate)
  case instant(Instant)
  case period(Period)
  indirect case estimate(Estimate)
  case list(List)
  case record(Record)
  indirect case table(Table)

  package static func number(_ value: Double) -> Value { .quantity(Quantity(value)) }
}

/// A magnitude with its measure: $40/customer/month, 3%, 18 months.
package struct Quantity: Hashable, Sendable {
  package var magnitude: Double
  package var measure: Measure

  package init(_ magnitude: Double, _ measure: Measure = .number) {
    self.magnitude = magnitude
    self.measure = measure
  }
}

/// Named values in the order written.
package struct Record: Sendable {
  package var fields: [(name: String, value: Value)]

  package init(_ fields: [(name: String, value: Value)]) { self.fields = fields }

  package subscript(name: String) -> Value? { fields.first { $0.name == name }?.value }
}

extension Value {
  /// The type of a value, as the checker would have found it.
  package var type: Type {
    switch self {
    case .missing: .missing
    case .bool: .bool
    case .quantity(let quantity): .measure(quantity.measure)
    case .text: .text
    case .date: .date
    case .instant: .instant
    case .period(let period): .period(period.grain)
    case .estimate(let estimate): .estimate(estimate.measure)
    case .list(let list): .list(list.elementType)
    case .record(let record): .record(record.fields.map { RecordField($0.name, $0.value.type) })
    case .table(let table): .table(table.type)
    }
  }

  package var isMissing: Bool { if case .missing = self { true } else { false } }

  /// The number of a quantity or an estimate, in its own unit; nil for anything else.
  package var magnitude: Double? {
    switch self {
    case .quantity(let quantity): quantity.magnitude
    case .estimate(let estimate): estimate.value
    default: nil
    }
  }

  package var measure: Measure? {
    switch self {
    case .quantity(let quantity): quantity.measure
    case .estimate(let estimate): estimate.measure
    default: nil
    }
  }
}
