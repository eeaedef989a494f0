/// What stands beside the channels of a fit, by which a replicate tells its base and its demand.
struct ReplicateBase: Sendable {
  /// The intercept and the regressors, a value for each period.
  private let columns: [[Double]]
  private let index: DemandIndex
  private let count: Int

  init(_ question: ResponseQuestion) {
    (columns, index, count) = (question.columns, question.index, question.outcome.count)
  }

  /// Demand of each period over that of today.
  func demand(_ replicate: ResponseReplicate) -> [Double] {
    index.count == 0
      ? [Double](repeating: 1, count: count) : index.multiplier(replicate.index[...])
  }

  /// The base of each period, at its demand.
  func base(_ replicate: ResponseReplicate) -> [Double] {
    var base = demand(replicate)
    for period in base.indices {
      base[period] *= zip(replicate.coefficients, columns).reduce(0) { $0 + $1.0 * $1.1[period] }
    }
    return base
  }
}

extension ResponseFit {
  /// Demand of each period over that of today in a replicate.
  package func demand(_ replicate: ResponseReplicate) -> [Double] { terms.demand(replicate) }

  /// The base of each period in a replicate, at its demand.
  package func base(_ replicate: ResponseReplicate) -> [Double] { terms.base(replicate) }
}
