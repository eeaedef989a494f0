/// Whether the outcome fell before spend was cut.
///
/// The blocks before each dark period are left out and judged like it. Where they lack something, spend
/// may have been cut because sales fell, and what the dark period lacks is then not its effect alone.
package struct LeadTest: Sendable, Equatable {
  /// What the blocks before the dark periods had, and were to be expected to have.
  package let before: PredictedLoss
  /// How likely they had as little by chance.
  package let tailArea: Double
  /// Whether that is below `probability`.
  package let isFound: Bool

  static let probability = 0.05
  /// How many blocks before a dark period are judged.
  static let blocks = 4

  /// Judges those blocks; there is no test where none of them is known.
  ///
  /// - Parameters:
  ///   - series: of the channel.
  ///   - setting: of the question.
  ///   - variances: those of the disturbances, up to a factor.
  ///   - factor: what standard deviations are multiplied by.
  init?(
    _ series: UndisturbedSeries, _ setting: EffectSetting, _ variances: StructuralVariances,
    factor: Double
  ) {
    let blocks = setting.blocks
    let window = blocks.window
    let inside = Set(window)
    let lead = Set(
      blocks.windows.flatMap { window in
        (max(0, window.lowerBound - Self.blocks)..<window.lowerBound).filter {
          !inside.contains($0) && series.shape.mean[$0] > 0
        }
      }
    ).sorted()
    guard !lead.isEmpty,
      let before = series.loss(over: lead, leavingOut: window, variances)
    else { return nil }
    self.before = before
    tailArea = NormalDistribution.probability(below: -before.standardized / factor)
    isFound = tailArea < Self.probability
  }
}
