/// The score interval of a share: how many of a number of trials were successes.
///
/// The limits are the shares that a two-sided score test does not reject. The number of trials may
/// be an effective one and need not be whole. Source: Wilson 1927, "Probable inference, the law of
/// succession, and statistical inference", JASA 22:209; with an effective number of trials for
/// clustered data: Dean & Pagano 2015, "Evaluating confidence interval methods for binomial
/// proportions in clustered surveys", Journal of Survey Statistics and Methodology 3:484.
package enum WilsonInterval {
  /// The interval of a share.
  ///
  /// No successes give an upper bound and nothing but successes a lower bound, by the rule of
  /// three, since a two-sided interval would end at a limit that is no finding.
  ///
  /// - Parameters:
  ///   - successes: between 0 and `trials`.
  ///   - trials: the number of trials, positive.
  ///   - level: the confidence level, between 0 and 1.
  /// - Returns: `.unavailable` outside these ranges.
  package static func share(
    successes: Double, trials: Double, level: Double,
  ) -> ConfidenceInterval {
    guard trials > 0, trials.isFinite, successes >= 0, successes <= trials, level > 0, level < 1
    else { return .unavailable }
    if successes == 0 { return .upperBound(RuleOfThree.upperShare(trials: trials, level: level)) }
    if successes == trials {
      return .lowerBound(1 - RuleOfThree.upperShare(trials: trials, level: level))
    }
    let limits = limits(successes: successes, trials: trials, level: level)
    return .interval(lower: limits.lower, upper: limits.upper)
  }

  /// Both limits of a share, of which one is 0 or 1 where nothing or everything is a success.
  static func limits(
    successes: Double, trials: Double, level: Double
  ) -> (lower: Double, upper: Double) {
    let z = NormalDistribution.quantile(twoSidedLevel: level)
    let share = successes / trials
    let ratio = z * z / trials
    let centre = (share + ratio / 2) / (1 + ratio)
    let variance = (share * (1 - share) + ratio / 4) / trials
    let half = z * variance.squareRoot() / (1 + ratio)
    return (
      successes == 0 ? 0 : max(0, centre - half), successes == trials ? 1 : min(1, centre + half)
    )
  }
}

/// Bounds for what was never seen.
package enum RuleOfThree {
  /// The upper bound of a share of which no success was seen: 1 − (1 − level)^(1/trials).
  ///
  /// At 95% that is about 3/trials. Source: Hanley & Lippman-Hand 1983, "If nothing goes wrong, is
  /// everything all right?", JAMA 249:1743.
  package static func upperShare(trials: Double, level: Double) -> Double {
    -exponentialMinusOne(logarithm(1 - level) / trials)
  }

  /// The upper bound of the mean of a Poisson count that was zero: −ln(1 − level), 3.0 at 95%.
  package static func upperMean(level: Double) -> Double { -logarithm(1 - level) }
}
