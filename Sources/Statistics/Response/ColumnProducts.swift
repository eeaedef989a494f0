/// Products of columns that lie one after the other in an array: what nearly all of the time of a fit goes to.
enum ColumnProducts {
  /// The product of two columns.
  static func product(
    _ first: [Double], _ firstStart: Int, _ second: [Double], _ secondStart: Int, _ count: Int
  ) -> Double {
    let first = first.span.extracting(firstStart..<(firstStart + count))
    let second = second.span.extracting(secondStart..<(secondStart + count))
    var sums = (0.0, 0.0, 0.0, 0.0)
    var row = 0
    while row + 3 < count {
      sums.0 += first[row] * second[row]
      sums.1 += first[row + 1] * second[row + 1]
      sums.2 += first[row + 2] * second[row + 2]
      sums.3 += first[row + 3] * second[row + 3]
      row += 4
    }
    while row < count {
      sums.0 += first[row] * second[row]
      row += 1
    }
    return (sums.0 + sums.1) + (sums.2 + sums.3)
  }

  /// The product of two whole columns of the same length.
  static func product(_ first: [Double], _ second: [Double]) -> Double {
    product(first, 0, second, 0, first.count)
  }

  /// What orthonormal columns leave of another one.
  static func rest(of column: [Double], beside basis: [[Double]]) -> [Double] {
    var rest = column
    for other in basis { subtract(other, 0, product(rest, other), from: &rest) }
    return rest
  }

  /// The products of a column with four others, which read it once.
  static func products(
    _ columns: [Double], _ first: Int, _ others: (Int, Int, Int, Int), _ count: Int
  ) -> SIMD4<Double> {
    let columns = columns.span
    let first = columns.extracting(first..<(first + count))
    let (one, two) = (
      columns.extracting(others.0..<(others.0 + count)),
      columns.extracting(others.1..<(others.1 + count))
    )
    let (three, four) = (
      columns.extracting(others.2..<(others.2 + count)),
      columns.extracting(others.3..<(others.3 + count))
    )
    var (even, odd) = (SIMD4<Double>(), SIMD4<Double>())
    var row = 0
    while row + 1 < count {
      even += first[row] * SIMD4(one[row], two[row], three[row], four[row])
      odd +=
        first[row + 1] * SIMD4(one[row + 1], two[row + 1], three[row + 1], four[row + 1])
      row += 2
    }
    if row < count { even += first[row] * SIMD4(one[row], two[row], three[row], four[row]) }
    return even + odd
  }

  /// Takes a multiple of a column from residuals.
  static func subtract(
    _ columns: [Double], _ start: Int, _ factor: Double, from residuals: inout [Double]
  ) {
    let columns = columns.span
    var residuals = residuals.mutableSpan
    for row in residuals.indices { residuals[row] -= factor * columns[start + row] }
  }
}
