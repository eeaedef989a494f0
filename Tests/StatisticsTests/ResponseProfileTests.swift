import Foundation
import Testing

@testable import Statistics

/// Ends of profile likelihood intervals.
@Suite("Profile likelihood of a response") struct ResponseProfileTests {
  /// Series, marginal return at a spend of 150, and the ends of its 95% interval: scipy 1.17.1, printed by
  /// Tests/Oracle/response.py.
  static let ends: [(Int, Double, Double, Double)] = [
    (0, 0.33855157111082584, 0.29641247442003027, 0.3936194309782884),
    (9, 0.09748328529785262, 0.08955175137092591, 0.1059461375889172),
    (18, 0.18991854711716755, 0.14569053755655198, 0.24937524696575503),
    (27, 0.2688863982885242, 0.26602067681734365, 0.2717405531957572),
    (36, 0.3083542057935068, 0.2954726994679047, 0.32182457306888224),
    (45, 0.1778713296712709, 0.1563888921399385, 0.2011513333455479),
    (54, 0.14121412404727587, 0.1340064941774014, 0.1484711330946378),
    (63, 0.2749208871175275, 0.2655526753472925, 0.28429683219065416),
    (72, 0.15081663341990628, 0.13515110428582744, 0.16708436392208198),
    (81, 0.26262220161982497, 0.2529153672936841, 0.27247769721077103),
    (90, 0.1231232655744144, 0.0900067163681079, 0.17051065711117167),
    (99, 0.2626981801286724, 0.2551597428144605, 0.27019760787973013),
  ]

  @Test("ends of the marginal return are where scipy's least squares reach the limit of F")
  func marginal() throws {
    for (number, value, low, high) in Self.ends {
      let series = ResponseOracleSeries(number)
      let design = try series.design(today: 150)
      let grid = ChannelGrid(design, channel: 0)
      let search = ResponseStart.search(design, design.target(series.outcome), [grid])
      let limit = FamilyFits.limit(search.squares, design, 0.95)
      let profile = try #require(
        SizeProfile(search, channel: 0, .marginal, limit: limit, grid: grid))
      expectAgreement(profile.value, value, within: 1e-4)
      let width = high - low
      #expect(abs((profile.low ?? 0) - low) < 0.01 * width, "series \(number)")
      #expect(abs((profile.high ?? 0) - high) < 0.01 * width, "series \(number)")
      // Of the curvature: near where the interval is narrow.
      let error = try #require(profile.standardError)
      if width < 0.1 * value { expectAgreement(4 * error, width, within: 0.05) }
      // Out of reach there is none.
      #expect(
        SizeProfile(search, channel: 0, .marginal, limit: 0.99 * search.squares, grid: grid) == nil)
    }
  }

  @Test("at the ends of a parameter the least squares of all others are the limit")
  func parameters() throws {
    for number in [0, 6, 13, 27, 40, 54] {
      let series = ResponseOracleSeries(number)
      let design = try series.design(today: 150)
      let grid = ChannelGrid(design, channel: 0)
      let search = ResponseStart.search(design, design.target(series.outcome), [grid])
      let limit = FamilyFits.limit(search.squares, design, 0.95)
      for parameter in search.point.indices {
        let profile = ParameterProfile(search, parameter: parameter, limit: limit)
        let range = design.bounds[parameter]
        #expect(profile.value == search.point[parameter])
        for (end, wall) in [(profile.low, range.lowerBound), (profile.high, range.upperBound)] {
          // By brute force over the grid of the other parameters, each followed to its minimum.
          var held = search
          held.fixedParameter = parameter
          var least = Double.infinity
          for start in stride(from: 0, to: grid.points.count, by: 7) {
            var point = grid.points[start]
            point[parameter] = end ?? wall
            held.evaluate(at: point)
            held.descend(mostSteps: 30, tolerance: 1e-7)
            least = min(least, held.squares)
          }
          let rise = ((max(0, least - search.squares)) / (limit - search.squares)).squareRoot()
          if end != nil { #expect(abs(rise - 1) < 0.01) } else { #expect(rise < 1) }
        }
      }
    }
  }

  @Test("an end is found through a bracket, and is nil where a wall comes first")
  func ends() throws {
    func parabola(_ x: Double) -> Double { 5 + (x - 2) * (x - 2) }
    for first in [2.1, 4, 4.9, 300] {
      let end = ProfileEnd.find(from: 2, first: first, least: 5, limit: 14, parabola)
      expectAgreement(end, 5, within: 0.01)
    }
    let below = ProfileEnd.find(from: 2, first: 1.9, wall: -4, least: 5, limit: 14, parabola)
    expectAgreement(below, -1, within: 0.02)
    #expect(ProfileEnd.find(from: 2, first: 1, wall: 0, least: 5, limit: 14, parabola) == nil)
    #expect(ProfileEnd.find(from: 2, first: 3, least: 5, limit: 5, parabola) == 2)
    // Never reached.
    #expect(ProfileEnd.find(from: 2, first: 3, least: 5, limit: 14) { _ in 6 } == nil)
    // A step, and a place without a value.
    let step = ProfileEnd.find(from: 0, first: 10, least: 1, limit: 4) { $0 < 3 ? 1 : 9 }
    expectAgreement(step, 3, within: 1e-3)
    let cliff = ProfileEnd.find(from: 0, first: 10, least: 1, limit: 4) {
      $0 < 3 ? 1 + $0 * $0 : .infinity
    }
    expectAgreement(cliff, 3.0.squareRoot(), within: 0.01)
  }

  @Test("the limit is that of Fisher's F with one degree of freedom")
  func limit() throws {
    // Series 1 has 90 periods and 4 parameters; Student's t at 0.975 with 86 is from scipy.
    let design = try ResponseOracleSeries(1).design(today: 1)
    #expect(design.rowCount - design.allParameterCount == 86)
    expectAgreement(
      FamilyFits.limit(2, design, 0.95), 2 * (1 + 1.987934 * 1.987934 / 86), within: 1e-6)
  }
}
