internal import Statistics
internal import Units
internal import Values

/// What an outcome is worth, in the money of the spend: one amount for all channels, or that of each.
struct OutcomeValue {
  static let parameter = Parameter(
    "value", .value(.oneOf([.quantity, .table])), optional: true,
    "what an outcome is worth, such as a lifetime value: an amount, or a table with one for each channel"
  )

  private let common: Double?
  private let own: [String: Double]

  /// Nil where the call gives none and outcomes are no money themselves.
  ///
  /// Errors: `invalidArgument` for another unit, for a table without amounts or without the channels.
  init?(_ call: Call, _ model: ResponseCurves) throws(ValueError) {
    let units = model.units
    guard let value = call.value("value"), !value.isMissing else {
      // Revenue is worth what it is.
      guard let factor = units.outcome.unit.factor(to: units.spend.unit), !units.outcome.isNumber
      else { return nil }
      (common, own) = (factor, [:])
      return
    }
    guard case .table(let table) = value else {
      guard let magnitude = value.magnitude, let measure = value.measure,
        let factor = Self.factor(measure, units)
      else { throw Self.unfit(value.measure, units) }
      (common, own) = (magnitude * factor, [:])
      try Self.check(magnitude)
      return
    }
    let amounts = try Self.amounts(call, table, model)
    (common, own) = (nil, amounts)
    if let name = model.channels.map(\.name).first(where: { amounts[$0] == nil }) {
      throw ValueError(
        .invalidArgument, "the table of `value:` has no row for \(name)",
        because: "every channel needs what its outcomes are worth", argument: "value")
    }
  }

  func amount(_ channel: ResponseCurves.Channel) -> Double { common ?? own[channel.name] ?? 0 }

  /// Throws where the checker knows that a value does not fit.
  static func check(_ types: CallTypes, _ units: ResponseUnits) throws(ValueError) {
    guard let measure = types.type("value")?.measure, factor(measure, units) == nil else { return }
    throw unfit(measure, units)
  }

  // MARK: Tables

  private static func amounts(
    _ call: Call, _ table: Table, _ model: ResponseCurves
  ) throws(ValueError) -> [String: Double] {
    let names = model.keys.map(\.name)
    guard let key = names.last, let place = table.type.index(of: key) else {
      throw ValueError(
        .invalidArgument, "the table of `value:` has no column `.\(names.last ?? "channel")`",
        because: "its rows say of which channel they are", argument: "value")
    }
    let fitting = table.type.columns.indices.filter { index in
      table.type.columns[index].type.measure.map { factor($0, model.units) != nil } ?? false
    }
    let chosen = fitting.first { table.type.columns[$0].name == "ltv" } ?? fitting.first
    guard let chosen, fitting.count == 1 || table.type.columns[chosen].name == "ltv",
      let measure = table.type.columns[chosen].type.measure,
      let factor = factor(measure, model.units)
    else {
      throw ValueError(
        .invalidArgument,
        fitting.isEmpty
          ? "the table of `value:` has no column in \(model.units.cost)"
          : "the table of `value:` has several columns in \(model.units.cost)",
        because: "one column says what an outcome is worth", argument: "value")
    }
    let rows = try call.context.fetch(table, limit: nil)
    var values: [String: Double] = [:]
    for row in 0..<rows.rowCount {
      guard case .text(let name) = rows.value(row: row, column: place),
        let amount = rows.value(row: row, column: chosen).magnitude
      else { continue }
      try check(amount)
      for channel in model.channels where channel.key.cells.last?.name == name {
        values[channel.name] = amount * factor
      }
    }
    return values
  }

  // MARK: Units

  private static func check(_ amount: Double) throws(ValueError) {
    guard amount >= 0, amount.isFinite else {
      throw ValueError(
        .invalidArgument, "what an outcome is worth cannot be negative",
        because: "it is \(NumberText().text(.number(amount)))", argument: "value")
    }
  }

  private static func factor(_ measure: Measure, _ units: ResponseUnits) -> Double? {
    if let factor = measure.unit.factor(to: units.cost.unit) { return factor }
    // An amount per customer where outcomes have no unit, and an amount where both are known.
    let isBare = units.outcome.isNumber || measure.unit.factors.count == 1
    guard isBare, let money = measure.unit.currency, money == units.spend.unit.currency else {
      return nil
    }
    return measure.unit.factors.count <= 2 && !measure.unit.factors.contains { $0.unit.base.isTime }
      ? 1 : nil
  }

  private static func unfit(_ measure: Measure?, _ units: ResponseUnits) -> ValueError {
    ValueError(
      .invalidArgument, "`value:` is an amount per outcome, in \(units.cost)",
      because: "it is in \(measure?.description ?? "no unit")",
      fixes: [.init("value: 900 \(units.cost)")], argument: "value")
  }
}
