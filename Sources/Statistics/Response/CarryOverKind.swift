/// The form of a carry-over, whose parameters are estimated.
package enum CarryOverKind: String, CaseIterable, Sendable {
  case none, geometric, delayed, weibull

  /// Names of the parameters, in the order in which they are estimated.
  package var parameterNames: [String] {
    switch self {
    case .none: []
    case .geometric: ["retention"]
    case .delayed: ["retention", "peak"]
    case .weibull: ["shape", "scale"]
    }
  }

  /// Whether the parameters are searched on the logarithmic scale.
  var isLogarithmic: Bool { self == .weibull }

  /// Where each parameter is searched.
  ///
  /// A retention of 0.95 has a half-life of 13.5 periods; more cannot be told from a trend. A peak is
  /// sought within six periods, and a Weibull scale within ten.
  package var bounds: [ClosedRange<Double>] {
    switch self {
    case .none: []
    case .geometric: [0...0.95]
    case .delayed: [0.01...0.95, 0...6]
    case .weibull: [0.3...5, 0.2...10]
    }
  }

  /// Values from which a search begins, for each parameter.
  var starts: [[Double]] {
    switch self {
    case .none: []
    case .geometric: [[0, 0.15, 0.3, 0.45, 0.6, 0.75, 0.87, 0.95]]
    case .delayed: [[0.1, 0.4, 0.65, 0.85], [0, 0.8, 1.6, 2.5, 4, 6]]
    case .weibull: [[0.5, 0.9, 1.7, 3.5], [0.3, 0.8, 1.6, 3, 6, 10]]
    }
  }

  /// The carry-over of parameters in this order; those that are missing count as 0.
  func carryOver(_ parameters: [Double]) -> CarryOver {
    let first = parameters.first ?? 0
    let second = parameters.dropFirst().first ?? 0
    switch self {
    case .none: return .none
    case .geometric: return .geometric(retention: first)
    case .delayed: return .delayed(retention: first, peak: second)
    case .weibull: return .weibull(shape: first, scale: second)
    }
  }
}

extension CarryOver {
  package var kind: CarryOverKind {
    switch self {
    case .none: .none
    case .geometric: .geometric
    case .delayed: .delayed
    case .weibull: .weibull
    }
  }

  /// The parameters in the order of `CarryOverKind.parameterNames`.
  package var parameters: [Double] {
    switch self {
    case .none: []
    case .geometric(let retention): [retention]
    case .delayed(let retention, let peak): [retention, peak]
    case .weibull(let shape, let scale): [shape, scale]
    }
  }
}
