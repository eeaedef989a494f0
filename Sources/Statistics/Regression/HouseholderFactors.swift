/// A matrix of full column rank as a product of reflections and a triangle.
///
/// Source: Golub & Van Loan 2013, "Matrix Computations", algorithms 5.1.1, 5.2.1 and section 5.1.6.
/// Columns are taken in their order, so that of collinear ones the later is named.
struct HouseholderFactors: Sendable {
  /// The orthonormal columns, each n long.
  private(set) var orthonormal: [[Double]] = []
  /// The triangle by columns: column j has the entries of rows 0 … j.
  private(set) var triangle: [[Double]] = []
  /// For each collinear column what it is made of: the entries of the rows before it.
  private(set) var dependent: [(column: Int, entries: [Double])] = []
  /// Which columns are not collinear.
  private(set) var independent: [Int] = []

  /// - Parameters:
  ///   - columns: of length 1 each, or zero; fewer than their rows.
  ///   - tolerances: for each column the length that counts as nothing left.
  /// - Complexity: O(n p²).
  init(_ columns: [[Double]], tolerances: [Double]) {
    var columns = columns
    let count = columns.first?.count ?? 0
    // Reflection k is I − β v vᵀ with v zero above row k.
    var reflections: [(vector: [Double], factor: Double)] = []
    for index in columns.indices {
      let rank = reflections.count
      let rest = ScaledColumns.length(Array(columns[index].dropFirst(rank)))
      let entries = Array(columns[index].prefix(rank))
      guard rest > tolerances[index] else {
        dependent.append((index, entries))
        continue
      }
      var vector = columns[index]
      for row in 0..<rank { vector[row] = 0 }
      let diagonal = vector[rank] > 0 ? -rest : rest
      vector[rank] -= diagonal
      // vᵀv = 2 (rest² + rest |x|), which never cancels.
      let factor = 1 / (rest * vector[rank].magnitude)
      reflections.append((vector, factor))
      triangle.append(entries + [diagonal])
      independent.append(index)
      for later in columns.indices.dropFirst(index + 1) {
        Self.reflect(&columns[later], vector, factor, from: rank)
      }
    }
    for index in reflections.indices {
      var column = [Double](repeating: 0, count: count)
      column[index] = 1
      for (rank, reflection) in reflections.enumerated().reversed() where rank <= index {
        Self.reflect(&column, reflection.vector, reflection.factor, from: rank)
      }
      orthonormal.append(column)
    }
  }

  private static func reflect(
    _ column: inout [Double], _ vector: [Double], _ factor: Double, from first: Int
  ) {
    var product = 0.0
    for row in first..<column.count { product += vector[row] * column[row] }
    product *= factor
    for row in first..<column.count { column[row] -= product * vector[row] }
  }

  /// The solution x of R x = entries, by substitution from the last row up.
  func solve(_ entries: [Double]) -> [Double] {
    var solution = entries
    for row in entries.indices.reversed() {
      solution[row] /= triangle[row][row]
      for above in 0..<row { solution[above] -= triangle[row][above] * solution[row] }
    }
    return solution
  }

  /// The largest over the smallest singular value of the triangle, by one-sided Jacobi rotations.
  ///
  /// - Complexity: O(p³) for each of a few sweeps.
  func condition() -> Double {
    let size = triangle.count
    var columns = triangle.map { $0 + [Double](repeating: 0, count: size - $0.count) }
    for _ in 0..<40 {
      var turned = 0.0
      for first in 0..<size {
        for second in (first + 1)..<max(first + 1, size) {
          turned = max(turned, Self.rotate(&columns, first, second))
        }
      }
      if turned < 1e-15 { break }
    }
    let values = columns.map(ScaledColumns.length)
    return (values.max() ?? 1) / (values.min() ?? 1)
  }

  /// Makes two columns orthogonal; the cosine that they had.
  private static func rotate(_ columns: inout [[Double]], _ first: Int, _ second: Int) -> Double {
    var (a, b, product) = (0.0, 0.0, 0.0)
    for row in columns.indices {
      a += columns[first][row] * columns[first][row]
      b += columns[second][row] * columns[second][row]
      product += columns[first][row] * columns[second][row]
    }
    let cosine = product.magnitude / (a * b).squareRoot()
    guard cosine > 1e-16 else { return 0 }
    let ratio = (b - a) / (2 * product)
    let tangent = (ratio < 0 ? -1 : 1) / (ratio.magnitude + (1 + ratio * ratio).squareRoot())
    let c = 1 / (1 + tangent * tangent).squareRoot()
    for row in columns.indices {
      let (x, y) = (columns[first][row], columns[second][row])
      columns[first][row] = c * (x - tangent * y)
      columns[second][row] = c * (y + tangent * x)
    }
    return cosine
  }
}
