internal import Planning
internal import Units
internal import Values

/// The columns of a table of customers that play a role, with what they measure.
struct CustomerColumns {
  var id: String
  var started: String
  var ended: String?
  var mrr: String?
  var currencyColumn: String?
  /// The currency of `mrr`, and the factor that makes a month's amount of its cells.
  var revenue: (currency: NamedUnit, factor: Double)?
  /// True when `mrr` has no unit in the table and is taken as money per month.
  var isRevenueAssumed = false

  /// What a function reads beside id and start.
  enum Needs { case start, end, revenue }

  /// Finds the columns, those that role arguments name first.
  ///
  /// Plain numbers are amounts in `dollar`; it is nil where each amount must state its currency.
  ///
  /// Errors: `role` for a column that cannot be told or does not measure what its role wants.
  init(
    _ table: TableType, needs: Needs, arguments: [String: String], dollar: NamedUnit?,
  ) throws(ValueError) {
    let roles = try RoleResolution(table, as: .customers, parameter: "customers")
    id = try roles.required("id", argument: arguments["id"]).name
    started = try Self.dated(roles.required("started", argument: arguments["started"]))
    // A table of customers who never end would show no churn at all, so the column has to be there.
    let end =
      needs == .start
      ? try roles.column("ended", argument: arguments["ended"])
      : try roles.required("ended", argument: arguments["ended"])
    ended = try end.map { column throws(ValueError) in try Self.dated(column) }
    guard needs == .revenue else { return }
    let column = try roles.required("mrr", argument: arguments["mrr"])
    mrr = column.name
    isRevenueAssumed = dollar != nil && column.type == .number
    if let dollar, isRevenueAssumed {
      revenue = (dollar, 1)
    } else {
      revenue = try Self.monthly(column)
    }
    currencyColumn = table["currency"].flatMap { $0.type == .text ? $0.name : nil }
  }

  private static func dated(_ column: ColumnSchema) throws(ValueError) -> String {
    switch column.type {
    case .date, .instant, .unknown, .missing: return column.name
    default:
      throw ValueError(
        .role, "`.\(column.name)` is \(column.type), but a date is wanted",
        because: "days are compared with it", argument: column.role)
    }
  }

  /// The currency of revenue in a month: money as it stands or per month, quarter or year, and per
  /// customer or not.
  private static func monthly(
    _ column: ColumnSchema
  ) throws(ValueError) -> (currency: NamedUnit, factor: Double) {
    guard let unit = column.type.measure?.unit, let currency = unit.currency else {
      throw ValueError(
        .role, "`.\(column.name)` has no currency, so it cannot be the `mrr`",
        because: "its cells are \(column.type)",
        fixes: [.init("units: {\(column.fieldText): USD/month}", note: "where it is loaded")],
        argument: "mrr")
    }
    var factor = 1.0
    for part in unit.factors {
      switch part.unit.base.kind {
      case .monthTime where part.exponent == -1: factor /= part.unit.scale
      case .currency where part.exponent == 1: break
      case .count where part.exponent == -1: break
      default:
        throw ValueError(
          .role, "`.\(column.name)` is in \(unit), but revenue in a month is wanted",
          because: "a month has no fixed number of days",
          fixes: [.init("units: {\(column.fieldText): \(currency.name)/month}")], argument: "mrr")
      }
    }
    return (currency, factor)
  }
}

/// The columns of a table of spend that play a role, with their currency.
struct SpendColumns {
  var date: String
  var cost: String
  var currency: NamedUnit
  /// True when the cost has no unit in the table and is taken as money.
  var isCurrencyAssumed = false
  var currencyColumn: String?

  /// Plain numbers are amounts in `dollar`; it is nil where each amount must state its currency.
  init(
    _ table: TableType, arguments: [String: String], dollar: NamedUnit?,
  ) throws(ValueError) {
    let roles = try RoleResolution(table, as: .spend, parameter: "spend")
    let date = try roles.required("date", argument: arguments["date"])
    switch date.type {
    case .date, .instant, .unknown, .missing: break
    default:
      throw ValueError(
        .role, "`.\(date.name)` is \(date.type), but a date is wanted",
        because: "days are compared with it", argument: "date")
    }
    self.date = date.name
    let cost = try roles.required("cost", argument: arguments["cost"])
    self.cost = cost.name
    currencyColumn = table["currency"].flatMap { $0.type == .text ? $0.name : nil }
    if let dollar, cost.type == .number {
      (currency, isCurrencyAssumed) = (dollar, true)
      return
    }
    guard let unit = cost.type.measure?.unit, unit.factors.count == 1, let currency = unit.currency
    else {
      throw ValueError(
        .role, "`.\(cost.name)` is \(cost.type), but an amount of money is wanted",
        fixes: [.init("units: {\(cost.fieldText): USD}", note: "where it is loaded")],
        argument: "cost")
    }
    self.currency = currency
  }
}

/// Refuses amounts in more than one currency.
enum OneCurrency {
  static func check(
    spend: NamedUnit, customers: NamedUnit,
  ) throws(ValueError) {
    guard spend != customers else { return }
    throw ValueError(
      .data, "the spend is in \(spend.name), but the revenue is in \(customers.name)",
      because: "there is no exchange without a stated rate",
      fixes: [
        .init("add(cost: .cost to \(customers.name) at 1.08 \(customers.name)/\(spend.name))")
      ])
  }

  static func check(overhead: NamedUnit, spend: NamedUnit) throws(ValueError) {
    guard overhead != spend else { return }
    throw ValueError(
      .data, "the overhead is in \(overhead.name), but the spend is in \(spend.name)",
      because: "there is no exchange without a stated rate",
      fixes: [.init("overhead: 250_000 \(spend.name)")], argument: "overhead")
  }

  /// Refuses a `currency` column that says something else than the unit of the amounts.
  static func check(
    first: String?, last: String?, unit: NamedUnit, table: String,
  ) throws(ValueError) {
    guard let first, let last else { return }
    if first != last {
      throw ValueError(
        .data, "`\(table)` has amounts in \(first) and in \(last)",
        because: "amounts in different currencies have no sum",
        fixes: [.init("where(.currency == \"\(first)\")", note: "one currency at a time")])
    }
    guard first != unit.name else { return }
    throw ValueError(
      .data,
      "the `currency` column of `\(table)` says \(first), but its amounts are in \(unit.name)",
      fixes: [.init("units: {cost: \(first), mrr: \(first)/month}", note: "when loaded")])
  }
}
