import Units
import Values

extension OutputFormat {
  /// One JSON value a line: `{"value":2016,"unit":"USD/customer"}`, and a table as one object.
  static let json = OutputFormat(
    "json", suffix: "json", summary: "one JSON value a line, in full precision"
  ) { shown throws(ValueError) in
    try JSONValue.shown(shown.value) + "\n"
  }

  /// A table as one object a row.
  static let jsonLines = OutputFormat(
    "jsonl", suffix: "jsonl", summary: "JSON with one object for each row of a table"
  ) { shown throws(ValueError) in
    guard let table = shown.value.localTable else {
      return try JSONValue.shown(shown.value) + "\n"
    }
    let names = table.type.columns.map { JSONText.string($0.name) }
    return try (0..<table.rowCount).stoppableMap { row throws(ValueError) in
      var members: [String] = []
      for (column, name) in names.enumerated() {
        members.append(name + ":" + (try JSONValue.cell(table.value(row: row, column: column))))
      }
      return "{" + members.joined(separator: ",") + "}\n"
    }.joined()
  }
}

/// Values as JSON: alone, and in the cells of a table.
private enum JSONValue {
  /// A value shown on its own, with its unit.
  static func shown(_ value: Value) throws(ValueError) -> String {
    switch value {
    case .table(let table):
      if let local = table.plan as? LocalTable {
        return try object(local, total: table.total as? LocalTable)
      }
      return "null"
    case .record(let record):
      var members: [(name: String, json: String)] = []
      for field in record.fields { members.append((field.name, try shown(field.value))) }
      return JSONText.object(members)
    case .estimate(let estimate):
      return JSONText.object(
        measured(estimate.value, estimate.measure) + [
          ("low", JSONText.number(estimate.low)), ("high", JSONText.number(estimate.high)),
          ("level", JSONText.number(estimate.interval == .none ? nil : estimate.level)),
        ])
    case .quantity(let quantity):
      return JSONText.object(measured(quantity.magnitude, quantity.measure))
    case .list(let list):
      return JSONText.object([
        ("value", try cell(value)), ("unit", JSONText.unit(list.elementType.measure)),
        ("type", JSONText.string(TypeName.list.rawValue)),
      ])
    case .missing: return JSONText.object([("value", "null"), ("unit", "null")])
    case .bool, .text, .date, .instant, .period:
      return JSONText.object([
        ("value", try cell(value)), ("unit", "null"),
        ("type", JSONText.string(TypeName(value.type).rawValue)),
      ])
    }
  }

  /// The type is named where the unit does not tell it: a share, and a share per time.
  private static func measured(
    _ magnitude: Double, _ measure: Measure
  ) -> [(name: String, json: String)] {
    let members = [
      (name: "value", json: JSONText.number(magnitude)), ("unit", JSONText.unit(measure)),
    ]
    guard measure.isShare || measure.isPeriodic else { return members }
    return members + [("type", JSONText.string(TypeName(measure).rawValue))]
  }

  /// A value in a table or a list, whose unit stands elsewhere.
  static func cell(_ value: Value) throws(ValueError) -> String {
    switch value {
    case .missing: "null"
    case .bool(let bool): bool ? "true" : "false"
    case .quantity(let quantity): JSONText.number(quantity.magnitude)
    case .text(let text): JSONText.string(text)
    case .date(let date): JSONText.string(date.description)
    case .instant(let instant): JSONText.string(instant.description)
    case .period(let period): JSONText.string(period.description)
    case .estimate(let estimate):
      JSONText.object([
        ("value", JSONText.number(estimate.value)), ("low", JSONText.number(estimate.low)),
        ("high", JSONText.number(estimate.high)),
      ])
    case .list(let list):
      JSONText.array(
        try list.allElements().stoppableMap { value throws(ValueError) in try cell(value) })
    case .record, .table: try shown(value)
    }
  }

  private static func object(
    _ table: LocalTable, total: LocalTable?
  ) throws(ValueError) -> String {
    let columns = table.type.columns.indices.map { index in
      let column = table.type.columns[index]
      let cells = table.columns.indices.contains(index) ? table.columns[index] : []
      let type = column.resolved(by: cells)
      let level = cells.lazy.compactMap(level).first
      return JSONText.object([
        ("name", JSONText.string(column.name)),
        ("type", JSONText.string(TypeName(type).rawValue)),
        ("unit", JSONText.unit(type.measure)), ("level", JSONText.number(level)),
      ])
    }
    func row(_ row: Int, of table: LocalTable) throws(ValueError) -> String {
      var cells: [String] = []
      for column in table.type.columns.indices {
        cells.append(try cell(table.value(row: row, column: column)))
      }
      return JSONText.array(cells)
    }
    let rows = try (0..<table.rowCount).stoppableMap { index throws(ValueError) in
      try row(index, of: table)
    }
    var members = [("columns", JSONText.array(columns)), ("rows", JSONText.array(rows))]
    if let total { members.append(("total", try row(0, of: total))) }
    return JSONText.object(members)
  }

  private static func level(_ value: Value) -> Double? {
    guard case .estimate(let estimate) = value, estimate.interval != .none else { return nil }
    return estimate.level
  }
}
