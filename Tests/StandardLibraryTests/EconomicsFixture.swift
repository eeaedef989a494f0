import Planning
import StandardLibrary
import Units
import Values

/// Tables and calls for the tests of the economic functions.
enum EconomicsFixture {
  static let units = UnitCatalogue()

  static func unit(_ name: String) -> Unit { Unit(units.named(name) ?? units.dollar) }
  static let usd = unit("USD")
  static let perMonth = usd.divided(by: unit("customer")).unit.divided(by: unit("month")).unit

  /// The customers of the handbook's example, in its order.
  static let exampleCustomers: [[String?]] = [
    ["A01", "2026-01-05", nil, "search", "SMB", "60"],
    ["A02", "2026-01-12", "2026-02-20", "search", "SMB", "80"],
    ["A03", "2026-01-20", "2026-04-30", "referral", "SMB", "60"],
    ["A04", "2026-02-01", "2026-02-01", "search", "SMB", "50"],
    ["A05", "2026-02-10", "2026-03-01", "radio", "SMB", "90"],
    ["A06", "2026-02-28", nil, nil, "SMB", "70"],
    ["A07", "2026-03-03", "2026-03-25", "search", "SMB", "40"],
    ["A08", "2026-04-01", nil, "search", "SMB", "100"],
    ["E01", "2026-01-15", nil, "events", "Enterprise", "4000"],
    ["E02", "2026-01-31", nil, "partners", "Enterprise", "3500"],
    ["E03", "2026-02-14", "2026-04-10", "events", "Enterprise", "3000"],
    ["E04", "2026-04-30", "2026-06-30", "events", "Enterprise", "5000"],
  ]

  static let exampleSpend: [[String?]] = [
    ["2026-01-05", "search", "240", "SMB"],
    ["2026-02-02", "radio", "100", "SMB"],
    ["2026-03-02", "search", "-40", "SMB"],
    ["2026-04-06", "podcast", "140", "SMB"],
    ["2026-01-12", "events", "30000", "Enterprise"],
    ["2026-02-16", "partners", "6000", "Enterprise"],
    ["2026-04-20", "events", "12000", "Enterprise"],
  ]

  static func customers(_ rows: [[String?]] = exampleCustomers, mrr: Unit = perMonth) -> Table {
    table(
      [
        ("id", .text), ("started", .date), ("ended", .date), ("channel", .text),
        ("segment", .text), ("mrr", .unit(mrr)),
      ], rows, role: "customers")
  }

  static func spend(_ rows: [[String?]] = exampleSpend, cost: Unit = usd) -> Table {
    table(
      [("date", .date), ("channel", .text), ("cost", .unit(cost)), ("segment", .text)], rows,
      role: "spend")
  }

  static func table(
    _ columns: [(String, Type)], _ rows: [[String?]], role: String?
  ) -> Table {
    let type = TableType(columns.map { ColumnSchema($0.0, $0.1) }, role: role)
    let values = columns.indices.map { column in
      rows.map { value($0[column], columns[column].1) }
    }
    return Table(
      type: type, plan: LocalTable(type: type, columns: values, rowCount: rows.count))
  }

  private static func value(_ text: String?, _ type: Type) -> Value {
    guard let text else { return .missing }
    switch type {
    case .date: return date(text).map(Value.date) ?? .missing
    case .text: return .text(text)
    default: return .quantity(Quantity(Double(text) ?? .nan, type.measure ?? .number))
    }
  }

  static func date(_ text: String) -> CalendarDate? {
    let parts = text.split(separator: "-").compactMap { Int($0) }
    guard parts.count == 3 else { return nil }
    return CalendarDate(year: parts[0], month: parts[1], day: parts[2])
  }

  /// Calls the form of a function that takes tables.
  static func call(
    _ function: Function, spend: Table? = nil, customers: Table = customers(), by: [String] = [],
    _ others: [String: Call.Argument] = [:], context: EconomicsContext = EconomicsContext()
  ) throws -> Value {
    var arguments = others
    arguments["customers"] = .value(.table(customers))
    if let spend { arguments["spend"] = .value(.table(spend)) }
    var types: [String: CallTypes.Argument] = [
      "customers": .value(.table(customers.type), constant: nil)
    ]
    if let spend { types["spend"] = .value(.table(spend.type), constant: nil) }
    if !by.isEmpty { arguments["by"] = .columns(columns(by, of: customers.type)) }
    for name in ["by", "share"] {
      guard case .columns(let keys)? = arguments[name] else { continue }
      // As the checker reads an argument once on each table.
      for (table, type) in [("customers", customers.type), ("spend", spend?.type)] {
        guard let type, keys.allSatisfy({ type[$0.name] != nil }) else { continue }
        arguments["\(name)@\(table)"] = .columns(columns(keys.map(\.name), of: type))
      }
    }
    for (name, argument) in arguments {
      switch argument {
      case .columns(let columns):
        types[name] = .columns(columns.map { ColumnSchema($0.name, $0.type) })
      case .word(let word): types[name] = .word(word)
      case .value(let value) where types[name] == nil:
        types[name] = .value(value.type, constant: value)
      default: break
      }
    }
    let overload = function.overloads[0]
    let type = try overload.signature.result(
      CallTypes(arguments: types, isStrict: false, dollar: units.dollar) {
        request throws(ValueError) in
        throw ValueError(.unsupported, "no file \(request.path)")
      })
    guard let body = overload.body else { return .missing }
    return try body(Call(arguments: arguments, resultType: type, context: context))
  }

  static func columns(
    _ names: [String], of type: TableType
  ) -> [(name: String, type: Type, expression: ScalarExpression)] {
    names.map { ($0, type[$0]?.type ?? .unknown, .column($0)) }
  }

  static func rows(_ value: Value) -> LocalTable? {
    guard case .table(let table) = value else { return nil }
    return table.plan as? LocalTable
  }
}
