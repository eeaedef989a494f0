import Foundation
import Testing

@testable import Statistics

/// Demand that multiplies base and channels.
@Suite("The demand index of a response") struct ResponseIndexTests {
  /// A series of `ResponseOracleSeries` multiplied by demand, and scipy's least squares, then intercept, amplitude
  /// and the two exponents: `Multiplied` of Tests/Oracle/response.py.
  static let fits: [(number: Int, squares: Double, parameters: [Double])] = [
    (0, 1395.14889393, [109.119945, 70.4280328, 0.243207839, 0.319692677]),
    (1, 1391.24990933, [109.625994, 55.2915804, 0.34981584, 0.202917401]),
    (2, 206.879967074, [107.898887, 41.8495872, 0.446154557, 0.104678181]),
    (3, 755.408771452, [109.922039, 63.2208677, 0.530718886, 0.005232144]),
    (4, 475.07582049, [110.177241, 45.1426859, 0.638554766, -0.104995642]),
    (5, 1140.80386917, [110.610444, 75.5069103, 0.234040871, -0.200851303]),
    (6, 702.886125656, [113.953342, 36.2421474, 0.345579666, -0.303743968]),
    (7, 1382.08201033, [130.309764, 77.2842315, 0.429371689, 0.304116782]),
    (8, 409.652319528, [76.571607, 89.0491335, 0.530480291, 0.191923315]),
    (9, 257.661289102, [112.912141, 46.1627225, 0.636156705, 0.100704696]),
    (10, 1717.31510462, [109.745172, 80.2910391, 0.217456639, -0.000804856909]),
    (11, 58.5908881099, [111.227067, 68.94809, 0.331695629, -0.0996989536]),
    (12, 355.204358631, [108.782278, 50.7415176, 0.438122092, -0.200945002]),
    (13, 1799.16780644, [103.22865, 59.6168951, 0.513925505, -0.306324609]),
    (14, 671.380464603, [113.092364, 66.9831418, 0.630936317, 0.302466819]),
    (15, 748.399493075, [89.6120641, 103.686755, 0.226873877, 0.19900962]),
    (16, 519.5187333, [108.333311, 115.239584, 0.340994539, 0.107201324]),
    (17, 78.6141798651, [106.715837, 81.9061407, 0.433027812, -0.00129998993]),
    (18, 812.99891503, [109.589602, 48.5298784, 0.529481375, -0.0880764072]),
    (19, 567.734455066, [110.489025, 67.0052325, 0.610763152, -0.192443967]),
    (20, 797.925344859, [107.381661, 48.811469, 0.229164107, -0.300302925]),
    (21, 1619.37686428, [136.939053, 43.6870233, 0.330950309, 0.300312683]),
    (22, 401.39028674, [114.169502, 68.9222887, 0.437898676, 0.201067509]),
    (23, 1141.77736451, [99.2976989, 68.690469, 0.525947154, 0.09072625]),
  ]

  static func index(_ count: Int) -> [[Double]] {
    [
      (0..<count).map { 0.02 * Double($0) },
      (0..<count).map { Double(7 * $0 % 20) / 10 - 1 },
    ]
  }

  static func outcome(_ series: ResponseOracleSeries) -> [Double] {
    let index = DemandIndex(index(series.spend.count), last: 13)
    let eta = [
      0.2 + 0.1 * Double(series.number % 5), 0.3 - 0.1 * Double(series.number % 7),
    ]
    return zip(series.outcome, index.multiplier(eta[...])).map {
      ($0 * $1 * 1024 + 0.5).rounded(.down) / 1024
    }
  }

  static func design(
    _ number: Int, more: [ResponseCalibration] = [], channels: Int = 1
  ) throws -> (ResponseDesign, ResponseOracleSeries) {
    let series = ResponseOracleSeries(number)
    let count = series.spend.count
    let design = try ResponseDesign(
      observed: series.observed, periodCount: count, autocorrelation: series.autocorrelation,
      regressors: [[Double](repeating: 1, count: count)],
      // A second channel has the same spend the other way round.
      models: [series.spend, series.spend.reversed()].prefix(channels).map {
        ChannelModel(
          ResponseChannel(name: "", spend: $0, carryOver: series.kind, today: 150), series.family)
      }, calibrations: series.calibrations + more, deviation: 4, isBaseNonnegative: true,
      index: DemandIndex(index(count), last: 13))
    return (design, series)
  }

