/// The same question asked where nothing happened: windows outside the dark points, each forecast from the
/// rest of the series with the variances of the fit.
///
/// Their errors over their standard deviations should look like standard normal numbers. Where they are
/// larger, so is the error of the window that is asked about: the series has more in it than the model.
package struct PlaceboWindows: Sendable {
  /// More windows than this are spread evenly instead.
  package static let most = 20

  /// The first position of each window.
  package private(set) var starts: [Int] = []
  /// For each window the sum of its values less the expected one, over the standard deviation of that.
  package private(set) var scores: [Double] = []

  /// Forecasts each window.
  ///
  /// - Parameters:
  ///   - values: the series on the scale of the model; NaN where it has no value.
  ///   - fitted: the same series, with the dark points that are asked about.
  ///   - variances: those of its fit.
  ///   - length: how many points a window has.
  /// - Complexity: `most` times one pass of the filter.
  package init(
    values: Span<Double>, fitted: StructuralSeries, variances: StructuralVariances, length: Int
  ) {
    for start in Self.starts(fitted, length: length) {
      let window = start..<(start + length)
      guard let series = fitted.leavingOut(window),
        let prediction = series.prediction(of: window, values, variances)
      else { continue }
      starts.append(start)
      scores.append(prediction.score)
    }
  }

  /// The positions at which windows without a dark point begin, as far apart as their number allows.
  private static func starts(_ series: StructuralSeries, length: Int) -> [Int] {
    guard length > 0, length <= series.count else { return [] }
    let dark = Set(series.dark)
    var free: [Int] = []
    var run = 0
    for position in 0..<series.count {
      run = dark.contains(position) ? 0 : run + 1
      if run >= length { free.append(position - length + 1) }
    }
    // Windows one behind the other first; the first one has no past to be judged by.
    var chosen: [Int] = []
    var next = length
    for start in free where start >= next {
      chosen.append(start)
      next = start + length
    }
    guard chosen.count > most else { return chosen }
    return (0..<most).map { chosen[$0 * (chosen.count - 1) / (most - 1)] }
  }

  /// How much larger the errors are than the model says: the root of the mean square of the scores.
  ///
  /// Nil below five windows.
  package var dispersion: Double? {
    guard scores.count >= 5 else { return nil }
    return (scores.reduce(0) { $0 + $1 * $1 } / Double(scores.count)).squareRoot()
  }

  /// The share of all windows, with the one that is asked about, whose error is at least as large as its.
  package func share(atLeast score: Double) -> Double {
    Double(1 + scores.count { abs($0) >= abs(score) }) / Double(1 + scores.count)
  }
}

/// What some dark points had together, and what was to be expected of them.
package struct WindowPrediction: Sendable {
  package let actual: Double
  package let expected: Double
  package let standardDeviation: Double

  /// What they had less what was to be expected, over its standard deviation.
  package var score: Double { (actual - expected) / standardDeviation }
}

extension StructuralSeries {
  /// Variances near the likeliest, relative to a scale: for a first look at many series.
  ///
  /// - Complexity: 5 passes of the filter for each random part besides the irregular, multiplied.
  package var coarseVariances: StructuralVariances? { RatioSearch(self, .marginal).start }

  /// Predicts the sum of some dark points at given variances; points without a value are left out.
  ///
  /// Nil where no point has a value, or nothing can be computed.
  package func prediction(
    of positions: Range<Int>, _ values: Span<Double>, _ variances: StructuralVariances
  ) -> WindowPrediction? {
    guard let moments = DarkMoments(self, variances), moments.freedom > 2 else { return nil }
    let places = dark.indices.filter {
      positions.contains(dark[$0]) && !values[dark[$0]].isNaN
    }
    guard !places.isEmpty else { return nil }
    var (actual, expected, variance) = (0.0, 0.0, 0.0)
    for row in places {
      actual += values[dark[row]]
      expected += moments.mean[row]
      for column in places where column <= row {
        let covariance = moments.covariance[row * dark.count + column]
        variance += row == column ? covariance : 2 * covariance
      }
    }
    variance *= moments.residualSum / (moments.freedom - 2)
    guard variance > 0 else { return nil }
    return WindowPrediction(
      actual: actual, expected: expected, standardDeviation: variance.squareRoot())
  }
}
