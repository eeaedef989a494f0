/// What dark periods did to the outcome of a channel.
package struct ChannelEffect: Sendable {
  package let name: String
  /// Over all dark periods, over all recoveries, and over both.
  package let dark: LossEstimate
  package let recovery: LossEstimate?
  package let total: LossEstimate
  /// Each dark period by itself.
  package let windows: [EffectWindow]
  package let figures: EffectFigures
  package let placebos: PlaceboTest
  package let lead: LeadTest?
  package let season: SeasonTest
  /// Whether what the weeks of other years lacked or had is in what was to be expected.
  package let takesOtherYears: Bool
  /// How much of a day's effect the model has of the channel's own spend on the next; nil without spend.
  package let carryover: Double?
  /// The coefficient of the channel's own spend, of the logarithm of the outcome.
  package let spendCoefficient: Double?
  package private(set) var warnings: [EffectWarning]

  let series: UndisturbedSeries

  /// - Parameters:
  ///   - setting: calendar, blocks, level and seed.
  ///   - channel: with values that were checked.
  ///   - shape: of the channel's blocks.
  /// - Throws: `structural`.
  init(_ setting: EffectSetting, _ channel: EffectChannel, _ shape: UndisturbedShape)
    throws(BrandEffectError)
  {
    let blocks = setting.blocks
    let window = blocks.window
    var fit = try FittedChannel(setting, channel.name, shape)
    var takesOtherYears = false
    let season = SeasonTest(fit.series, setting, fit.variances, factor: fit.placebos.factor)
    if season.isFound, let adjusted = shape.adding(season.columns(blocks)),
      let better = try? FittedChannel(setting, channel.name, adjusted)
    {
      fit = better
      takesOtherYears = true
    }
    let chosen = fit
    func estimate(_ blocks: [Int]) -> LossEstimate? {
      blocks.isEmpty
        ? nil
        : chosen.draws.estimate(
          over: Set(blocks), factor: chosen.placebos.factor, level: setting.level)
    }
    let whole = chosen.draws.estimate(
      over: Set(window), factor: chosen.placebos.factor, level: setting.level)
    total = whole
    dark = estimate(window.filter { blocks.kinds[$0] == .dark }) ?? whole
    recovery = estimate(window.filter { blocks.kinds[$0] == .recovery })
    windows = blocks.windows.compactMap { EffectWindow($0, blocks, estimate) }
    name = channel.name
    figures = EffectFigures(channel, setting)
    placebos = fit.placebos
    lead = LeadTest(fit.series, setting, fit.variances, factor: fit.placebos.factor)
    self.season = season
    self.takesOtherYears = takesOtherYears
    carryover = shape.spend?.carryover
    spendCoefficient = fit.series.shape.spend?.coefficient
    series = fit.series
    warnings = []
    warnings = EffectWarning.all(of: self, channel, setting)
  }
}
