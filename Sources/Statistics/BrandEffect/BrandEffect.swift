/// What dark periods of one channel's spend did to the outcome of the others.
///
/// Points are gathered to blocks that begin with each dark period. For each channel a structural series
/// with a random level, with trend, yearly season and the channel's own spend as controls, is fitted to the
/// blocks outside the dark periods and their recoveries; what it says of those blocks, less what they had,
/// is the loss. The sum of all channels is a series of its own, so that what channels have in common is
/// in its interval.
package struct BrandEffect: Sendable {
  /// In the order given; a channel of which nothing can be said has the reason instead.
  package let channels: [Result<ChannelEffect, BrandEffectError>]
  /// The sum of all channels, of those with a reason too.
  package let all: Result<ChannelEffect, BrandEffectError>
  /// Whether brand spend follows the outcome; nil where too little of it is known.
  package let spendTest: SpendTest?

  /// The name of the sum of all channels in streams and errors.
  package static let nameOfAll = "all channels"
  /// So many blocks have to lie before the first dark period.
  package static let leastBlocksBefore = 8
  /// So many conversions outside the windows a channel has to have.
  package static let leastConversions = 20.0

  /// - Parameters:
  ///   - channels: over the same points of a regular calendar, the brand itself left out.
  ///   - brandSpend: of the same points; NaN where there is no row.
  ///   - dark: positions of the dark periods.
  ///   - recovery: how many points after each belong to its effect; 14 for days.
  ///   - calendar: how points are gathered.
  ///   - level: of the intervals.
  ///   - seed: of the session.
  ///   - replicateCount: how many draws the losses have.
  /// - Throws: what is wrong with the question as a whole; what is wrong with a channel stands with it.
  /// - Complexity: for each channel about 200 passes of a filter over its blocks.
  package init(
    _ channels: [EffectChannel], brandSpend: [Double], dark: [Range<Int>], recovery: Int = 14,
    calendar: EffectCalendar = .days, level: Double = 0.95, seed: UInt64,
    replicateCount: Int = ResamplingWeights.replicateCount
  ) throws(BrandEffectError) {
    guard let first = channels.first, !dark.isEmpty else {
      throw .nothingAsked(channels: channels.count, periods: dark.count)
    }
    guard level > 0, level < 1 else { throw .level(level) }
    let count = first.outcome.count
    try Self.check(channels, brandSpend, count: count)
    var end = 0
    for period in dark {
      guard !period.isEmpty, period.lowerBound >= end, period.upperBound <= count else {
        throw .darkPeriod(period, points: count)
      }
      end = period.upperBound
    }
    let blocks = EffectBlocks(count: count, dark: dark, recovery: recovery, calendar: calendar)
    let before = blocks.firstWindow.lowerBound
    guard before >= Self.leastBlocksBefore else {
      throw .tooLittleBefore(
        blocks: before, least: Self.leastBlocksBefore, block: calendar.block)
    }
    let sum = Self.sum(channels)
    let setting = EffectSetting(
      calendar: calendar, blocks: blocks, pointCount: count, recovery: recovery,
      weights: Self.weights(sum, blocks, calendar), level: level, seed: seed,
      replicateCount: replicateCount)
    let shapes = channels.map { channel in
      Result { () throws(BrandEffectError) in try setting.shape(of: channel) }
    }
    self.channels = zip(channels, shapes).map { channel, shape in
      shape.flatMap { shape in
        Result { () throws(BrandEffectError) in try ChannelEffect(setting, channel, shape) }
      }
    }
    all = Result { () throws(BrandEffectError) in
      try ChannelEffect(setting, sum, setting.shape(of: sum, madeOf: shapes))
    }
    spendTest = try? SpendTest(brandSpend, all.get(), setting)
  }

  /// What is to be said of all channels, besides what stands with each.
  package var warnings: [EffectWarning] {
    guard let spendTest, spendTest.isFound else { return [] }
    return [.spendFollows(tailArea: spendTest.tailArea)]
  }

  private static func check(_ channels: [EffectChannel], _ brandSpend: [Double], count: Int)
    throws(BrandEffectError)
  {
    guard brandSpend.count == count else {
      throw .length(channel: nil, expected: count, found: brandSpend.count)
    }
    for channel in channels {
      for values in [channel.outcome] + (channel.spend.map { [$0] } ?? []) {
        guard values.count == count else {
          throw .length(channel: channel.name, expected: count, found: values.count)
        }
        for (position, value) in values.enumerated() where value < 0 || value.isInfinite {
          throw .value(value, channel: channel.name, position: position)
        }
      }
    }
    for (position, value) in brandSpend.enumerated() where value < 0 || value.isInfinite {
      throw .value(value, channel: nil, position: position)
    }
  }

  /// The channels together: known where all are, with their spend where that of all is known.
  private static func sum(_ channels: [EffectChannel]) -> EffectChannel {
    func added(_ series: [[Double]]) -> [Double] {
      var sum = series[0]
      for other in series.dropFirst() {
        for position in sum.indices { sum[position] += other[position] }
      }
      return sum
    }
    let spend = channels.compactMap { channel in
      channel.spend.map { $0.map { $0.isNaN ? 0 : $0 } }
    }
    return EffectChannel(
      name: nameOfAll, outcome: added(channels.map(\.outcome)),
      spend: spend.count == channels.count ? added(spend) : nil)
  }

  /// What the places of a block are worth, by their means outside the windows.
  private static func weights(
    _ sum: EffectChannel, _ blocks: EffectBlocks, _ calendar: EffectCalendar
  ) -> [Double] {
    var (sums, counts) = (
      [Double](repeating: 0, count: calendar.block), [Double](repeating: 0, count: calendar.block)
    )
    for (range, kind) in zip(blocks.ranges, blocks.kinds) where kind == .outside {
      for position in range where !sum.outcome[position].isNaN {
        sums[position % calendar.block] += sum.outcome[position]
        counts[position % calendar.block] += 1
      }
    }
    let mean = sums.reduce(0, +) / counts.reduce(0, +)
    return zip(sums, counts).map { sum, count in
      count > 0 && mean > 0 ? sum / count / mean : 1
    }
  }
}
