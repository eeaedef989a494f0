internal import Statistics
internal import Units
internal import Values

/// What a call of `response` asks for.
struct ResponseRequest {
  let columns: ResponseColumns
  let units: ResponseUnits
  let isJoint: Bool
  /// Those that are compared; one alone is told.
  let families: [CurveFamily]
  let carryOver: CarryOverKind
  let first: ResponseOrder
  let beginning: ResponseBeginning
  let trend: String
  let season: String
  /// Whether trend and season multiply, `log`, or are added, `linear`; nil where that is compared.
  let scale: SeriesScale?
  let recent: Value?
  let level: Double
  let seed: UInt64
  /// By profile likelihood; otherwise by resampled residuals alone.
  let isProfiled: Bool

  /// Errors: those of the columns and the level.
  init(_ call: Call, _ type: TableType) throws(ValueError) {
    columns = try ResponseColumns(call, type)
    let dates = try SeriesColumns.dateType(call.columns("at").first?.type, type)
    guard
      let units = ResponseUnits(
        outcome: columns.outcome.measure, spend: columns.spendMeasure, per: call.word("per"),
        every: call.word("every"), dates: dates)
    else { throw ValueError(.invalidArgument, "`per:` is a unit of time", argument: "per") }
    self.units = units
    isJoint = call.bool("together") ?? false
    let curve = call.word("curve") ?? ResponseParameters.automatic
    families = CurveFamily(rawValue: curve).map { [$0] } ?? CurveFamily.allCases
    carryOver = call.word("carryover").flatMap(CarryOverKind.init(rawValue:)) ?? .geometric
    first = call.word("first").flatMap(ResponseOrder.init(rawValue:)) ?? .carryOver
    // Without carry-over nothing of the time before acts, whatever it was.
    beginning =
      carryOver == .none
      ? .zero : call.word("start").flatMap(ResponseBeginning.init(rawValue:)) ?? .steady
    trend = call.word("trend") ?? "linear"
    season = call.word("season") ?? ResponseParameters.automatic
    scale = call.word("scale").flatMap(SeriesScale.init(rawValue:))
    recent = call.value("recent")
    level = try IntervalLevel.of(call)
    seed = try ResponseParameters.seed(call)
    isProfiled = call.word("intervals") != "resampled"
  }

  /// Of how many periods today's spend is the mean.
  ///
  /// Errors: `invalidArgument` for a `recent:` that is no number of periods.
  func recentPeriods(_ market: ResponseMarket) throws(ValueError) -> Int {
    guard let recent else {
      return switch market.grain {
      case .day: 28
      case .week: 4
      case .month, .quarter, .year: 3
      }
    }
    return try ForecastHorizon.periods(
      recent, of: market.grain, after: market.start, argument: "recent")
  }
}

extension ResponseUnits {
  /// The units of a call, as far as they are known before it runs.
  init?(outcome: Measure, spend: Measure, per: String?, every: String?, dates: Type) {
    var name = per ?? every ?? "week"
    if per == nil, every == nil, case .period(let grain?) = dates { name = grain.rawValue }
    guard let time = UnitCatalogue().named(name) else { return nil }
    self.init(outcome: outcome, spend: spend, time: time)
  }
}
