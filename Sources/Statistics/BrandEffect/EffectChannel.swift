/// What is asked about a channel: how many conversions it had, and what was spent on it.
package struct EffectChannel: Sendable {
  /// Names the stream of its random numbers.
  package let name: String
  /// Conversions at each point, not negative; NaN where they are not known.
  package let outcome: [Double]
  /// The channel's own spend at each point; NaN where there is no row, which counts as none.
  package let spend: [Double]?

  package init(name: String, outcome: [Double], spend: [Double]? = nil) {
    (self.name, self.outcome, self.spend) = (name, outcome, spend)
  }
}

/// Why the effect of dark periods cannot be judged.
package enum BrandEffectError: Error, Sendable, Equatable {
  /// There is no channel, or no dark period.
  case nothingAsked(channels: Int, periods: Int)
  /// Series have different lengths; the channel is nil for that of the brand's spend.
  case length(channel: String?, expected: Int, found: Int)
  /// A dark period is empty, outside the series, or overlaps the one before it.
  case darkPeriod(Range<Int>, points: Int)
  /// Too few blocks lie before the first dark period; a block has so many points.
  case tooLittleBefore(blocks: Int, least: Int, block: Int)
  /// Level outside 0 to 1.
  case level(Double)
  /// A conversion count or a spend is negative or infinite.
  case value(Double, channel: String?, position: Int)
  /// Outside the windows the channel has fewer conversions than are needed.
  case tooFew(channel: String, conversions: Double, least: Double)
  /// The channel has the same value in all blocks outside the windows.
  case constant(channel: String, value: Double)
  /// Not one point of the windows is known.
  case unobserved(channel: String, points: Int)
  /// The model says nothing about the channel.
  case structural(StructuralError, channel: String)
  case regression(RegressionError, channel: String)
}
