/// The lower triangular factor C of a symmetric positive definite matrix, A = C C'.
///
/// Source: Golub & Van Loan 2013, "Matrix Computations", algorithm 4.2.1.
struct TriangularFactor {
  let size: Int
  /// Row by row; zeros above the diagonal.
  private(set) var entries: [Double]

  /// Factors the matrix of which the lower triangle is given, row by row; nil where a pivot is not
  /// positive.
  ///
  /// Where the matrix may be singular, a pivot that is zero but for rounding makes a row of zeros: it
  /// belongs to a number that has no variance of its own.
  ///
  /// - Complexity: O(size³ / 3).
  init?(lower: [Double], size: Int, isSingularAllowed: Bool = false) {
    guard size >= 0, lower.count == size * size else { return nil }
    self.size = size
    entries = lower
    guard Self.factor(&entries, size, isSingularAllowed) else { return nil }
  }

  private static func factor(
    _ matrix: inout [Double], _ size: Int, _ isSingularAllowed: Bool
  ) -> Bool {
    var entries = matrix.mutableSpan
    for row in 0..<size {
      let start = row * size
      let original = entries[start + row]
      for column in 0...row {
        let other = column * size
        var first = 0.0, second = 0.0
        var place = 0
        // Two sums, so that one need not wait for the other.
        while place + 1 < column {
          first += entries[start + place] * entries[other + place]
          second += entries[start + place + 1] * entries[other + place + 1]
          place += 2
        }
        if place < column { first += entries[start + place] * entries[other + place] }
        let rest = entries[start + column] - (first + second)
        if column < row {
          let pivot = entries[other + column]
          entries[start + column] = pivot > 0 ? rest / pivot : 0
        } else if rest > 1e-14 * original, rest.isFinite {
          entries[start + row] = rest.squareRoot()
        } else if isSingularAllowed, original >= 0, rest.isFinite {
          entries[start + row] = 0
        } else {
          return false
        }
      }
      for column in (row + 1)..<max(size, row + 1) { entries[start + column] = 0 }
    }
    return true
  }

  subscript(row: Int, column: Int) -> Double { entries[row * size + column] }

  /// Solves C x = b in place for the first `size` numbers of a vector.
  func solveForward(_ vector: inout [Double]) {
    for row in 0..<size {
      var value = vector[row]
      for column in 0..<row { value -= entries[row * size + column] * vector[column] }
      vector[row] = value / entries[row * size + row]
    }
  }

  /// Solves C' x = b in place.
  func solveBackward(_ vector: inout [Double]) {
    for row in (0..<size).reversed() {
      let value = vector[row] / entries[row * size + row]
      vector[row] = value
      for column in 0..<row { vector[column] -= entries[row * size + column] * value }
    }
  }
}
