/// A concave function above a response over an interval of spend, equal to it at both ends.
///
/// For each term the least concave function above it: where the interval begins in the term's convex part,
/// the steepest line from there to where it touches the curve (or to the end), and the curve from there on.
/// For a response of one term it is the least concave function above the response; for several it lies above
/// that, and comes nearer as the interval shrinks.
struct ResponseEnvelope: Sendable {
  /// A term, with the line that stands for it from the interval's low end on.
  struct Part: Sendable {
    let term: ResponseTerm
    /// Where the line ends; the low end where there is none.
    let lineEnd: Double
    let lineSlope: Double
    let lineStart: Double
  }

  let parts: [Part]
  let low: Double
  let high: Double

  /// Whether the response itself is concave over the interval, and so is its own envelope.
  let isExact: Bool

  /// Where the straight part at the low end ends; the low end itself where there is none.
  let lineEnd: Double

  /// The slopes at the low and at the high end.
  let (topSlope, bottomSlope): (Double, Double)

  init(_ response: SpendResponse, low: Double, high: Double) {
    (self.low, self.high) = (low, high)
    let parts = response.terms.map { Self.part($0, low: low, high: high) }
    self.parts = parts
    isExact = parts.allSatisfy { $0.lineEnd == low || $0.term.isStraight }
    lineEnd = parts.reduce(high) { min($0, $1.lineEnd) }
    var (top, bottom) = (0.0, 0.0)
    for part in parts {
      top += part.lineEnd > low ? part.lineSlope : part.term.slope(at: low)
      bottom += part.lineEnd >= high ? part.lineSlope : part.term.slope(at: high)
    }
    (topSlope, bottomSlope) = (top, min(bottom, top))
  }

  /// The response itself, which is its own envelope where it is concave.
  init(exactly response: SpendResponse, low: Double, high: Double) {
    (self.low, self.high) = (low, high)
    parts = response.terms.map { Part(term: $0, lineEnd: low, lineSlope: 0, lineStart: 0) }
    (isExact, lineEnd) = (true, low)
    (topSlope, bottomSlope) = (response.slope(at: low), response.slope(at: high))
  }

  private static func part(_ term: ResponseTerm, low: Double, high: Double) -> Part {
    let start = term.value(at: low)
    if term.isStraight || high <= low {
      return Part(term: term, lineEnd: high, lineSlope: term.slope(at: low), lineStart: start)
    }
    guard term.concaveFrom > low else {
      return Part(term: term, lineEnd: low, lineSlope: 0, lineStart: start)
    }
    let stock = term.offset + term.rate * low
    let touch = (term.curve.tangentPoint(from: stock) - term.offset) / term.rate
    let end = min(max(touch, low), high)
    let slope = end > low ? (term.value(at: end) - start) / (end - low) : term.slope(at: low)
    return Part(term: term, lineEnd: end, lineSlope: slope, lineStart: start)
  }

  /// The response itself.
  func response(at spend: Double) -> Double {
    var sum = 0.0
    for part in parts { sum += part.term.value(at: spend) }
    return sum
  }

  func value(at spend: Double) -> Double {
    var sum = 0.0
    for part in parts {
      sum +=
        spend < part.lineEnd
        ? part.lineStart + part.lineSlope * (spend - low) : part.term.value(at: spend)
    }
    return sum
  }

  /// The slope, and how fast it changes.
  func derivatives(at spend: Double) -> (slope: Double, curvature: Double) {
    var (first, second) = (0.0, 0.0)
    for part in parts {
      if spend < part.lineEnd {
        first += part.lineSlope
      } else {
        let term = part.term
        let slope = term.slope(at: spend)
        guard slope > 0 else { continue }
        first += slope
        second +=
          slope * term.rate
          * term.curve.relativeCurvature(at: term.offset + term.rate * spend)
      }
    }
    return (first, second)
  }
}

extension ResponseTerm {
  /// Whether the outcome is a straight line of the spend.
  var isStraight: Bool {
    rate == 0 || curve.amplitude == 0 || curve.family == .power && curve.shape == 1
  }
}
