/// Why an interval may promise more than it keeps.
///
/// The limits come from the coverage simulation in the handbook: intervals of means of amounts,
/// and of what is computed from them, hold their level from 100 units on unless the amounts are
/// very skewed; those of shares and counts hold it down to 50, and below 30 any result is flagged.
package enum SampleWarning: Sendable, Equatable {
  /// A group has too few units: below `least`.
  case fewUnits(count: Double, least: Double, unit: String)

  /// The error of a mean is skewed: a few large amounts decide it.
  case skewed(skewness: Double)

  /// Fewer units than this are flagged in any result.
  package static let leastUnits = 30.0

  /// Fewer units than this are flagged where a mean of amounts is part of the result.
  package static let leastUnitsOfMean = 100.0

  /// The skewness of the error of a mean above which it is flagged.
  ///
  /// For a simple mean this is the skewness of the amounts over √n; Cochran 1977, "Sampling
  /// Techniques", section 2.15, asks for at most 0.2. In the simulation the coverage of a mean
  /// falls below 93% where the median of this skewness passes 0.25.
  package static let greatestSkewness = 0.25

  /// The warnings of a share or a count.
  ///
  /// - Parameters:
  ///   - units: how many units the result rests on.
  ///   - unit: their name in the plural, such as `customers`.
  /// - Returns: an empty array when there is nothing to say.
  package static func ofShare(units: Double, unit: String) -> [SampleWarning] {
    units < leastUnits ? [.fewUnits(count: units, least: leastUnits, unit: unit)] : []
  }

  /// The warnings of a mean of amounts, and of what is computed from one.
  ///
  /// - Parameters:
  ///   - units: how many units the result rests on.
  ///   - unit: their name in the plural, such as `customers`.
  ///   - skewness: that of the error of the mean; its sign is ignored.
  /// - Returns: an empty array when there is nothing to say.
  package static func ofMean(units: Double, unit: String, skewness: Double) -> [SampleWarning] {
    var warnings: [SampleWarning] = []
    if units < leastUnits {
      warnings.append(.fewUnits(count: units, least: leastUnits, unit: unit))
    } else if units < leastUnitsOfMean {
      warnings.append(.fewUnits(count: units, least: leastUnitsOfMean, unit: unit))
    }
    if skewness.magnitude > greatestSkewness {
      warnings.append(.skewed(skewness: skewness.magnitude))
    }
    return warnings
  }

  /// The warning in words.
  package var sentence: String {
    switch self {
    case .fewUnits(let count, let least, let unit):
      "small sample: number of \(unit) \(Self.short(count)), below \(Self.short(least)); "
        + "the interval may be too narrow"
    case .skewed(let skewness):
      "skewed amounts: a few large ones decide the mean (skewness of its error "
        + "\(Self.short(skewness)), above \(Self.short(Self.greatestSkewness))); "
        + "the interval may be too narrow"
    }
  }

  /// A number with at most two decimals.
  private static func short(_ value: Double) -> String {
    let rounded = (value * 100).rounded() / 100
    if let whole = Int(exactly: rounded) { return "\(whole)" }
    return "\(rounded)"
  }
}
