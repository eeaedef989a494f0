import Statistics
import Testing

#if canImport(Glibc)
import Glibc
#endif

@Suite("The fit of structural series")
struct StructuralFitTests {
  @Test("the Nile has the published variances")
  func nile() throws {
    // Durbin & Koopman 2012, section 2.10, and statsmodels.
    for kind in [StructuralLikelihoodKind.profile, .marginal] {
      let fit = try StructuralFit(StructuralTestSeries.nileSeries(), kind: kind)
      expectAgreement(fit.variances.irregular, 15098.5, within: 1e-5)
      expectAgreement(fit.variances.level, 1469.18, within: 1e-5)
      expectNear(fit.logLikelihood, -633.4646, within: 5e-5)
      #expect(fit.isConverged && fit.atZero.isEmpty)
    }
  }

  /// Where statsmodels 0.15.0 ends, by Powell's method and then BFGS.
  @Test("maximum likelihood is that of statsmodels or above")
  func statsmodels() throws {
    let season = try StructuralModel(season: .fixed, period: 7)
    let first = try StructuralFit(
      StructuralTestSeries(120, controls: 2, gaps: [3, 40]).series(season), kind: .profile)
    expectNear(first.logLikelihood, -130.1619285955998, within: 1e-6)
    expectAgreement(first.variances.irregular, 0.22436409377696226, within: 1e-4)
    expectAgreement(first.variances.level, 0.1097600997153193, within: 1e-4)
    expectAgreement(first.coefficients[0], 1.027782320360829, within: 1e-5)
    expectAgreement(first.coefficients[1], 1.9235829236544266, within: 1e-5)
    let second = try StructuralFit(
      StructuralTestSeries(200, controls: 1).series(StructuralModel()), kind: .profile)
    expectNear(second.logLikelihood, -383.1520462270523, within: 1e-6)
    expectAgreement(second.variances.irregular, 2.353601260071023, within: 1e-4)
    expectAgreement(second.variances.level, 0.04663765454514845, within: 1e-4)
    let third = try StructuralFit(
      StructuralTestSeries(150, gaps: [7]).series(
        StructuralModel(level: .fixed, slope: .random)), kind: .profile)
    expectNear(third.logLikelihood, -291.25751318625555, within: 1e-6)
    expectAgreement(third.variances.slope, 0.00025139651395825863, within: 1e-3)
  }

  /// The maximum of a likelihood of n values, one diffuse number among them, with independent differences.
  private func independent(_ errors: [Double], observed: Int) -> (Double, Double) {
    let freedom = Double(errors.count)
    let variance = errors.reduce(0) { $0 + $1 * $1 } / freedom
    return (
      variance,
      -0.5 * (Double(observed) * log(2 * Double.pi) + freedom * (log(variance) + 1))
    )
  }

  @Test("an irregular that is likeliest at zero is set to zero")
  func noIrregular() throws {
    // Differences that follow each other in sign, which no irregular can bring about.
    let steps = (1..<80).map {
      StructuralTestSeries.noise($0, 3, 17) + 0.6 * StructuralTestSeries.noise($0 - 1, 3, 17)
    }
    let values = steps.reduce(into: [5.0]) { $0.append($0[$0.count - 1] + $1) }
    let series = try StructuralSeries(
      values: values.span, controls: [Double]().span, controlCount: 0, dark: [],
      model: StructuralModel())
    let fit = try StructuralFit(series)
    let (variance, likelihood) = independent(steps, observed: 80)
    #expect(fit.atZero == [.irregular] && fit.variances.irregular == 0)
    expectAgreement(fit.variances.level, variance, within: 1e-9)
    expectNear(fit.logLikelihood, likelihood, within: 1e-8)
  }

