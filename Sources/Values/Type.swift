package import Units

/// The type of an expression, known before anything runs.
package indirect enum Type: Hashable, Sendable {
  /// Not known: after a reported mistake, or a table whose path is not constant.
  case unknown
  case missing
  case bool
  case text
  case date
  case instant
  /// A stretch of the calendar; the grain of a named one, where it is known.
  case period(PeriodGrain?)
  case measure(Measure)
  case estimate(Measure)
  case list(Type)
  case record([RecordField])
  case table(TableType)
  /// A function or lambda bound to a name; its declaration is kept by the checker.
  case function
  /// A column expression bound to a name: `let margin = .revenue - .cost`.
  case columnExpression
  case plot
  case model(String)

  package static let number = Type.measure(.number)
  package static let share = Type.measure(.share)

  package static func unit(_ unit: Unit) -> Type { .measure(.unit(unit)) }

  /// The measure of a number or an estimate of one.
  package var measure: Measure? {
    switch self {
    case .measure(let measure), .estimate(let measure): measure
    default: nil
    }
  }

  package var isEstimate: Bool { if case .estimate = self { true } else { false } }
  package var isUnknown: Bool { if case .unknown = self { true } else { false } }

  package var table: TableType? { if case .table(let table) = self { table } else { nil } }
}

/// A named part of a record's type.
package struct RecordField: Hashable, Sendable {
  package var name: String
  package var type: Type

  package init(_ name: String, _ type: Type) {
    self.name = name
    self.type = type
  }
}

extension Type: CustomStringConvertible {
  /// As a program or a message names it.
  package var description: String {
    switch self {
    case .unknown: "unknown"
    case .missing: "missing"
    case .bool: "Bool"
    case .text: "Text"
    case .date: "Date"
    case .instant: "Instant"
    case .period: "Period"
    case .measure(let measure): measure.description
    case .estimate(let measure):
      measure.isNumber ? "Estimate" : "Estimate of \(measure.description)"
    case .list(let element): "List<\(element.description)>"
    case .record: "Record"
    case .table: "Table"
    case .function: "function"
    case .columnExpression: "Column"
    case .plot: "Plot"
    case .model(let name): "Model<\(name)>"
    }
  }
}
