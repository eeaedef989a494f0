/// How much more two channels convert together than apart.
///
/// Paths are told apart by which of the two they have. With r the rates of purchases, the excess is
/// r(both) − r(first alone) − r(second alone) + r(neither): what both add beyond the sum of what each adds, the
/// interaction of a 2 × 2 table on the scale of the rates. Its variance is the sum of the four r(1 − r)/n.
package struct PairSynergy: Sendable {
  package var first: Int
  package var second: Int
  /// Paths with both, and those of them that lead to a purchase.
  package var paths: Double
  package var purchases: Double
  /// r(first alone) + r(second alone) − r(neither); nil where one of the three has no path.
  package var expected: Double?
  /// r(both) − expected.
  package var excess: Double?
  /// The standard error of the excess.
  package var error: Double?

  /// All pairs of channels that some path has, the first channel before the second.
  ///
  /// - Complexity: O(channels² + Σ over paths of their distinct channels²).
  package static func all(_ journeys: Journeys, resets: Bool) -> [PairSynergy] {
    let count = journeys.channelCount
    var paths = [Double](repeating: 0, count: count * count)
    var purchases = paths
    var (allPaths, allPurchases) = (0.0, 0.0)
    for journey in 0..<journeys.count {
      let persons = journeys.persons[journey]
      for path in journeys.paths(of: journey, resets: resets) where !path.touches.isEmpty {
        allPaths += persons
        if path.isConverted { allPurchases += persons }
        let channels = Set(path.touches).sorted()
        for (place, first) in channels.enumerated() {
          for second in channels[place...] {
            paths[Int(first) * count + Int(second)] += persons
            if path.isConverted { purchases[Int(first) * count + Int(second)] += persons }
          }
        }
      }
    }
    var pairs: [PairSynergy] = []
    for first in 0..<count {
      for second in (first + 1)..<max(count, first + 1) {
        let both = Cell(paths[first * count + second], purchases[first * count + second])
        guard both.paths > 0 else { continue }
        let one = Cell(paths[first * count + first], purchases[first * count + first])
        let other = Cell(paths[second * count + second], purchases[second * count + second])
        let neither = Cell(
          allPaths - one.paths - other.paths + both.paths,
          allPurchases - one.purchases - other.purchases + both.purchases)
        pairs.append(
          PairSynergy(
            first, second, both: both, firstAlone: one.without(both),
            secondAlone: other.without(both), neither: neither))
      }
    }
    return pairs
  }

  private init(
    _ first: Int, _ second: Int, both: Cell, firstAlone: Cell, secondAlone: Cell, neither: Cell
  ) {
    (self.first, self.second) = (first, second)
    (paths, purchases) = (both.paths, both.purchases)
    guard let together = both.rate, let one = firstAlone.rate, let other = secondAlone.rate,
      let none = neither.rate
    else { return }
    let expected = one + other - none
    self.expected = expected
    excess = together - expected
    error = (both.variance + firstAlone.variance + secondAlone.variance + neither.variance)
      .squareRoot()
  }

  /// The interval of the excess that holds for all of a number of pairs at once (Bonferroni).
  package func interval(level: Double, pairs: Int) -> ConfidenceInterval {
    guard let excess, let error, error > 0, pairs > 0 else { return .unavailable }
    let each = 1 - (1 - level) / Double(pairs)
    let half = NormalDistribution.quantile(twoSidedLevel: each) * error
    return .interval(lower: max(-2, excess - half), upper: min(2, excess + half))
  }

  private struct Cell {
    var paths: Double
    var purchases: Double

    init(_ paths: Double, _ purchases: Double) { (self.paths, self.purchases) = (paths, purchases) }

    func without(_ other: Cell) -> Cell {
      Cell(paths - other.paths, purchases - other.purchases)
    }

    var rate: Double? { paths > 0 ? purchases / paths : nil }

    /// Of a rate of 0 or 1 that of half a purchase more or less, since one seen so is not certain.
    var variance: Double {
      let rate = min(max(purchases, 0.5), paths - 0.5) / paths
      return max(0, rate * (1 - rate)) / paths
    }
  }
}
