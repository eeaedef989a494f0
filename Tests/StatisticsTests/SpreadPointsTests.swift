import Foundation
import Testing

@testable import Statistics

@Suite("Points spread over a box") struct SpreadPointsTests {
  @Test("in one dimension they are those of the golden ratio")
  func line() {
    let golden = (1 + 5.0.squareRoot()) / 2
    let points = SpreadPoints.within([2...4], count: 5).map { $0[0] }
    for (place, point) in points.enumerated() {
      let share = (0.5 + Double(place + 1) / golden).truncatingRemainder(dividingBy: 1)
      expectAgreement(point, 2 + 2 * share, within: 1e-12)
    }
    #expect(SpreadPoints.within([2...2], count: 1) == [[2]])
  }

  @Test("each part of a box has about as many as its area", arguments: [2, 3])
  func box(_ dimensions: Int) {
    // The plastic number, and the root of x⁴ = x + 1, to 12 digits.
    let root = dimensions == 2 ? 1.324717957245 : 1.220744084606
    let box = (0..<dimensions).map { -Double($0)...1 }
    let points = SpreadPoints.within(box, count: 64)
    for (number, point) in points.enumerated() {
      #expect(point.count == dimensions)
      for (place, value) in point.enumerated() {
        let share = 0.5 + Double(number + 1) / pow(root, Double(place + 1))
        let expected =
          -Double(place) + Double(place + 1) * share.truncatingRemainder(dividingBy: 1)
        #expect(abs(value - expected) < 1e-9)
      }
    }
    // Of 64 points a quarter of the box has 16, give or take one.
    for (left, below) in [(true, true), (true, false), (false, true), (false, false)] {
      let count = points.count { ($0[0] < 0.5) == left && ($0[1] < 0) == below }
      #expect((14...18).contains(count))
    }
  }
}
