/// The best split of a budget over concave functions, by the price at which the demands add up to it.
///
/// At the optimum all slopes that are not held by a bound are equal to one price λ, the multiplier of the
/// budget (Karush, Kuhn & Tucker). The demand falls as the price rises; it jumps where a function has a
/// straight part. Prices at which a channel reaches a bound or jumps are sorted and halved, and Newton's
/// steps for ln λ, within a bracket, find the price between two of them.
struct MultiplierSearch {
  let envelopes: [ResponseEnvelope]
  let budget: Double

  /// The spends; they add up to the budget to rounding, unless all are at their high ends before.
  private(set) var spend: [Double]

  /// What no split of the budget passes, to rounding.
  private(set) var bound = 0.0

  /// How often demands were added up.
  private(set) var evaluations = 0

  /// - Parameters:
  ///   - envelopes: one for each channel.
  ///   - budget: at least the sum of the low ends; infinite where there is none.
  ///   - least: the price below which money is kept, 0 where all is to be spent. What is kept counts by it.
  init(_ envelopes: [ResponseEnvelope], budget: Double, least: Double) {
    (self.envelopes, self.budget) = (envelopes, budget)
    spend = envelopes.map(\.high)
    if least > 0 { take(demandsAt: least) }
    if total > budget + rounding { search(above: least) }
    for (envelope, amount) in zip(envelopes, spend) {
      bound += envelope.value(at: amount) - least * amount
    }
  }

  private var total: Double { spend.reduce(0, +) }

  /// What a sum of spends may lie beside the budget by rounding.
  private var rounding: Double { 2e-16 * Double(spend.count) * budget }

  private mutating func take(demandsAt price: Double, upper: Bool = false) {
    evaluations += 1
    for channel in envelopes.indices {
      spend[channel] = envelopes[channel].demand(at: price, upper: upper)
    }
  }

  private mutating func search(above least: Double) {
    var prices = envelopes.flatMap { [$0.topSlope, $0.bottomSlope] }.filter { $0 > least }
    prices.sort(by: >)
    // The first price at which the demand may reach the budget.
    var (first, end) = (0, prices.count)
    while first < end {
      let middle = (first + end) / 2
      take(demandsAt: prices[middle], upper: true)
      if total >= budget - rounding { end = middle } else { first = middle + 1 }
    }
    let lower = first < prices.count ? prices[first] : least
    if first < prices.count {
      take(demandsAt: lower)
      if total <= budget { return fill(at: lower) }
    }
    solve(between: lower, and: first > 0 ? prices[first - 1] : .infinity)
  }

  /// Spreads what is left at a price at which demands jump: first over straight parts that fit as a whole.
  private mutating func fill(at price: Double) {
    var left = budget - total
    guard left > rounding else { return }
    let ends = envelopes.map { $0.demand(at: price, upper: true) }
    for channel in envelopes.indices where !envelopes[channel].isExact {
      let room = ends[channel] - spend[channel]
      guard room <= left else { continue }
      spend[channel] = ends[channel]
      left -= room
    }
    let exact = envelopes.indices.filter { envelopes[$0].isExact }
    left = spread(left, over: exact, by: exact.map { ends[$0] - spend[$0] }, to: ends)
    for channel in envelopes.indices where spend[channel] < ends[channel] {
      left = spread(left, over: [channel], by: [ends[channel] - spend[channel]], to: ends)
    }
  }

  /// Adds an amount to channels in proportion to weights, within their ends; what could not be added.
  private mutating func spread(
    _ amount: Double, over channels: [Int], by weights: [Double], to ends: [Double]
  ) -> Double {
    let sum = weights.reduce(0, +)
    guard sum > 0, amount > 0 else { return amount }
    let share = min(amount / sum, 1)
    for (channel, weight) in zip(channels, weights) {
      spend[channel] = min(spend[channel] + share * weight, ends[channel])
    }
    return amount > sum ? amount - sum : 0
  }

  /// Below this price slopes are too small to be computed; they are taken as 0.
  private static let leastPrice = 1e-290

