import Foundation
import Testing

@testable import Statistics

@Suite("Autocorrelation of residuals") struct ResidualAutocorrelationTests {
  /// tr(A M V M) / tr(M V M) by whole matrices.
  static func expected(_ rho: Double, _ periods: [Int], _ basis: [[Double]]) -> Double {
    let count = periods.count
    func multiply(_ a: [[Double]], _ b: [[Double]]) -> [[Double]] {
      (0..<count).map { i in
        (0..<count).map { j in (0..<count).reduce(0) { $0 + a[i][$1] * b[$1][j] } }
      }
    }
    let m = (0..<count).map { i in
      (0..<count).map { j in (i == j ? 1.0 : 0) - basis.reduce(0) { $0 + $1[i] * $1[j] } }
    }
    let v = (0..<count).map { i in
      (0..<count).map { j in pow(rho, Double(abs(periods[i] - periods[j]))) }
    }
    let w = multiply(multiply(m, v), m)
    var pairs = 0.0
    for row in 1..<count where periods[row] - periods[row - 1] == 1 { pairs += w[row][row - 1] }
    return pairs / (0..<count).reduce(0) { $0 + w[$1][$1] }
  }

  @Test("its expected products of neighbours are those that were found", arguments: 0..<6)
  func moments(_ number: Int) throws {
    let periods = (0..<46).filter { number % 2 == 0 || ![7, 20, 21, 22].contains($0) }
    let count = periods.count
    let trend = [Double](repeating: 1 / Double(count).squareRoot(), count: count)
    let columns = HouseholderFactors(
      [
        trend, trend.indices.map { Double($0) / 100 },
        trend.indices.map { Double($0 * $0 % 13) / 30 },
      ],
      tolerances: [1e-9, 1e-9, 1e-9]
    ).orthonormal
    let generator = CounterGenerator(seed: UInt64(number), stream: "errors")
    var before = 0.0
    var residuals = (0..<count).map { row -> Double in
      before = 0.5 * before + generator.uniform(at: UInt64(row)) - 0.5
      return before
    }
    for column in columns {
      let product = zip(column, residuals).reduce(0) { $0 + $1.0 * $1.1 }
      for row in residuals.indices { residuals[row] -= product * column[row] }
    }
    let rho = ResidualAutocorrelation.estimate(residuals, periods: periods, tangent: columns)
    var pairs = 0.0
    for row in 1..<count where periods[row] - periods[row - 1] == 1 {
      pairs += residuals[row] * residuals[row - 1]
    }
    let found = pairs / residuals.reduce(0) { $0 + $1 * $1 }
    #expect(abs(Self.expected(rho, periods, columns) - found) < 2e-4)
    // Residuals are less alike than errors.
    #expect(rho > found)
  }

  @Test("it stays within its range, and is 0 where nothing is known")
  func range() {
    let periods = Array(0..<30)
    let alternating = periods.map { $0 % 2 == 0 ? 1.0 : -1 }
    #expect(
      ResidualAutocorrelation.estimate(alternating, periods: periods, tangent: [])
        == ResidualAutocorrelation.range.lowerBound)
    let constant = [Double](repeating: 1, count: 30)
    #expect(
      ResidualAutocorrelation.estimate(constant, periods: periods, tangent: [])
        == ResidualAutocorrelation.range.upperBound)
    let zeros = [Double](repeating: 0, count: 30)
    #expect(ResidualAutocorrelation.estimate(zeros, periods: periods, tangent: []) == 0)
    let apart = periods.map { 2 * $0 }
    #expect(ResidualAutocorrelation.estimate(constant, periods: apart, tangent: []) == 0)
  }
}
