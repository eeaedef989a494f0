/// The interval of a hazard: events over the time at risk.
package enum HazardInterval {
  /// The score interval of the number of events, over the time.
  ///
  /// With a constant hazard λ the events of a subject minus λ times its time at risk have mean 0 and
  /// variance λ times the expected time (Aalen, Borgan & Gjessing 2008, "Survival and Event History
  /// Analysis", 1.4), so the number of events varies as a Poisson count although times differ. Where
  /// subjects differ in their hazard, the count is divided by the design effect, which is the
  /// variance between subjects over that of the count, when it is above one. See
  /// ``PoissonInterval/score(count:level:)``.
  ///
  /// - Parameters:
  ///   - residuals: of the events over the time at risk.
  ///   - level: the confidence level, between 0 and 1.
  /// - Returns: an upper bound by the rule of three when there was no event.
  package static func pooled(_ residuals: RatioResiduals, level: Double) -> ConfidenceInterval {
    let (count, total) = (residuals.numerator, residuals.denominator)
    var designEffect = 1.0
    if count > 0, let variance = residuals.variance {
      designEffect = max(1, variance / count)
    }
    return PoissonInterval.score(count: count / designEffect, level: level)
      .mapped(increasing: { events in events * designEffect / total })
  }
}
