import Foundation
import Statistics

/// How a market differs from what the kernel takes for true.
enum BrandMarketKind: String, Sendable, CaseIterable {
  case modelled = "as modelled"
  case noEffect = "dark without effect"
  case carryover = "longer carry-over"
  case followsDemand = "spend follows demand"
  case briefSeason = "brief season each year"
  case shortData = "season, too short to know"
  case correlated = "correlated channels"
  case clustered = "clustered counts"

  /// Whether the model of the kernel is not that of the market.
  var isBroken: Bool { self != .modelled && self != .noEffect }
}

/// Three years of days of channels whose conversions the spend on a brand lifts, which goes dark once.
///
/// Demand has growth and a yearly season; wins follow the carried-over spend of the channel by a curve of
/// Hill, times demand, times the lift by the brand, and are counts of Poisson.
struct BrandMarket: Sendable {
  static let dark = 21
  static let recovery = 14

  let kind: BrandMarketKind
  let days: Int
  /// The first dark day.
  let start: Int
  private(set) var brandSpend: [Double] = []
  /// The spend as it was planned, that never went dark.
  private(set) var undimmedSpend: [Double] = []
  private(set) var channels: [EffectChannel] = []
  /// What each channel's days were expected to have, and would have been without the dark weeks.
  private(set) var expected: [[Double]] = []
  private(set) var undisturbed: [[Double]] = []

  var window: Range<Int> { start..<(start + Self.dark + Self.recovery) }

  /// Draws a market.
  ///
  /// - Parameters:
  ///   - kind: how it differs from the model.
  ///   - number: others give other draws.
  ///   - weekly: conversions expected in a usual week, of all channels.
  ///   - channelCount: how many channels it has.
  ///   - usualHalo: how much unlimited brand spend would lift the others.
  init(
    _ kind: BrandMarketKind, _ number: Int, weekly: Double = 400, channels channelCount: Int = 6,
    halo usualHalo: Double = 0.51
  ) {
    self.kind = kind
    let draws = SequentialDraws(CounterGenerator(seed: UInt64(number), stream: kind.rawValue))
    let days = kind == .shortData ? 600 : 1095
    self.days = days
    let halo = kind == .noEffect ? 0 : usualHalo
    let halfLife = kind == .carryover ? 10.0 : 3
    let weeks = days / 7 + 1
    // Noise of demand by the week.
    var noise = [Double](repeating: 0, count: weeks)
    for week in noise.indices {
      switch kind {
      case .followsDemand:
        noise[week] =
          0.7 * (week > 0 ? noise[week - 1] : 0) + 0.1 * (1 - 0.49).squareRoot() * draws.normal()
      case .correlated: noise[week] = 0.05 * draws.normal()
      default: break
      }
    }
    let earliest = kind == .shortData ? 300 : 420
    var start = earliest + Int(draws.uniform() * Double(days - 70 - earliest))
    if kind == .followsDemand {
      // Within reach of that day the brand is cut after the four weeks that lacked most.
      let near = max(earliest, start - 140)...min(days - 70, start + 140)
      start =
        near.min {
          Self.before($0, noise) < Self.before($1, noise)
        } ?? start
    }
    self.start = start
    let phase = draws.uniform()
    let demand = (0..<days).map { day -> Double in
      let season = kind == .shortData ? 0.2 : 0.12
      let wave = 1 + season * cos(2 * .pi * (Double(day) / 365.25 - phase))
      var demand = pow(1.08, Double(day) / 365.25) * wave * exp(noise[day / 7])
      if kind == .briefSeason {
        let place = (Double(day - start) / 365.25)
        if (place - place.rounded(.down)) * 365.25 < 28 { demand *= 0.85 }
      }
      return demand
    }
    let common = (0..<weeks).map { _ in draws.normal() }
    let correlation = kind == .correlated ? 0.5 : 0
    let follows = kind == .followsDemand ? 1.0 : 0

    func spend(usual: Double, spread: Double) -> [Double] {
      let own = (0..<weeks).map { _ in draws.normal() }
      return (0..<days).map { day in
        let week =
          correlation.squareRoot() * common[day / 7]
          + (1 - correlation).squareRoot() * own[day / 7]
        return usual * exp(spread * week - spread * spread / 2 + 0.1 * draws.normal())
          * pow(demand[day], follows)
      }
    }
    let usualBrand = 4000.0
    let planned = spend(usual: usualBrand, spread: 0.35 / 4)
    var actual = planned
    for day in start..<(start + Self.dark) { actual[day] = 0 }
    brandSpend = actual
    undimmedSpend = planned
    let kept = pow(0.5, 1 / halfLife)
    func lift(_ spend: [Double]) -> [Double] {
      var present = usualBrand
      return spend.map {
        present = (1 - kept) * $0 + kept * present
        return (1 + halo * present / (present + usualBrand)) / (1 + halo / 2)
      }
    }
    let (lifted, lit) = (lift(actual), lift(planned))
    let sizes = (0..<channelCount).map { _ in exp(0.8 * draws.normal()) }
    for (number, size) in sizes.enumerated() {
      let usual = 1000 * exp(0.5 * draws.normal())
      let half = usual * (0.4 + 1.6 * draws.uniform())
      let carryover = kind == .carryover ? 0.95 : 0.15 + 0.55 * draws.uniform()
      let own = spend(usual: usual, spread: 0.35)
      var stock = usual
      let daily = weekly / 7 * size / sizes.reduce(0, +)
      let base = own.indices.map { day in
        stock = (1 - carryover) * own[day] + carryover * stock
        return daily * demand[day] * (stock / (stock + half)) / (usual / (usual + half))
      }
      let mean = zip(base, lifted).map(*)
      expected.append(mean)
      undisturbed.append(zip(base, lit).map(*))
      let counts = mean.map { mean in
        // Clusters: the mean of a day is itself a draw of Gamma(2).
        let factor = kind == .clustered ? -(log(draws.uniform()) + log(draws.uniform())) / 2 : 1
        return draws.poisson(mean * factor)
      }
      channels.append(EffectChannel(name: "channel \(number)", outcome: counts, spend: own))
    }
  }

