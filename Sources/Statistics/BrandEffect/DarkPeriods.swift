/// When spend was dark: zero, or below a share of its usual level, for longer than by habit.
package struct DarkPeriods: Sendable, Equatable {
  /// In the order of time.
  package let periods: [DarkPeriod]
  /// How long the shortest one may be: what was asked for, or longer where gaps are a habit.
  package let shortest: Int
  /// The median length of the stretches without spend, where they are a habit; otherwise 0.
  package let habitualGap: Int

  /// Finds them.
  ///
  /// A point is low where its spend is at most `drop` times the usual one, which is the median of the
  /// spending points within `neighbours` points on either side, those of periods already found left out.
  /// Low stretches that one or two points interrupt are joined where these are at most halfway from low to
  /// usual, and the mean stays low. Spend that is on and off by habit (weekends, one invoice a month) has
  /// spending stretches at most four times as long as the gaps between them; a gap is then dark only where
  /// it is more than twice as long as the median one.
  ///
  /// - Parameters:
  ///   - spend: a value for each point of a regular calendar; NaN where there is no row, which counts as
  ///     no spend and is told for each period.
  ///   - drop: the share of the usual level up to which spend is low; at least 0 and below 1.
  ///   - shortest: how many points a period has at least; 7 for days.
  ///   - neighbours: how far the usual level is taken from; 84 for days.
  /// - Throws: what is wrong with the arguments, or that nothing was ever spent.
  /// - Complexity: O(low points · neighbours · log(neighbours)).
  package init(
    _ spend: [Double], drop: Double = 0.1, shortest: Int = 7, neighbours: Int = 84
  ) throws(DarkPeriodError) {
    guard drop >= 0, drop < 1 else { throw .drop(drop) }
    guard shortest >= 1, neighbours >= 1 else {
      throw .length(shortest: shortest, neighbours: neighbours)
    }
    for (position, value) in spend.enumerated() where value < 0 || value.isInfinite {
      throw .value(value, position: position)
    }
    let amounts = spend.map { $0.isNaN ? 0 : $0 }
    guard let most = amounts.max(), most > 0 else { throw .neverSpent(points: spend.count) }
    let habit = Self.habitualGap(amounts)
    let least = max(shortest, 2 * habit + 1)
    var found: [Range<Int>] = []
    // What was found no longer counts as usual; after a few rounds nothing changes.
    for _ in 0..<10 {
      let level = UsualSpend(amounts, leavingOut: found, neighbours: neighbours)
      let next = Self.lowStretches(amounts, level, drop: drop).filter { $0.count >= least }
      if next == found { break }
      found = next
    }
    let level = UsualSpend(amounts, leavingOut: found, neighbours: neighbours)
    self.shortest = least
    habitualGap = habit
    periods = found.map { range in
      DarkPeriod(
        first: range.lowerBound, last: range.upperBound - 1, usual: level.around(range),
        during: amounts[range].reduce(0, +) / Double(range.count),
        missing: spend[range].count(where: \.isNaN), isOpenAtStart: range.lowerBound == 0,
        isOpenAtEnd: range.upperBound == spend.count)
    }
  }

  /// Stretches of low points, with short interruptions that leave their mean low.
  private static func lowStretches(
    _ amounts: [Double], _ level: UsualSpend, drop: Double
  ) -> [Range<Int>] {
    var stretches: [Range<Int>] = []
    for position in amounts.indices where amounts[position] <= drop * level.greatest {
      let usual = level.at(position)
      guard amounts[position] <= drop * usual else { continue }
      if let last = stretches.last, position - last.upperBound <= interruption {
        let joined = last.lowerBound..<(position + 1)
        let mean = amounts[joined].reduce(0, +) / Double(joined.count)
        let isMinor = amounts[last.upperBound..<position].allSatisfy {
          $0 <= (1 + drop) / 2 * usual
        }
        if isMinor, mean <= drop * usual {
          stretches[stretches.count - 1] = joined
          continue
        }
      }
      stretches.append(position..<(position + 1))
    }
    return stretches
  }

  /// How many points that are not low do not end a stretch.
  private static let interruption = 2

  /// The median gap where gaps are a habit: where spending stretches are at most four times as long.
  private static func habitualGap(_ amounts: [Double]) -> Int {
    guard let first = amounts.firstIndex(where: { $0 > 0 }),
      let last = amounts.lastIndex(where: { $0 > 0 })
    else { return 0 }
    var gaps: [Int] = []
    var stretches = [0]
    for position in first...last {
      let isSpent = amounts[position] > 0
      if isSpent, position > first, amounts[position - 1] <= 0 { stretches.append(0) }
      if !isSpent, amounts[position - 1] > 0 { gaps.append(0) }
      if isSpent { stretches[stretches.count - 1] += 1 } else { gaps[gaps.count - 1] += 1 }
    }
    guard gaps.count >= 4 else { return 0 }
    gaps.sort()
    stretches.sort()
    let gap = gaps[gaps.count / 2]
    return stretches[stretches.count / 2] <= 4 * gap ? gap : 0
  }
}

/// A stretch of points in which spend was dark.
package struct DarkPeriod: Sendable, Equatable {
  /// The positions of its first and last points.
  package let first: Int
  package let last: Int
  /// The median of the spending points around it, in units of the series.
  package let usual: Double
  /// The mean of its points.
  package let during: Double
  /// How many of its points have no row.
  package let missing: Int
  /// Whether the series begins dark, so that it may never have been lit before.
  package let isOpenAtStart: Bool
  /// Whether the series ends dark, so that no return was seen.
  package let isOpenAtEnd: Bool

  /// Its positions.
  package var positions: Range<Int> { first..<(last + 1) }
}

/// Why dark periods cannot be sought.
package enum DarkPeriodError: Error, Sendable, Equatable {
  /// The share has to be at least 0 and below 1.
  case drop(Double)
  /// Both lengths have to be at least 1.
  case length(shortest: Int, neighbours: Int)
  /// Spend is negative or infinite.
  case value(Double, position: Int)
  /// None of the points has any spend.
  case neverSpent(points: Int)
}
