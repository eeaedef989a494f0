/// What was lost over a stretch: what was to be expected less what was observed.
package struct LossEstimate: Sendable, Equatable {
  package let observed: Double
  package let expected: Double
  /// Expected less observed: positive where something was lost.
  package let loss: Double
  /// Draws of the loss; those of one number belong to the same draw in all estimates of a channel.
  package let replicates: [Double]
  package let interval: ConfidenceInterval
  /// Observed over expected less 1: negative where something was lost; NaN where nothing was expected.
  package let relative: Double
  package let relativeReplicates: [Double]
  package let relativeInterval: ConfidenceInterval

  init(observed: Double, expected: Double, replicates: [Double], level: Double) {
    self.observed = observed
    self.expected = expected
    loss = expected - observed
    self.replicates = replicates
    interval = ReplicateInterval(replicates: replicates.span, level: level).interval
    relative = observed / expected - 1
    // Where a draw expects nothing or less there is no share of it.
    let shares = replicates.map { loss in
      let expected = observed + loss
      return expected > 0 ? -loss / expected : Double.nan
    }
    relativeReplicates = shares
    relativeInterval =
      ReplicateInterval(replicates: shares.span, level: level).interval
  }

  /// Whether the interval of the loss excludes zero.
  package var isShown: Bool { interval != .unavailable && !interval.contains(0) }
}
