@testable import Statistics
import TestSets
import Testing

@Suite("Change points")
struct ChangePointsTests {
  @Test("the Nile falls after 1898, and in no other year")
  func nile() throws {
    // Zeileis et al. 2003, "Testing and dating of structural changes in practice"; the interval is
    // what strucchange gives for confint(breakpoints(Nile ~ 1)): 25, 28, 32.
    for isIndependent in [true, false] {
      let found = try ChangePoints(
        of: Nile.flow, model: .mean, isIndependent: isIndependent)
      #expect(found.segments.map(\.positions) == [0...27, 28...99])
      expectAgreement(found.segments[0].mean, 1097.75, within: 1e-14)
      expectAgreement(found.segments[1].mean, 849.972, within: 1e-6)
      expectAgreement(found.cost, 1597457.19, within: 1e-8)
      expectAgreement(found.costWithoutChanges, 2835156.75, within: 1e-14)
    }
    let found = try ChangePoints(of: Nile.flow, model: .mean, isIndependent: true)
    let interval = BreakInterval(last: 27, first: 28, earliest: 24, latest: 31)
    #expect(found.intervals(level: 0.95, rule: .asymptotic) == [interval])
    for model in [SegmentModel.meanAndVariance, .slope] {
      let found = try ChangePoints(of: Nile.flow, model: model)
      #expect(found.segments.map(\.positions) == [0...27, 28...99], "\(model)")
      let floor = max(1.0 / 12, 0.01 * found.noise.variance)
      expectAgreement(found.segmentCost.varianceFloor, floor)
    }
    // Three values that are close by chance are a segment unless short ones are ruled out.
    let long = try ChangePoints(
      of: Nile.flow, model: .meanAndVariance, minimumLength: 5, isIndependent: true)
    #expect(long.segments.map(\.positions) == [0...27, 28...99])
  }

  // numpy: the years k with 100 ln(S(k) / S(28)) < −2 ln(1 − √level), S being the squares about the
  // means before and after; with correlated neighbours the limit is 1.4458 times that.
  @Test(
    "the likelihood holds the dates whose squares are little more than the least",
    arguments: [
      (true, 0.95, 25, 28), (true, 0.8, 26, 27), (true, 0.5, 27, 27), (false, 0.95, 25, 29),
      (false, 0.8, 25, 28), (false, 0.5, 27, 27),
    ])
  func likelihood(isIndependent: Bool, level: Double, earliest: Int, latest: Int) throws {
    let found = try ChangePoints(
      of: Nile.flow, model: .mean, isIndependent: isIndependent)
    let interval = BreakInterval(last: 27, first: 28, earliest: earliest, latest: latest)
    #expect(found.intervals(level: level) == [interval])
  }

  @Test("each model finds what it is about", arguments: SegmentModel.allCases)
  func models(model: SegmentModel) throws {
    let series = ChangePointSeries(state: 12, count: 300)
    let values = (0..<300).map { place in
      let noise = series.noise(place)
      return switch model {
      case .mean: noise + (place < 120 ? 0 : 300)
      case .meanAndVariance: noise * (place < 120 ? 1 : 3)
      case .slope: noise + (place < 120 ? 0 : 6 * Double(place - 120))
      }
    }
    let found = try ChangePoints(of: values, model: model)
    #expect(found.count == 1)
    let interval = try #require(found.intervals(level: 0.95).first)
    #expect((interval.earliest...interval.latest).contains(119))
    #expect(interval.latest - interval.earliest < 60, "\(interval)")
    if model == .slope {
      #expect(abs((found.segments[1].slope ?? 0) - 6) < 0.5)
    } else {
      #expect(found.segments[1].slope == nil)
    }
  }

  @Test("neighbours that resemble one another are no segments")
  func autocorrelation() throws {
    var breaks = [0, 0]
    for number in 0..<10 {
      let series = ChangePointSeries(state: UInt64(1000 + number), count: 200)
      var value = 0.0
      let values = (0..<200).map { place in
        value = 0.7 * value + series.noise(place)
        return value
      }
      for (place, isIndependent) in [true, false].enumerated() {
        let found = try ChangePoints(of: values, model: .mean, isIndependent: isIndependent)
        breaks[place] += found.count
      }
    }
    #expect(breaks[0] > 50)
    #expect(breaks[1] <= 5, "\(breaks)")
  }

