/// One part of what a spend brings: f(offset + rate x).
package struct ResponseTerm: Sendable, Equatable {
  /// The outcome of a stock.
  package let curve: SaturationCurve

  /// The stock that is there without the spend, not negative.
  package let offset: Double

  /// How much stock a unit of the spend makes, not negative.
  package let rate: Double

  package init(_ curve: SaturationCurve, offset: Double = 0, rate: Double = 1) {
    (self.curve, self.offset, self.rate) = (curve, offset, rate)
  }

  func value(at spend: Double) -> Double { curve.value(at: offset + rate * spend) }

  func slope(at spend: Double) -> Double {
    rate > 0 ? rate * curve.slope(at: offset + rate * spend) : 0
  }

  /// The spend from which the term is concave; 0 where it is everywhere.
  var concaveFrom: Double {
    rate > 0 ? max(0, (curve.inflection - offset) / rate) : 0
  }
}

/// The outcome that a spend brings: a sum of saturation curves of stocks that grow with the spend.
///
/// One curve of the spend itself for a steady spend; one curve for each period of a window for a level of
/// spend held over it; several curves for the mean over draws of a curve.
package struct SpendResponse: Sendable, Equatable {
  package let terms: [ResponseTerm]

  package init(_ curve: SaturationCurve) { terms = [ResponseTerm(curve)] }

  package init(terms: [ResponseTerm]) { self.terms = terms }

  /// The outcome, with what the offsets bring without the spend.
  package func value(at spend: Double) -> Double {
    var sum = 0.0
    for term in terms { sum += term.value(at: spend) }
    return sum
  }

  /// The outcome that one more unit of spend brings.
  package func slope(at spend: Double) -> Double {
    var sum = 0.0
    for term in terms { sum += term.slope(at: spend) }
    return sum
  }

  /// The spend from which all terms are concave.
  package var concaveFrom: Double {
    terms.reduce(0) { max($0, $1.concaveFrom) }
  }

  /// The same response with outcomes counted by their value, and spend in units of so much money.
  func scaled(value: Double, unit: Double) -> SpendResponse {
    SpendResponse(
      terms: terms.map { term in
        ResponseTerm(term.curve.times(value), offset: term.offset, rate: term.rate * unit)
      })
  }
}
