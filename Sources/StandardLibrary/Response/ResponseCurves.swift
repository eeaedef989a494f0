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

  /// The same of some of the channels.
  func of(_ channels: [Channel]) -> ResponseCurves {
    var model = self
    model.channels = channels
    return model
  }
}
