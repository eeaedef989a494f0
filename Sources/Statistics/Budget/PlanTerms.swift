/// What comes of a plan in each period: of the spend before its window, and of an even pace within it.
struct PlanTerms {
  private let channel: PlanChannel
  private let periods: Int
  private let history: SpendSeries

  init(_ channel: PlanChannel, periods: Int) {
    (self.channel, self.periods) = (channel, periods)
    history = SpendSeries(channel.history, start: channel.start)
  }

  /// What the curve is asked of in the last period of the window: the stock, or where saturation comes first the
  /// spend.
  var last: ResponseTerm {
    switch channel.first {
    case .carryOver: stock(periods - 1)
    case .saturation: pace
    }
  }

  /// The outcomes of some periods, counted from the window's first, as functions of the window's total.
  func outcomes(_ span: Range<Int>) -> [ResponseTerm] {
    switch channel.first {
    case .carryOver: span.map(stock)
    case .saturation: brought(span)
    }
  }

  // MARK: Carry-over first

  /// The outcome of a period's stock: offset is what the spend before the window leaves, rate the share of the
  /// total that acts in the period.
  private func stock(_ period: Int) -> ResponseTerm {
    let share = channel.weight(from: period - periods + 1, through: period)
    return ResponseTerm(channel.curve, offset: left(in: period), rate: share / Double(periods))
  }

  /// The stock in a period without any spend from the window on.
  private func left(in period: Int) -> Double {
    var sum = CompensatedSum()
    for (lag, weight) in channel.weights.enumerated() where period - lag < 0 {
      sum.add(weight * history.spend(at: channel.history.count + period - lag))
    }
    return sum.value
  }

  // MARK: Saturation first

  /// The outcome of the spend of one period of the window, whenever it comes.
  private var pace: ResponseTerm { ResponseTerm(channel.curve, rate: 1 / Double(periods)) }

  /// What comes in some periods: of the pace, then of each spend before.
  private func brought(_ span: Range<Int>) -> [ResponseTerm] {
    guard let last = span.last else { return [] }
    let ofPace = (0..<periods).reduce(0) { sum, period in
      sum + channel.weight(from: span.lowerBound - period, through: last - period)
    }
    var terms: [ResponseTerm] = []
    if ofPace > 0 { terms.append(ResponseTerm(channel.curve.times(ofPace), rate: pace.rate)) }
    // What was spent so many periods before the window, as long as any of it is still to come.
    for back in 1..<max(1, channel.weights.count + channel.delay) {
      let share = channel.weight(from: span.lowerBound + back, through: last + back)
      let spend = history.spend(at: channel.history.count - back)
      terms.append(ResponseTerm(channel.curve.times(share), offset: spend, rate: 0))
    }
    return terms
  }
}