  private static func before(_ day: Int, _ noise: [Double]) -> Double {
    (1...28).reduce(0) { $0 + noise[(day - $1) / 7] }
  }

  /// What a channel lost in the window, in expectation.
  func loss(of channel: Int) -> Double {
    window.reduce(0) { $0 + undisturbed[channel][$1] - expected[channel][$1] }
  }

  var loss: Double { channels.indices.reduce(0) { $0 + loss(of: $1) } }

  /// Half the width of the interval of the one who knows the undisturbed course but for its level:
  /// a Poisson regression with its logarithm as offset, a level and an indicator of the window.
  var toldHalfWidth: Double {
    var (outside, outsideCount, inside, insideCount) = (0.0, 0.0, 0.0, 0.0)
    for (channel, course) in zip(channels, undisturbed) {
      for day in 0..<days {
        if window.contains(day) {
          inside += course[day]
          insideCount += channel.outcome[day]
        } else {
          outside += course[day]
          outsideCount += channel.outcome[day]
        }
      }
    }
    let ratio = inside / outside
    return 1.959964 * (insideCount + ratio * ratio * outsideCount).squareRoot()
  }
}

/// Draws one after the other.
final class SequentialDraws {
  private let generator: CounterGenerator
  private var counter: UInt64 = 0

  init(_ generator: CounterGenerator) { self.generator = generator }

  func uniform() -> Double {
    counter += 1
    return generator.uniform(at: counter)
  }

  func normal() -> Double { NormalDistribution.quantile(uniform()) }

  /// By inversion.
  func poisson(_ mean: Double) -> Double {
    var rest = uniform()
    var (count, probability) = (0.0, exp(-mean))
    while rest > probability, count < 10_000 {
      rest -= probability
      count += 1
      probability *= mean / count
    }
    return count
  }
}
