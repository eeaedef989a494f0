/// A curve of amplitude 1 over many stocks at once, with its derivatives.
///
/// One logarithm and one exponential a point at most; nothing is allocated.
struct UnitCurve {
  let family: CurveFamily
  let scale: Double
  let shape: Double
  /// Below this share of the scale a slope is that at this share: exponents below 1 have an infinite
  /// slope at 0.
  private static let nearZero = 1e-6

  /// Writes g(s), dg/ds and dg/d ln n.
  ///
  /// - Parameters:
  ///   - stock: not negative.
  ///   - value: as long as the stock, as are the others.
  ///   - slope: of all families.
  ///   - byShape: of those that have a shape.
  func evaluate(
    _ stock: Span<Double>, value: inout MutableSpan<Double>, slope: inout MutableSpan<Double>,
    byShape: inout MutableSpan<Double>
  ) {
    switch family {
    case .hill: hill(stock, &value, &slope, &byShape)
    case .power: power(stock, &value, &slope, &byShape)
    case .michaelisMenten:
      for t in stock.indices {
        let sum = scale + stock[t]
        value[t] = stock[t] / sum
        slope[t] = scale / (sum * sum)
      }
    case .exponential:
      for t in stock.indices {
        let less = exponentialMinusOne(-stock[t] / scale)
        value[t] = -less
        slope[t] = (1 + less) / scale
      }
    case .logarithm:
      for t in stock.indices {
        value[t] = logarithmOfOnePlus(stock[t] / scale)
        slope[t] = 1 / (scale + stock[t])
      }
    case .tanh:
      for t in stock.indices {
        // tanh u = −(e^(−2u) − 1)/(e^(−2u) + 1).
        let less = exponentialMinusOne(-2 * stock[t] / scale)
        let height = -less / (2 + less)
        value[t] = height
        slope[t] = 4 * (1 + less) / ((2 + less) * (2 + less)) / scale
      }
    }
  }

  private func hill(
    _ stock: Span<Double>, _ value: inout MutableSpan<Double>,
    _ slope: inout MutableSpan<Double>, _ byShape: inout MutableSpan<Double>
  ) {
    let origin = Statistics.logarithm(scale)
    let least = Self.nearZero * scale
    for t in stock.indices {
      let s = stock[t]
      let position = Statistics.logarithm(s > 0 ? s : least) - origin
      // 1/(1 + e^(−nL)): an overflow of the exponential gives 0.
      let g = 1 / (1 + Statistics.exponential(-shape * position))
      let product = shape * g * (1 - g)
      value[t] = s > 0 ? g : 0
      slope[t] = product / Swift.max(s, least)
      byShape[t] = s > 0 ? product * position : 0
    }
  }

  private func power(
    _ stock: Span<Double>, _ value: inout MutableSpan<Double>,
    _ slope: inout MutableSpan<Double>, _ byShape: inout MutableSpan<Double>
  ) {
    let origin = Statistics.logarithm(scale)
    let least = Self.nearZero * scale
    for t in stock.indices {
      let s = stock[t]
      let position = Statistics.logarithm(s > 0 ? s : least) - origin
      let g = Statistics.exponential(shape * position)
      value[t] = s > 0 ? g : 0
      slope[t] = shape * g / Swift.max(s, least)
      byShape[t] = s > 0 ? g * shape * position : 0
    }
  }
}
