/// Amplitudes, none of them negative, that leave the least squares of a target.
///
/// The active set method of Lawson & Hanson 1974, "Solving least squares problems", chapter 23, on the
/// matrix of products of the columns; it begins with all amplitudes above zero.
enum AmplitudeSolution {
  /// - Parameters:
  ///   - products: of the columns with each other, row by row.
  ///   - target: products of the columns with the target.
  ///   - fixed: a column that is left out, and gets 0.
  /// - Returns: an amplitude for each column.
  /// - Complexity: O(c³) where no amplitude is at zero.
  static func solve(_ products: [Double], _ target: [Double], leavingOut fixed: Int?) -> [Double] {
    let count = target.count
    var passive = (0..<count).filter { $0 != fixed && products[$0 * count + $0] > 0 }
    let all = passive
    var amplitudes = [Double].zeros(count)
    let first = unconstrained(products, target, passive, count)
    if first.allSatisfy({ $0 >= 0 }) {
      for (place, column) in passive.enumerated() { amplitudes[column] = first[place] }
      return amplitudes
    }
    passive = []
    let least =
      1e-13 * (all.map { target[$0].magnitude / products[$0 * count + $0].squareRoot() }.max() ?? 0)
    for _ in 0..<(3 * count) {
      // The column whose amplitude would lower the squares most steeply.
      var (best, steepest) = (Int?.none, least)
      for column in all where !passive.contains(column) {
        var slope = target[column]
        for other in passive { slope -= products[column * count + other] * amplitudes[other] }
        slope /= products[column * count + column].squareRoot()
        if slope > steepest { (best, steepest) = (column, slope) }
      }
      guard let best else { break }
      passive.append(best)
      passive.sort()
      while !passive.isEmpty {
        let solved = unconstrained(products, target, passive, count)
        // How far towards the solution each amplitude gets before it falls below zero.
        let lengths = zip(passive, solved).map { column, value in
          let amplitude = amplitudes[column]
          return value > 0 ? .infinity : amplitude > 0 ? amplitude / (amplitude - value) : 0
        }
        guard let length = lengths.min(), length.isFinite else {
          for (place, column) in passive.enumerated() { amplitudes[column] = solved[place] }
          break
        }
        for (place, column) in passive.enumerated() {
          amplitudes[column] += length * (solved[place] - amplitudes[column])
          if lengths[place] == length { amplitudes[column] = 0 }
        }
        passive = passive.indices.filter { lengths[$0] > length }.map { passive[$0] }
      }
    }
    return amplitudes
  }

  private static func unconstrained(
    _ products: [Double], _ target: [Double], _ columns: [Int], _ count: Int
  ) -> [Double] {
    let size = columns.count
    guard size > 0 else { return [] }
    if size == 1 { return [target[columns[0]] / products[columns[0] * count + columns[0]]] }
    var matrix = [Double].zeros(size * size)
    var vector = [Double].zeros(size)
    let lengths = columns.map { products[$0 * count + $0].squareRoot() }
    for row in 0..<size {
      vector[row] = target[columns[row]] / lengths[row]
      for column in 0...row {
        matrix[row * size + column] =
          products[columns[row] * count + columns[column]] / (lengths[row] * lengths[column])
      }
      // Of two equal columns each gets its part.
      matrix[row * size + row] = 1 + 1e-13
    }
    guard let factor = TriangularFactor(lower: matrix, size: size, isSingularAllowed: false) else {
      return [Double](repeating: -1, count: size)
    }
    factor.solveForward(&vector)
    factor.solveBackward(&vector)
    for row in 0..<size { vector[row] /= lengths[row] }
    return vector
  }
}
