/// The best split of a budget over the envelopes of the channels' intervals, and what it is really worth.
struct RelaxedSplit {
  let spend: [Double]

  /// What no split within the intervals passes.
  let bound: Double

  /// What the split itself is worth.
  let worth: Double

  /// The channel whose envelope is farthest above its response, and where to cut its interval.
  let cut: (channel: Int, point: Double)?

  init(_ problem: SplitProblem, _ envelopes: [ResponseEnvelope]) {
    let search = MultiplierSearch(envelopes, budget: problem.budget, least: problem.least)
    var bound = search.bound
    if problem.isStepped {
      let steps = StepExchange(
        envelopes, near: search.spend, budget: problem.budget, least: problem.least)
      spend = steps.spend
      bound = 0
      for (envelope, amount) in zip(envelopes, spend) {
        bound += envelope.value(at: amount) - problem.least * amount
      }
    } else {
      spend = search.spend
    }
    var worth = CompensatedSum()
    var (widest, channel) = (0.0, -1)
    for index in envelopes.indices {
      let (envelope, amount) = (envelopes[index], spend[index])
      let response = envelope.response(at: amount)
      worth.add(response - problem.least * amount)
      guard !envelope.isExact else { continue }
      let gap = envelope.value(at: amount) - response
      if gap > widest { (widest, channel) = (gap, index) }
    }
    self.worth = worth.value
    self.bound = max(bound, worth.value)
    cut =
      channel < 0
      ? nil : (channel, envelopes[channel].cut(at: spend[channel], isStepped: problem.isStepped))
  }
}

extension ResponseEnvelope {
  /// Where to cut the interval so that a spend's distance from the response falls.
  ///
  /// Where all terms turn concave, if that lies within, as the upper part needs no envelope then; otherwise at
  /// the spend itself, where both parts touch the response.
  func cut(at spend: Double, isStepped: Bool) -> Double {
    let turn = parts.reduce(0) { max($0, $1.term.concaveFrom) }
    var point = turn > low && turn < high ? turn : spend
    if isStepped {
      point = min(point.rounded(.down), high - 1)
      return max(point, low)
    }
    if !(point > low && point < high) { point = 0.5 * (low + high) }
    return point
  }
}
