/// The same estimate at other times, when nothing went dark.
package struct PlaceboTest: Sendable, Equatable {
  /// The losses of windows that do not overlap, the latest first, all before the first dark period.
  package let windows: [PredictedLoss]
  /// How many of them lost at least as large a share as the dark window did.
  package let asLarge: Int
  /// The root of their mean squared loss in standard deviations: 1 where these are right; NaN without any.
  package let spread: Double
  /// What standard deviations are multiplied by: the spread where it is above what chance makes of 1.
  package let factor: Double

  /// No more windows than this are tried.
  static let most = 20
  /// With fewer windows their spread is not judged.
  static let least = 5
  /// The probability of judging the spread too large where it is not.
  static let probability = 0.05

  /// - Parameters:
  ///   - series: of the channel.
  ///   - window: blocks of the first dark period and its recovery.
  ///   - leavingOut: all blocks of dark periods and recoveries.
  ///   - relative: the share that was lost in the dark window.
  ///   - variances: those of the disturbances, up to a factor.
  init(
    _ series: UndisturbedSeries, window: Range<Int>, leavingOut: [Int], relative: Double,
    _ variances: StructuralVariances
  ) {
    var windows: [PredictedLoss] = []
    var end = window.lowerBound
    while windows.count < Self.most, end - window.count >= BrandEffect.leastBlocksBefore / 2 {
      let blocks = Array((end - window.count)..<end)
      end -= window.count
      let known = blocks.filter { series.shape.mean[$0] > 0 }
      guard known.count == blocks.count,
        let loss = series.loss(over: blocks, leavingOut: leavingOut, variances)
      else { continue }
      windows.append(loss)
    }
    self.windows = windows
    asLarge = windows.count { $0.relative >= relative }
    let squares = windows.reduce(0) { $0 + $1.standardized * $1.standardized }
    let count = Double(windows.count)
    spread = windows.isEmpty ? .nan : (squares / count).squareRoot()
    factor =
      windows.count >= Self.least && squares > Self.chiSquared(count) ? spread : 1
  }

  /// The value that a chi-squared variable exceeds with `probability`.
  ///
  /// Source: Wilson & Hilferty 1931, "The distribution of chi-square", PNAS 17:684; wrong by 0.02 at most
  /// from five degrees of freedom on.
  static func chiSquared(_ freedom: Double) -> Double {
    let part = 2 / (9 * freedom)
    let root = 1 - part + NormalDistribution.quantile(1 - probability) * part.squareRoot()
    return freedom * root * root * root
  }
}
