@testable import Statistics
import Testing

/// Problems of the Statistical Reference Datasets of NIST with certified results, linear regression.
@Suite("Certified linear regressions")
struct CertifiedRegressionTests {
  struct Problem: Sendable, CustomTestStringConvertible {
    let name: String
    let columns: [[Double]]
    let outcome: [Double]
    let values: [Double]
    let errors: [Double]
    let deviation: Double
    let rSquared: Double
    /// The relative error allowed of coefficients, and of the other figures.
    let tolerance: Double

    var testDescription: String { name }
  }

  private static let powers = (1...5).map { power in
    (0...20).map { x in (0..<power).reduce(1.0) { product, _ in product * Double(x) } }
  }

  private static func wampler(
    _ number: Int, _ outcome: [Double], _ factor: Double, rSquared: Double, tolerance: Double
  ) -> Problem {
    let errors = [
      2152.32624678170, 2363.55173469681, 779.343524331583, 101.475507550350, 5.64566512170752,
      0.112324854679312,
    ]
    return Problem(
      name: "Wampler\(number)", columns: powers, outcome: outcome,
      values: [1, 1, 1, 1, 1, 1], errors: errors.map { $0 * factor },
      deviation: 2360.14502379268 * factor, rSquared: rSquared, tolerance: tolerance)
  }

  static let problems = [
    Problem(
      name: "Longley", columns: longley, outcome: employed,
      values: [
        -3482258.63459582, 15.0618722713733, -0.358191792925910e-1, -2.02022980381683,
        -1.03322686717359, -0.511041056535807e-1, 1829.15146461355,
      ],
      errors: [
        890420.383607373, 84.9149257747669, 0.334910077722432e-1, 0.488399681651699,
        0.214274163161675, 0.226073200069370, 455.478499142212,
      ], deviation: 304.854073561965, rSquared: 0.995479004577296, tolerance: 2e-13),
    Problem(
      name: "Norris", columns: [norris.map(\.0)], outcome: norris.map(\.1),
      values: [-0.262323073774029, 1.00211681802045],
      errors: [0.232818234301152, 0.429796848199937e-3], deviation: 0.884796396144373,
      rSquared: 0.999993745883712, tolerance: 5e-14),
    wampler(
      3,
      [
        760, -2042, 2111, -1684, 3888, 1858, 11379, 17560, 39287, 64382, 113159, 175108, 273291,
        400186, 581243, 811568, 1_121_004, 1_506_550, 2_002_767, 2_611_612, 3_369_180,
      ], 1, rSquared: 0.999995559025820, tolerance: 1e-13),
    wampler(
      4,
      [
        75901, -204794, 204863, -204436, 253665, -200894, 214131, -185192, 221249, -138370, 315911,
        -27644, 455253, 197434, 783995, 608816, 1_370_781, 1_303_798, 2_205_519, 2_408_860,
        3_444_321,
      ], 100, rSquared: 0.957478440825662, tolerance: 1e-9),
    wampler(
      5,
      [
        7_590_001, -20_479_994, 20_480_063, -20_479_636, 25_231_365, -20_476_094, 20_489_331,
        -20_460_392, 18_417_449, -20_413_570, 20_591_111, -20_302_844, 18_651_453, -20_077_766,
        21_059_195, -19_666_384, 26_348_481, -18_971_402, 22_480_719, -17_866_340, 10_958_421,
      ], 10000, rSquared: 0.224668921574940e-2, tolerance: 1e-7),
  ]

  @Test("coefficients, errors, deviation and R² are the certified ones", arguments: problems)
  func certified(problem: Problem) throws {
    let fit = try LinearRegression(
      problem.outcome, on: Regressors(problem.columns, count: problem.outcome.count))
    for (found, expected) in zip(fit.coefficients, problem.values) {
      expectAgreement(found, expected, within: problem.tolerance)
    }
    let estimates = try fit.estimates(.classical, level: 0.95)
    for (found, expected) in zip(estimates, problem.errors) {
      expectAgreement(found.standardError, expected, within: 1e-13)
    }
    expectAgreement(fit.standardError, problem.deviation, within: 2e-14)
    expectAgreement(fit.rSquared, problem.rSquared, within: 2e-13)
  }

