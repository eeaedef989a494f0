/// The rows of a fit with first-order autoregressive errors: each a difference of two observed periods
/// whose errors are independent and of the variance of the innovations.
///
/// The first is multiplied by √(1 − ρ²) (Prais & Winsten 1954, "Trend estimators and serial correlation",
/// Cowles Commission discussion paper 383); over d periods, where some are missing, the autocorrelation is
/// ρᵈ and the variance of the difference (1 − ρ²ᵈ)/(1 − ρ²).
struct WhiteningRows: Sendable {
  /// The observed periods, in order.
  let periods: [Int]
  /// Row i is `scales[i]` (v(t) − `factors[i]` v(s)), s being the observed period before t.
  let factors: [Double]
  let scales: [Double]

  init(periods: [Int], autocorrelation: Double) {
    self.periods = periods
    let rest = 1 - autocorrelation * autocorrelation
    var factors: [Double] = []
    var scales: [Double] = []
    for (row, period) in periods.enumerated() {
      guard row > 0 else {
        factors.append(0)
        scales.append(rest.squareRoot())
        continue
      }
      let factor = integerPower(autocorrelation, period - periods[row - 1])
      factors.append(factor)
      scales.append((rest / (1 - factor * factor)).squareRoot())
    }
    (self.factors, self.scales) = (factors, scales)
  }

  /// Writes the rows of values that each period has.
  func write(_ values: Span<Double>, to rows: inout MutableSpan<Double>, from first: Int) {
    var before = 0.0
    for row in periods.indices {
      let value = values[periods[row]]
      rows[first + row] = scales[row] * (value - factors[row] * before)
      before = value
    }
  }

  /// Values of the observed periods whose rows are these innovations.
  func coloured(_ innovations: [Double]) -> [Double] {
    var before = 0.0
    return periods.indices.map { row in
      before = innovations[row] / scales[row] + factors[row] * before
      return before
    }
  }
}

/// x to a power that is not negative, by squaring.
func integerPower(_ x: Double, _ exponent: Int) -> Double {
  var (result, square, rest) = (1.0, x, exponent)
  while rest > 0 {
    if rest & 1 == 1 { result *= square }
    square *= square
    rest >>= 1
  }
  return result
}