  @Test("the noise is told from levels and lines, independent or not", arguments: [0, 0.3, 0.7])
  func noise(correlation: Double) {
    for model in [SegmentModel.mean, .slope] {
      let series = ChangePointSeries(state: 21, count: 5000)
      var value = 0.0
      let values = (0..<5000).map { place in
        value = correlation * value + series.noise(place)
        let level = model == .mean ? Double(place / 1250) * 3000 : Double(place) * 5
        return value + level - (place < 2250 ? 0 : 8000)
      }
      let found = SeriesNoise(
        model, centred: values, positions: Array(values.indices), isIndependent: false)
      #expect(abs(found.autocorrelation - correlation) < 0.07, "\(model): \(found)")
      // Four uniform bytes have the variance 4 (256² − 1) / 12.
      let variance = 21845 / (1 - correlation * correlation)
      #expect(
        abs(found.variance / variance - 1) < (correlation > 0.5 ? 0.3 : 0.1), "\(model): \(found)")
      expectAgreement(
        found.longRunVariance,
        found.variance * (1 + found.autocorrelation) / (1 - found.autocorrelation))
    }
  }

  @Test("a missing value keeps its position, and is not zero")
  func missing() throws {
    let noise = ChangePointSeries(state: 5, count: 100)
    var values = (0..<100).map { 5000 + noise.noise($0) / 100 + ($0 < 60 ? 0 : 30) }
    for place in [3, 10, 11, 12, 58, 59, 60, 61] { values[place] = .nan }
    let found = try ChangePoints(of: values, model: .mean)
    #expect(found.segments.map(\.positions) == [0...57, 62...99])
    #expect(found.segments.map(\.observations) == [0..<54, 54..<92])
    let interval = try #require(found.intervals(level: 0.95).first)
    #expect(interval.last == 57 && interval.first == 62)
    // A line keeps its slope over a gap.
    let line = (0..<100).map { $0 % 10 == 7 ? Double.nan : 2 * Double($0) + noise.noise($0) / 1000 }
    let lines = try ChangePoints(of: line, model: .slope)
    #expect(lines.count == 0)
    #expect(abs((lines.segments[0].slope ?? 0) - 2) < 0.01)
  }

  @Test("what is no series of numbers is said")
  func errors() {
    func failure(
      _ values: [Double], _ penalty: ChangePenalty = .automatic, length: Int? = nil
    ) -> ChangePointError? {
      do {
        _ = try ChangePoints(of: values, model: .mean, penalty: penalty, minimumLength: length)
        return nil
      } catch { return error }
    }
    let few: [Double] = [1, 2, .nan, 3, 4, 5, 6]
    #expect(failure(few) == .tooFew(observed: 6, least: 7))
    #expect(failure([]) == .tooFew(observed: 0, least: 7))
    #expect(failure([Double](repeating: 4, count: 9)) == .constant(value: 4, observed: 9))
    #expect(failure([1, 2, 3, .infinity]) == .infinite(position: 3))
    let values = (0..<10).map { Double($0 % 3) }
    #expect(failure(values, .given(0)) == .penalty(0))
    #expect(failure(values, .given(-.infinity)) == .penalty(-.infinity))
    #expect(failure(values, length: 6) == .minimumLength(6, least: 1, most: 5))
    #expect(failure(values, length: 0) == .minimumLength(0, least: 1, most: 5))
    #expect(failure(values.map { $0 * 1e200 }) == .spread(2e200))
    // The limits themselves are out of range, and what is just within is not.
    #expect(failure(values.map { $0 / 2 * 1e140 }) == .spread(1e140))
    #expect(failure(values.map { $0 / 2 * 1e-140 }) == .spread(1e-140))
    #expect(failure(values.map { $0 / 2 * 0.9e140 }) == nil)
    #expect(failure(values.map { $0 / 2 * 1.1e-140 }) == nil)
    #expect(failure(values, .given(1), length: 5) == nil)
  }

  @Test("the penalty is p ln n with the variance of the noise for squares")
  func penalty() throws {
    let values = ChangePointSeries(state: 3, count: 300).values(.mean)
    for model in SegmentModel.allCases {
      let found = try ChangePoints(of: values, model: model, isIndependent: true)
      let parameters = model == .mean ? 2.0 : 3
      let scale = model == .meanAndVariance ? 1 : found.noise.variance
      expectAgreement(found.penalty, parameters * logarithm(300) * scale, within: 1e-15)
      // Four uniform bytes have the variance 4 (256² − 1) / 12.
      #expect(abs(found.noise.variance / 21845 - 1) < 0.25, "\(found.noise)")
    }
  }

  @Test("a side without any variance has an interval of its own")
  func constantSide() throws {
    // Sixty values that vary by about 4 about 0, and thirty that are 900; their mean is 300.
    let noise: [Double] = [3, -1, -4, 1, 5, -9, 2, 6, -5, 2]
    let values = (0..<90).map { $0 < 60 ? noise[$0 % 10] : 900 }
    let found = try ChangePoints(of: values, model: .mean, isIndependent: true)
    #expect(found.segments.map(\.positions) == [0...59, 60...89])
    // To be too late is all but impossible; too early by less than one value, rounded outwards.
    let interval = BreakInterval(last: 59, first: 60, earliest: 59, latest: 60)
    #expect(found.intervals(level: 0.95, rule: .asymptotic) == [interval])
  }

  @Test(
    "without any noise its variance is that of rounding to twelve digits",
    arguments: [
      0x1p-20, 1, 0x1p40,
    ])
  func rounding(unit: Double) {
    let line = (0..<50).map { Double($0) * unit }
    let found = SeriesNoise(
      .slope, centred: line, positions: Array(line.indices), isIndependent: false)
    expectAgreement(found.variance, 1e-24 * 49 * 49 * unit * unit)
    #expect(found.autocorrelation == 0)
  }

  @Test("exact lines and steps are told from rounding")
  func exact() throws {
    let line = (0..<50).map { 0.1 * Double($0) + 7 }
    #expect(try ChangePoints(of: line, model: .slope).count == 0)
    let bent = line.enumerated().map { $1 + 0.3 * Double(max(0, $0 - 30)) }
    #expect(try ChangePoints(of: bent, model: .slope).count == 1)
    let step = (0..<50).map { $0 < 20 ? 3.0 : 4 }
    for model in [SegmentModel.mean, .meanAndVariance] {
      let found = try ChangePoints(of: step, model: model)
      #expect(found.segments.map(\.positions) == [0...19, 20...49], "\(model)")
      let interval = BreakInterval(last: 19, first: 20, earliest: 19, latest: 19)
      #expect(found.intervals(level: 0.95) == [interval])
      // Segments of equal values have the variance of rounding to whole numbers.
      if model == .meanAndVariance { expectAgreement(found.cost, 50 * logarithm(1.0 / 12)) }
    }
  }
}
