/// How far the estimated date of a shift in the mean lies from its true one, for small shifts.
///
/// The gain of a date falls off to both sides of the true one like a Brownian motion with drift;
/// the estimate is where that is greatest. With ρ the squared shift over the long-run variance of a
/// side, an estimate x observations too late has, with b = 1 + 2 ρ_before / ρ_after and u = ρ_after x,
/// the density ρ_after / 2 · (b e^{(b² − 1) u / 8} Φ(−b √u / 2) − Φ(−√u / 2)), and too early the same
/// with the sides exchanged. Source: Bai 1997, "Estimation of a change point in multiple regression
/// models", Review of Economics and Statistics 79:551, appendix B; for equal variances Yao 1987,
/// Annals of Statistics 15:1321.
struct BreakDistribution: Sendable {
  /// The squared shift over the long-run variance before and after.
  let before: Double
  let after: Double

  /// The probability that the estimate is more than `distance` observations too late.
  func probability(laterBy distance: Double) -> Double {
    Self.tail(after * distance, ratio: before / after)
  }

  /// The probability that the estimate is more than `distance` observations too early.
  func probability(earlierBy distance: Double) -> Double {
    Self.tail(before * distance, ratio: after / before)
  }

  /// How many observations too late the estimate is with a probability; 0 where it hardly ever is.
  func lateness(probability: Double) -> Double {
    Self.quantile(probability, ratio: before / after) / after
  }

  /// How many observations too early the estimate is with a probability.
  func earliness(probability: Double) -> Double {
    Self.quantile(probability, ratio: after / before) / before
  }

  /// The integral of the density from u on.
  private static func tail(_ u: Double, ratio: Double) -> Double {
    guard u > 0 else { return ratio / (1 + ratio) }
    let b = 1 + 2 * ratio
    let root = u.squareRoot() / 2
    let density = exponential(-u / 8) / (2 * Double.pi).squareRoot()
    // e^{(b² − 1) u / 8} Φ(−b √u / 2) and Φ(−√u / 2), both over the density.
    let steep = MillsRatio.of(b * root)
    let flat = MillsRatio.of(root)
    let first = 8 * b / (b * b - 1) * (b * flat - steep)
    return max(0, density / 2 * (first - (4 - u) * flat - 4 * root))
  }

  private static func quantile(_ probability: Double, ratio: Double) -> Double {
    guard probability < tail(0, ratio: ratio) else { return 0 }
    var (low, high) = (0.0, 1.0)
    while tail(high, ratio: ratio) > probability, high < 1e9 { (low, high) = (high, 2 * high) }
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if tail(middle, ratio: ratio) > probability { low = middle } else { high = middle }
    }
    return high
  }
}

/// The probability of the normal distribution beyond x, over its density at x.
enum MillsRatio {
  /// The ratio at x, which is at least 0.
  static func of(_ x: Double) -> Double {
    guard x > 5 else {
      return NormalDistribution.probability(below: -x) * (2 * Double.pi).squareRoot()
        * exponential(x * x / 2)
    }
    // Laplace's continued fraction, 1 / (x + 1 / (x + 2 / (x + …))).
    var rest = x
    for term in stride(from: 60.0, through: 1, by: -1) { rest = x + term / rest }
    return 1 / rest
  }
}
