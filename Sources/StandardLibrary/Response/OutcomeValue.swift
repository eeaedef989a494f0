internal import Statistics
internal import Units
internal import Values

/// What an outcome is worth, in the money of the spend: one amount for all channels, or that of each.
struct OutcomeValue {
  static let parameter = Parameter(
    "value", .value(.oneOf([.quantity, .table])), optional: true,
    "what an outcome is worth, such as a lifetime value: an amount, or a table with one for each channel"
  )

  private let common: DrawnFigure?
  private let own: [GroupKey: DrawnFigure]

  /// Nil where the call gives none and outcomes are no money themselves.
  ///
  /// Errors: `invalidArgument` for another unit, for a table without amounts or without the channels.
  init?(_ call: Call, _ model: ResponseCurves) throws(ValueError) {
    let units = model.units
    guard let value = call.value("value"), !value.isMissing else {
      // Revenue is worth what it is.
      guard let factor = units.outcome.unit.factor(to: units.spend.unit), !units.outcome.isNumber
      else { return nil }
      (common, own) = (DrawnFigure(factor), [:])
      return
    }
    guard case .table(let table) = value else {
      guard let measure = value.measure, let factor = Self.factor(measure, units),
        let amount = try Self.amount(value, factor)
      else { throw Self.unfit(value.measure, units) }
      (common, own) = (amount, [:])
      return
    }
    (common, own) = (nil, try Self.amounts(call, table, model))
  }

  /// What an outcome of a channel is worth; uncertain where an estimate says so.
  func amount(_ channel: ResponseCurves.Channel) -> DrawnFigure {
    common ?? own[channel.key] ?? DrawnFigure(0)
  }

  /// Throws where the checker knows that a value does not fit.
  static func check(_ types: CallTypes, _ units: ResponseUnits) throws(ValueError) {
    guard let measure = types.type("value")?.measure, factor(measure, units) == nil else { return }
    throw unfit(measure, units)
  }

  // MARK: Tables

  private static func amounts(
    _ call: Call, _ table: Table, _ model: ResponseCurves
  ) throws(ValueError) -> [GroupKey: DrawnFigure] {
    let names = model.keys.map(\.name)
    guard let key = names.last, table.type.index(of: key) != nil else {
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
    // A table by the last key alone, such as the channel, says the same of all groups of the others.
    let shared = names.enumerated().compactMap { key, name in
      table.type.index(of: name).map { (key: key, column: $0) }
    }
    let rows = try call.context.fetch(table, limit: nil)
    var found: [[ValueKey]: [Int]] = [:]
    for row in 0..<rows.rowCount {
      let key = try ResponseCurves.identity(
        shared.map { rows.value(row: row, column: $0.column) })
      found[key, default: []].append(row)
    }
    var values: [GroupKey: DrawnFigure] = [:]
    for channel in model.channels {
      let cells = model.keyValues(channel)
      let own = found[try ResponseCurves.identity(shared.map { cells[$0.key] })] ?? []
      guard let row = own.first, own.count == 1 else {
        throw ValueError(
          .invalidArgument,
          "the table of `value:` has \(own.isEmpty ? "no row" : "\(own.count) rows") for \(channel.name)",
          because: "one row for each channel says what its outcomes are worth", argument: "value")
      }
      guard let value = try amount(rows.value(row: row, column: chosen), factor) else {
        throw ValueError(
          .invalidArgument,
          "the table of `value:` has no `.\(table.type.columns[chosen].name)` for \(channel.name)",
          because: "every channel needs what its outcomes are worth", argument: "value")
      }
      values[channel.key] = value
    }
    return values
  }

  // MARK: Units

  /// An amount in the money of the spend; nil for what is none.
  private static func amount(_ value: Value, _ factor: Double) throws(ValueError) -> DrawnFigure? {
    guard let amount = value.magnitude else { return nil }
    guard amount >= 0, amount.isFinite else {
      throw ValueError(
        .invalidArgument, "what an outcome is worth cannot be negative",
        because: "it is \(NumberText().text(value))", argument: "value")
    }
    guard case .estimate(let estimate) = value else { return DrawnFigure(amount * factor) }
    return DrawnFigure(amount * factor, try estimate.replicates.map { $0 * factor })
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

  /// An amount per outcome as a script writes it.
  static func example(_ units: ResponseUnits) -> String {
    units.cost.isNumber ? "900" : "900 \(units.cost)"
  }

  private static func unfit(_ measure: Measure?, _ units: ResponseUnits) -> ValueError {
    ValueError(
      .invalidArgument, "`value:` is an amount per outcome, in \(units.cost)",
      because: "it is in \(measure?.description ?? "no unit")",
      fixes: [.init("value: \(example(units))")], argument: "value")
  }
}
