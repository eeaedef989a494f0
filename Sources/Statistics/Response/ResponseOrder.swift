/// What acts on spend first: the carry-over or the saturation.
///
/// Jin et al. 2017 have both (section 2.3). A steady spend brings the same either way, since the weights of the
/// carry-over sum to 1.
package enum ResponseOrder: String, CaseIterable, Sendable {
  /// y(t) = f(Σ w(l) x(t − l)): spend adds up over time before it saturates.
  case carryOver = "carryover"

  /// y(t) = Σ w(l) f(x(t − l)): each period saturates by itself, and what it brings comes over time.
  case saturation
}

extension CarryOver {
  /// What a curve brings in each period.
  ///
  /// - Parameters:
  ///   - spend: a value for each period, not negative.
  ///   - start: what was spent before the first.
  ///   - curve: of the spend carried over, or of that of each period.
  ///   - first: which of the two.
  /// - Returns: an outcome for each period.
  /// - Complexity: that of `stock`.
  package func outcomes(
    of spend: [Double], start: CarryOverStart, _ curve: SaturationCurve, first: ResponseOrder
  ) -> [Double] {
    outcomes(of: SpendSeries(spend, start: start), curve, first: first)
  }

  func outcomes(
    of spend: SpendSeries, _ curve: SaturationCurve, first: ResponseOrder
  ) -> [Double] {
    switch first {
    case .carryOver: stock(spend).map { curve.value(at: $0) }
    case .saturation: stock(spend.mapped { curve.value(at: $0) })
    }
  }
}
