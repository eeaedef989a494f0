/// The weight of a touch that halves with each half-life of its age.
package enum TimeDecay {
  /// `age` is how long before the purchase the touch was, and `halfLife`, in the same unit, is above zero;
  /// more than 1,000 half-lives count as these, so that no path weighs nothing.
  package static func weight(age: Double, halfLife: Double) -> Double {
    exponential(-min(age / halfLife, 1_000) * 0.693_147_180_559_945_3)
  }

  /// The share of each touch of a path to a purchase: its weight over the weights of the path.
  ///
  /// `halfLife` is in the unit of the moments of the journeys, which have them.
  package static func shares(
    of path: JourneyPath, in journeys: Journeys, halfLife: Double
  ) -> [Double] {
    let moments = journeys.moments, purchase = path.places.upperBound
    guard moments.indices.contains(purchase) else { return [] }
    var shares: [Double] = []
    var sum = 0.0
    for place in path.places where journeys.steps[place] != Journeys.conversion {
      let weight = weight(age: moments[purchase] - moments[place], halfLife: halfLife)
      shares.append(weight)
      sum += weight
    }
    for touch in shares.indices { shares[touch] /= sum }
    return shares
  }
}
