extension PlaceboRanks {
  /// The interval of a constant effect per period that the placebos do not refuse.
  ///
  /// The statistic is the mean difference after the treatment over the error before it. An effect is
  /// refused where what is left of the difference without it is larger than that of all but a share
  /// 1 − level of the units, the treated one among them, so the limits lie at the k-th smallest statistic
  /// of the placebos, k = ⌈level · (placebos + 1)⌉. Source: Firpo & Possebom 2018, "Synthetic control
  /// method: inference, sensitivity analysis and confidence sets", Journal of Causal Inference 6, section
  /// 4, with this statistic.
  ///
  /// - Parameter level: between 0 and 1.
  /// - Returns: nil with too few placebos for the level, 19 for 95%, or where the fit before the treatment
  ///   is perfect, or all placebos that would tell the limit are.
  package func interval(level: Double) -> (lower: Double, upper: Double)? {
    guard control.errorBefore > control.rounding, level > 0, level < 1 else { return nil }
    let statistics = placebos.map { placebo in
      placebo.errorBefore > placebo.rounding
        ? placebo.effect.magnitude / placebo.errorBefore
        : placebo.effect.magnitude > placebo.rounding ? Double.infinity : 0
    }.sorted()
    // A little less, for a product that ends just above a whole number.
    let place = (level * Double(statistics.count + 1) - 1e-9).rounded(.up)
    guard let rank = Int(exactly: place), rank >= 1, rank <= statistics.count,
      statistics[rank - 1].isFinite
    else { return nil }
    let distance = statistics[rank - 1] * control.errorBefore
    return (control.effect - distance, control.effect + distance)
  }
}
