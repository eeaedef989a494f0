import Foundation
import Testing

@testable import Statistics

/// Curves and carry-over as the search evaluates them.
@Suite("Curves and weights of a search") struct ResponseCurveTests {
  @Test("values and slopes are those of the curve, and slopes by the shape its differences")
  func unit() {
    let stock: [Double] = [0, 1e-9, 3e-4, 0.02, 1, 70, 100, 350, 9e4]
    for family in CurveFamily.allCases {
      for shape in [0.35, 1, 2.5] where family == .hill || shape <= 1 {
        var (value, slope, byShape) = (stock, stock, stock)
        do {
          var values = value.mutableSpan
          var slopes = slope.mutableSpan
          var shapes = byShape.mutableSpan
          UnitCurve(family: family, scale: 100, shape: family.hasShape ? shape : 1).evaluate(
            stock.span, value: &values, slope: &slopes, byShape: &shapes)
        }
        func curve(_ shape: Double) -> SaturationCurve {
          SaturationCurve(family, amplitude: 1, scale: 100, shape: shape)
        }
        for (place, spend) in stock.enumerated() {
          expectAgreement(value[place], curve(shape).value(at: spend), within: 1e-11)
          // Below a millionth of the scale the slope of an exponent is that at a millionth, as far as it has
          // the value there.
          let isNear = family.hasShape && spend < 1e-4
          if !isNear {
            // Where a ceiling is as good as reached, what is missing of it has fewer digits.
            expectAgreement(
              slope[place], curve(shape).slope(at: spend), within: spend < 1e4 ? 1e-11 : 1e-8)
          } else if spend == 0 {
            expectAgreement(slope[place], curve(shape).slope(at: 1e-4), within: 1e-9)
          } else {
            let share = curve(shape).value(at: spend)
            let left = family == .hill ? 1 - share : 1
            expectAgreement(slope[place], shape * share * left / 1e-4, within: 1e-9)
          }
          guard family.hasShape else { continue }
          let (up, down) = (curve(shape * exp(1e-5)), curve(shape * exp(-1e-5)))
          let difference = (up.value(at: spend) - down.value(at: spend)) / 2e-5
          #expect(
            abs(byShape[place] - difference) < 1e-8 * max(1, abs(difference)), "\(family), \(spend)"
          )
        }
      }
    }
  }

  @Test("slopes of weights are the limits of differences, also beside the bounds")
  func weights() {
    func check(_ carryOver: CarryOver, _ moved: (Int, Double) -> CarryOver) {
      let found = LagWeights(carryOver)
      for (place, slopes) in [found.first, found.second].enumerated() {
        let (up, down) = (LagWeights(moved(place, 1e-6)), LagWeights(moved(place, -1e-6)))
        for lag in slopes.indices {
          let difference = (up.values[lag] - down.values[lag]) / 2e-6
          #expect(abs(difference - slopes[lag]) < 1e-6 * max(1, abs(slopes[lag])), "\(carryOver)")
        }
      }
    }
    for retention in [0.0101, 0.5, 0.95] {
      for peak in [0.01, 1.3, 2.49, 5.99] {
        check(.delayed(retention: retention, peak: peak)) { place, by in
          .delayed(
            retention: retention + (place == 0 ? by : 0), peak: peak + (place == 1 ? by : 0))
        }
      }
    }
    for shape in [0.3, 1, 5.0] {
      for scale in [0.2, 2, 10.0] {
        check(.weibull(shape: shape, scale: scale)) { place, by in
          .weibull(
            shape: shape * (place == 0 ? exp(by) : 1), scale: scale * (place == 1 ? exp(by) : 1))
        }
      }
    }
  }

  @Test("a window has 26 lags")
  func window() {
    // With a retention of 1 all have the same weight.
    let weights = CarryOver.delayed(retention: 1, peak: 2).weights(count: 30)
    for (lag, weight) in weights.enumerated() {
      expectAgreement(weight, lag < 26 ? 1 / 26.0 : 0)
    }
    // A peak beyond the window is nearest to its end; one before its beginning to that.
    for (peak, place) in [(40.0, 25), (-9, 0)] {
      let one = CarryOver.delayed(retention: 1e-12, peak: peak).weights(count: 26)
      expectAgreement(one[place], 1)
    }
    // 1 − e^(−l/s) over the window: what is beyond it is nothing of the sum.
    let kept = 1 - exp(-2.6)
    expectAgreement(
      CarryOver.weibull(shape: 1, scale: 10).weights(count: 1)[0], (1 - exp(-0.1)) / kept)
  }

  @Test("parameters that are missing count as 0")
  func missing() {
    #expect(CarryOverKind.geometric.carryOver([]) == .geometric(retention: 0))
    #expect(CarryOverKind.delayed.carryOver([]) == .delayed(retention: 0, peak: 0))
    #expect(CarryOverKind.weibull.carryOver([2]) == .weibull(shape: 2, scale: 0))
    #expect(CarryOverKind.none.carryOver([1, 2]) == .none)
  }

  @Test("the reference of a channel is the mean of the periods with spend, and 1 without any")
  func reference() {
    for (spend, mean) in [([0, 50, 150], 100.0), ([0.5, 0, 0.25], 0.375), ([2e-9], 2e-9)] {
      let channel = ResponseChannel(name: "", spend: spend, carryOver: .none)
      expectAgreement(ChannelModel(channel, .power).reference, mean)
    }
    let channel = ResponseChannel(name: "", spend: [0, 0], carryOver: .none)
    #expect(ChannelModel(channel, .power).reference == 1)
    #expect(SpendSeries([3, 5], start: .history([1])).before == 3)
    #expect(SpendSeries([3, 5], start: .history([])).before == 4)
    #expect(SpendSeries([3, 5], start: .zero).before == 0)
  }

  @Test("families with a shape, and with a ceiling")
  func families() {
    #expect(CurveFamily.allCases.filter(\.hasShape) == [.hill, .power])
    #expect(CurveFamily.allCases.filter { !$0.hasCeiling } == [.power, .logarithm])
  }

  @Test("a setting is of 95% with 500 draws, and autocorrelated, where nothing else is said")
  func setting() {
    let setting = ResponseSetting()
    #expect(setting.level == 0.95 && setting.replicateCount == 500 && setting.seed == 1)
    #expect(setting.hasIntervals && setting.isAutocorrelated && setting.isBaseNonnegative == nil)
    #expect(ResidualAutocorrelation.range == -0.5...0.95)
  }

  @Test("amplitudes go with the units of target and columns")
  func units() {
    let products = [4.0, 1, -2, 1, 3, 0.5, -2, 0.5, 5]
    let target = [3.0, -4, 2]
    // Of two equal columns each gets its part.
    for part in AmplitudeSolution.solve([4, 4, 4, 4], [8, 8], leavingOut: nil) {
      #expect(abs(part - 1) < 0.01)
    }
    let plain = AmplitudeSolution.solve(products, target, leavingOut: nil)
    #expect(plain[0] > 0 && plain[1] == 0 && plain[2] > 0)
    for (rise, units) in [(1e-40, [1.0, 1, 1]), (1e40, [1, 1, 1]), (1, [1e-30, 1, 1e20])] {
      let found = AmplitudeSolution.solve(
        (0..<9).map { products[$0] * units[$0 / 3] * units[$0 % 3] },
        (0..<3).map { target[$0] * units[$0] * rise }, leavingOut: nil)
      for place in 0..<3 {
        expectAgreement(found[place], plain[place] * rise / units[place], within: 1e-9)
      }
    }
  }
}
