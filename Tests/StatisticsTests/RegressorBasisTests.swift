import Testing

@testable import Statistics

/// The linear part of a response against normal equations that are solved by elimination.
@Suite("The regressors of a response") struct RegressorBasisTests {
  static let count = 41
  static let observed = (0..<count).filter { $0 % 7 != 3 }
  /// Two calibrations after the observed periods.
  static let rowCount = observed.count + 2

  static let regressors: [[Double]] = {
    let generator = CounterGenerator(seed: 8, stream: "regressors")
    return [
      [Double](repeating: 1, count: count), (0..<count).map(Double.init),
      (0..<count).map { 50 * generator.uniform(at: UInt64($0)) },
    ]
  }()
  static let rows = WhiteningRows(periods: observed, autocorrelation: 0.3)

  static func basis(isBounded: Bool, multiplier: [Double] = []) throws -> RegressorBasis {
    try RegressorBasis(
      regressors, rows: rows, rowCount: rowCount, isMeanNonnegative: isBounded,
      multiplier: multiplier)
  }

  /// What values of the periods are as rows, the calibrations having nothing.
  static func whitened(_ values: [Double]) -> [Double] {
    var result = [Double](repeating: 0, count: rowCount)
    var span = result.mutableSpan
    rows.write(values.span, to: &span, from: 0)
    return result
  }

  static func column(_ number: Int) -> [Double] {
    let generator = CounterGenerator(seed: UInt64(number), stream: "rows")
    return (0..<rowCount).map { 10 * generator.uniform(at: UInt64($0)) - 5 }
  }

  /// Least squares of rows on the whitened regressors.
  static func solution(_ rows: [Double], _ columns: [[Double]]) -> [Double] {
    let matrix = columns.map { row in columns.map { StepSystemTests.product(row, $0) } }
    return StepSystemTests.solve(matrix, columns.map { StepSystemTests.product($0, rows) })
  }

  /// The mean of the base of coefficients, over the observed periods.
  static func mean(_ coefficients: [Double]) -> Double {
    observed.reduce(0.0) { sum, period in
      zip(coefficients, regressors).reduce(sum) { $0 + $1.0 * $1.1[period] }
    } / Double(observed.count)
  }

  @Test(
    "a projected column is what least squares leave, whatever demand multiplies",
    arguments: [false, true])
  func projection(isMultiplied: Bool) throws {
    let multiplier = isMultiplied ? (0..<Self.count).map { 1 + 0.02 * Double($0) } : []
    let basis = try Self.basis(isBounded: false, multiplier: multiplier)
    #expect(basis.columnLength == Self.rowCount && basis.count == 3 && !basis.isBounded)
    let columns = Self.regressors.map { values in
      Self.whitened(isMultiplied ? zip(values, multiplier).map { $0 * $1 } : values)
    }
    // One column after another in one array.
    var both = Self.column(1) + Self.column(2)
    basis.project(&both, from: Self.rowCount)
    #expect(Array(both.prefix(Self.rowCount)) == Self.column(1))
    let coefficients = Self.solution(Self.column(2), columns)
    var expected = Self.column(2)
    for (coefficient, column) in zip(coefficients, columns) {
      for row in expected.indices { expected[row] -= coefficient * column[row] }
    }
    for (one, other) in zip(both.suffix(Self.rowCount), expected) {
      #expect(abs(one - other) < 1e-9)
    }
    for (one, other) in zip(basis.coefficients(Self.column(2)), coefficients) {
      expectAgreement(one, other, within: 1e-9)
    }
    #expect(basis.rows(expected) == expected)
  }

  @Test(
    "the coordinate of a bounded base is its mean, and rows are whole with it", arguments: 1...6)
  func level(_ number: Int) throws {
    let basis = try Self.basis(isBounded: true)
    #expect(basis.isBounded && basis.columnLength == Self.rowCount + 1)
    let columns = Self.regressors.map(Self.whitened)
    let coefficients = Self.solution(Self.column(number), columns)
    var projected = Self.column(number) + [0]
    basis.project(&projected, from: 0)
    let coordinate = projected[Self.rowCount]
    expectAgreement(basis.mean(coordinate), Self.mean(coefficients), within: 1e-9)
    // With the mean at zero the others stay: what is left is least among bases of that mean.
    let rows = basis.rows(projected)
    let zero = Self.solution(rows, columns)
    #expect(abs(Self.mean(zero) - Self.mean(coefficients)) < 1e-9)
    #expect(
      abs(
        StepSystemTests.product(rows, rows)
          - StepSystemTests.product(projected, projected)) < 1e-8)
    // The coefficients are those of least squares, or of least squares with a mean of zero.
    let found = basis.coefficients(Self.column(number))
    guard Self.mean(coefficients) < 0 else {
      for (one, other) in zip(found, coefficients) { expectAgreement(one, other, within: 1e-8) }
      return
    }
    #expect(abs(Self.mean(found)) < 1e-9)
    // There the gradient of the squares is along that of the mean.
    var left = Self.column(number)
    for (coefficient, column) in zip(found, columns) {
      for row in left.indices { left[row] -= coefficient * column[row] }
    }
    let gradient = columns.map { StepSystemTests.product($0, left) }
    let means = Self.regressors.map { values in
      Self.observed.reduce(0) { $0 + values[$1] } / Double(Self.observed.count)
    }
    for place in 1..<3 {
      expectAgreement(gradient[place] / gradient[0], means[place] / means[0], within: 1e-6)
    }
  }

  @Test("columns are orthonormal, and with a mean of zero have none")
  func orthonormal() throws {
    let basis = try Self.basis(isBounded: true)
    for (columns, count) in [
      (basis.orthonormal(), 3), (basis.orthonormal(isMeanAtZero: true), 2),
    ] {
      #expect(columns.count == count)
      for (place, column) in columns.enumerated() {
        for (other, second) in columns.enumerated() {
          let product = StepSystemTests.product(column, second)
          #expect(abs(product - (place == other ? 1 : 0)) < 1e-10)
        }
      }
    }
    let columns = Self.regressors.map(Self.whitened)
    for column in basis.orthonormal(isMeanAtZero: true) {
      #expect(abs(Self.mean(Self.solution(column, columns))) < 1e-8)
    }
  }

  @Test("a regressor that follows from those before it is named")
  func collinear() {
    let twice = Self.regressors + [Self.regressors[1].map { 2 * $0 + 3 }]
    #expect(throws: ResponseError.collinearRegressors([2])) {
      try RegressorBasis(
        twice, rows: Self.rows, rowCount: Self.rowCount, isMeanNonnegative: false)
    }
  }
}
