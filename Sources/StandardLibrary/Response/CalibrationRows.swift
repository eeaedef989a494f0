internal import Statistics
internal import Units
internal import Values

/// What experiments found, as rows of a table: `brand_effect(…, rows: "calibration")` gives such.
struct CalibrationRows {
  private struct Row {
    /// In the table, from 1.
    let number: Int
    let channel: String
    let from: CalendarDate
    let to: CalendarDate
    let spend: Double
    let outcome: Double
    let error: Double
  }

  private var rows: [Row] = []
  private let measure: Measure
  /// What is said of those that count.
  private(set) var notes: [Note] = []

  /// Reads the table of `calibrate:`.
  ///
  /// Errors: `invalidArgument` for a table without the columns, `data` for rows that lack a value or name no
  /// channel.
  init(_ call: Call, _ markets: ResponseMarkets, _ request: ResponseRequest) throws(ValueError) {
    measure = request.units.spend
    guard call.has("calibrate") else { return }
    let table = try call.table("calibrate")
    for name in ["channel", "from", "to", "spend", "outcome"] where table.type[name] == nil {
      throw ValueError(
        .invalidArgument, "the table of `calibrate:` has no column `.\(name)`",
        because: "it has one row for each experiment: channel, from, to, spend, outcome",
        argument: "calibrate")
    }
    let factors = (
      spend: try Self.factor("spend", table.type, to: request.units.spend),
      outcome: try Self.factor("outcome", table.type, to: request.units.outcome)
    )
    let local = try call.context.fetch(table, limit: nil)
    let names = markets.markets.flatMap { $0.channels.map(\.name) }
    for row in 0..<local.rowCount {
      func cell(_ name: String) -> Value {
        table.type.index(of: name).map { local.value(row: row, column: $0) } ?? .missing
      }
      guard case .text(let channel) = cell("channel"), case .date(let from) = cell("from"),
        case .date(let to) = cell("to"), let spend = cell("spend").magnitude,
        let outcome = cell("outcome").magnitude,
        let error = Self.error(cell("outcome"), cell("error")), error > 0, error.isFinite,
        from <= to
      else {
        throw ValueError(
          .data, "row \(row + 1) of `calibrate:` lacks a value",
          because:
            "it needs a channel, two dates, a change of spend, and an outcome with an interval or a column `.error` with its standard error",
          argument: "calibrate")
      }
      guard names.contains(channel) else { throw Self.missing(channel, names) }
      guard spend != 0, spend.isFinite, outcome.isFinite else {
        throw ValueError(
          .data, "row \(row + 1) of `calibrate:` changes no spend",
          because: "an experiment tells what a change of spend brought",
          argument: "calibrate")
      }
      rows.append(
        Row(
          number: row + 1, channel: channel, from: from, to: to, spend: spend * factors.spend,
          outcome: outcome * factors.outcome, error: error * factors.outcome))
    }
    note()
  }

  private mutating func note() {
    guard !rows.isEmpty else { return }
    let names = rows.reduce(into: [String]()) {
      if !$0.contains($1.channel) { $0.append($1.channel) }
    }
    notes.append(
      Note(
        .note,
        "\(rows.count) experiment\(rows.count == 1 ? "" : "s") with \(NameList.text(names)) "
          + "\(rows.count == 1 ? "counts" : "count") in the fit"))
    for row in rows where row.spend * row.outcome < 0 {
      notes.append(
        Note(
          .warning,
          "row \(row.number) of `calibrate:` has more outcomes of less spend; a curve that rises cannot have that"
        ))
    }
  }

  /// Those of a market, with the periods that they reach over.
  ///
  /// Errors: `data` for a row whose dates are not within the series.
  func rows(of market: ResponseMarket) throws(ValueError) -> [ResponseCalibration] {
    var found: [ResponseCalibration] = []
    for row in rows {
      guard let place = market.channels.firstIndex(where: { $0.name == row.channel }) else {
        continue
      }
      let first = RegularSeries.offset(of: row.from, from: market.start, market.grain)
      let last = RegularSeries.offset(of: row.to, from: market.start, market.grain)
      guard first >= 0, last < market.outcome.count else {
        let end = market.day(market.outcome.count - 1).map { ", the last on \($0)" } ?? ""
        throw ValueError(
          .data, "row \(row.number) of `calibrate:` is not within the series",
          because:
            "it is from \(row.from) to \(row.to); the first \(market.grain.rawValue) of \(market.name) begins on \(market.start.first)\(end)",
          argument: "calibrate")
      }
      let spent = market.channels[place].spend[first...last].reduce(0, +)
      guard row.spend <= spent * (1 + 1e-9) else {
        let text = NumberText()
        throw ValueError(
          .data, "row \(row.number) of `calibrate:` adds more than was spent",
          because:
            "\(text.text(Quantity(row.spend, measure))) more is said to have been spent from \(row.from) to \(row.to), and the \(market.grain.rawValue)s of the series from then on have \(text.text(Quantity(spent, measure))) in all, the experiment included",
          argument: "calibrate")
      }
      found.append(
        ResponseCalibration(
          channel: place, periods: first..<(last + 1), spendChange: row.spend,
          outcomeChange: row.outcome, standardError: row.error))
    }
    return found
  }

  // MARK: Cells

  /// The standard error of an outcome: its own column, or that of a normal figure with such an interval.
  private static func error(_ outcome: Value, _ error: Value) -> Double? {
    if let given = error.magnitude { return given }
    guard case .estimate(let estimate) = outcome, let low = estimate.low, let high = estimate.high
    else { return nil }
    return (high - low) / (2 * NormalDistribution.quantile(twoSidedLevel: estimate.level))
  }

  private static func factor(
    _ name: String, _ type: TableType, to measure: Measure
  ) throws(ValueError) -> Double {
    guard let own = type[name]?.type.measure, own != measure, !own.isNumber else { return 1 }
    guard let factor = own.unit.factor(to: measure.unit) else {
      throw ValueError(
        .invalidArgument,
        "the `.\(name)` of `calibrate:` is in \(own), that of the series in \(measure)",
        because: "both must measure the same thing", argument: "calibrate")
    }
    return factor
  }

  private static func missing(_ name: String, _ names: [String]) -> ValueError {
    ValueError(
      .data, "`calibrate:` has a channel \"\(name)\", which the series has not",
      because: "its channels are \(NameList.text(names))", argument: "calibrate")
  }
}
