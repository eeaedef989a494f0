/// What the outcome was before, during and after the dark periods: counted, not modelled.
package struct EffectFigures: Sendable, Equatable {
  /// As many points before each dark period as it has together with its recovery.
  package let before: PeriodFigures
  package let dark: PeriodFigures
  package let recovery: PeriodFigures
  /// As many points after each recovery.
  package let after: PeriodFigures

  init(_ channel: EffectChannel, _ setting: EffectSetting) {
    let count = channel.outcome.count
    var isInside = [Bool](repeating: false, count: count)
    var (before, dark, recovery, after) = (Set<Int>(), Set<Int>(), Set<Int>(), Set<Int>())
    for window in setting.blocks.windows {
      for block in window {
        for position in setting.blocks.ranges[block] {
          isInside[position] = true
          if setting.blocks.kinds[block] == .dark {
            dark.insert(position)
          } else {
            recovery.insert(position)
          }
        }
      }
    }
    for window in setting.blocks.windows {
      let ranges = setting.blocks.ranges[window]
      guard let start = ranges.first?.lowerBound, let end = ranges.last?.upperBound else {
        continue
      }
      let length = end - start
      before.formUnion((max(0, start - length)..<start).filter { !isInside[$0] })
      after.formUnion((end..<min(count, end + length)).filter { !isInside[$0] })
    }
    self.before = PeriodFigures(channel, before)
    self.dark = PeriodFigures(channel, dark)
    self.recovery = PeriodFigures(channel, recovery)
    self.after = PeriodFigures(channel, after)
  }
}

/// Sums over some points of a series.
package struct PeriodFigures: Sendable, Equatable {
  /// How many of the points are known.
  package let points: Int
  package let conversions: Double
  /// nil where the channel's spend is not known.
  package let spend: Double?

  /// nil without points.
  package var perPoint: Double? { points > 0 ? conversions / Double(points) : nil }
  /// Conversions for a unit of money; nil where nothing was spent.
  package var perSpend: Double? {
    guard let spend, spend > 0 else { return nil }
    return conversions / spend
  }

  init(_ channel: EffectChannel, _ positions: Set<Int>) {
    let known = positions.sorted().filter { !channel.outcome[$0].isNaN }
    points = known.count
    conversions = known.reduce(0) { $0 + channel.outcome[$1] }
    spend = channel.spend.map { spend in
      known.reduce(0) { $0 + (spend[$1].isNaN ? 0 : spend[$1]) }
    }
  }
}
