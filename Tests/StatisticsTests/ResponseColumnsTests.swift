import Foundation
import Testing

@testable import Statistics

/// The columns of a channel: their values by definition, their derivatives by differences.
@Suite("Columns of a response") struct ResponseColumnsTests {
  static let spend: [Double] = (0..<40).map { (t: Int) -> Double in
    10 * Double((t * t * 7 + t * 3) % 23)
  }
  static let observed = (0..<40).filter { $0 % 9 != 4 && $0 != 11 }
  static let rho = 0.35

  static let calibrations = [
    ResponseCalibration(
      channel: 0, periods: 12..<15, spendChange: -90, outcomeChange: -4, standardError: 0.5),
    ResponseCalibration(
      channel: 0, periods: 30..<31, spendChange: 1e4, outcomeChange: 9, standardError: 2),
  ]

  static func design(
    _ family: CurveFamily, _ kind: CarryOverKind, first: ResponseOrder = .carryOver
  ) throws -> ResponseDesign {
    let channel = ResponseChannel(
      name: "", spend: spend, start: .history([100, 0, 50]), carryOver: kind, first: first,
      today: 130)
    return try ResponseDesign(
      observed: observed, periodCount: 40, autocorrelation: rho,
      regressors: [[Double](repeating: 1, count: 40), (0..<40).map { Double($0 % 7) }],
      models: [ChannelModel(channel, family)], calibrations: calibrations, deviation: 3)
  }

  /// Nonlinear parameters in the middle of where they are sought.
  static func point(_ design: ResponseDesign) -> [Double] {
    let model = design.models[0]
    let curve = model.bounds.prefix(model.curveCount).map {
      $0.lowerBound + 0.55 * ($0.upperBound - $0.lowerBound)
    }
    let carry: [Double] =
      switch model.kind {
      case .none: []
      case .geometric: [0.45]
      case .delayed: [0.6, 1.4]
      case .weibull: [log(1.3), log(2.2)]
      }
    return curve + carry
  }

  static func columns(
    _ design: ResponseDesign, _ point: [Double], _ measure: ReturnMeasure
  ) -> [[Double]] {
    let count = design.rowCount
    var columns = [Double](repeating: 9, count: (2 + point.count) * count)
    var evaluation = ColumnEvaluation(longest: 43)
    evaluation.write(
      0, of: design, at: point, measure, to: &columns, from: count, hasDerivatives: true)
    // What stands before is left alone.
    #expect(columns.prefix(count).allSatisfy { $0 == 9 })
    return (1...(1 + point.count)).map { Array(columns[($0 * count)..<(($0 + 1) * count)]) }
  }

