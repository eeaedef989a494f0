extension ResponseEnvelope {
  /// The spend up to which a unit of it brings more than a price.
  ///
  /// - Parameters:
  ///   - price: of a unit of spend in outcome, not negative.
  ///   - upper: which end of the straight part is taken where its slope is the price.
  /// - Returns: where the envelope less the price times the spend is the greatest.
  /// - Complexity: constant for one term but for about five steps of Newton's; about ten evaluations of all
  ///   terms otherwise.
  func demand(at price: Double, upper: Bool = false) -> Double {
    if price > topSlope || price == topSlope && !upper { return low }
    if price < bottomSlope { return high }
    if price == topSlope { return lineEnd }
    if price == bottomSlope { return high }
    if parts.count == 1, let part = parts.first {
      let term = part.term
      guard let stock = term.curve.spend(whereSlopeIs: price / term.rate) else { return high }
      return min(max((stock - term.offset) / term.rate, lineEnd), high)
    }
    return root(at: price)
  }

  /// The spend where the slope is the price, by Newton's steps for the logarithm of the slope within a bracket.
  private func root(at price: Double) -> Double {
    BracketedRoot.find(from: lineEnd, to: high) { step(to: price, at: $0) }
  }

  /// Whether the demand at a price is more than a spend, and Newton's step towards it.
  func step(to price: Double, at spend: Double) -> (isBelow: Bool, newton: Double) {
    let (slope, curvature) = derivatives(at: spend)
    return (slope >= price, -slope / curvature * logarithm(slope / price))
  }
}