  @Test("the least squares are those of scipy over all parameters at once")
  func fits() throws {
    for (number, squares, parameters) in Self.fits {
      let (design, series) = try Self.design(number)
      let outcome = Self.outcome(series)
      let target = design.target(outcome)
      let start = ResponseStart.index(design, target)
      let grid = ChannelGrid(design, channel: 0, basis: design.basis(at: start))
      let search = ResponseStart.search(design, target, [grid], index: start)
      #expect(search.isConverged)
      expectAgreement(search.squares, squares, within: 1e-8)
      let solution = search.solution(outcome)
      for (one, other) in zip(
        solution.coefficients + search.index, [parameters[0]] + parameters[2...])
      {
        #expect(abs(one - other) < 1e-3 * max(1, abs(other)), "series \(number)")
      }
      // Base and channel of the solution add up to fits whose squares these are.
      for period in outcome.indices {
        #expect(
          solution.fitted[period] == solution.base[period] + solution.contributions[0][period])
      }
      guard series.calibrations.isEmpty else { continue }
      let rest = zip(outcome, solution.fitted).map { $0 - $1 }
      var rows = [Double](repeating: 0, count: design.rowCount)
      var span = rows.mutableSpan
      design.rows.write(rest.span, to: &span, from: 0)
      expectAgreement(rows.reduce(0) { $0 + $1 * $1 }, squares, within: 1e-8)
    }
  }

  @Test("columns of the index are the limits of differences of the fit")
  func derivatives() throws {
    // The third and the last have a calibration; each has two more.
    for (number, channels) in [(0, 1), (1, 1), (3, 1), (7, 1), (13, 1), (1, 2), (13, 2)] {
      let (design, series) = try Self.design(
        number,
        more: [(10..<12, -90.0), (40..<44, 150)].map { periods, change in
          ResponseCalibration(
            channel: change > 0 ? channels - 1 : 0, periods: periods, spendChange: change,
            outcomeChange: 8, standardError: 3)
        }, channels: channels)
      let target = design.target(Self.outcome(series))
      let middle = design.bounds.dropLast(2).map { 0.4 * $0.lowerBound + 0.6 * $0.upperBound }
      let point = middle + [0.3, -0.1]
      var search = ResponseSearch(design, target: target, from: point)
      let coefficients = search.basis.coefficients(
        zip(target, Self.rows(search)).map { $0 - $1 })
      /// The rows of the fit with everything but the index as it is.
      func fit(_ index: [Double]) -> [Double] {
        // Not projected: what it was before, from its projection and what was taken away.
        let demand = design.index.multiplier(index[...])
        let base = design.base(coefficients)
        let contributions = design.models.indices.map { Self.contribution(search, $0) }
        let values = (0..<design.periodCount).map { period in
          demand[period] * contributions.reduce(base[period]) { $0 + $1[period] }
        }
        var rows = [Double](repeating: 0, count: design.rowCount)
        var span = rows.mutableSpan
        design.rows.write(values.span, to: &span, from: 0)
        for (channel, model) in design.models.enumerated() {
          for change in model.withoutChange {
            let without = Self.contribution(search, channel, of: change.spend)
            let sum = (change.from..<design.periodCount).reduce(0) {
              $0 + demand[$1] * (contributions[channel][$1] - without[$1])
            }
            span[change.row] = change.factor * sum
          }
        }
        return rows
      }
      for parameter in 0..<2 {
        var (up, down) = ([0.3, -0.1], [0.3, -0.1])
        up[parameter] += 1e-4
        down[parameter] -= 1e-4
        var expected = zip(fit(up), fit(down)).map { ($0 - $1) / 2e-4 }
        if design.columnLength > design.rowCount { expected.append(0) }
        search.basis.project(&expected, from: 0)
        let first = search.startOfIndex + parameter * design.columnLength
        let size = expected.map(\.magnitude).max() ?? 0
        for row in 0..<design.columnLength {
          #expect(
            abs(search.columns[first + row] - expected[row]) < 1e-6 * size,
            "series \(number), \(parameter), \(row)")
        }
      }
      // The tangent plane holds them, and has all of its directions.
      let tangent = search.tangent(isWhole: true)
      let curves = design.models.indices.filter { search.sizes[$0] > 0 }
      let directions = curves.reduce(2) { $0 + 1 + design.models[$1].bounds.count }
      #expect(tangent.count == directions + (search.isBaseAtZero ? 0 : 1))
      for parameter in 0..<2 {
        let first = search.startOfIndex + parameter * design.columnLength
        let column = Array(search.columns[first..<(first + design.rowCount)])
        let left = ColumnProducts.rest(of: column, beside: tangent)
        #expect(ScaledColumns.length(left) < 1e-9 * ScaledColumns.length(column))
      }
      search.descend(mostSteps: 1)
      #expect(search.index != [0.3, -0.1])
    }
  }

  /// What a channel brings in each period, at today's demand.
  static func contribution(
    _ search: ResponseSearch, _ channel: Int, of spend: SpendSeries? = nil
  ) -> [Double] {
    let model = search.design.models[channel]
    let parameters = search.point[search.design.parameters(ofChannel: channel)]
    let curve = model.curve(parameters, amplitude: search.sizes[channel])
    return model.carryOver(parameters).stock(spend ?? model.spend).map { curve.value(at: $0) }
  }

  /// What the channels have of the rows, not projected.
  static func rows(_ search: ResponseSearch) -> [Double] {
    let design = search.design
    let demand = design.index.multiplier(search.index[...])
    let contributions = design.models.indices.map { contribution(search, $0) }
    let values = demand.indices.map { period in
      demand[period] * contributions.reduce(0) { $0 + $1[period] }
    }
    var rows = [Double](repeating: 0, count: design.rowCount)
    var span = rows.mutableSpan
    design.rows.write(values.span, to: &span, from: 0)
    return rows
  }
}
