/// The variances of a model as logarithms of ratios of standard deviations.
///
/// The irregular has the variance 1, and the coordinate of another random part is ln(σ/σ of the
/// irregular); a part at its bound has the variance zero and no coordinate. Where the irregular is at its
/// bound, the first random part that is not has the variance 1 instead.
struct LogRatios: Sendable, Equatable {
  /// The parts that may vary, the irregular first.
  let parts: [StructuralPart]
  /// Those of which the variance is zero.
  var zeros: Set<StructuralPart> = []

  /// Beyond these a ratio is not told from zero or infinity.
  static let range = -9.0...9.0

  init(_ model: StructuralModel) { parts = [.irregular] + model.randomParts }

  /// The part whose variance is 1.
  var unit: StructuralPart { parts.first { !zeros.contains($0) } ?? .irregular }

  /// The parts that have a coordinate, in their order.
  var free: [StructuralPart] { parts.filter { !zeros.contains($0) && $0 != unit } }

  func variances(at coordinates: [Double]) -> StructuralVariances {
    var variances = StructuralVariances(irregular: 0)
    if !zeros.contains(unit) { variances[unit] = 1 }
    for (part, coordinate) in zip(free, coordinates) {
      variances[part] = exponential(2 * coordinate)
    }
    return variances
  }

  /// The coordinates of given variances.
  func coordinates(of variances: StructuralVariances) -> [Double] {
    free.map { part in
      let ratio = 0.5 * logarithm(variances[part] / variances[unit])
      return min(max(ratio, Self.range.lowerBound), Self.range.upperBound)
    }
  }
}
