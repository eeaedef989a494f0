import Foundation
import Testing

@testable import Statistics

/// Where the search for an end looks, on functions whose ends can be written down.
@Suite("The search for an end") struct ProfileEndTests {
  /// The end of a function whose least value is 0 at a place, and all places that were asked for.
  static func find(
    from value: Double = 0, first: Double, wall: Double? = nil, limit: Double,
    _ squares: (Double) -> Double
  ) -> (end: Double?, places: [Double]) {
    var places: [Double] = []
    let end = ProfileEnd.find(from: value, first: first, wall: wall, least: 0, limit: limit) {
      places.append($0)
      return squares($0)
    }
    return (end, places)
  }

  @Test("of a parabola the root is a line, so that the secant meets the end")
  func parabola() {
    func expect(_ first: Double, wall: Double? = nil, _ places: [Double]) {
      let found = Self.find(from: 2, first: first, wall: wall, limit: 9) { ($0 - 2) * ($0 - 2) }
      #expect(found.places.count == places.count, "\(found.places)")
      for (one, other) in zip(found.places, places) { expectAgreement(one, other, within: 1e-9) }
      #expect(found.end == found.places.last)
    }
    // A tenth of the way: four times as far, then by what is missing and a twentieth, then the secant.
    expect(2.3, [2.3, 3.2, 2 + 1.05 * 3, 5])
    expect(4, [4, 2 + 1.05 * 3, 5])
    // Never by less than a fifth.
    expect(4.8, [4.8, 2 + 1.2 * 2.8, 5])
    expect(4.98, [4.98, 2 + 1.2 * 2.98, 5])
    expect(6, [6, 5])
    // Of a bracket at least a fiftieth on either side.
    // The value itself stays twice, and counts half: the root is 0.6 above there, and 3 below here.
    expect(182, [182, 5.6, 2 + 3.6 * 1.5 / 2.1, 5])
    expect(5.03, [5.03, 2 + 0.98 * 3.03, 5])
    // Downwards, with a wall.
    expect(0, wall: -7, [-7, 0, -1])
    #expect(Self.find(from: 2, first: 4, limit: 9) { ($0 - 2) * ($0 - 2) * 9 }.places == [4, 3])
  }

  @Test("an end at the wall, or beyond it, is none")
  func wall() {
    let at = Self.find(first: 1, wall: 3, limit: 9) { $0 * $0 }
    #expect(at.end == nil && at.places == [3])
    #expect(Self.find(first: 1, wall: 2, limit: 9) { $0 * $0 }.end == nil)
    expectAgreement(Self.find(first: 1, wall: 3.1, limit: 9) { $0 * $0 }.end, 3, within: 5e-3)
  }

  @Test("a limit that is not above the least is reached at once")
  func atOnce() {
    for limit in [0, -1.0] {
      let found = Self.find(from: 4, first: 5, limit: limit) { ($0 - 4) * ($0 - 4) }
      #expect(found.end == 4 && found.places.isEmpty)
    }
  }

  @Test("four times as far each time where nothing rises, 24 times")
  func growth() {
    let last: Double = pow(4, 23)
    func find(_ place: Double) -> (end: Double?, places: [Double]) {
      Self.find(first: 1, limit: 1) { $0 < place ? 0 : 1.5 }
    }
    let beyond = find(1.1 * last)
    #expect(beyond.end == nil)
    let places = (0..<24).map { (time: Int) -> Double in pow(4, Double(time)) }
    #expect(beyond.places == places)
    #expect(find(0.9 * last).end != nil)
  }

  @Test("bent functions take few steps, and every end is within half a percent of the root")
  func bent() {
    for (power, most) in [(6.0, 12), (4, 8), (3, 6), (2, 4), (1, 6), (0.5, 7)] {
      var widest = 0.0
      for step in 1...400 {
        let found = Self.find(first: 0.01 * Double(step), wall: 5, limit: 1) { pow($0, power) }
        #expect(found.places.count <= most, "\(power), \(step): \(found.places.count)")
        let rise = pow(found.end ?? 0, power / 2)
        widest = max(widest, abs(rise - 1))
      }
      #expect(widest <= 5e-3)
    }
  }

  @Test("a place without a value halves what is left")
  func halves() {
    let found = Self.find(first: 8, limit: 1) { $0 > 3 ? .infinity : $0 * $0 / 4 }
    #expect(found.places.starts(with: [8, 4, 2]) && found.end == 2)
  }
}
