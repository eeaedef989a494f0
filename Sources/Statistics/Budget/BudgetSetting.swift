/// The checked question of a split of a budget, in money and in the units of the search.
struct BudgetSetting {
  let channels: [BudgetChannel]
  let step: Double?

  /// In money; nil where there is none.
  let budget: Double?

  /// The value that a unit of money has to bring, 0 where all is to be spent.
  let least: Double

  let problem: SplitProblem

  /// The channels that have a choice, in the order of the problem's.
  let free: [Int]

  /// By how much rounding may move sums and multiples of a step, relative to them.
  private static let rounding = 1e-12

  init(_ channels: [BudgetChannel], goal: BudgetGoal, step: Double?, current: [Double]?)
    throws(BudgetError)
  {
    self.channels = channels
    self.step = step
    (budget, least) = try Self.check(channels, goal, step, current)
    free = channels.indices.filter { channels[$0].floor < channels[$0].cap }
    let fixed = channels.reduce(0) { $0 + ($1.floor < $1.cap ? 0 : $1.floor) }
    let unit = step ?? 1
    let rest = budget.map { max(0, $0 - fixed) }
    // In steps; a multiple of the step may lie beside it by rounding.
    let units = rest.map { step == nil ? $0 : Self.wholes($0 / unit, .down) }
    var (lows, highs) = ([Double](), [Double]())
    for index in free {
      let channel = channels[index]
      lows.append(step == nil ? channel.floor : Self.wholes(channel.floor / unit, .up))
      highs.append(step == nil ? channel.cap : Self.wholes(channel.cap / unit, .down))
      guard lows[lows.count - 1] <= highs[highs.count - 1] else {
        throw .noStep(floor: channel.floor, cap: channel.cap, step: unit, channel: index)
      }
    }
    let floors = lows.reduce(0, +)
    if let budget, let units {
      guard !Self.exceeds(floors, units), !Self.exceeds(fixed, budget) else {
        throw .floorsAboveBudget(floors: floors * unit + fixed, budget: budget)
      }
      for index in lows.indices {
        highs[index] = min(highs[index], max(lows[index], units - (floors - lows[index])))
      }
    }
    let responses = free.map {
      channels[$0].response.scaled(value: channels[$0].valuePerOutcome, unit: unit)
    }
    if budget == nil {
      for (place, index) in free.enumerated() where highs[place].isInfinite {
        highs[place] = try Self.end(
          responses[place], low: lows[place], least: least * unit, channel: index)
      }
    }
    problem = SplitProblem(
      responses: responses, lows: lows, highs: highs,
      budget: units.map { max(floors, min($0, highs.reduce(0, +))) } ?? .infinity,
      least: least * unit, isStepped: step != nil)
  }

  private static func exceeds(_ amount: Double, _ most: Double) -> Bool {
    amount > most * (1 + rounding)
  }

  /// Rounds a number of steps, where a hair's breadth beside a whole number counts as that.
  private static func wholes(_ steps: Double, _ rule: FloatingPointRoundingRule) -> Double {
    let near = steps.rounded()
    return (steps - near).magnitude <= 1e-9 * max(1, near.magnitude).squareRoot()
      ? near : steps.rounded(rule)
  }

  /// A spend from which on a unit brings less than it has to.
  private static func end(
    _ response: SpendResponse, low: Double, least: Double, channel: Int
  ) throws(BudgetError) -> Double {
    var point = max(low, response.concaveFrom, 1)
    while response.slope(at: point) >= least {
      point *= 2
      guard point <= 1e100 else { throw .targetNeverReached(channel: channel) }
    }
    return point.rounded(.up)
  }

  /// The spends of all channels in money.
  func money(_ units: [Double]) -> [Double] {
    var spend = channels.map(\.floor)
    for (index, amount) in zip(free, units) {
      let money = amount * (step ?? 1)
      spend[index] = min(max(money, spend[index]), channels[index].cap)
    }
    return spend
  }

  /// The greatest value that a unit of money more would bring in a channel below its cap; at least what it has
  /// to bring.
  func multiplier(of spend: [Double]) -> Double {
    let greatest = zip(channels, spend).reduce(least) { greatest, next in
      let (channel, amount) = next
      let more = step.map { amount + $0 } ?? amount
      guard amount < channel.cap, !Self.exceeds(more, channel.cap), channel.valuePerOutcome > 0
      else { return greatest }
      let response = channel.response
      let rise =
        step.map { (response.value(at: more) - response.value(at: amount)) / $0 }
        ?? response.slope(at: amount)
      return max(greatest, channel.valuePerOutcome * rise)
    }
    return greatest <= least * (1 + 1e-9) ? least : greatest
  }

  func objective(of spend: [Double]) -> Double {
    var sum = CompensatedSum()
    for (channel, amount) in zip(channels, spend) {
      sum.add(channel.valuePerOutcome * channel.response.value(at: amount) - least * amount)
    }
    return sum.value
  }

  /// What the channels without a choice bring.
  var objectiveOfFixed: Double {
    channels.reduce(0) { sum, channel in
      guard channel.floor == channel.cap else { return sum }
      return sum + channel.valuePerOutcome * channel.response.value(at: channel.floor)
        - least * channel.floor
    }
  }

  /// Whether a split is within floors and caps, of whole steps, and spends the budget as far as it has to.
  func allows(_ spend: [Double]) -> Bool {
    for (channel, amount) in zip(channels, spend) {
      guard amount >= channel.floor, amount <= channel.cap else { return false }
      if let step, channel.floor < channel.cap {
        let whole = Self.wholes(amount / step, .down) * step
        guard !Self.exceeds(whole, amount), !Self.exceeds(amount, whole) else { return false }
      }
    }
    let total = CompensatedSum.of(spend.span)
    let most = problem.budget * (step ?? 1) + CompensatedSum.of(fixedSpend.span)
    return !Self.exceeds(total, most) && (least > 0 || !Self.exceeds(most, total))
  }

  private var fixedSpend: [Double] {
    channels.filter { $0.floor == $0.cap }.map(\.floor)
  }

  func bound(of amount: Double, _ channel: BudgetChannel) -> SpendBound {
    if channel.floor == channel.cap { return .fixed }
    if amount == 0 { return .zero }
    var (low, high) = (channel.floor, channel.cap)
    if let step {
      low = max(low, Self.wholes(low / step, .up) * step)
      high = min(high, Self.wholes(high / step, .down) * step)
    }
    return amount <= low ? .floor : amount >= high ? .cap : .interior
  }
}
