import Foundation
import Testing

@testable import Statistics

/// The least squares of one channel, against scipy.
@Suite("The least squares of a response, against scipy")
struct ResponseOracleTests {
  @Test("a hundred series of all families and forms of carry-over have the least squares of scipy")
  func fits() throws {
    for (number, figures) in ResponseOracleFigures.fits.enumerated() {
      try expect(ResponseOracleSeries(number), figures)
    }
  }

  @Test("series whose spend saturates before it is carried over, too")
  func saturated() throws {
    for (number, figures) in ResponseOracleFigures.saturated {
      try expect(ResponseOracleSeries(number, first: .saturation), figures)
    }
  }

  func expect(_ series: ResponseOracleSeries, _ figures: [Double]) throws {
    let design = try series.design()
    let search = ResponseStart.search(
      design, design.target(series.outcome), [ChannelGrid(design, channel: 0)])
    let name = "series \(series.number), \(series.family), \(series.kind)"
    #expect(search.isConverged, "\(name)")
    expectAgreement(search.squares, figures[0], within: 1e-8)
    let found = [search.sizes[0]] + search.point
    let bounds = design.bounds
    // Beside a bound, and in directions in which the squares hardly rise, digits are not determined.
    for (place, value) in found.enumerated() {
      let error =
        place == 0
        ? search.error(ofSize: 0)
        : search.error(ofParameter: place - 1)
      let expected = figures[1 + place]
      let difference = (value - expected).magnitude
      let size = place == 0 ? expected : max(1, expected.magnitude)
      if let error, error < 0.5 * size {
        #expect(difference <= 1e-4 * size, "\(name), \(place): \(value), \(expected)")
      } else if place > 0 {
        let width = bounds[place - 1].upperBound - bounds[place - 1].lowerBound
        #expect(difference <= 0.02 * width, "\(name), \(place): \(value), \(expected)")
      }
    }
  }
}
