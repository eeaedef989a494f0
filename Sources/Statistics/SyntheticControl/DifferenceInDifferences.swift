/// How much more the outcomes of treated units changed than those of the others.
///
/// In a balanced panel with one start of treatment, the coefficient of a regression on effects of
/// units and periods is that of the mean change of each unit on whether it is treated, and errors
/// that are clustered by unit are those of that regression with a variance of its own for each row
/// (Bertrand, Duflo & Mullainathan 2004, Quarterly Journal of Economics 119:249, section IV.C).
/// Any correlation within a unit is thereby allowed for.
package struct DifferenceInDifferences: Sendable {
  /// In units of the outcome, per unit and period.
  package let effect: CoefficientEstimate
  /// The mean change of the units that are not treated.
  package let changeOfOthers: Double
  /// The effect over what the treated units would have had after; nil where that is zero.
  package let relative: Double?
  /// For each period the difference of treated units from the others, less that before treatment.
  ///
  /// Before the treatment they are about zero where both go the same way.
  package let periods: [Double]

  /// - Parameters:
  ///   - panel: all units.
  ///   - treated: the indices of the treated ones.
  ///   - errors: of rows that are units; `.hc2` allows for few of them (Bell & McCaffrey 2002).
  ///   - level: of the interval, by Student's t with the number of units less two.
  /// - Throws: `unit`, or `tooFew` below two treated units and two others: with one of a kind
  ///   nothing tells how much units vary.
  /// - Complexity: O(units · periods).
  package init(
    _ panel: Panel, treated: [Int], errors: CoefficientErrors = .hc2, level: Double
  ) throws(PanelError) {
    var isTreated = [Bool](repeating: false, count: panel.unitCount)
    for unit in treated {
      guard isTreated.indices.contains(unit), !isTreated[unit] else { throw .unit(unit) }
      isTreated[unit] = true
    }
    let others = panel.unitCount - treated.count
    guard treated.count >= 2, others >= 2 else {
      throw .tooFew(treated: treated.count, others: others, leastTreated: 2, leastOthers: 2)
    }
    let means = isTreated.indices.map(panel.means)
    let changes = means.map { $0.after - $0.before }
    do {
      let regressors = try Regressors([isTreated.map { $0 ? 1 : 0 }], count: panel.unitCount)
      let fit = try LinearRegression(changes, on: regressors)
      let estimates = try fit.estimates(errors, level: level)
      (changeOfOthers, effect) = (estimates[0].value, estimates[1])
    } catch { throw .errors(error) }
    let after = treated.reduce(0) { $0 + means[$1].after } / Double(treated.count)
    let without = after - effect.value
    relative = without == 0 ? nil : effect.value / without
    periods = (0..<panel.periodCount).map { period in
      let (sum, rest) = isTreated.indices.reduce((0.0, 0.0)) { sums, unit in
        let distance = panel.outcomes[unit][period] - means[unit].before
        return isTreated[unit]
          ? (sums.0 + distance, sums.1) : (sums.0, sums.1 + distance)
      }
      return sum / Double(treated.count) - rest / Double(others)
    }
  }
}
