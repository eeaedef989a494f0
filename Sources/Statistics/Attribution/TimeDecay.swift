/// The weight of a touch that halves with each half-life of its age.
package enum TimeDecay {
  /// - Parameters:
  ///   - age: how long before the purchase the touch was; more than 1,000 half-lives count as these.
  ///   - halfLife: in the unit of the age, above zero.
  package static func weight(age: Double, halfLife: Double) -> Double {
    exponential(-min(age / halfLife, 1_000) * 0.693_147_180_559_945_3)
  }
}
