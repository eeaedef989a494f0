/// Which likelihood of the variances is meant, where a model has controls.
package enum StructuralLikelihoodKind: Sendable, Hashable {
  /// At the coefficients that are likeliest: what maximum likelihood over variances and coefficients gives.
  case profile
  /// With diffuse coefficients integrated out, as if they were states: restricted maximum likelihood, which
  /// does not take the freedom that the coefficients use for a small variance.
  case marginal
}

/// The likelihood of a series at given variances, and the coefficients that go with it.
///
/// Diffuse parts are taken at the limit of an infinite variance κ, times κ^(d/2) for d of them (Durbin &
/// Koopman 2012, "Time series analysis by state space methods", section 7.2.2); every observation, also
/// those that the diffuse parts use up, counts −½ ln 2π, as statsmodels and that book's tables have it.
/// KFAS leaves the latter out and is larger by d/2 · ln 2π. Without controls both kinds are the same.
struct StructuralLikelihood {
  let observed: Int
  let states: Int
  let controls: Int
  /// The factor of the products of innovations, the series last.
  let factor: TriangularFactor
  private let logarithmSum: Double
  /// The sum of squared innovations over F after states and controls are fitted, over the scale.
  let residualSum: Double

  /// - Returns: nil where the variances or the products are not positive in double precision.
  init?(_ filter: AugmentedFilter, _ series: StructuralSeries) {
    guard filter.isComputed else { return nil }
    let size = series.columnCount
    let groups = series.groupCount
    var lower = [Double](repeating: 0, count: size * size)
    for row in 0..<size {
      for column in row..<size {
        // What stands above the diagonal is complete.
        lower[column * size + row] = filter.products[row * groups + column / 4][column % 4]
      }
    }
    guard let factor = TriangularFactor(lower: lower, size: size) else { return nil }
    self.factor = factor
    observed = series.observedCount
    states = series.model.stateCount
    controls = series.controlCount
    logarithmSum = filter.logarithmSum
    let last = factor[size - 1, size - 1]
    residualSum = last * last
  }

  /// The observations that are left for the scale of the variances.
  func freedom(_ kind: StructuralLikelihoodKind) -> Double {
    Double(observed - states - (kind == .marginal ? controls : 0))
  }

  /// The scale of the variances that is likeliest.
  func scale(_ kind: StructuralLikelihoodKind) -> Double { residualSum / freedom(kind) }

  /// ln L with the scale at its likeliest, or at a given one.
  func logarithm(_ kind: StructuralLikelihoodKind, scale given: Double? = nil) -> Double {
    let freedom = freedom(kind)
    let scale = given ?? residualSum / freedom
    var sum = logarithmSum + freedom * Statistics.logarithm(scale) + residualSum / scale
    for column in 0..<(states + (kind == .marginal ? controls : 0)) {
      sum += 2 * Statistics.logarithm(factor[column, column])
    }
    return -0.5 * (sum + Double(observed) * Statistics.logarithm(2 * Double.pi))
  }

  /// States and controls: what is to be added to the coefficients of ordinary least squares.
  var coefficients: [Double] {
    let last = states + controls
    var values = (0..<last).map { factor[last, $0] }
    for row in (0..<last).reversed() {
      let value = values[row] / factor[row, row]
      values[row] = value
      for column in 0..<row { values[column] -= factor[row, column] * value }
    }
    return values
  }
}

extension StructuralSeries {
  /// ln L of the series at given variances; infinite below where it cannot be computed.
  ///
  /// - Parameters:
  ///   - variances: in squared units of the series.
  ///   - kind: with the coefficients of the controls at their likeliest, or integrated out.
  /// - Returns: ln L, with every observation counted.
  /// - Complexity: that of one pass of the filter.
  package func logLikelihood(
    _ variances: StructuralVariances, _ kind: StructuralLikelihoodKind
  ) -> Double {
    let filter = AugmentedFilter(self, variances, recordingFrom: nil)
    return StructuralLikelihood(filter, self)?.logarithm(kind, scale: 1) ?? -.infinity
  }
}