  @Test(
    "rows are differences of whitened curves, and of calibrations what the change adds",
    arguments: ResponseOrder.allCases)
  func values(_ first: ResponseOrder) throws {
    for family in CurveFamily.allCases {
      for kind in CarryOverKind.allCases {
        let design = try Self.design(family, kind, first: first)
        let point = Self.point(design)
        let model = design.models[0]
        let curve = model.curve(point[...], amplitude: 1)
        let carryOver = model.carryOver(point[...])
        let weights = carryOver.weights(count: 400)
        let mean: Double = Self.spend.prefix(5).reduce(150, +) / 8
        #expect(model.spend.before == mean)
        // By the definition of each order, lag by lag; the past keeps its mean, whatever is taken out of
        // the series.
        func values(_ spend: [Double]) -> [Double] {
          let all = [100, 0, 50] + spend
          func carried(_ figure: (Double) -> Double, in period: Int) -> Double {
            weights.indices.reduce(0) { sum, lag in
              let place = period + 3 - lag
              return sum + weights[lag] * figure(place < 0 ? mean : all[place])
            }
          }
          return spend.indices.map { period in
            first == .carryOver
              ? curve.value(at: carried({ $0 }, in: period))
              : carried({ curve.value(at: $0) }, in: period)
          }
        }
        let plain = values(Self.spend)
        let outcomes = carryOver.outcomes(
          of: Self.spend, start: .history([100, 0, 50]), curve, first: first)
        for (one, other) in zip(outcomes, plain) { #expect(abs(one - other) < 1e-12) }
        var expected: [Double] = []
        for (place, period) in Self.observed.enumerated() {
          guard place > 0 else {
            expected.append(plain[period] * (1 - Self.rho * Self.rho).squareRoot())
            continue
          }
          let before = Self.observed[place - 1]
          let kept = pow(Self.rho, Double(period - before))
          let variance = (1 - Self.rho * Self.rho) / (1 - kept * kept)
          let difference = plain[period] - kept * plain[before]
          expected.append(difference * variance.squareRoot())
        }
        for calibration in Self.calibrations {
          var without = Self.spend
          for period in calibration.periods {
            let each = calibration.spendChange / Double(calibration.periods.count)
            without[period] = max(0, without[period] - each)
          }
          let change = zip(plain, values(without)).map { $0 - $1 }
          let sum = change.dropFirst(calibration.periods.lowerBound).reduce(0, +)
          expected.append(3 / calibration.standardError * sum)
        }
        design.project(&expected, from: 0)
        let found = Self.columns(design, point, .amplitude)[0]
        for (one, other) in zip(found, expected) { #expect(abs(one - other) < 1e-11) }
        // Nothing is left of the regressors.
        #expect(design.orthonormalRegressors.map(\.count) == [design.rowCount, design.rowCount])
        for basis in design.orthonormalRegressors {
          expectAgreement(basis.reduce(0) { $0 + $1 * $1 }, 1, within: 1e-12)
          #expect(abs(zip(found, basis).reduce(0) { $0 + $1.0 * $1.1 }) < 1e-12)
        }
      }
    }
  }

  @Test(
    "derivatives are the limits of differences, whatever stands for the size",
    arguments: ResponseOrder.allCases)
  func derivatives(_ first: ResponseOrder) throws {
    for family in CurveFamily.allCases {
      for kind in CarryOverKind.allCases {
        let design = try Self.design(family, kind, first: first)
        let point = Self.point(design)
        for measure in [ReturnMeasure.amplitude, .marginal, .average] {
          let found = Self.columns(design, point, measure)
          let size = found[0].map(\.magnitude).max() ?? 0
          for parameter in point.indices {
            func moved(_ by: Double) -> [Double] {
              var next = point
              next[parameter] += by
              return Self.columns(design, next, measure)[0]
            }
            let width = 1e-4
            let (up, down) = (moved(width), moved(-width))
            for row in up.indices {
              let slope = (up[row] - down[row]) / (2 * width)
              #expect(
                abs(slope - found[1 + parameter][row]) < 2e-6 * size,
                "\(family), \(kind), \(measure), \(parameter), \(row)")
            }
          }
        }
      }
    }
  }

  @Test("a size is the marginal or the average return of its curve")
  func measures() {
    for family in CurveFamily.allCases {
      for (scale, shape) in [(40.0, 0.5), (300, 0.9), (1e-3, 1), (1e9, 0.7)] {
        let unit = SaturationCurve(family, amplitude: 1, scale: scale, shape: shape)
        let marginal = ReturnMeasure.marginal.norm(unit, today: 120)
        let average = ReturnMeasure.average.norm(unit, today: 120)
        #expect(marginal.value == unit.slope(at: 120))
        expectAgreement(average.value, unit.value(at: 120) / 120)
        #expect(average.byScale.isFinite && marginal.byScale.isFinite)
      }
    }
    let none = ReturnMeasure.amplitude.norm(
      SaturationCurve(.hill, amplitude: 1, scale: 2), today: 1)
    #expect(none == (1, 0, 0))
  }

  @Test("innovations that are coloured have those innovations as their rows")
  func colouring() {
    let rows = WhiteningRows(periods: Self.observed, autocorrelation: -0.4)
    let innovations = Self.observed.map { Double($0 % 5) - 2 }
    var series = [Double](repeating: .nan, count: 40)
    for (period, value) in zip(Self.observed, rows.coloured(innovations)) { series[period] = value }
    var found = [Double](repeating: 0, count: innovations.count)
    var span = found.mutableSpan
    rows.write(series.span, to: &span, from: 0)
    for (one, other) in zip(found, innovations) { #expect(abs(one - other) < 1e-13) }
    #expect(integerPower(0.5, 0) == 1)
    #expect(integerPower(3, 5) == 243)
  }
}
