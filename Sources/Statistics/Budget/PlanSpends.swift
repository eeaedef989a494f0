/// The spends of the periods of a plan, of which each brings something by itself, spread over later periods.
struct PlanSpends {
  private let channel: PlanChannel
  private let periods: Int
  private let history: SpendSeries

  init(_ channel: PlanChannel, periods: Int) {
    (self.channel, self.periods) = (channel, periods)
    history = SpendSeries(channel.history, start: channel.start)
  }

  /// The outcome of a period's spend in the window, whenever it comes.
  var pace: ResponseTerm { ResponseTerm(channel.curve, rate: 1 / Double(periods)) }

  /// What comes in some periods, counted from the window's first: of the pace, then of each spend before.
  func terms(_ span: Range<Int>) -> [ResponseTerm] {
    guard let last = span.last else { return [] }
    let ofPace = (0..<periods).reduce(0) { sum, period in
      sum + channel.weight(from: span.lowerBound - period, through: last - period)
    }
    var terms: [ResponseTerm] = []
    if ofPace > 0 { terms.append(ResponseTerm(channel.curve.times(ofPace), rate: pace.rate)) }
    // What was spent so many periods before the window, as long as any of it is still to come.
    for back in 1..<max(1, channel.weights.count + channel.delay) {
      let share = channel.weight(from: span.lowerBound + back, through: last + back)
      guard share > 0 else { continue }
      let spend = history.spend(at: channel.history.count - back)
      terms.append(ResponseTerm(channel.curve.times(share), offset: spend, rate: 0))
    }
    return terms
  }
}
