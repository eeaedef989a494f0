/// The weight of a touch that halves with each half-life of its age.
package enum TimeDecay {
  /// `age` is how long before the purchase the touch was, and `halfLife`, in the same unit, is above zero;
  /// more than 1,000 half-lives count as these.
  package static func weight(age: Double, halfLife: Double) -> Double {
    exponential(-min(age / halfLife, 1_000) * 0.693_147_180_559_945_3)
  }
}
