/// What all channels of a question have in common.
struct EffectSetting: Sendable {
  let calendar: EffectCalendar
  let blocks: EffectBlocks
  let pointCount: Int
  /// How many points of recovery were asked for.
  let recovery: Int
  /// How much each place within a block is worth beside a usual one: the days of the week.
  let weights: [Double]
  let level: Double
  let seed: UInt64
  let replicateCount: Int

  /// Trend and season are sought from so many blocks outside the windows on.
  static let leastBlocksForTrend = 26
  static let leastYearsForSeason = 2.0

  /// How much the known points of each block are worth, and what they add to.
  func blocked(_ outcome: [Double]) -> (observed: [Double], exposure: [Double]) {
    var (observed, exposure) = ([Double](), [Double]())
    for range in blocks.ranges {
      let known = range.filter { !outcome[$0].isNaN }
      observed.append(known.reduce(0) { $0 + outcome[$1] })
      exposure.append(known.reduce(0) { $0 + weights[$1 % calendar.block] })
    }
    return (observed, exposure)
  }

  /// The middle of each block in points.
  private var middles: [Double] {
    blocks.ranges.map { Double($0.lowerBound + $0.upperBound) / 2 }
  }

  /// The column of a linear trend, from −1 to 1; none where the blocks outside are few.
  var trend: [[Double]] {
    let outside = blocks.kinds.count { $0 == .outside }
    guard outside >= Self.leastBlocksForTrend else { return [] }
    return [middles.map { 2 * $0 / Double(pointCount) - 1 }]
  }

  /// Two waves and their halves a year; none where the series is shorter than two years.
  var season: [[Double]] {
    guard Double(pointCount) >= Self.leastYearsForSeason * calendar.year else { return [] }
    return (1...2).flatMap { wave in
      [0, 0.25].map { shift in
        middles.map { cosine(2 * Double.pi * ($0 * Double(wave) / calendar.year - shift)) }
      }
    }
  }
}
