/// The best split of whole steps over concave functions, from a split that is near it.
///
/// A step goes to where it brings most while any are left, and from where it is missed least to where it
/// brings more, until no exchange gains. For concave functions of which one budget is split no better split is
/// left then (Gross 1956; Ibaraki & Katoh 1988, "Resource allocation problems", section 4.2). Straight parts
/// are gone in one exchange.
struct StepExchange {
  let envelopes: [ResponseEnvelope]

  /// What a step has to bring, 0 where all are to be spent.
  let least: Double

  /// Whole numbers of steps.
  private(set) var spend: [Double]

  /// What the best next step of each channel brings, and what its last one brought.
  private var gains: [Double]
  private var losses: [Double]

  /// - Parameters:
  ///   - envelopes: over whole numbers of steps.
  ///   - spend: of the best split that is not of whole steps, near it, or below it; it is rounded down.
  ///   - budget: steps, a whole number at least the sum of the low ends; infinite where there is none.
  ///   - least: what a step has to bring, 0 where all are to be spent.
  init(_ envelopes: [ResponseEnvelope], near spend: [Double], budget: Double, least: Double) {
    (self.envelopes, self.least) = (envelopes, least)
    self.spend = zip(spend, envelopes).map {
      min(max($0.rounded(.down), $1.low), $1.high)
    }
    gains = [Double].zeros(spend.count)
    losses = gains
    for channel in envelopes.indices { update(channel) }
    fit(budget)
    exchange()
  }

  /// As many exchanges are made at most, so that rounding cannot keep them going for ever.
  private var limit: Int { 1000 + 100 * spend.count }

  /// Adds the best steps until the budget is spent, or the next does not bring what it has to.
  private mutating func fit(_ budget: Double) {
    var left = budget - spend.reduce(0, +)
    for _ in 0..<limit {
      guard left > 0, let to = best, gains[to] > (least > 0 ? least : -.infinity) else { break }
      let block = min(left, gainBlock(to))
      move(to, by: block)
      left -= block
    }
  }

  private mutating func exchange() {
    for _ in 0..<limit {
      guard let to = best, let from = cheapest, to != from,
        gains[to] > losses[from] + 1e-15 * gains[to].magnitude
      else { break }
      let block = min(gainBlock(to), lossBlock(from))
      move(from, by: -block)
      move(to, by: block)
    }
  }

  private var best: Int? { gains.indices.max { gains[$0] < gains[$1] } }

  private var cheapest: Int? { losses.indices.min { losses[$0] < losses[$1] } }

  /// How many steps bring the same as the next.
  private func gainBlock(_ channel: Int) -> Double {
    max(1, envelopes[channel].lineEnd.rounded(.down) - spend[channel])
  }

  private func lossBlock(_ channel: Int) -> Double {
    let envelope = envelopes[channel]
    return spend[channel] <= envelope.lineEnd ? max(1, spend[channel] - envelope.low) : 1
  }

  private mutating func move(_ channel: Int, by steps: Double) {
    spend[channel] += steps
    update(channel)
  }

  private mutating func update(_ channel: Int) {
    let (envelope, amount) = (envelopes[channel], spend[channel])
    let value = envelope.value(at: amount)
    gains[channel] =
      amount < envelope.high ? envelope.value(at: amount + 1) - value : -.infinity
    losses[channel] = amount > envelope.low ? value - envelope.value(at: amount - 1) : .infinity
  }
}
