internal import Units

/// What a parameter takes.
package indirect enum TypePattern: Hashable, Sendable {
  case any
  /// Any number with any measure, an estimate too.
  case quantity
  /// A plain number or a share.
  case number
  case money
  case time
  /// A share per time, such as a churn.
  case periodic
  /// A plain count of this unit (`customer`); a bare number is taken as one.
  case count(String)
  /// Money per these units, such as USD/customer/month: any currency, any time unit for `month`.
  case moneyPer([String])
  case bool
  case text
  case date
  case dateOrInstant
  case period
  case list(TypePattern)
  case table
  case record
  case oneOf([TypePattern])

  /// True when a value of this type fits.
  ///
  /// An unknown type fits everything, so that one mistake is reported once.
  package func accepts(_ type: Type) -> Bool {
    switch (self, type) {
    case (.any, _), (_, .unknown), (_, .missing): true
    case (.quantity, .measure), (.quantity, .estimate): true
    case (.bool, .bool), (.text, .text), (.date, .date), (.period, .period): true
    case (.dateOrInstant, .date), (.dateOrInstant, .instant), (.table, .table): true
    case (.record, .record): true
    case (.list(let element), .list(let type)): element.accepts(type)
    case (.oneOf(let patterns), _): patterns.contains { $0.accepts(type) }
    default: type.measure.map(acceptsMeasure) ?? false
    }
  }

  private func acceptsMeasure(_ measure: Measure) -> Bool {
    switch self {
    case .number: measure.isDimensionless
    case .money: measure.unit.factors.count == 1 && measure.unit.currency != nil
    case .time: measure.unit.isTime && !measure.isPeriodic
    case .periodic: measure.isPeriodic
    case .count(let name): measure.isNumber || measure.unit.single?.name == name
    case .moneyPer(let names): Self.isMoney(measure.unit, per: names)
    default: false
    }
  }

  private static func isMoney(_ unit: Unit, per names: [String]) -> Bool {
    guard unit.currency != nil, unit.factors.count == names.count + 1 else { return false }
    return names.allSatisfy { name in
      unit.factors.contains { factor in
        let isTime = name == "month" && factor.unit.base == .monthTime
        return factor.exponent == -1 && (factor.unit.name == name || isTime)
      }
    }
  }
}

extension TypePattern: CustomStringConvertible {
  /// As a message or a signature names it.
  package var description: String {
    switch self {
    case .any: "any value"
    case .quantity: "a quantity"
    case .number: "a Number"
    case .money: "Money"
    case .time: "a Duration"
    case .periodic: "a share per time, such as 3%/month"
    case .count(let name): "a count of \(name)s"
    case .moneyPer(let names): (["money"] + names).joined(separator: "/")
    case .bool: "a Bool"
    case .text: "a Text"
    case .date: "a Date"
    case .dateOrInstant: "a Date or an Instant"
    case .period: "a Period"
    case .list(let element): "a list of \(element.description)"
    case .table: "a Table"
    case .record: "a Record"
    case .oneOf(let patterns): patterns.map(\.description).joined(separator: " or ")
    }
  }
}