  @Test("a level variance that is likeliest at zero leaves least squares")
  func noLevel() throws {
    let sample = StructuralTestSeries(40, controls: 1)
    let values = (0..<40).map {
      ($0.isMultiple(of: 2) ? 1 : -1) + 2 * sample.controls[$0]
        + 0.3 * StructuralTestSeries.noise($0, 3, 17)
    }
    let series = try StructuralSeries(
      values: values.span, controls: sample.controls.span, controlCount: 1, dark: [],
      model: StructuralModel())
    let meanX = sample.controls.reduce(0, +) / 40
    let meanY = values.reduce(0, +) / 40
    var (sxx, sxy, syy) = (0.0, 0.0, 0.0)
    for (x, y) in zip(sample.controls, values) {
      sxx += (x - meanX) * (x - meanX)
      sxy += (x - meanX) * (y - meanY)
      syy += (y - meanY) * (y - meanY)
    }
    let rest = syy - sxy * sxy / sxx
    for (kind, freedom) in [(StructuralLikelihoodKind.marginal, 38.0), (.profile, 39)] {
      let fit = try StructuralFit(series, kind: kind)
      #expect(fit.atZero == [.level])
      expectAgreement(fit.coefficients[0], sxy / sxx, within: 1e-10)
      expectAgreement(fit.variances.irregular, rest / freedom, within: 1e-10)
      expectAgreement(
        fit.standardErrors[0], (rest / freedom / sxx).squareRoot(), within: 1e-10)
      // |X'X| is n without the control and n Sxx with it.
      let determinant = kind == .marginal ? 40 * sxx : 40
      let expected =
        -0.5
        * (40 * log(2 * Double.pi) + log(determinant) + freedom * (log(rest / freedom) + 1))
      expectNear(fit.logLikelihood, expected, within: 1e-9)
    }
  }

  @Test("units of the series and of controls change nothing")
  func units() throws {
    let sample = StructuralTestSeries(100, controls: 2, gaps: [17])
    let model = try StructuralModel(season: .fixed, period: 7)
    let fit = try StructuralFit(sample.series(model))
    for (factor, shift) in [(1e-6, 0.0), (1e9, 1e14), (3, -1e6)] {
      let values = sample.values.map { factor * $0 + shift }
      let controls = sample.controls.enumerated().map {
        $0.isMultiple(of: 2) ? 1e7 + $1 : 1e-5 * $1
      }
      let series = try StructuralSeries(
        values: values.span, controls: controls.span, controlCount: 2, dark: [], model: model)
      let other = try StructuralFit(series)
      let square = factor * factor
      expectAgreement(
        other.variances.irregular, square * fit.variances.irregular, within: 1e-5)
      expectAgreement(other.variances.level, square * fit.variances.level, within: 1e-5)
      expectAgreement(other.coefficients[0], factor * fit.coefficients[0], within: 1e-5)
      expectAgreement(other.coefficients[1], 1e5 * factor * fit.coefficients[1], within: 1e-5)
    }
  }

  /// Along a variance near zero the likelihood is so flat that steps scaled by other curvatures do not arrive.
  @Test("flat likelihoods are climbed to the end", arguments: [100, 209, 240])
  func flat(_ number: Int) throws {
    let scenario = StructuralScenario(
      name: "slope 0.3", points: 80, dark: 54..<60, model: try StructuralModel(slope: .random),
      slope: 0.3)
    let fit = try StructuralFit(scenario.series(number))
    #expect(fit.isConverged)
  }

  @Test("of two maxima the higher one is found")
  func twoMaxima() throws {
    let scenario = StructuralScenario(
      name: "season 1", points: 80, dark: 54..<60,
      model: try StructuralModel(season: .random, period: 4), level: 0.1, season: 1)
    let series = try scenario.series(17)
    let fit = try StructuralFit(series)
    #expect(fit.isConverged && fit.atZero == [.level])
    for level in [0, 0.01, 0.05, 0.1] {
      for scale in stride(from: 0.3, to: 2, by: 0.1) {
        let likelihood = series.logLikelihood(
          .init(irregular: scale, level: level * scale, season: scale), .marginal)
        #expect(likelihood <= fit.logLikelihood)
      }
    }
  }

  @Test("no ratio nearby is likelier", arguments: StructuralLikelihoodTests.cases)
  func maximum(_ one: StructuralLikelihoodTests.Case) throws {
    let series = try one.series()
    // Without controls both are the same; with many parts one takes long enough.
    let isQuick = one.controls > 0 && series.model.randomParts.count < 2
    let kinds: [StructuralLikelihoodKind] = isQuick ? [.profile, .marginal] : [.marginal]
    for kind in kinds {
      let fit = try StructuralFit(series, kind: kind)
      #expect(fit.isConverged)
      expectNear(series.logLikelihood(fit.variances, kind), fit.logLikelihood, within: 1e-8)
      #expect(series.logLikelihood(one.variances, kind) <= fit.logLikelihood)
      for part in StructuralPart.allCases {
        let isPart = part == .irregular || series.model.randomParts.contains(part)
        for factor in [0, 0.97, 1.03, 5] where isPart {
          var moved = fit.variances
          moved[part] *= factor
          if factor > 1 { moved[part] += 1e-3 * factor }
          #expect(series.logLikelihood(moved, kind) <= fit.logLikelihood + 1e-9)
        }
      }
    }
  }
}
