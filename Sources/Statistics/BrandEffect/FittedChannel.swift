/// The model of a channel, and what placebo windows say of it.
struct FittedChannel {
  let series: UndisturbedSeries
  let draws: LossDraws
  let variances: StructuralVariances
  let placebos: PlaceboTest

  init(_ setting: EffectSetting, _ name: String, _ shape: UndisturbedShape)
    throws(BrandEffectError)
  {
    let window = setting.blocks.window
    series = UndisturbedSeries(shape)
    do throws(StructuralError) {
      let structural = try series.series(leavingOut: window)
      let fit = try StructuralFit(structural)
      let counterfactual = try StructuralCounterfactual(
        structural, fit: fit, seed: setting.seed, stream: "brand effect on \(name)",
        replicateCount: setting.replicateCount)
      draws = LossDraws(shape, counterfactual, window: window)
      // The likeliest under the prior of the ratios: maximum likelihood is often zero, and too sure.
      guard let point = try VariancePosterior(structural, near: fit.variances).points.first else {
        throw .notComputable
      }
      variances = point.variances
    } catch {
      throw .structural(error, channel: name)
    }
    let first = setting.blocks.firstWindow
    let plain = draws.estimate(over: Set(first), factor: 1, level: setting.level)
    placebos = PlaceboTest(
      series, window: first, leavingOut: window, relative: -plain.relative, variances)
  }
}
