/// The variances of a structural model by maximum likelihood.
///
/// The scale is concentrated out; the others are sought by `RatioSearch` as ratios. A variance that is
/// likeliest at zero is set to zero and named.
package struct StructuralFit: Sendable {
  package let kind: StructuralLikelihoodKind
  /// In squared units of the series.
  package private(set) var variances: StructuralVariances
  /// Random parts whose likeliest variance is zero.
  package private(set) var atZero: [StructuralPart] = []
  package private(set) var logLikelihood: Double
  /// Of the controls, each in units of the series over units of the control.
  package private(set) var coefficients: [Double]
  /// The standard errors of the coefficients at these variances.
  package private(set) var standardErrors: [Double]
  /// Whether the search came to an end at a maximum.
  package private(set) var isConverged: Bool

  let ratios: LogRatios
  let point: [Double]

  /// Fits a model.
  ///
  /// - Parameters:
  ///   - series: dark points are left out.
  ///   - kind: which likelihood; without controls both are the same.
  /// - Throws: `notComputable` where no start has a likelihood.
  /// - Complexity: about 5^p + 40 p passes of the filter for p random parts besides the irregular.
  package init(_ series: StructuralSeries, kind: StructuralLikelihoodKind = .marginal)
    throws(StructuralError)
  {
    guard let (ratios, search) = RatioSearch(series, kind).best else { throw .notComputable }
    let relative = ratios.variances(at: search.point)
    let filter = AugmentedFilter(series, relative, recordingFrom: nil)
    guard let likelihood = StructuralLikelihood(filter, series) else { throw .notComputable }
    let scale = likelihood.scale(kind)
    self.kind = kind
    self.ratios = ratios
    point = search.point
    variances = relative.scaled(by: scale)
    atZero = ratios.parts.filter(ratios.zeros.contains)
    logLikelihood = likelihood.logarithm(kind)
    isConverged = search.isConverged
    let states = series.model.stateCount
    let changes = likelihood.coefficients
    coefficients = (0..<series.controlCount).map {
      series.fixedCoefficients[states + $0] + changes[states + $0]
    }
    standardErrors = likelihood.coefficientVariances.map { ($0 * scale).squareRoot() }
  }
}

extension StructuralSeries {
  /// ln L at ratios of variances with the scale at its likeliest.
  func concentrated(
    _ ratios: LogRatios, _ point: [Double], _ kind: StructuralLikelihoodKind
  ) -> Double {
    let filter = AugmentedFilter(self, ratios.variances(at: point), recordingFrom: nil)
    return StructuralLikelihood(filter, self)?.logarithm(kind) ?? -.infinity
  }
}

extension StructuralLikelihood {
  /// The variances of the coefficients of the controls, over the scale.
  ///
  /// The inverse of the products is C'⁻¹ C⁻¹: its diagonal has the sums of squares of the columns of C⁻¹.
  var coefficientVariances: [Double] {
    let last = states + controls
    return (states..<last).map { column in
      var vector = [Double](repeating: 0, count: last)
      var sum = 0.0
      for row in column..<last {
        var value = row == column ? 1.0 : 0
        for other in column..<row { value -= factor[row, other] * vector[other] }
        vector[row] = value / factor[row, row]
        sum += vector[row] * vector[row]
      }
      return sum
    }
  }
}
