package import Units

/// A value inferred from rows, with its interval and the replicates that carry its correlation with
/// other estimates from the same units.
///
/// Replicate r of two estimates over the same unit (`customer`) comes from the same resampling, so
/// arithmetic goes replicate by replicate. A replicate that has no value is NaN.
package struct Estimate: Sendable {
  package enum Interval: Hashable, Sendable {
    case between(low: Double, high: Double)
    /// Only a lower bound can be given: a cost for which no customer was won yet.
    case atLeast(Double)
    /// Only an upper bound can be given: churn when nobody left yet (rule of three).
    case atMost(Double)
    /// No interval was asked for, or none can be given.
    case none
  }

  package var value: Double
  package var measure: Measure
  package var interval: Interval
  /// The confidence level of the interval, such as 0.95.
  package var level: Double
  /// The replicates, which are made when arithmetic asks for them: most estimates are only shown.
  package var lazyReplicates: LazyAttempt<[Double]>
  /// The fields that a function declares beside the value: `.cost`, `.won`.
  package var parts: [(name: String, value: Value)]
  package var explanation: Explanation?
  package var notes: [Note]

  package init(
    value: Double, measure: Measure, interval: Interval, level: Double = 0.95,
    replicates: [Double] = [], parts: [(name: String, value: Value)] = [],
    explanation: Explanation? = nil, notes: [Note] = [],
  ) {
    self.value = value
    self.measure = measure
    self.interval = interval
    self.level = level
    lazyReplicates = LazyAttempt { () throws(ValueError) in replicates }
    self.parts = parts
    self.explanation = explanation
    self.notes = notes
  }

  /// Errors: those of reading the rows once more, where the replicates are not made yet.
  package var replicates: [Double] {
    get throws(ValueError) { try lazyReplicates.value }
  }

  package var low: Double? {
    switch interval {
    case .between(let low, _), .atLeast(let low): low
    case .atMost, .none: nil
    }
  }

  package var high: Double? {
    switch interval {
    case .between(_, let high), .atMost(let high): high
    case .atLeast, .none: nil
    }
  }
}
