/// A split near the best, made as good as numbers allow: bounds hold exactly, marginal values are equal.
///
/// What lies on concave parts is split once more over all of them, free of the cuts that found it. Where a
/// spend lies within a convex part, which at most one does, Newton's steps for the equal slopes and the budget
/// take it the last bit: the search ends when the worth is near its bound, where slopes may still differ.
struct PolishedSplit {
  private(set) var spend: [Double]
  private(set) var worth: Double

  private let problem: SplitProblem

  init(_ problem: SplitProblem, spend: [Double], worth: Double) {
    (self.problem, self.spend, self.worth) = (problem, spend, worth)
    splitConcaveParts()
    if !problem.isStepped { equalizeSlopes() }
  }

  private mutating func splitConcaveParts() {
    let pieces = problem.responses.enumerated().map { channel, response in
      let (amount, turn) = (spend[channel], response.concaveFrom)
      guard amount >= turn else { return ResponseEnvelope(response, low: amount, high: amount) }
      let low = max(problem.lows[channel], problem.isStepped ? turn.rounded(.up) : turn)
      return ResponseEnvelope(response, low: min(low, amount), high: problem.highs[channel])
    }
    let split = RelaxedSplit(problem, pieces)
    take(split.spend, split.worth)
  }

  /// Takes another split, if it is not worse by more than rounding.
  private mutating func take(_ spend: [Double], _ worth: Double) {
    guard worth >= self.worth - 1e-14 * self.worth.magnitude else { return }
    (self.spend, self.worth) = (spend, worth)
  }

  /// With the price λ: each step is (λ − slope) / curvature, and the steps add up to 0.
  private mutating func equalizeSlopes() {
    let inner = spend.indices.filter {
      spend[$0] > problem.lows[$0] && spend[$0] < problem.highs[$0]
    }
    guard inner.contains(where: { spend[$0] < problem.responses[$0].concaveFrom }) else { return }
    let wholes = problem.responses.indices.map {
      ResponseEnvelope(
        exactly: problem.responses[$0], low: problem.lows[$0], high: problem.highs[$0])
    }
    var next = spend
    for _ in 0..<8 {
      let derivatives = inner.map { wholes[$0].derivatives(at: next[$0]) }
      let looseness = derivatives.reduce(0) { $0 + 1 / $1.curvature }
      let price = derivatives.reduce(0) { $0 + $1.slope / $1.curvature } / looseness
      for (channel, (slope, curvature)) in zip(inner, derivatives) {
        next[channel] += (price - slope) / curvature
      }
      for channel in inner {
        guard next[channel] > problem.lows[channel], next[channel] < problem.highs[channel] else {
          return
        }
      }
    }
    var sum = CompensatedSum()
    for (response, amount) in zip(problem.responses, next) {
      sum.add(response.value(at: amount) - problem.least * amount)
    }
    take(next, sum.value)
  }
}
