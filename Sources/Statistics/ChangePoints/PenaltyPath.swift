/// All divisions of a series that are the cheapest for some penalty of a range.
///
/// The total as a function of the penalty is made of straight pieces, one for each number of change
/// points; where two known pieces meet the search is run again, until nothing lies in between.
/// Source: Haynes, Eckley & Fearnhead 2017, "Computationally efficient changepoint detection for a
/// range of penalties" (CROPS), Journal of Computational and Graphical Statistics 26:134.
package struct PenaltyPath: Sendable {
  /// A division and for which penalties it is the cheapest.
  package struct Step: Sendable, Equatable {
    /// How many change points there are.
    package let count: Int
    /// The cost of the segments without penalties.
    package let cost: Double
    /// The positions of the first observed value of each segment but the first.
    package let changes: [Int]
    package let penalties: ClosedRange<Double>
  }

  /// From the most change points to the fewest.
  package let steps: [Step]

  /// - Parameters:
  ///   - found: a series with its model and minimum length, whatever its own penalty was.
  ///   - penalties: in the units of the model's cost; positive.
  /// - Throws: `penalty` where a limit is not a positive number.
  /// - Complexity: that of a pruned search for each number of change points in the range, and two.
  package init(
    _ found: ChangePoints, penalties: ClosedRange<Double>
  ) throws(ChangePointError) {
    for limit in [penalties.lowerBound, penalties.upperBound] {
      guard limit > 0, limit.isFinite else { throw .penalty(limit) }
    }
    let cost = found.segmentCost
    let length = found.minimumLength
    func division(_ penalty: Double) -> Partition {
      Partition.pruned(cost, penalty: penalty, minimumLength: length)
    }
    let most = division(penalties.lowerBound)
    let fewest = division(penalties.upperBound)
    // By their number of segments.
    var known = [most.starts.count: most]
    known[fewest.starts.count] = fewest
    var open = [(most, fewest)]
    while let (more, fewer) = open.popLast() {
      guard let meeting = Self.meeting(more, fewer), more.starts.count - fewer.starts.count > 1,
        penalties.contains(meeting)
      else { continue }
      let between = division(meeting)
      guard known[between.starts.count] == nil else { continue }
      known[between.starts.count] = between
      open += [(more, between), (between, fewer)]
    }
    // What is nowhere cheaper than its neighbours, as by a tie, has no penalties of its own.
    let all = known.values.sorted { $0.starts.count > $1.starts.count }
    var steps: [Step] = []
    var lower = penalties.lowerBound
    for (index, division) in all.enumerated() {
      let next = index + 1 < all.count ? Self.meeting(division, all[index + 1]) : nil
      let upper = min(max(next ?? penalties.upperBound, lower), penalties.upperBound)
      steps.append(
        Step(
          count: division.starts.count - 1, cost: division.cost,
          changes: division.starts.dropFirst().map { found.series.positions[$0] },
          penalties: lower...upper))
      lower = upper
    }
    self.steps = steps
  }

  /// The penalty at which two divisions have the same total.
  private static func meeting(_ more: Partition, _ fewer: Partition) -> Double? {
    let changes = more.starts.count - fewer.starts.count
    return changes > 0 ? (fewer.cost - more.cost) / Double(changes) : nil
  }
}
