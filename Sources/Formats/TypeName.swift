import Units
import Values

/// The types that JSON names, with the unit that goes with them.
enum TypeName: String {
  case number, share, money, quantity, periodic, estimate, text, bool, date, period, duration
  case list, record, table, missing

  init(_ type: Type) {
    switch type {
    case .bool: self = .bool
    case .text: self = .text
    case .date, .instant: self = .date
    case .period: self = .period
    case .measure(let measure): self.init(measure)
    case .estimate: self = .estimate
    case .list: self = .list
    case .record: self = .record
    case .table: self = .table
    case .missing, .unknown, .function, .columnExpression, .plot, .model: self = .missing
    }
  }

  init(_ measure: Measure) {
    switch measure {
    case .share: self = .share
    case .periodic: self = .periodic
    case .unit(let unit):
      if unit.isOne {
        self = .number
      } else if unit.currency != nil {
        self = .money
      } else {
        self = unit.isTime ? .duration : .quantity
      }
    }
  }
}

extension ColumnSchema {
  /// The type of a column in a result: what was declared, or what its cells are.
  func resolved(by cells: [Value]) -> Type {
    if cells.contains(where: { $0.type.isEstimate }), let measure = type.measure {
      return .estimate(measure)
    }
    guard type.isUnknown || type == .missing else { return type }
    return cells.lazy.filter { !$0.isMissing }.map(\.type).first ?? type
  }
}
