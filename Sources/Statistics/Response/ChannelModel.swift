/// A channel as the search sees it: its spend in flat arrays, its family, and where its parameters are
/// sought.
///
/// The nonlinear parameters are, in this order, the logarithm of the scale, the logarithm of the shape
/// (each where the family has it), then those of the carry-over (of Weibull their logarithms).
struct ChannelModel: Sendable {
  let family: CurveFamily
  let kind: CarryOverKind
  /// Whether spend is carried over before it saturates.
  let first: ResponseOrder
  /// History and series.
  let spend: SpendSeries
  /// The mean of the periods with spend: the scale of a power, and the unit of the bounds.
  let reference: Double
  /// The spend of which returns are asked: today's, or the reference while nothing is spent.
  let today: Double
  let bounds: [ClosedRange<Double>]
  /// The same spend with a calibration's change taken out, one for each calibration of the channel.
  var withoutChange: [(row: Int, spend: SpendSeries, from: Int, factor: Double)] = []

  /// How far from the reference a scale is sought, as factors.
  ///
  /// At the upper end the curve is straight but for 2%. At the lower end of the families without a shape
  /// the average return at the reference is about fifty times the marginal one, so that there is nothing
  /// more to be saturated.
  static func scaleRange(_ family: CurveFamily) -> ClosedRange<Double> {
    switch family {
    case .hill: 0.05...50
    case .exponential: 0.15...50
    case .tanh: 0.25...50
    case .michaelisMenten, .logarithm, .power: 0.02...50
    }
  }
  /// Where the exponent of a Hill curve is sought.
  static let hillShapes = 0.3...5.0
  /// Where the exponent of a power is sought.
  static let powerShapes = 0.05...1.0

  init(_ channel: ResponseChannel, _ family: CurveFamily) {
    self.family = family
    (kind, first) = (channel.carryOver, channel.first)
    spend = SpendSeries(channel.spend, start: channel.start)
    let paid = channel.spend.filter { $0 > 0 }
    reference = paid.isEmpty ? 1 : paid.reduce(0, +) / Double(paid.count)
    today = channel.today > 0 ? channel.today : reference
    var bounds: [ClosedRange<Double>] = []
    if family != .power {
      let range = Self.scaleRange(family)
      bounds.append(
        logarithm(reference * range.lowerBound)...logarithm(reference * range.upperBound))
    }
    if family.hasShape {
      let range = family == .hill ? Self.hillShapes : Self.powerShapes
      bounds.append(logarithm(range.lowerBound)...logarithm(range.upperBound))
    }
    for range in kind.bounds {
      bounds.append(
        kind.isLogarithmic
          ? logarithm(range.lowerBound)...logarithm(range.upperBound) : range)
    }
    self.bounds = bounds
  }

  /// Number of parameters of the curve among the nonlinear ones.
  var curveCount: Int { bounds.count - kind.bounds.count }
  var hasScale: Bool { family != .power }

  func scale(_ parameters: ArraySlice<Double>) -> Double {
    hasScale ? exponential(parameters[parameters.startIndex]) : reference
  }

  func shape(_ parameters: ArraySlice<Double>) -> Double {
    family.hasShape ? exponential(parameters[parameters.startIndex + (hasScale ? 1 : 0)]) : 1
  }

  func carryOver(_ parameters: ArraySlice<Double>) -> CarryOver {
    kind.carryOver(
      parameters.dropFirst(curveCount).map { kind.isLogarithmic ? exponential($0) : $0 })
  }

  func curve(_ parameters: ArraySlice<Double>, amplitude: Double) -> SaturationCurve {
    SaturationCurve(
      family, amplitude: amplitude, scale: scale(parameters), shape: shape(parameters))
  }
}
