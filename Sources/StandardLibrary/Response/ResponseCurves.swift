internal import Statistics
internal import Units
internal import Values

/// Curves fitted by `response`, which `marginal`, `saturation`, `contributions`, `allocate` and `plan` ask.
struct ResponseCurves: FittedModel {
  /// A market with its fit.
  struct Market: Sendable {
    let market: ResponseMarket
    let fit: ResponseFit
    /// What explains outcomes beside the spend, in the order of the kernel.
    let regressorNames: [String]
    /// What was spent before the first period.
    let start: CarryOverStart
    /// Whether spend is carried over before it saturates.
    let first: ResponseOrder
  }

  /// A channel: the place of its curve.
  struct Channel: Sendable {
    let key: GroupKey
    let market: Int
    let place: Int

    var name: String { key.name }
  }

  let units: ResponseUnits
  /// The length of the periods that were fitted.
  let grain: PeriodGrain
  let keys: [ColumnSchema]
  let level: Double
  /// Whether parameters and today's returns have intervals of their own, by profile likelihood.
  let isProfiled: Bool
  let markets: [Market]
  /// Whether figures get the intervals of their replicates.
  var hasIntervals = true
  /// Those that are asked about, in the order of the rows.
  private(set) var channels: [Channel]

  init(
    _ markets: [Market], units: ResponseUnits, grain: PeriodGrain, keys: [ColumnSchema],
    level: Double, isProfiled: Bool
  ) {
    self.isProfiled = isProfiled
    (self.markets, self.units, self.grain) = (markets, units, grain)
    (self.keys, self.level) = (keys, level)
    channels = markets.enumerated().flatMap { index, market in
      market.market.channels.enumerated().map {
        Channel(key: $0.element.key, market: index, place: $0.offset)
      }
    }
    channels.sort { $0.key < $1.key }
  }

  static let kind = "response"

  /// What the checker knows of a model.
  static func type(_ keys: [ColumnSchema], _ units: ResponseUnits) -> ModelType {
    ModelType(
      kind, keys: keys.map(\.name),
      measures: [
        "outcome": units.outcome, "spend": units.spend, "time": .unit(Unit(units.time)),
      ])
  }

  // MARK: Channels

  func response(_ channel: Channel) -> ChannelResponse {
    markets[channel.market].fit.channels[channel.place]
  }

  func market(_ channel: Channel) -> Market { markets[channel.market] }

  func spend(_ channel: Channel) -> [Double] {
    markets[channel.market].market.channels[channel.place].spend
  }

  /// The curve of a channel whose returns may be used; nil where the data do not tell it.
  func curve(_ channel: Channel) -> SaturationCurve? {
    let response = response(channel)
    return response.identification == .identified ? response.curve : nil
  }

  /// The curve of a channel in each replicate; none without intervals.
  func curves(_ channel: Channel) -> [SaturationCurve?] {
    guard hasIntervals else { return [] }
    return markets[channel.market].fit.replicates.map { $0.curves[channel.place] }
  }

  /// A figure of a curve in each replicate; NaN where a replicate has none.
  func replicates(_ channel: Channel, _ figure: (SaturationCurve) -> Double) -> [Double] {
    curves(channel).map { $0.map(figure) ?? .nan }
  }

  /// A rate per time as an amount per period.
  func rate(per time: NamedUnit) -> PeriodLength { PeriodLength(time, grain) }

  /// How the spend that the data have seen is meant, where it is that of the curves.
  var counted: String {
    markets.contains { $0.first == .saturation } ? "" : ", carry-over counted"
  }

  var estimates: ResponseEstimates { ResponseEstimates(level: level, isProfiled: isProfiled) }

  // MARK: Finding it

  /// The model behind a table, of the channels that its rows are left to name.
  ///
  /// Errors: `invalidArgument` for a table that is none of `response`.
  static func of(_ call: Call) throws(ValueError) -> ResponseCurves {
    let table = try call.table("model")
    guard var model = table.model as? ResponseCurves else { throw notOne() }
    let isWhole = (table.plan as? LocalTable)?.rowCount == model.channels.count
    guard !isWhole else { return model }
    let rows = try call.context.fetch(table, limit: nil)
    var places: [Int] = []
    for key in model.keys {
      guard let place = table.type.index(of: key.name) else { throw notOne(without: key.name) }
      places.append(place)
    }
    var left: Set<[ValueKey]> = []
    for row in 0..<rows.rowCount {
      left.insert(try identity(places.map { rows.value(row: row, column: $0) }))
    }
    var asked: [Channel] = []
    for channel in model.channels
    where left.contains(try identity(model.keyValues(channel))) { asked.append(channel) }
    model.channels = asked
    return model
  }

  /// The values that name a channel, in the types of the keys.
  func keyValues(_ channel: Channel) -> [Value] {
    zip(channel.key.cells, keys).map { $0.value(of: $1.type) }
  }

  /// The channel that some values of the keys name.
  func channel(_ values: [Value]) throws(ValueError) -> Channel? {
    let wanted = try Self.identity(values)
    for channel in channels where try Self.identity(keyValues(channel)) == wanted {
      return channel
    }
    return nil
  }

  /// What tells values of the keys apart.
  static func identity(_ values: [Value]) throws(ValueError) -> [ValueKey] {
    var keys: [ValueKey] = []
    for value in values { keys.append(try ValueKey(value)) }
    return keys
  }

  /// What the checker knows of the model of a call; nil where the table is not known yet.
  ///
  /// Errors: `invalidArgument` for a table that is none of `response`.
  static func known(_ types: CallTypes) throws(ValueError) -> KnownResponse? {
    guard let table = try types.knownTable("model") else { return nil }
    guard let model = table.model, model.name == kind else { throw notOne() }
    var keys: [ColumnSchema] = []
    for name in model.keys {
      guard var column = table[name] else { throw notOne(without: name) }
      column.isGroupKey = true
      keys.append(column)
    }
    guard let outcome = model.measures["outcome"], let spend = model.measures["spend"],
      let time = model.measures["time"]?.unit.single
    else { return nil }
    return KnownResponse(
      keys: keys, units: ResponseUnits(outcome: outcome, spend: spend, time: time))
  }

  private static func notOne(without key: String? = nil) -> ValueError {
    ValueError(
      .invalidArgument, "`model` requires what `response` gives",
      because: key.map { "this table has no column `.\($0)` that names the channels" }
        ?? "this is another table; of what `response` gives, `where`, `sort` and `top` keep the curves",
      argument: "model")
  }
}

/// What is known of curves before they are fitted.
struct KnownResponse {
  let keys: [ColumnSchema]
  let units: ResponseUnits
}
