/// Whether brand spend follows the outcome: a regression of Granger's form on the blocks outside.
///
/// ln spend(t) on ln spend(t−1) and what the outcome of block t−1 had beyond its expectation, in
/// standard deviations of a count. Source: Granger 1969, "Investigating causal relations by econometric
/// models and cross-spectral methods", Econometrica 37:424.
package struct SpendTest: Sendable, Equatable {
  /// How many blocks are compared.
  package let blocks: Int
  /// What one such standard deviation more adds to the logarithm of the next block's spend.
  package let coefficient: Double
  package let standardError: Double
  /// How likely it is as large by chance.
  package let tailArea: Double
  /// Whether that is below `probability`.
  package let isFound: Bool

  static let probability = 0.05
  static let least = 20

  /// Compares blocks; there is no test with fewer than 20, or where the regression has no result.
  init?(_ brandSpend: [Double], _ effect: ChannelEffect, _ setting: EffectSetting) {
    let blocks = setting.blocks
    let spend = blocks.ranges.map { range in
      range.reduce(0) { $0 + (brandSpend[$1].isNaN ? 0 : brandSpend[$1]) } / Double(range.count)
    }
    let values = effect.series.values
    let rows = blocks.ranges.indices.dropFirst().filter { block in
      [block - 1, block].allSatisfy { blocks.kinds[$0] == .outside && spend[$0] > 0 }
        && !values[block - 1].isNaN
    }
    guard rows.count >= Self.least else { return nil }
    let columns = [
      rows.map { logarithm(spend[$0 - 1]) }, rows.map { values[$0 - 1] },
    ]
    guard let regressors = try? Regressors(columns, count: rows.count),
      let fit = try? LinearRegression(rows.map { logarithm(spend[$0]) }, on: regressors),
      let estimate = try? fit.estimates(.hc3, level: setting.level).last,
      estimate.statistic.isFinite
    else { return nil }
    self.blocks = rows.count
    coefficient = estimate.value
    standardError = estimate.standardError
    tailArea = NormalDistribution.probability(below: -estimate.statistic)
    isFound = tailArea < Self.probability
  }
}
