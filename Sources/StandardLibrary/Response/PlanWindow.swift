internal import Statistics
internal import Units
internal import Values

/// The periods that a plan is for, and what was spent before them.
struct PlanWindow {
  /// No plan is for more periods.
  private static let mostPeriods = 1_100

  let periods: Int
  /// How many periods lie between the data and the time.
  private let gap: Int
  /// How many periods later outcomes come.
  private let delay: Int
  private let model: ResponseCurves
  private let over: Period
  private let first: CalendarDate?
  private let last: CalendarDate?

  /// Errors: `invalidArgument` for a time that is not to come, that is too long or has no whole period.
  init(_ call: Call, _ model: ResponseCurves) throws(ValueError) {
    guard let over = call.period("over"), let market = model.markets.first?.market else {
      throw ValueError(.invalidArgument, "`over:` is a period", argument: "over")
    }
    (self.model, self.over) = (model, over)
    let count = market.outcome.count
    // The place of the first period that begins in the time, and of the first that begins after it.
    var begin = RegularSeries.offset(of: over.first, from: market.start, market.grain)
    if let day = market.day(begin), day < over.first { begin += 1 }
    var end = RegularSeries.offset(of: over.last, from: market.start, market.grain) + 1
    if let day = market.day(end - 1), day > over.last { end -= 1 }
    guard begin >= count else {
      let next = market.period(count)
      throw ValueError(
        .invalidArgument, "`over:` begins before the data end",
        because:
          "the data reach to \(market.period(count - 1).map { "\($0.last)" } ?? "its begin"), the time begins on \(over.first)",
        fixes: next.map {
          [.init("over: \(Self.text($0, grain: .quarter))", note: "the next whole quarter")]
        } ?? [],
        argument: "over")
    }
    guard end > begin, end - begin <= Self.mostPeriods, begin - count <= Self.mostPeriods else {
      throw ValueError(
        .invalidArgument,
        end > begin
          ? "`over:` lies too far from the data" : "no \(market.grain.rawValue) begins in the time",
        because: "it goes from \(over.first) to \(over.last)", argument: "over")
    }
    (periods, gap) = (end - begin, begin - count)
    (first, last) = (market.day(begin), market.period(end - 1)?.last)
    delay = try Self.delay(call, market.grain)
  }

  /// The next whole quarter behind a period.
  private static func text(_ period: Period, grain: PeriodGrain) -> String {
    guard var found = Period(grain, containing: period.first) else { return "@\(period.first)" }
    if found.first < period.first, let next = found.moved(by: 1) { found = next }
    return "@\(NumberText().text(.period(found)))"
  }

  private static func delay(_ call: Call, _ grain: PeriodGrain) throws(ValueError) -> Int {
    guard let value = call.value("delay"), let magnitude = value.magnitude, magnitude != 0 else {
      return 0
    }
    guard let unit = value.measure?.unit.single,
      let periods = Int(exactly: (magnitude / PeriodLength(unit, grain).perPeriod).rounded()),
      (0...mostPeriods).contains(periods)
    else {
      throw ValueError(
        .invalidArgument, "`delay:` is a length of time that a deal takes",
        because: "it is \(NumberText().text(value))", argument: "delay")
    }
    return periods
  }

  /// The budget per period: of the whole time, or per time.
  func budget(_ call: Call, _ model: ResponseCurves) throws(ValueError) -> Double? {
    guard let value = call.value("budget"), let magnitude = value.magnitude else { return nil }
    guard value.measure?.unit != model.units.spend.unit else {
      guard magnitude >= 0, magnitude.isFinite else {
        throw ValueError(
          .invalidArgument, "`budget:` cannot be negative",
          because: "it is \(NumberText().text(value))", argument: "budget")
      }
      return magnitude / Double(periods)
    }
    return try SpendRate(value, model, argument: "budget").perPeriod
  }

  /// A channel with what was spent on it before the time, today's spend up to its beginning included.
  func channel(
    _ channel: BudgetRequest.Channel, _ request: BudgetRequest, _ curve: SaturationCurve,
    _ carryOver: CarryOver
  ) -> PlanChannel {
    PlanChannel(
      curve, weights: carryOver.settled,
      history: model.spend(channel.channel) + Array(repeating: channel.today, count: gap),
      valuePerOutcome: channel.value, floor: channel.floor, cap: channel.cap, delay: delay)
  }

  // MARK: Words

  var words: String {
    let grain = model.grain.rawValue
    let text = NumberText()
    func counted(_ count: Int) -> String {
      "\(text.text(.number(Double(count)))) \(grain)\(count == 1 ? "" : "s")"
    }
    let days = [first, last].compactMap { $0.map { "\($0)" } }.joined(separator: " to ")
    return "\(counted(periods)), \(days)"
      + (gap > 0 ? "; today's spend goes on for \(counted(gap)) before" : "")
      + (delay > 0 ? "; outcomes come \(counted(delay)) later" : "")
  }

  var notes: [Note] { [Note(.note, "the plan is for \(words)")] }
}

extension CarryOver {
  /// Weights up to where nothing to speak of is left; they sum to 1.
  var settled: [Double] {
    var weights = weights(count: 1_000)
    var rest = 0.0
    while let last = weights.last, weights.count > 1, rest + last < 1e-9 {
      rest += last
      weights.removeLast()
    }
    let sum = weights.reduce(0, +)
    return sum > 0 ? weights.map { $0 / sum } : [1]
  }
}
