@testable import Statistics
import TestSets
import Testing

@Suite("Divisions over a range of penalties")
struct PenaltyPathTests {
  @Test("every division of the range is found, and each is the cheapest for its penalties")
  func complete() throws {
    for (model, range) in [
      (SegmentModel.mean, 3e4...3e6), (.meanAndVariance, 5...60), (.slope, 5e4...2e6),
    ] {
      let values = ChangePointSeries(state: 2, count: 50).values(model)
      let found = try ChangePoints(of: values, model: model)
      let path = try PenaltyPath(found, penalties: range)
      let counts = path.steps.map(\.count)
      #expect(counts.count > 2 && counts == counts.sorted(by: >))
      #expect(path.steps.first?.penalties.lowerBound == range.lowerBound)
      #expect(path.steps.last?.penalties.upperBound == range.upperBound)
      // A fine grid of penalties meets no other division.
      for place in 0...60 {
        let share = Double(place) / 60
        let penalty = range.lowerBound * (range.upperBound / range.lowerBound).power(share)
        let direct = try ChangePoints(of: values, model: model, penalty: .given(penalty))
        let changes = direct.segments.dropFirst().map(\.positions.lowerBound)
        let step =
          path.steps.first { penalty < $0.penalties.upperBound } ?? path.steps[counts.count - 1]
        #expect(step.changes == changes, "\(model), \(penalty)")
        expectAgreement(step.cost, direct.cost, within: 1e-12)
      }
    }
  }

  @Test("a range without a positive number is said, and one penalty is a range")
  func mistakes() throws {
    let found = try ChangePoints(of: Nile.flow, model: .mean)
    #expect(throws: ChangePointError.penalty(0)) { try PenaltyPath(found, penalties: 0...1) }
    #expect(throws: ChangePointError.penalty(.infinity)) {
      try PenaltyPath(found, penalties: 1 ... .infinity)
    }
    let single = try PenaltyPath(found, penalties: 2e5...2e5)
    #expect(single.steps.map(\.changes) == [[28]])
  }
}

extension Double {
  fileprivate func power(_ exponent: Double) -> Double { exponential(exponent * logarithm(self)) }
}
