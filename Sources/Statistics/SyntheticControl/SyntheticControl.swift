/// A treated unit beside a weighted mean of others that went the same way before the treatment.
///
/// The weights are at least 0 and sum to 1, so that nothing is extrapolated; they make the squared
/// distance of the outcomes before the treatment least. Source: Abadie, Diamond & Hainmueller 2010,
/// "Synthetic control methods for comparative case studies", Journal of the American Statistical
/// Association 105:493, with all outcomes before as predictors, each with the same importance.
package struct SyntheticControl: Sendable {
  package let treated: Int
  /// The other units, in order, with their weights.
  package let donors: [Int]
  package let weights: [Double]
  /// By how much the mean squared distance before the treatment exceeds the least at most.
  package let gap: Double
  /// For each period the outcome less that of the weighted mean.
  package let differences: [Double]
  let before: Int
  /// Differences up to this before the treatment are rounding.
  let rounding: Double

  /// - Parameters:
  ///   - panel: all units.
  ///   - treated: the index of the treated one.
  ///   - excluded: units that take no part, as others that were treated.
  /// - Throws: `unit`, or `tooFew` without two others.
  /// - Complexity: that of `SimplexProjection`.
  package init(
    _ panel: Panel, treated: Int, excluding excluded: Set<Int> = []
  ) throws(PanelError) {
    guard panel.outcomes.indices.contains(treated) else { throw .unit(treated) }
    let donors = panel.outcomes.indices.filter { $0 != treated && !excluded.contains($0) }
    guard donors.count >= 2 else {
      throw .tooFew(treated: 1, others: donors.count, leastTreated: 1, leastOthers: 2)
    }
    let past = donors.map { Array(panel.outcomes[$0][..<panel.before]) }
    let projection = SimplexProjection(
      past, target: Array(panel.outcomes[treated][..<panel.before]))
    let control = SimplexProjection.combination(
      donors.map { panel.outcomes[$0] }, Array(donors.indices), projection.weights)
    self.treated = treated
    self.donors = donors
    before = panel.before
    weights = projection.weights
    rounding = 1e-9 * panel.outcomes[treated].reduce(0) { max($0, $1.magnitude) }
    gap = projection.gap / Double(panel.before)
    differences = zip(panel.outcomes[treated], control).map { $0 - $1 }
  }

  /// The root of the mean squared difference before the treatment.
  package var errorBefore: Double { Self.rootMeanSquare(differences[..<before]) }

  /// The root of the mean squared difference after it.
  package var errorAfter: Double { Self.rootMeanSquare(differences[before...]) }

  /// How many times larger the differences are after than before; infinite after a perfect fit.
  package var ratio: Double {
    errorBefore > rounding
      ? errorAfter / errorBefore : errorAfter > rounding ? .infinity : 0
  }

  /// The mean difference after the treatment, in units of the outcome per period.
  package var effect: Double {
    CompensatedSum.of(Array(differences[before...]).span) / Double(differences.count - before)
  }

  private static func rootMeanSquare(_ values: ArraySlice<Double>) -> Double {
    ScaledColumns.length(Array(values)) / Double(values.count).squareRoot()
  }
}

/// A synthetic control beside those of all donors, each as if it had been treated.
package struct PlaceboRanks: Sendable {
  package let control: SyntheticControl
  /// The control of each donor, made of the other donors without the treated unit.
  package let placebos: [SyntheticControl]

  /// - Throws: as `SyntheticControl`, and `tooFew` below three donors.
  /// - Complexity: that of a synthetic control for each unit.
  package init(_ panel: Panel, treated: Int, excluding excluded: Set<Int> = []) throws(PanelError) {
    control = try SyntheticControl(panel, treated: treated, excluding: excluded)
    guard control.donors.count >= 3 else {
      throw .tooFew(treated: 1, others: control.donors.count, leastTreated: 1, leastOthers: 3)
    }
    var placebos: [SyntheticControl] = []
    for donor in control.donors {
      placebos.append(
        try SyntheticControl(panel, treated: donor, excluding: excluded.union([treated])))
    }
    self.placebos = placebos
  }

  /// The place of the treated unit by its ratio of errors, 1 for the largest; ties count against it.
  package var rank: Int { 1 + placebos.count { $0.ratio >= control.ratio } }

  /// The share of all units whose ratio is at least as large: the rank over their number.
  package var probability: Double { Double(rank) / Double(placebos.count + 1) }
}
