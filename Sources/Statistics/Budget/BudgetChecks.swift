extension BudgetSetting {
  /// Checks all numbers.
  ///
  /// - Returns: the budget, nil where there is none, and the value that a unit of money has to bring.
  static func check(
    _ channels: [BudgetChannel], _ goal: BudgetGoal, _ step: Double?, _ current: [Double]?
  ) throws(BudgetError) -> (budget: Double?, least: Double) {
    guard !channels.isEmpty else { throw .noChannels }
    for (index, channel) in channels.enumerated() {
      try check(.value, channel.valuePerOutcome, channel: index)
      try check(.floor, channel.floor, channel: index)
      if channel.cap != .infinity { try check(.cap, channel.cap, channel: index) }
      guard channel.floor <= channel.cap else {
        throw .capBelowFloor(floor: channel.floor, cap: channel.cap, channel: index)
      }
      for term in channel.response.terms {
        guard term.curve.isValid else { throw .curve(channel: index) }
        try check(.value, term.curve.amplitude * channel.valuePerOutcome, channel: index)
        for number in [term.offset, term.rate] { try check(.offset, number, channel: index) }
      }
    }
    if let current {
      guard current.count == channels.count else {
        throw .count(.current, expected: channels.count, found: current.count)
      }
      for (index, amount) in current.enumerated() { try check(.current, amount, channel: index) }
    }
    var budget: Double?
    var least = 0.0
    switch goal {
    case .budget(let amount): budget = amount
    case .atMost(let amount, let cost):
      budget = amount
      least = try price(cost)
    case .target(let cost): least = try price(cost)
    }
    if let budget { try check(.budget, budget, channel: nil) }
    if let step {
      guard step >= 1e-100, step <= 1e100 else { throw .number(.step, step, channel: nil) }
      if let budget, budget / step > 1e12 { throw .number(.step, step, channel: nil) }
      if let budget, step > budget { throw .stepAboveBudget(step: step, budget: budget) }
    }
    return (budget, least)
  }

  static func check(_ input: BudgetInput, _ number: Double, channel: Int?) throws(BudgetError) {
    guard number >= 0, number <= 1e100 else { throw .number(input, number, channel: channel) }
  }

  /// The value that a unit of money has to bring.
  private static func price(_ cost: Double) throws(BudgetError) -> Double {
    guard cost >= 1e-100, cost <= 1e100 else { throw .number(.costPerValue, cost, channel: nil) }
    return 1 / cost
  }
}
