/// What one dark period and its recovery did.
package struct EffectWindow: Sendable, Equatable {
  /// The positions of the dark points, and of the recovery's.
  package let darkPositions: Range<Int>
  package let recoveryPositions: Range<Int>
  package let dark: LossEstimate
  package let recovery: LossEstimate?
  package let total: LossEstimate
  /// The loss from the first dark point on, to the end of each block.
  package let cumulative: [CumulativeLoss]
  /// How many points passed from the first dark one until the effect showed: to the end of the first block
  /// from which on, to the end of the dark period, the interval of the loss so far is above zero; nil where
  /// at that end it is not.
  package let lag: Int?
  /// How many points passed from the end of the dark period until the outcome was back.
  ///
  /// That is to the first block of the recovery from which on the interval of what was lost in its rest
  /// includes zero. Nil where that of its last block does not, where the effect does not show, or where no
  /// recovery was seen.
  package let recoveryTime: Int?

  /// Sums up a window; there is nothing to say of one without blocks.
  ///
  /// - Parameters:
  ///   - window: the numbers of its blocks.
  ///   - blocks: of all points.
  ///   - estimate: the loss over blocks; nil for none.
  init?(_ window: Range<Int>, _ blocks: EffectBlocks, _ estimate: ([Int]) -> LossEstimate?) {
    let darkBlocks = window.filter { blocks.kinds[$0] == .dark }
    let rest = window.filter { blocks.kinds[$0] == .recovery }
    guard let first = darkBlocks.first, let last = darkBlocks.last,
      let dark = estimate(darkBlocks), let total = estimate(Array(window))
    else { return nil }
    darkPositions = blocks.ranges[first].lowerBound..<blocks.ranges[last].upperBound
    let end = blocks.ranges[last].upperBound
    recoveryPositions = end..<(rest.last.map { blocks.ranges[$0].upperBound } ?? end)
    self.dark = dark
    self.total = total
    recovery = estimate(rest)
    cumulative = window.compactMap { block in
      estimate(Array(first...block)).map {
        CumulativeLoss(end: blocks.ranges[block].upperBound, loss: $0.loss, interval: $0.interval)
      }
    }
    let whileDark = cumulative.prefix(darkBlocks.count)
    let shown = whileDark.reversed().prefix { ($0.interval.lower ?? 0) > 0 }.last
    lag = shown.map { $0.end - blocks.ranges[first].lowerBound }
    let isBack = rest.map { block in
      estimate(Array(block...(rest.last ?? block))).map { ($0.interval.lower ?? 0) <= 0 } ?? true
    }
    let back = isBack.reversed().prefix { $0 }.count
    recoveryTime =
      shown == nil || back == 0 ? nil : blocks.ranges[rest[rest.count - back]].lowerBound - end
  }
}

/// What was lost up to a point.
package struct CumulativeLoss: Sendable, Equatable {
  /// The position behind the last point.
  package let end: Int
  package let loss: Double
  package let interval: ConfidenceInterval
}
