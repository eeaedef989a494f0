import Foundation
import Testing

@testable import Statistics

@Suite("Replicates of a response") struct ResponseReplicateTests {
  static let series = ResponseSeries(
    SaturationCurve(.michaelisMenten, amplitude: 40, scale: 150), .geometric(retention: 0.3),
    noise: 3)

  static func spread(_ values: [Double]) -> (mean: Double, deviation: Double) {
    let mean = values.reduce(0, +) / Double(values.count)
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (mean, (squares / Double(values.count - 1)).squareRoot())
  }

  @Test("they spread as the standard errors say")
  func spread() throws {
    let fit = try Self.series.fit([.michaelisMenten], replicates: 400)
    #expect(fit.replicates.count == 400)
    let response = fit.channels[0]
    let slopes = fit.replicates.compactMap { $0.curves[0]?.slope(at: 120) }
    #expect(slopes.count == 400)
    let found = Self.spread(slopes)
    let error = try #require(response.marginal.standardError)
    #expect((0.8...1.25).contains(found.deviation / error))
    #expect(abs(found.mean - (response.marginal.value ?? 0)) < 0.5 * error)
    let retentions = Self.spread(fit.replicates.flatMap { $0.carryOvers[0].parameters })
    let retention = try #require(response.carryOverParameters[0].standardError)
    #expect((0.8...1.25).contains(retentions.deviation / retention))
    // The base and the channel are uncertain together: their sum is known far better than either.
    let mean = Self.series.spend.reduce(0, +) / 120
    let bases = fit.replicates.map { $0.coefficients[0] + 60 * $0.coefficients[1] }
    let effects = fit.replicates.map { $0.curves[0]?.value(at: mean) ?? .nan }
    let sums = zip(bases, effects).map { $0 + $1 }
    #expect(Self.spread(sums).deviation < 0.3 * Self.spread(bases).deviation)
    #expect(Self.spread(sums).deviation < 0.3 * Self.spread(effects).deviation)
    // √(noise / n), the noise being uniform within ±3.
    #expect((0.7...1.8).contains(Self.spread(sums).deviation / (3 / 120.0).squareRoot()))
  }

  @Test("noise that is skewed is so in them")
  func skewed() throws {
    // One week of sixty has far more than the model; a draw has it never, once or more often.
    var outcome = (0..<60).map { (week: Int) -> Double in
      let noise = Double(week * 7 % 11) / 50
      return Self.series.outcome[week] / 30 + noise
    }
    outcome[17] += 20
    var setting = ResponseSetting()
    (setting.hasIntervals, setting.replicateCount) = (false, 400)
    let channel = ResponseChannel(
      name: "", spend: Array(Self.series.spend.prefix(60)), carryOver: .none,
      families: [.michaelisMenten])
    let fit = try ResponseFit(outcome: outcome, channels: [channel], setting: setting)
    let means = fit.replicates.map { (replicate: ResponseReplicate) -> Double in
      let brought = channel.spend.map { replicate.curves[0]?.value(at: $0) ?? .nan }
      return replicate.coefficients[0] + brought.reduce(0, +) / 60
    }
    let (mean, deviation) = Self.spread(means)
    let cubes = means.map { (value: Double) -> Double in pow((value - mean) / deviation, 3) }
    let skewness = cubes.reduce(0, +) / 400
    // Of a Poisson distribution of mean 1 it is 1.
    #expect((0.5...1.6).contains(skewness), "\(skewness)")
  }

  @Test("they are the same for a seed, others for another, and each alone")
  func seeds() throws {
    func replicates(_ seed: UInt64, _ count: Int) throws -> [ResponseReplicate] {
      var setting = ResponseSetting()
      setting.seed = seed
      setting.replicateCount = count
      setting.hasIntervals = false
      return try ResponseFit(
        outcome: Self.series.outcome, channels: [Self.series.channel(CurveFamily.allCases)],
        regressors: [Self.series.trend], setting: setting
      ).replicates
    }
    let first = try replicates(1, 20)
    #expect(try replicates(1, 20) == first)
    #expect(try replicates(1, 5) == Array(first.prefix(5)))
    let other = try replicates(2, 20)
    #expect(zip(first, other).allSatisfy { $0 != $1 })
    // Not knowing the family is part of the spread.
    #expect(Set(first.compactMap { $0.curves[0]?.family }).count > 1)
  }

  @Test("what an experiment found is uncertain in them by its error")
  func calibrations() throws {
    let calibration = ResponseCalibration(
      channel: 0, periods: 50..<54, spendChange: 400, outcomeChange: 20, standardError: 0.5)
    let fit = try Self.series.fit(
      [.michaelisMenten], calibrations: [calibration], replicates: 200)
    let changes = fit.replicates.map { replicate -> Double in
      guard let curve = replicate.curves[0] else { return .nan }
      var without = Self.series.spend
      for week in 50..<54 { without[week] = max(0, without[week] - 100) }
      let stocks = [Self.series.spend, without].map { replicate.carryOvers[0].stock($0) }
      return zip(stocks[0], stocks[1]).reduce(0) {
        $0 + curve.value(at: $1.0) - curve.value(at: $1.1)
      }
    }
    let found = Self.spread(changes)
    #expect(found.deviation > 0.3 && found.deviation < 0.6)
  }

  @Test("families are drawn by their likelihoods, and by how many parameters they have")
  func families() throws {
    var setting = ResponseSetting()
    setting.replicateCount = 2000
    setting.hasIntervals = false
    let fit = try ResponseFit(
      outcome: Self.series.outcome,
      channels: [Self.series.channel([.michaelisMenten, .hill, .exponential, .tanh])],
      regressors: [Self.series.trend], setting: setting)
    let comparison = fit.channels[0].comparison
    let least = comparison.map(\.fitError).min() ?? 0
    // n/2 ln(S/S₀) = n ln(error/error₀).
    let weights = comparison.map {
      exp(-120 * log($0.fitError / least) - Double($0.parameters))
    }
    let sum = weights.reduce(0, +)
    for (one, weight) in zip(comparison, weights) {
      let share = weight / sum
      let found = fit.replicates.count { $0.curves[0]?.family == one.family }
      let error = (share * (1 - share) * 2000).squareRoot()
      #expect(abs(Double(found) - 2000 * share) < 3.5 * error + 1, "\(one.family)")
    }
    #expect(weights.count { $0 / sum > 0.05 } >= 2)
    #expect(weights.contains { $0 / sum < 0.4 })
  }
}
