/// Whether the innovations of a fit are white noise.
enum WhitenessTest {
  private static let lags = 8
  private static let least = 24

  /// The probability of as large autocorrelations up to lag 8: Ljung & Box 1978, "On a measure of lack of
  /// fit in time series models", Biometrika 65:297, with one degree of freedom less for the autocorrelation
  /// that is estimated.
  ///
  /// - Returns: nil where the series is too short.
  static func tailArea(_ innovations: [Double]) -> Double? {
    let count = Double(innovations.count)
    let squares = innovations.reduce(0) { $0 + $1 * $1 }
    guard innovations.count >= least, squares > 0 else { return nil }
    var statistic = 0.0
    for lag in 1...lags {
      let product = (lag..<innovations.count).reduce(0) {
        $0 + innovations[$1] * innovations[$1 - lag]
      }
      let correlation = product / squares
      statistic += correlation * correlation / (count - Double(lag))
    }
    statistic *= count * (count + 2)
    let free = Double(lags - 1)
    // The chi-squared distribution as that of F with a denominator that is as good as known.
    return FisherDistribution.probability(
      above: statistic / free, numerator: free, denominator: 1e7)
  }

  /// The strongest wave, and how likely one as strong is by chance: Fisher 1929, "Tests of significance in
  /// harmonic analysis", Proceedings of the Royal Society A 125:54, by its first term.
  ///
  /// - Returns: nil where the series is too short.
  static func season(_ innovations: [Double]) -> (periods: Int, tailArea: Double)? {
    let count = innovations.count
    guard count >= least else { return nil }
    let waves = (count - 1) / 2
    var (total, greatest, strongest) = (0.0, 0.0, 1)
    for wave in 1...waves {
      var sums = (0.0, 0.0)
      for (row, value) in innovations.enumerated() {
        let angle = 2 * Double.pi * Double(wave * row % count) / Double(count)
        sums.0 += value * cosine(angle)
        sums.1 += value * sine(angle)
      }
      let power = sums.0 * sums.0 + sums.1 * sums.1
      total += power
      if power > greatest { (greatest, strongest) = (power, wave) }
    }
    guard total > 0 else { return nil }
    let share = greatest / total
    let tailArea = Double(waves) * exponential(Double(waves - 1) * logarithmOfOnePlus(-share))
    let periods = (Double(count) / Double(strongest)).rounded()
    return (Int(periods), min(1, tailArea))
  }
}
