internal import Statistics
internal import Values

/// The ways in which a purchase is credited to the touches before it.
enum AttributionModel: String, CaseIterable, Sendable {
  case first, last
  case lastNonDirect = "last_non_direct"
  case linear, position
  case timeDecay = "time_decay"
  case markov, shapley

  static let names = allCases.map(\.rawValue)

  var meaning: String {
    switch self {
    case .first: "The first touch before a purchase gets all of it."
    case .last: "The last touch before a purchase gets all of it."
    case .lastNonDirect:
      """
      The last touch before a purchase that did not come by itself gets all of it; a purchase with \
      direct touches alone stays with them.
      """
    case .linear: "All touches before a purchase get the same part of it."
    case .position:
      """
      The first and the last touch get their weights, and those between share the rest; of two touches \
      each gets its part of the two weights.
      """
    case .timeDecay:
      "A touch gets half as much as one that lies a half-life nearer to the purchase."
    case .markov:
      """
      Paths are a Markov chain. The removal effect of a channel is the share of purchases that are lost \
      when each touch of it leads nowhere, and the credit is divided as the removal effects.
      """
    case .shapley:
      """
      A group of channels is worth the purchases whose paths it contains, and a channel gets its mean \
      addition over all orders. That is the same part of a purchase for each distinct channel of its path.
      """
    }
  }

  var formula: String {
    switch self {
    case .first: "credit of a touch = 1 if it is the first, else 0"
    case .last: "credit of a touch = 1 if it is the last, else 0"
    case .lastNonDirect: "credit of a touch = 1 if it is the last that is not direct, else 0"
    case .linear: "credit of a touch = 1 / touches of the path"
    case .position: "credit of a touch = the weight of its place / the weights of the path"
    case .timeDecay: "credit of a touch = 2^(−age / half_life) / the sum of these over the path"
    case .markov:
      "credit = (1 − P(purchase without the channel) / P(purchase)) / the sum of these · purchases"
    case .shapley: "credit = Σ over purchases of 1 / distinct channels of the path"
    }
  }

  var source: String {
    switch self {
    case .first, .last, .lastNonDirect, .linear, .position, .timeDecay:
      "the rules of web analytics, which have no theory"
    case .markov:
      """
      Anderl, Becker, von Wangenheim & Schumann 2016, "Mapping the customer journey", International Journal \
      of Research in Marketing 33:457
      """
    case .shapley:
      """
      Shapley 1953, "A value for n-person games"; Zhao, Mahboobi & Bagheri 2018, "Shapley value methods for \
      attribution modeling in online advertising"
      """
    }
  }
}
