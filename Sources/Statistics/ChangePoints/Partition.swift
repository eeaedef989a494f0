/// The cheapest division of a series into segments, found exactly.
///
/// The total of a division is the sum of the costs of its segments and a penalty for each break. Of
/// divisions with equal totals the one is taken whose last segment begins earliest, and so on
/// backwards; totals are equal where they differ by less than 1e-9 of a penalty.
struct Partition: Sendable, Equatable {
  /// Where each segment begins, ascending; the first is 0.
  let starts: [Int]
  /// The costs of the segments, without penalties.
  let cost: Double

  /// Optimal partitioning: every start of the last segment is tried for every end.
  ///
  /// Source: Jackson et al. 2005, "An algorithm for optimal partitioning of data on an interval",
  /// IEEE Signal Processing Letters 12:105.
  ///
  /// - Complexity: O(n²).
  static func exhaustive(_ cost: SegmentCost, penalty: Double, minimumLength: Int) -> Partition {
    search(cost, penalty, minimumLength, prunes: false)
  }

  /// PELT: a start that another beats by the penalty already is never tried again.
  ///
  /// The same division as `exhaustive`. Source: Killick, Fearnhead & Eckley 2012, "Optimal detection
  /// of changepoints with a linear computational cost", Journal of the American Statistical
  /// Association 107:1590, theorem 3.1 with K = 0.
  ///
  /// - Complexity: O(n) where the number of breaks grows with the series, O(n²) at worst.
  static func pruned(_ cost: SegmentCost, penalty: Double, minimumLength: Int) -> Partition {
    search(cost, penalty, minimumLength, prunes: true)
  }

  private static func search(
    _ cost: SegmentCost, _ penalty: Double, _ length: Int, prunes: Bool
  ) -> Partition {
    let count = cost.count
    let tie = 1e-9 * penalty
    var best = [Double](repeating: .infinity, count: count + 1)
    var start = [Int](repeating: 0, count: count + 1)
    best[0] = -penalty
    var candidates: [Int] = []
    // From which end on a candidate is not tried: what beat it needs a segment of its own first.
    var retirement = [Int](repeating: .max, count: count + 1)
    var totals: [Double] = []
    for end in stride(from: length, through: count, by: 1) {
      let next = end - length
      if best[next].isFinite { candidates.append(next) }
      if prunes { candidates.removeAll { retirement[$0] <= end } }
      totals.removeAll(keepingCapacity: true)
      var least = Double.infinity
      for candidate in candidates {
        let total = best[candidate] + cost(candidate, end)
        totals.append(total)
        if total < least { least = total }
      }
      guard let place = totals.firstIndex(where: { $0 <= least + tie }) else { continue }
      best[end] = least + penalty
      start[end] = candidates[place]
      guard prunes else { continue }
      // Twice the tie, for a candidate that would tie must stay.
      let limit = best[end] + 2 * tie
      for (place, total) in totals.enumerated()
      where total > limit && retirement[candidates[place]] == .max {
        retirement[candidates[place]] = end + length
      }
    }
    return Partition(cost, start)
  }

  private init(_ cost: SegmentCost, _ previous: [Int]) {
    var starts: [Int] = []
    var sum = CompensatedSum()
    var end = cost.count
    while end > 0 {
      let start = previous[end]
      starts.append(start)
      sum.add(cost(start, end))
      end = start
    }
    self.starts = starts.reversed()
    self.cost = sum.value
  }
}
