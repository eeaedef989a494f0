import Foundation
import Statistics

/// How a market differs from what the kernel takes for true.
enum ResponseMarketKind: String, Sendable, CaseIterable {
  case modelled = "as modelled"
  case shortSeries = "two years of weeks"
  case correlated = "two channels, correlated"
  case smallBase = "base of little or nothing"
  case constant = "constant spend"
  case beyondFirstOrder = "second-order autocorrelation"
  case randomLevel = "level that wanders"
  case followsDemand = "spend follows demand"
  case season = "season left out"
  case otherCarryOver = "delayed, taken for geometric"
  case clustered = "clustered counts"
  case curveChanges = "curve changes half way"
  case heavyTails = "heavy tails"

  /// Whether the model of the kernel is not that of the market.
  var isBroken: Bool {
    switch self {
    case .modelled, .shortSeries, .correlated, .smallBase, .constant: false
    default: true
    }
  }
}

/// Weeks of an outcome that follows the carried-over spend of a channel by a curve of any family.
struct ResponseMarket: Sendable {
  let kind: ResponseMarketKind
  let outcome: [Double]
  let spends: [[Double]]
  let regressors: [ResponseRegressor]
  let curve: SaturationCurve
  let today: Double

  /// The outcome of one more unit of money a week, at today's spend.
  var marginal: Double { curve.slope(at: today) }
  /// The outcome of a unit of money, at today's spend.
  var average: Double { curve.value(at: today) / today }

  /// Draws a market; others by other numbers.
  init(_ kind: ResponseMarketKind, _ number: Int) {
    self.kind = kind
    let draws = SequentialDraws(CounterGenerator(seed: UInt64(number), stream: kind.rawValue))
    let count = kind == .shortSeries ? 104 : 156
    let phase = draws.uniform()
    let season = (0..<count).map { cos(2 * .pi * (Double($0) / 52.18 - phase)) }
    let across = (0..<count).map { sin(2 * .pi * (Double($0) / 52.18 - phase)) }
    // Errors: 4 on a base of 100, with their dependence.
    let rho = 0.6 * draws.uniform()
    var errors = [Double](repeating: 0, count: count)
    var level = 0.0
    var (before, earlier) = (0.0, 0.0)
    for week in errors.indices {
      let normal = draws.normal()
      switch kind {
      case .beyondFirstOrder:
        let value = 0.2 * before + 0.5 * earlier + 3.3 * normal
        (earlier, before) = (before, value)
      case .heavyTails:
        // Student's t with three degrees of freedom, of variance 1.
        let chi = (0..<3).reduce(0.0) { sum, _ in
          let part = draws.normal()
          return sum + part * part
        }
        before = rho * before + 4 * (1 - rho * rho).squareRoot() * normal / chi.squareRoot()
      default: before = rho * before + 4 * (1 - rho * rho).squareRoot() * normal
      }
      if kind == .randomLevel { level += 0.8 * draws.normal() }
      errors[week] = before + level
    }
    // Spend: lognormal weeks with some persistence, and weeks without any in some markets.
    let usual = 1000 * exp(0.5 * draws.normal())
    let spread = 0.4 + 0.3 * draws.uniform()
    func spend(_ common: [Double]?) -> [Double] {
      var present = draws.normal()
      return (0..<count).map { week in
        present = 0.4 * present + (1 - 0.16).squareRoot() * draws.normal()
        let other = common.map { 0.8 * $0[week] + 0.6 * present } ?? present
        return usual * exp(spread * other - spread * spread / 2)
      }
    }
    let pauses = draws.uniform() < 0.3
    // In half of the markets of a small base it is nothing, on average.
    let hasBase = kind != .smallBase
    let base = hasBase ? 100 : max(0, 16 * draws.uniform() - 8)
    var own = spend(nil)
    var spends: [[Double]] = []
    switch kind {
    case .constant: own = [Double](repeating: usual, count: count)
    case .followsDemand:
      // Budgets go with the errors of the four weeks before.
      for week in own.indices {
        let recent = errors[max(0, week - 4)..<max(1, week)]
        own[week] *= exp(0.12 * recent.reduce(0, +) / Double(recent.count))
      }
    case .season:
      for week in own.indices { own[week] *= exp(0.2 * season[week]) }
    case .correlated:
      let scores = own.map { (log($0 / usual) + spread * spread / 2) / spread }
      spends = [spend(scores)]
    default: break
    }
    if pauses, kind != .constant {
      let start = Int(draws.uniform() * Double(count - 12))
      for week in start..<(start + 4) { own[week] = 0 }
    }
    spends.insert(own, at: 0)
    self.spends = spends
    today = usual

    // A curve whose outcome at the usual spend is 15 to 40, on a base of 100.
    let family = CurveFamily.allCases[number % CurveFamily.allCases.count]
    let scale = family == .power ? usual : usual * exp(log(0.4) + log(6) * draws.uniform())
    let shape = family == .hill ? 0.7 + 1.8 * draws.uniform() : 0.3 + 0.5 * draws.uniform()
    let unit = SaturationCurve(family, amplitude: 1, scale: scale, shape: shape)
    let effect = 15 + 25 * draws.uniform()
    let curve = SaturationCurve(
      family, amplitude: effect / unit.value(at: usual), scale: scale, shape: shape)
    let retention = 0.1 + 0.6 * draws.uniform()
    let carryOver =
      kind == .otherCarryOver
      ? CarryOver.delayed(retention: 0.6, peak: 1 + 2 * draws.uniform())
      : CarryOver.geometric(retention: retention)
    let stock = carryOver.stock(own)
    var outcome = (0..<count).map { week -> Double in
      let wave = hasBase ? 6 * season[week] : 2 * (season[week] - season.reduce(0, +) / 156)
      var effect = curve.value(at: stock[week])
      if kind == .curveChanges, 2 * week < count { effect *= 0.5 }
      let trend = 0.05 * (Double(week) - (hasBase ? 0 : 77.5))
      return base + trend + wave + effect
    }
    if kind == .correlated {
      let other = CarryOver.geometric(retention: 0.3).stock(spends[1])
      for week in outcome.indices { outcome[week] += 20 * (other[week] / (other[week] + usual)) }
    }
    for week in outcome.indices {
      guard kind == .clustered else {
        outcome[week] += errors[week]
        continue
      }
      // Counts of Poisson whose mean is itself drawn, from Gamma(400).
      let factor = (0..<400).reduce(0.0) { sum, _ in sum - log(draws.uniform()) } / 400
      outcome[week] = draws.poisson(4 * max(0, outcome[week]) * factor) / 4
    }
    self.outcome = outcome
    self.curve = curve
    let trend = ResponseRegressor(name: "trend", values: (0..<count).map(Double.init))
    regressors =
      kind == .season
      ? [trend]
      : [
        trend, ResponseRegressor(name: "season", values: season),
        ResponseRegressor(name: "season, a quarter later", values: across),
      ]
  }

  /// The fit, of families that are compared or of the true one that is told.
  func fit(isTold: Bool, replicates: Int = 0) throws -> ResponseFit {
    var setting = ResponseSetting()
    setting.replicateCount = replicates
    // Noise makes some weeks of a small base negative.
    setting.isBaseNonnegative = true
    let channels = spends.enumerated().map { place, spend in
      ResponseChannel(
        name: "channel \(place)", spend: spend,
        families: place > 0 ? [.michaelisMenten] : isTold ? [curve.family] : CurveFamily.allCases,
        today: today)
    }
    return try ResponseFit(
      outcome: outcome, channels: channels, regressors: regressors, setting: setting)
  }
}
