import Statistics
import TestSets
import Testing

/// Windows in which nothing happened.
@Suite("Placebo windows") struct PlaceboWindowsTests {
  private static let variances = StructuralVariances(irregular: 15_098.5, level: 1_469.18)

  /// The Nile without 1911 to 1920.
  private static func series(_ values: [Double] = Nile.flow) throws -> StructuralSeries {
    let controls: [Double] = []
    return try StructuralSeries(
      values: values.span, controls: controls.span, controlCount: 0, dark: Array(40..<50),
      model: StructuralModel())
  }

  /// By numpy from the covariance of the series itself: y = μ + level + noise, with V(s, t) = 1469.18 min(s, t)
  /// and 15098.5 on the diagonal, the other years by generalised least squares, and the scale by what they
  /// leave over their number less 3.
  @Test("sums of ten years are predicted as by generalised least squares")
  func predictions() throws {
    let flow = Nile.flow
    let series = try Self.series()
    let prediction = series.prediction(of: 40..<50, flow.span, Self.variances)
    let asked = try #require(prediction)
    #expect(asked.actual == 8176)
    #expect(abs(asked.expected - 8727.918585983289) < 1e-6)
    #expect(abs(asked.standardDeviation - 680.1414067532398) < 1e-6)
    let placebos = PlaceboWindows(
      values: flow.span, fitted: series, variances: Self.variances, length: 10)
    #expect(placebos.starts == [10, 20, 30, 50, 60, 70, 80, 90])
    let known = [
      -2.1033402849779996, 2.474996066150351, -0.7823364212982927, -0.6555837308919832,
      0.6963178103096676, 0.07533629491454555, -0.3261949661750174, -0.14436514624043784,
    ]
    #expect(placebos.scores.count == known.count)
    for (found, known) in zip(placebos.scores, known) { #expect(abs(found - known) < 1e-8) }
    // The root of the mean of these squares.
    #expect(abs((placebos.dispersion ?? 0) - 1.23538) < 1e-5)
    // Four of the eight, and the asked one, are as far off as 0.69.
    #expect(placebos.share(atLeast: -0.69) == 5 / 9.0)
    #expect(placebos.share(atLeast: 3) == 1 / 9.0)
  }

  @Test("over twenty windows are spread over the series, and under five tell no dispersion")
  func spread() throws {
    let flow = Nile.flow
    let series = try Self.series()
    let short = PlaceboWindows(
      values: flow.span, fitted: series, variances: Self.variances, length: 2)
    #expect(short.starts.count == 20 && short.starts.first == 2 && short.starts.last == 98)
    let long = PlaceboWindows(
      values: flow.span, fitted: series, variances: Self.variances, length: 20)
    #expect(long.starts == [20, 50, 70])
    #expect(long.dispersion == nil)
    for length in [0, 41, 101] {
      let none = PlaceboWindows(
        values: flow.span, fitted: series, variances: Self.variances, length: length)
      #expect(none.starts.allSatisfy { $0 >= 50 } && none.share(atLeast: 1) <= 1)
    }
  }

  @Test("years without a value are in no sum, and a window without any has no prediction")
  func gaps() throws {
    var flow = Nile.flow
    flow[45] = .nan
    let prediction = try Self.series(flow).prediction(of: 40..<50, flow.span, Self.variances)
    let asked = try #require(prediction)
    #expect(asked.actual == 8176 - Nile.flow[45])
    for position in 40..<50 { flow[position] = .nan }
    let none = try Self.series(flow).prediction(of: 40..<50, flow.span, Self.variances)
    #expect(none?.actual == nil)
  }

  @Test("the coarse variances are the best of the grid")
  func coarse() throws {
    // The likeliest ratio of standard deviations of the Nile is 0.31: of 0, 0.02, 0.1, 0.5 and 2 it is 0.5.
    let found = try #require(try Self.series().coarseVariances)
    #expect(abs((found.level / found.irregular).squareRoot() - 0.5) < 1e-12)
  }
}
