/// A figure with what it is in each replicate of a fit.
struct DrawnFigure {
  let value: Double
  /// Empty for what is taken as known.
  let replicates: [Double]

  init(_ value: Double, _ replicates: [Double] = []) {
    (self.value, self.replicates) = (value, replicates)
  }

  func replicate(_ number: Int) -> Double {
    replicates.indices.contains(number) ? replicates[number] : value
  }

  static func + (one: DrawnFigure, other: DrawnFigure) -> DrawnFigure { joined(one, other, +) }
  static func * (one: DrawnFigure, other: DrawnFigure) -> DrawnFigure { joined(one, other, *) }

  /// An operation draw by draw, for as many draws as both have.
  private static func joined(
    _ one: DrawnFigure, _ other: DrawnFigure, _ operation: (Double, Double) -> Double
  ) -> DrawnFigure {
    let counts = [one.replicates.count, other.replicates.count].filter { $0 > 0 }
    return DrawnFigure(
      operation(one.value, other.value),
      (0..<(counts.min() ?? 0)).map { operation(one.replicate($0), other.replicate($0)) })
  }
}
