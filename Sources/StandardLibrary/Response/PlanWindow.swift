internal import Statistics
internal import Units
internal import Values

/// The periods that a plan is for, and what was spent before them.
struct PlanWindow {
  /// No plan is for more periods.
  private static let mostPeriods = 1_100

  let periods: Int
  /// The first day of the first period.
  private let first: CalendarDate
  private let last: CalendarDate?
  /// How many periods later outcomes come.
  private let delay: Int
  private let model: ResponseCurves
  private(set) var notes: [Note] = []

  /// Errors: `invalidArgument` for a time that is not to come, that is too long or has no whole period.
  init(_ call: Call, _ model: ResponseCurves) throws(ValueError) {
    // Channels of their own markets may end at different times; the time is to come for all of them.
    let markets = Set(model.channels.map(\.market)).sorted().map { model.markets[$0].market }
    guard let over = call.period("over"),
      let market = markets.max(by: { $0.end < $1.end })
    else { throw ValueError(.invalidArgument, "`over:` is a period", argument: "over") }
    self.model = model
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
    guard end > begin, end - begin <= Self.mostPeriods, let first = market.day(begin),
      markets.allSatisfy({ Self.gap($0, before: first) <= Self.mostPeriods })
    else {
      throw ValueError(
        .invalidArgument,
        end > begin
          ? "`over:` lies too far from the data" : "no \(market.grain.rawValue) begins in the time",
        because: "it goes from \(over.first) to \(over.last)", argument: "over")
    }
    periods = end - begin
    (self.first, last) = (first, market.period(end - 1)?.last)
    let length = try Self.delay(call, market.grain)
    delay = length.periods
    notes = [Note(.note, "the plan is for \(words)")] + length.notes
  }

  /// How many periods lie between the data of a market and the first day of the time.
  private static func gap(_ market: ResponseMarket, before first: CalendarDate) -> Int {
    RegularSeries.offset(of: first, from: market.start, market.grain) - market.outcome.count
  }

  private func gap(_ channel: ResponseCurves.Channel) -> Int {
    Self.gap(model.market(channel).market, before: first)
  }

  /// The next whole quarter behind a period.
  private static func text(_ period: Period, grain: PeriodGrain) -> String {
    guard var found = Period(grain, containing: period.first) else { return "@\(period.first)" }
    if found.first < period.first, let next = found.moved(by: 1) { found = next }
    return "@\(NumberText().text(.period(found)))"
  }

  /// The delay in whole periods, with what is said of its rounding.
  private static func delay(
    _ call: Call, _ grain: PeriodGrain
  ) throws(ValueError) -> (periods: Int, notes: [Note]) {
    guard let value = call.value("delay"), let magnitude = value.magnitude, magnitude != 0 else {
      return (0, [])
    }
    let asked = value.measure?.unit.single.map { magnitude / PeriodLength($0, grain).perPeriod }
    guard let asked, let periods = Int(exactly: asked.rounded()),
      (0...mostPeriods).contains(periods)
    else {
      throw ValueError(
        .invalidArgument, "`delay:` is a length of time that a deal takes",
        because: "it is \(NumberText().text(value))", argument: "delay")
    }
    guard (asked - Double(periods)).magnitude > 1e-9 else { return (periods, []) }
    let text = NumberText()
    return (
      periods,
      [
        Note(
          .note,
          "a delay of \(text.text(value)) is taken as \(periods) \(grain.rawValue)\(periods == 1 ? "" : "s")"
        )
      ]
    )
  }

  /// An amount per period: of the whole time, or per time.
  func amount(
    _ call: Call, _ argument: String
  ) throws(ValueError) -> (perPeriod: Double, notes: [Note])? {
    guard let value = call.value(argument), let magnitude = value.magnitude else { return nil }
    guard value.measure?.unit != model.units.spend.unit else {
      guard magnitude >= 0, magnitude.isFinite else {
        throw ValueError(
          .invalidArgument, "`\(argument):` cannot be negative",
          because: "it is \(NumberText().text(value))", argument: argument)
      }
      return (magnitude / Double(periods), [])
    }
    let rate = try SpendRate(value, model, argument: argument)
    return (rate.perPeriod, rate.notes)
  }

  /// A channel with what was spent on it before the time, today's spend up to its beginning included.
  func channel(
    _ channel: BudgetRequest.Channel, _ request: BudgetRequest, _ curve: SaturationCurve,
    _ carryOver: CarryOver
  ) -> PlanChannel {
    let market = model.market(channel.channel)
    return PlanChannel(
      curve, first: market.first, weights: carryOver.settled,
      history: model.spend(channel.channel)
        + Array(repeating: channel.today, count: gap(channel.channel)),
      start: market.start, valuePerOutcome: channel.worth.value, floor: channel.floor,
      cap: channel.cap, delay: delay)
  }

  // MARK: Words

  var words: String {
    let grain = model.grain.rawValue
    let text = NumberText()
    func counted(_ count: Int) -> String {
      "\(text.text(.number(Double(count)))) \(grain)\(count == 1 ? "" : "s")"
    }
    let days = "\(first)\(last.map { " to \($0)" } ?? "")"
    let gaps = model.channels.map(gap)
    let (least, most) = (gaps.min() ?? 0, gaps.max() ?? 0)
    let before =
      least < most
      ? "; today's spend goes on before, for \(least) to \(counted(most)), from where the data of each channel end"
      : most > 0 ? "; today's spend goes on for \(counted(most)) before" : ""
    return "\(counted(periods)), \(days)\(before)"
      + (delay > 0 ? "; outcomes come \(counted(delay)) later" : "")
  }
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
