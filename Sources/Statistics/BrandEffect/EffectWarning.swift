/// What makes the loss of a channel less certain than its interval says, or another thing than the effect.
package enum EffectWarning: Sendable, Equatable {
  /// Placebo windows erred more than the model says; the interval was widened by the factor.
  case placebosWider(factor: Double, windows: Int)
  /// The outcome fell before spend was cut: spend may follow demand.
  case fellBefore(expected: Double, observed: Double, tailArea: Double)
  /// Brand spend follows the outcome of the block before: with this probability by chance.
  case spendFollows(tailArea: Double)
  /// The outcome is low, or high, in the same weeks of other years, by this share of what the season of the
  /// model expects; whether the estimate takes it into account stands with the effect.
  case sameInOtherYears(years: Int, relative: Double, tailArea: Double)
  /// The series is too short to know the season: it has so many points.
  case seasonUnknown(points: Int, needed: Double)
  /// The channel's own spend was another in the dark period than before it, by this factor.
  case ownSpendChanged(factor: Double)
  /// The series ends before the recovery does: so many of its points were seen.
  case recoveryUnseen(points: Int)
  /// The last block of the recovery still lacks something.
  case notBack(relative: Double)
  /// Fewer conversions were to be expected than a normal approximation wants.
  case fewConversions(expected: Double, least: Double)
  /// Points without a value, within the windows and outside of them.
  case missing(within: Int, outside: Int)
  /// Points of the channel's own spend without a row, which were taken for none.
  case spendMissing(points: Int)
  /// Spend is given and could not be used, because it does not vary, or because with it nothing can be fitted.
  case spendLeftOut

  /// The expected conversions of the windows below which a warning is given.
  static let leastExpected = 5.0
  /// The factor by which own spend has to differ, either way.
  static let greatestSpendFactor = 2.0

  static func all(of effect: ChannelEffect, _ channel: EffectChannel, _ setting: EffectSetting)
    -> [EffectWarning]
  {
    var warnings: [EffectWarning] = []
    if effect.placebos.factor > 1 {
      warnings.append(
        .placebosWider(
          factor: effect.placebos.factor, windows: effect.placebos.windows.count))
    }
    if let lead = effect.lead, lead.isFound {
      warnings.append(
        .fellBefore(
          expected: lead.before.expected, observed: lead.before.observed, tailArea: lead.tailArea))
    }
    let season = effect.season
    if season.isFound, let tailArea = season.tailArea {
      let expected = season.years.reduce(0) { $0 + $1.loss.expected }
      let loss = season.years.reduce(0) { $0 + $1.loss.loss }
      warnings.append(
        .sameInOtherYears(
          years: season.years.count, relative: -loss / expected, tailArea: tailArea))
    }
    if !season.isModelled {
      warnings.append(
        .seasonUnknown(
          points: setting.pointCount,
          needed: EffectSetting.leastYearsForSeason * setting.calendar.year))
    }
    if let before = effect.figures.before.spendPerPoint,
      let during = effect.figures.dark.spendPerPoint, before > 0
    {
      let factor = during / before
      if factor > greatestSpendFactor || factor < 1 / greatestSpendFactor {
        warnings.append(.ownSpendChanged(factor: factor))
      }
    }
    warnings += recovery(of: effect, setting)
    if effect.total.expected < leastExpected {
      warnings.append(.fewConversions(expected: effect.total.expected, least: leastExpected))
    }
    return warnings + gaps(of: effect, channel, setting)
  }

  private static func recovery(of effect: ChannelEffect, _ setting: EffectSetting)
    -> [EffectWarning]
  {
    guard let last = effect.windows.last else { return [] }
    if last.recoveryPositions.count < setting.recovery,
      last.recoveryPositions.upperBound == setting.pointCount
    {
      return [.recoveryUnseen(points: last.recoveryPositions.count)]
    }
    if last.lag != nil, last.recoveryTime == nil, let recovery = last.recovery {
      return [.notBack(relative: recovery.relative)]
    }
    return []
  }

  private static func gaps(
    of effect: ChannelEffect, _ channel: EffectChannel, _ setting: EffectSetting
  ) -> [EffectWarning] {
    var warnings: [EffectWarning] = []
    let inside = setting.blocks.window.reduce(0) { sum, block in
      sum + setting.blocks.ranges[block].count { channel.outcome[$0].isNaN }
    }
    let all = channel.outcome.count(where: \.isNaN)
    if all > 0 { warnings.append(.missing(within: inside, outside: all - inside)) }
    if let spend = channel.spend {
      let missing = spend.count(where: \.isNaN)
      if missing > 0 { warnings.append(.spendMissing(points: missing)) }
      if effect.spendCoefficient == nil { warnings.append(.spendLeftOut) }
    }
    return warnings
  }
}

extension PeriodFigures {
  /// Money a point; nil where it is not known.
  package var spendPerPoint: Double? {
    guard let spend, points > 0 else { return nil }
    return spend / Double(points)
  }
}
