internal import Values

/// Which losses count as churn, and over whom: the word of `definition:`.
enum ChurnDefinition: String, CaseIterable, Sendable {
  case classic, exposure, stripe, profitwell, maxio

  /// The definition that a call names; `classic` when it names none.
  static func named(_ text: String?) throws(ValueError) -> ChurnDefinition {
    guard let text else { return .classic }
    guard let definition = ChurnDefinition(rawValue: text) else {
      let names = allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")
      throw ValueError(
        .invalidArgument, "`definition:` cannot be \"\(text)\"", because: "it is one of \(names)",
        fixes: [.init("definition: \"classic\"")], argument: "definition")
    }
    return definition
  }

  /// True when the result is a number per time and not a share.
  var isHazard: Bool { self == .exposure }

  /// True when those who joined in a month are at risk in it.
  var countsJoined: Bool { self == .stripe }

  /// True when somebody who joined and left within one month is lost.
  var countsBrief: Bool { self == .stripe || self == .maxio || self == .exposure }

  var meaning: String {
    switch self {
    case .classic:
      """
      Customers lost over customers open at the start of each complete calendar month, pooled \
      over the months. Who joined and left within one month is in neither.
      """
    case .exposure:
      """
      Cancellations up to as_of over the time that customers were there, in months of 30.4375 \
      days. It is a hazard, a linear rate and no share: every month of every customer counts \
      from the first day, so who joined and left within one month counts too.
      """
    case .stripe:
      """
      As Stripe counts, by complete calendar months: all customers who left in a month, those who \
      joined in it too, over those open at its start and those who joined in it, pooled over the \
      months. Stripe itself looks at the last 30 days.
      """
    case .profitwell:
      """
      As ProfitWell counts: customers lost over customers open at the start of each complete \
      calendar month, pooled; who joined and left within one month is ignored. It is the classic \
      figure where `ended` is the end of the paid billing cycle, which is when ProfitWell counts \
      a loss.
      """
    case .maxio:
      """
      As Maxio counts: all customers who left in a complete calendar month, those who joined in \
      it too, over customers open at its start, pooled over the months. A loss counts at the \
      cancellation, so `ended` must be that day.
      """
    }
  }

  var formula: String {
    switch self {
    case .classic, .profitwell: "churn = Σ lost / Σ open"
    case .exposure: "churn = cancellations / customer-months"
    case .stripe: "churn = Σ (lost + joined and left) / Σ (open + joined)"
    case .maxio: "churn = Σ (lost + joined and left) / Σ open"
    }
  }

  /// How the interval is made.
  var intervalText: String {
    isHazard
      ? "the cancellations are a Poisson count (score interval) with the design effect of customers"
      : "Wilson's score interval with the design effect of customers"
  }
}
