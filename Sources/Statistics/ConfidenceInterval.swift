/// What the data say about where a quantity lies.
package enum ConfidenceInterval: Sendable, Equatable {
  /// The quantity lies between two limits.
  case interval(lower: Double, upper: Double)

  /// The quantity is at least this; the data set no upper limit.
  case lowerBound(Double)

  /// The quantity is at most this; the data set no lower limit.
  case upperBound(Double)

  /// The data say nothing about the quantity.
  case unavailable

  /// The lower limit; nil where there is none.
  package var lower: Double? {
    switch self {
    case .interval(let lower, _), .lowerBound(let lower): lower
    case .upperBound, .unavailable: nil
    }
  }

  /// The upper limit; nil where there is none.
  package var upper: Double? {
    switch self {
    case .interval(_, let upper), .upperBound(let upper): upper
    case .lowerBound, .unavailable: nil
    }
  }

  /// Whether a value is compatible with the interval or bound.
  package func contains(_ value: Double) -> Bool {
    switch self {
    case .interval(let lower, let upper): lower <= value && value <= upper
    case .lowerBound(let lower): lower <= value
    case .upperBound(let upper): value <= upper
    case .unavailable: false
    }
  }

  /// The interval of an increasing function of the quantity.
  package func mapped(increasing function: (Double) -> Double) -> ConfidenceInterval {
    switch self {
    case .interval(let lower, let upper):
      .interval(lower: function(lower), upper: function(upper))
    case .lowerBound(let lower): .lowerBound(function(lower))
    case .upperBound(let upper): .upperBound(function(upper))
    case .unavailable: .unavailable
    }
  }

  /// The interval of a decreasing function of the quantity.
  ///
  /// A limit that the function sends to infinity, as 1/x does with zero, leaves a bound.
  package func mapped(decreasing function: (Double) -> Double) -> ConfidenceInterval {
    switch self {
    case .interval(let lower, let upper):
      function(lower).isFinite
        ? .interval(lower: function(upper), upper: function(lower))
        : .lowerBound(function(upper))
    case .lowerBound(let lower): .upperBound(function(lower))
    case .upperBound(let upper): .lowerBound(function(upper))
    case .unavailable: .unavailable
    }
  }
}
