/// An interval from the quantiles of a quantity's resampling replicates.
///
/// Limits are the quantiles at (1 ± level)/2 (Efron's percentile method: Efron & Tibshirani 1993,
/// "An Introduction to the Bootstrap", chapter 13). A replicate whose denominator was zero has no
/// value: it is left out and counted.
package struct ReplicateInterval: Sendable, Equatable {
  /// More than this share of replicates left out makes a bound, not an interval.
  package static let toleratedShare = 0.05

  /// The limits, or the bound.
  package let interval: ConfidenceInterval

  /// How many replicates have no finite value.
  package let leftOut: Int

  /// Takes the quantiles of replicates.
  ///
  /// Replicates that grew beyond all limits (+∞, a denominator of zero under a positive numerator)
  /// leave a lower bound when they are over 5%, those at −∞ an upper bound; the bound is the
  /// one-sided limit at the level, with the infinite replicates counted at their end. Over 5% of
  /// NaN (0/0), or of both infinities, say nothing.
  ///
  /// - Parameters:
  ///   - replicates: one value a replicate; NaN or infinite where the denominator was zero.
  ///   - level: the confidence level, between 0 and 1.
  /// - Complexity: O(n log n).
  package init(replicates: Span<Double>, level: Double) {
    var finite: [Double] = []
    var (low, high, undefined) = (0, 0, 0)
    for index in replicates.indices {
      let value = replicates[index]
      if value.isFinite {
        finite.append(value)
      } else if value.isNaN {
        undefined += 1
      } else if value > 0 {
        high += 1
      } else {
        low += 1
      }
    }
    leftOut = low + high + undefined
    let tolerated = Self.toleratedShare * Double(finite.count + leftOut)
    guard !finite.isEmpty, level > 0, level < 1 else {
      interval = .unavailable
      return
    }
    finite.sort()
    let tail = (1 - level) / 2
    if Double(leftOut) <= tolerated {
      let lower = Quantile.ofSorted(finite.span, at: tail)
      let upper = Quantile.ofSorted(finite.span, at: 1 - tail)
      if let lower, let upper {
        interval = .interval(lower: lower, upper: upper)
      } else {
        interval = .unavailable
      }
      return
    }
    let both = low > 0 && high > 0
    guard Double(undefined) <= tolerated, !both else {
      interval = .unavailable
      return
    }
    let sample =
      [Double](repeating: -.infinity, count: low) + finite
      + [Double](repeating: .infinity, count: high)
    let bound = Quantile.ofSorted(sample.span, at: high > 0 ? 1 - level : level)
    guard let bound, bound.isFinite else {
      interval = .unavailable
      return
    }
    interval = high > 0 ? .lowerBound(bound) : .upperBound(bound)
  }
}