  @Test("polynomials that fit without an error have the coefficients that made them")
  func perfect() throws {
    let regressors = try Regressors(Self.powers, count: 21)
    for base in [1.0, 0.1] {
      // Wampler1 is the sum of the powers of x, Wampler2 that of the powers of x/10.
      var outcome: [Double] = []
      for x in 0...20 {
        var sum = 0
        for power in stride(from: 5, through: 0, by: -1) {
          sum =
            sum * x + (base == 1 ? 1 : (0..<(5 - power)).reduce(1) { product, _ in product * 10 })
        }
        // In units of 1e-5 the sum of x^k 10^(5 − k) is whole.
        outcome.append(base == 1 ? Double(sum) : Double(sum) / 100_000)
      }
      let fit = try LinearRegression(outcome, on: regressors)
      var factor = 1.0
      for found in fit.coefficients {
        expectAgreement(found, factor, within: 1e-13)
        factor *= base
      }
      #expect(fit.standardError < 1e-9)
    }
  }

  @Test("the F test of Longley is the certified one")
  func longleyTest() throws {
    let fit = try LinearRegression(Self.employed, on: Regressors(Self.longley, count: 16))
    expectAgreement(fit.fTest?.statistic, 330.285339234588, within: 1e-13)
    expectAgreement(fit.residualSquares, 836424.055505915, within: 1e-14)
  }

  /// Longley 1967: prices, product, unemployed, armed forces, population, year.
  static let longley: [[Double]] = [
    [
      83, 88.5, 88.2, 89.5, 96.2, 98.1, 99, 100, 101.2, 104.6, 108.4, 110.8, 112.6, 114.2, 115.7,
      116.9,
    ],
    [
      234289, 259426, 258054, 284599, 328975, 346999, 365385, 363112, 397469, 419180, 442769,
      444546, 482704, 502601, 518173, 554894,
    ],
    [
      2356, 2325, 3682, 3351, 2099, 1932, 1870, 3578, 2904, 2822, 2936, 4681, 3813, 3931, 4806,
      4007,
    ],
    [
      1590, 1456, 1616, 1650, 3099, 3594, 3547, 3350, 3048, 2857, 2798, 2637, 2552, 2514, 2572,
      2827,
    ],
    [
      107608, 108632, 109773, 110929, 112075, 113270, 115094, 116219, 117388, 118734, 120445,
      121950, 123366, 125368, 127852, 130081,
    ],
    [
      1947, 1948, 1949, 1950, 1951, 1952, 1953, 1954, 1955, 1956, 1957, 1958, 1959, 1960, 1961,
      1962,
    ],
  ]
  static let employed: [Double] = [
    60323, 61122, 60171, 61187, 63221, 63639, 64989, 63761, 66019, 67857, 68169, 66513, 68655,
    69564, 69331, 70551,
  ]

  /// The predictor and the response of Norris, calibration of ozone monitors.
  static let norris: [(Double, Double)] = [
    (0.2, 0.1), (337.4, 338.8), (118.2, 118.1), (884.6, 888), (10.1, 9.2), (226.5, 228.1),
    (666.3, 668.5), (996.3, 998.5), (448.6, 449.1), (777, 778.9), (558.2, 559.2), (0.4, 0.3),
    (0.6, 0.1), (775.5, 778.1), (666.9, 668.8), (338, 339.3), (447.5, 448.9), (11.6, 10.8),
    (556, 557.7), (228.1, 228.3), (995.8, 998), (887.6, 888.8), (120.2, 119.6), (0.3, 0.3),
    (0.3, 0.6), (556.8, 557.6), (339.1, 339.3), (887.2, 888), (999, 998.5), (779, 778.9),
    (11.1, 10.2), (118.3, 117.6), (229.2, 228.9), (669.1, 668.4), (448.9, 449.2), (0.5, 0.2),
  ]
}
