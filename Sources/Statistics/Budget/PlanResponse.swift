/// What a channel's total spend of a window brings when it is spread evenly, period by period.
package struct PlanResponse: Sendable {
  /// Outcomes that come within the window: those of spend before it, too, where they come late.
  package let inside: SpendResponse

  /// Outcomes that come after it, with nothing spent after the window.
  package let after: SpendResponse

  /// What the curve is asked of in the window's last period: the stock, or where saturation comes first the spend.
  let last: ResponseTerm

  /// - Parameters:
  ///   - channel: with weights, and a delay that is not negative.
  ///   - periods: of the window, at least one.
  /// - Complexity: periods of the window and of the carry-over, times those of the carry-over.
  package init(_ channel: PlanChannel, periods: Int) {
    let turn = periods - channel.delay
    let end = max(turn, periods + channel.weights.count - 1)
    let terms = PlanTerms(channel, periods: periods)
    inside = SpendResponse(terms: terms.outcomes(-channel.delay..<turn))
    after = SpendResponse(terms: terms.outcomes(turn..<end))
    last = terms.last
  }
}
