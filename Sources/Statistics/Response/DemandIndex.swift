/// Demand that multiplies base and channels alike: m_t = exp(Σ η_j (w_jt − w̄_j)), with w̄_j the mean of the last
/// periods, so that it is 1 today and a curve is that of today's demand.
///
/// The η are nonlinear parameters, after those of the channels.
struct DemandIndex: Sendable {
  /// w_jt − w̄_j of each period.
  let deviations: [[Double]]
  /// How far from 0 the exponent of one column may come: a factor of about 150.
  private static let greatest = 5.0

  /// - Parameters:
  ///   - values: w_jt of each period, finite.
  ///   - last: over how many of the last periods the mean is today's.
  init(_ values: [[Double]], last: Int) {
    deviations = values.map { values in
      let today = values.suffix(max(1, last))
      let mean = today.reduce(0) { $0 + $1 / Double(today.count) }
      return values.map { $0 - mean }
    }
  }

  var count: Int { deviations.count }

  /// Where each η is sought.
  var bounds: [ClosedRange<Double>] {
    deviations.map { values in
      let bound = Self.greatest / values.reduce(0) { max($0, $1.magnitude) }
      return bound.isFinite ? -bound...bound : 0...0
    }
  }

  /// m of each period.
  func multiplier(_ parameters: ArraySlice<Double>) -> [Double] {
    guard let first = deviations.first else { return [] }
    var exponents = [Double].zeros(first.count)
    for (parameter, values) in zip(parameters, deviations) {
      for period in exponents.indices { exponents[period] += parameter * values[period] }
    }
    return exponents.map(exponential)
  }
}
