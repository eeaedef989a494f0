/// A parameter or a figure of a channel, with what the data say of it.
package struct ParameterEstimate: Sendable, Equatable {
  /// The least squares estimate; nil where the data say nothing of it, or as good as nothing.
  package let value: Double?

  /// The lower end of the profile likelihood interval; nil where it is not reached within the bounds.
  package let low: Double?

  /// The upper end; nil where it is not reached within the bounds.
  package let high: Double?

  /// From the curvature at the estimate; nil at a bound, and where it is not finite.
  package let standardError: Double?

  package let identification: Identification

  package init(
    value: Double?, low: Double? = nil, high: Double? = nil, standardError: Double? = nil,
    _ identification: Identification
  ) {
    (self.value, self.low, self.high) = (value, low, high)
    (self.standardError, self.identification) = (standardError, identification)
  }

  /// Whether a number is within the interval; an end that is nil is infinitely far.
  package func contains(_ number: Double) -> Bool {
    number >= (low ?? -.infinity) && number <= (high ?? .infinity)
  }
}

/// Whether the data determine a parameter or a channel, and why not.
package enum Identification: Sendable, Equatable {
  case identified
  /// Spend hardly varies: the standard deviation of the stock over its mean.
  case noVariation(coefficientOfVariation: Double)
  /// The stock moves with another one, after the regressors or with one of them.
  case collinear(with: ResponseColumn, correlation: Double)
  /// The estimate is at the end of where it is searched, and no end of the interval lies on that side.
  case atBound(BoundEnd)
  /// The objective rises too little on one side, or on both, to give an end.
  case flat
}

package enum BoundEnd: Sendable, Equatable { case lower, upper }

/// A part of the model by its index.
package enum ResponseColumn: Sendable, Equatable {
  case channel(Int)
  case regressor(Int)
}
