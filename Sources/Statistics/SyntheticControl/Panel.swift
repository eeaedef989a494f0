/// Outcomes of units over the same periods, the first of them before a treatment.
package struct Panel: Sendable {
  /// For each unit its outcomes, all of one length.
  package let outcomes: [[Double]]
  /// How many of the periods come before the treatment.
  package let before: Int

  package var unitCount: Int { outcomes.count }
  package let periodCount: Int

  /// Takes a balanced panel: nothing is filled in where a value is missing.
  ///
  /// - Parameters:
  ///   - outcomes: a row of values for each unit.
  ///   - before: the number of periods before the treatment; one at least is left after.
  /// - Throws: the unit and the period of what is missing, or what there is too little of.
  package init(_ outcomes: [[Double]], before: Int) throws(PanelError) {
    let periods = outcomes.first?.count ?? 0
    for (unit, row) in outcomes.enumerated() {
      guard row.count == periods else {
        throw .length(unit: unit, expected: periods, found: row.count)
      }
      for (period, value) in row.enumerated() where !value.isFinite {
        throw .notFinite(unit: unit, period: period)
      }
    }
    guard before >= 1, before < periods else { throw .periods(before: before, of: periods) }
    self.outcomes = outcomes
    periodCount = periods
    self.before = before
  }

  /// The mean of a unit before and after.
  func means(_ unit: Int) -> (before: Double, after: Double) {
    let row = outcomes[unit]
    return (
      CompensatedSum.of(Array(row[..<before]).span) / Double(before),
      CompensatedSum.of(Array(row[before...]).span) / Double(row.count - before)
    )
  }
}

/// Why a panel tells nothing of a treatment.
package enum PanelError: Error, Sendable, Equatable {
  /// A unit has another number of periods.
  case length(unit: Int, expected: Int, found: Int)

  /// A value is missing or infinite.
  case notFinite(unit: Int, period: Int)

  /// There have to be periods before the treatment and after it.
  case periods(before: Int, of: Int)

  /// A treated unit is not one of the panel's, or stands twice.
  case unit(Int)

  /// The errors that were asked for cannot be had.
  case errors(RegressionError)

  /// Fewer treated units, or fewer others, than the method needs.
  case tooFew(treated: Int, others: Int, leastTreated: Int, leastOthers: Int)
}
