/// Whether the outcome is low, or high, in the same weeks of other years, when nothing went dark.
package struct SeasonTest: Sendable, Equatable {
  /// The same blocks of other years, as far as the series has them.
  package let years: [SeasonRepeat]
  /// Whether the model has a yearly season.
  package let isModelled: Bool
  /// How likely the other years lacked, or had, as much by chance; nil without any.
  package let tailArea: Double?
  /// Whether that is below `probability`.
  ///
  /// The model is then fitted again with what the weeks of other years lacked or had.
  package let isFound: Bool

  static let probability = 0.05

  /// Judges the other years.
  ///
  /// - Parameters:
  ///   - series: of the channel.
  ///   - setting: of the question.
  ///   - variances: those of the disturbances, up to a factor.
  ///   - factor: what standard deviations are multiplied by.
  init(
    _ series: UndisturbedSeries, _ setting: EffectSetting, _ variances: StructuralVariances,
    factor: Double
  ) {
    let blocks = setting.blocks
    let window = blocks.window
    let inside = Set(window)
    var years: [SeasonRepeat] = []
    for first in blocks.windows {
      let start = Double(blocks.ranges[first.lowerBound].lowerBound)
      for year in -9...9 where year != 0 {
        let target = start + Double(year) * setting.calendar.year
        guard
          let begin = blocks.ranges.indices.min(by: {
            (Double(blocks.ranges[$0].lowerBound) - target).magnitude
              < (Double(blocks.ranges[$1].lowerBound) - target).magnitude
          }),
          (Double(blocks.ranges[begin].lowerBound) - target).magnitude
            <= Double(setting.calendar.block),
          begin + first.count <= blocks.count
        else { continue }
        let same = Array(begin..<(begin + first.count))
        guard same.allSatisfy({ !inside.contains($0) && series.shape.mean[$0] > 0 }),
          let loss = series.loss(over: same, leavingOut: window, variances)
        else { continue }
        years.append(SeasonRepeat(years: year, window: first, loss: loss))
      }
    }
    self.years = years
    isModelled = series.shape.hasSeason
    let sum = years.reduce(0) { $0 + $1.loss.standardized }
    let area =
      2
      * NormalDistribution.probability(
        below: -sum.magnitude / (factor * Double(max(1, years.count)).squareRoot()))
    tailArea = years.isEmpty ? nil : area
    isFound = !years.isEmpty && area < Self.probability
  }
}

extension SeasonTest {
  /// Columns that are 1 in the dark blocks and in those of the same weeks of other years, and the same of
  /// the recoveries.
  func columns(_ blocks: EffectBlocks) -> [[Double]] {
    var dark = [Double](repeating: 0, count: blocks.count)
    var recovery = dark
    for repeated in years {
      for (block, original) in zip(repeated.loss.blocks, repeated.window) {
        for place in [block, original] {
          if blocks.kinds[original] == .dark { dark[place] = 1 } else { recovery[place] = 1 }
        }
      }
    }
    return [dark, recovery].filter { $0.contains(1) }
  }
}

/// A dark window's weeks in another year.
package struct SeasonRepeat: Sendable, Equatable {
  /// How many years later; negative where earlier.
  package let years: Int
  /// The blocks of the dark window.
  let window: Range<Int>
  package let loss: PredictedLoss
}
