/// How much a series varies from one value to the next, whatever its level does meanwhile.
///
/// The figures come from residuals of neighbours, which a few breaks hardly touch: differences for
/// models of levels, distances from the line between two neighbours for lines (Gasser, Sroka &
/// Jennen-Steinmetz 1986, Biometrika 73:625), each at distances of one and two observed values, with
/// missing ones passed over. Their scale is the median absolute deviation from the median, times
/// 1.4826, and their variance the mean square about the median with residuals beyond three scales
/// taken as three scales, which for normal noise has half the error that the scale alone has. Where
/// the scale is zero, as with most values equal, the variance is the plain mean square, and the
/// autocorrelation is not estimated. Values are taken to be rounded to twelve digits at best, so the
/// scale is at least 1e-12 of their range.
///
/// The autocorrelation is that of a first-order autoregression: for differences the ratio of the
/// two variances is 1 + φ (Chakar et al. 2017, "A robust approach for estimating change-points in
/// the mean of an AR(1) process", Bernoulli 23:1408), for distances (1 + φ) (3 − φ²) / (3 − φ).
package struct SeriesNoise: Sendable, Equatable {
  /// The variance of a value about its segment, in squared units.
  package let variance: Double
  /// The autocorrelation of neighbours, between 0 and `greatestAutocorrelation`.
  package let autocorrelation: Double

  /// What a mean of n neighbours has n times the variance of: (1 + φ) / (1 − φ) variances.
  package var longRunVariance: Double { variance * inflation }

  /// How many independent values one value of the series is worth less: (1 + φ) / (1 − φ).
  package var inflation: Double { (1 + autocorrelation) / (1 - autocorrelation) }

  /// Neighbours closer to one another than this are taken as this; the series may be a random walk.
  package static let greatestAutocorrelation = 0.95

  /// The fewest observations with three residuals at a distance of two.
  static let leastCount = 7

  /// The noise of a series; its autocorrelation is zero where that is known.
  init(_ model: SegmentModel, centred: [Double], positions: [Int], isIndependent: Bool) {
    let near = Self.residuals(model, centred, positions, distance: 1)
    let far = Self.residuals(model, centred, positions, distance: 2)
    let range = (centred.max() ?? 0) - (centred.min() ?? 0)
    let rounding = 1e-12 * range
    let scale = Self.deviation(near)
    guard scale > rounding else {
      var sum = CompensatedSum()
      for residual in near { sum.add(residual * residual) }
      variance = max(sum.value / Double(max(1, near.count)), rounding * rounding)
      autocorrelation = 0
      return
    }
    let square = Self.winsorisedSquare(near, scale)
    let ratio = Self.winsorisedSquare(far, Self.deviation(far)) / square
    autocorrelation = isIndependent ? 0 : Self.autocorrelation(model, ratio: ratio)
    // A residual of neighbours that resemble one another is smaller than the noise.
    let loss =
      model == .slope
      ? (1 - autocorrelation) * (1 - autocorrelation / 3) : 1 - autocorrelation
    variance = square / loss
  }

  /// The residuals, which have the variance of the noise where that is independent.
  private static func residuals(
    _ model: SegmentModel, _ values: [Double], _ positions: [Int], distance: Int
  ) -> [Double] {
    guard model == .slope else {
      return zip(values.dropFirst(distance), values).map { ($0 - $1) * 0.5.squareRoot() }
    }
    return (0..<max(0, values.count - 2 * distance)).map { first in
      let (middle, last) = (first + distance, first + 2 * distance)
      let share =
        Double(positions[middle] - positions[first]) / Double(positions[last] - positions[first])
      let line = values[first] + (values[last] - values[first]) * share
      let size = 1 + share * share + (1 - share) * (1 - share)
      return (values[middle] - line) / size.squareRoot()
    }
  }

  /// 1.4826 times the median distance from the median.
  private static func deviation(_ residuals: [Double]) -> Double {
    guard let median = Quantile.of(residuals.span, at: 0.5) else { return 0 }
    let distances = residuals.map { ($0 - median).magnitude }
    return (Quantile.of(distances.span, at: 0.5) ?? 0) / NormalDistribution.quantile(0.75)
  }

  /// The mean square about the median, with residuals beyond three scales taken as three scales.
  ///
  /// Of normal residuals that is 0.995 007 4 of their variance, by which it is divided.
  private static func winsorisedSquare(_ residuals: [Double], _ scale: Double) -> Double {
    let median = Quantile.of(residuals.span, at: 0.5) ?? 0
    var sum = CompensatedSum()
    for residual in residuals {
      let distance = min((residual - median).magnitude, 3 * scale)
      sum.add(distance * distance)
    }
    return sum.value / Double(max(1, residuals.count)) / 0.9950074
  }

  /// The autocorrelation at which far and near residuals have this ratio of variances.
  private static func autocorrelation(_ model: SegmentModel, ratio: Double) -> Double {
    guard model == .slope else { return min(max(ratio - 1, 0), greatestAutocorrelation) }
    var (low, high) = (0.0, greatestAutocorrelation)
    // The ratio grows from 1 at 0 to 2 at 1.
    for _ in 0..<60 {
      let middle = (low + high) / 2
      let there = (1 + middle) * (3 - middle * middle) / (3 - middle)
      if there < ratio { low = middle } else { high = middle }
    }
    return ratio <= 1 ? 0 : high
  }
}