  /// Between two prices no channel reaches a bound, and the demand is smooth.
  private mutating func solve(between low: Double, and high: Double) {
    var (low, high) = (low, high)
    if low < Self.leastPrice {
      low = Self.leastPrice
      take(demandsAt: low)
      if total < budget { return interpolate(nil, spend) }
    }
    var price = start(low, high)
    var above: [Double]?
    var below: [Double]?
    for _ in 0..<200 {
      take(demandsAt: price)
      let excess = total - budget
      let rise = settle(excess)
      if rise.isSettled { return }
      if excess > 0 {
        (low, above) = (price, spend)
      } else {
        (high, below) = (price, spend)
      }
      // A straight line of ln demand over ln price, where there is one.
      let inner = rise.inner
      let wanted = inner - excess
      var next =
        wanted > 0 && inner > 0
        ? price * exponential(inner / rise.rate * logarithm(inner / wanted))
        : price * exponential(excess / rise.rate)
      if !(next > low && next < high) {
        next = high.isFinite ? (low * high).squareRoot() : 16 * price
        if !(next > low && next < high) { break }
      }
      if (next - price).magnitude <= 2e-16 * price { break }
      price = next
    }
    if (total - budget).magnitude > 1e-12 * budget { interpolate(above, below) }
  }

  private func start(_ low: Double, _ high: Double) -> Double {
    // The mean of the logarithms of the slopes where each channel has the same share of its range.
    let lows = envelopes.reduce(0) { $0 + $1.low }
    let range = envelopes.reduce(0) { $0 + $1.high } - lows
    let share = min((budget - lows) / range, 1)
    var (sum, count) = (0.0, 0.0)
    for envelope in envelopes {
      let point = envelope.low + share * (envelope.high - envelope.low)
      let slope = envelope.derivatives(at: point).slope
      guard slope > 0, slope.isFinite else { continue }
      sum += logarithm(slope)
      count += 1
    }
    let guess = count > 0 ? exponential(sum / count) : 1
    if guess > low && guess < high { return guess }
    return high.isFinite ? (low * high).squareRoot() : 4 * low
  }

  /// Where the demands are near the budget, what is missing is spread by how much each changes with the price.
  ///
  /// - Returns: whether they were near; otherwise the demand within bounds, and its derivative by −ln λ.
  private mutating func settle(_ excess: Double) -> (isSettled: Bool, inner: Double, rate: Double) {
    var (inner, rate) = (0.0, 0.0)
    var rates = [Double].zeros(spend.count)
    for channel in envelopes.indices {
      let envelope = envelopes[channel]
      guard spend[channel] > envelope.lineEnd, spend[channel] < envelope.high else { continue }
      let (slope, curvature) = envelope.derivatives(at: spend[channel])
      guard curvature < 0 else { continue }
      rates[channel] = -slope / curvature
      inner += spend[channel]
      rate += rates[channel]
    }
    guard rate > 0, excess.magnitude <= 1e-10 * budget, excess.magnitude <= 1e-10 * rate else {
      return (false, inner, rate)
    }
    for channel in envelopes.indices where rates[channel] > 0 {
      let moved = spend[channel] - excess * (rates[channel] / rate)
      spend[channel] = min(max(moved, envelopes[channel].lineEnd), envelopes[channel].high)
    }
    // The rest is rounding; it goes to the channel that minds it least.
    if let easiest = rates.indices.max(by: { rates[$0] < rates[$1] }) {
      spend[easiest] = min(
        max(spend[easiest] - (total - budget), envelopes[easiest].lineEnd), envelopes[easiest].high)
    }
    return (true, inner, rate)
  }

  /// Between the demands at two prices that are as near as numbers can be.
  private mutating func interpolate(_ above: [Double]?, _ below: [Double]?) {
    let most = above ?? envelopes.map(\.high)
    let least = below ?? envelopes.map(\.low)
    spend = least
    _ = spread(
      budget - total, over: Array(envelopes.indices), by: zip(most, least).map { $0 - $1 },
      to: most)
  }
}
