/// A channel whose response is asked for.
package struct ResponseChannel: Sendable {
  package let name: String

  /// Spend of each period, not negative.
  package let spend: [Double]

  /// What was spent before the first period.
  package let start: CarryOverStart

  /// The form of the carry-over.
  package let carryOver: CarryOverKind

  /// Whether spend is carried over before it saturates.
  package let first: ResponseOrder

  /// The families that are compared; one alone is taken as told.
  package let families: [CurveFamily]

  /// Spend per period at which the returns are asked for.
  package let today: Double

  /// Where no spend of today is given it is the mean of the last 13 periods.
  package init(
    name: String, spend: [Double], start: CarryOverStart = .steady,
    carryOver: CarryOverKind = .geometric, first: ResponseOrder = .carryOver,
    families: [CurveFamily] = CurveFamily.allCases, today: Double? = nil
  ) {
    (self.name, self.spend, self.start) = (name, spend, start)
    (self.carryOver, self.first, self.families) = (carryOver, first, families)
    let last = spend.suffix(13)
    self.today = today ?? (last.isEmpty ? 0 : last.reduce(0, +) / Double(last.count))
  }
}

/// What else moves the outcome: a trend, a season, a price.
package struct ResponseRegressor: Sendable {
  package let name: String
  /// One for each period, finite.
  package let values: [Double]

  package init(name: String, values: [Double]) { (self.name, self.values) = (name, values) }
}

/// What an experiment found about a channel.
///
/// The spend change is that of the observed spend against what would have been spent: negative for a dark
/// period, positive for a test with more. It is taken as spread evenly over the periods. The fit is asked to
/// give what the channel brings less what it would have brought without the change, summed from the first of
/// the periods to the end of the series, so that the carry-over after them is included; the outcome change
/// has to be meant in the same way, negative where outcomes were lost.
package struct ResponseCalibration: Sendable, Equatable {
  /// The index of the channel.
  package let channel: Int
  /// Periods over which spend was changed.
  package let periods: Range<Int>
  /// Observed spend less what would have been spent, in total; not 0.
  package let spendChange: Double
  /// Outcomes observed less those that would have been, in total.
  package let outcomeChange: Double
  /// Standard error of the outcome change, positive.
  package let standardError: Double

  package init(
    channel: Int, periods: Range<Int>, spendChange: Double, outcomeChange: Double,
    standardError: Double
  ) {
    (self.channel, self.periods) = (channel, periods)
    (self.spendChange, self.outcomeChange) = (spendChange, outcomeChange)
    self.standardError = standardError
  }
}
