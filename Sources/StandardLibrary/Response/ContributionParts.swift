internal import Statistics
internal import Units
internal import Values

/// What the base and the channels brought in each stretch of time, with its replicates.
struct ContributionParts {
  struct Part {
    /// Nil for the base.
    let channel: ResponseCurves.Channel?
    let spend: Double
    let outcome: Double
    let replicates: [Double]
    /// False for a channel without a curve: what it brought is in the base.
    var isKnown = true
  }

  private let model: ResponseCurves
  private let every: PeriodGrain?
  /// The first days of the stretches; one nil for all of the data.
  let periods: [CalendarDate?]

  init(_ model: ResponseCurves, every: PeriodGrain?) {
    (self.model, self.every) = (model, every)
    guard let every else {
      periods = [nil]
      return
    }
    var found: Set<CalendarDate> = []
    for market in model.markets {
      for place in market.market.outcome.indices {
        if let day = market.market.day(place), let period = Period(every, containing: day) {
          found.insert(period.first)
        }
      }
    }
    periods = found.sorted()
  }

  /// The base first, then the channels.
  func rows(of period: CalendarDate?) -> [Part] {
    [base(period)] + model.channels.map { channel($0, period) }
  }

  /// How many outcomes there were, and what the fit makes of them.
  var notes: [Note] {
    let text = NumberText()
    var observed = 0.0, fitted = 0.0
    for index in markets {
      let market = model.markets[index]
      for (place, value) in market.market.outcome.enumerated() where !value.isNaN {
        observed += value
        fitted += market.fit.fitted[place]
      }
    }
    let unknown = model.channels.filter { model.response($0).curve == nil }.map(\.name)
    let inBase =
      unknown.isEmpty
      ? []
      : [
        Note(
          .warning,
          "\(NameList.text(unknown)): the data tell no curve; what it brought is in the base")
      ]
    return inBase + [
      Note(
        .note,
        "the fit gives \(text.text(Quantity(fitted, model.units.outcome))) where there were \(text.text(Quantity(observed, model.units.outcome)))"
      )
    ]
  }

  /// The markets of the channels that are asked about.
  private var markets: [Int] { Set(model.channels.map(\.market)).sorted() }

  // MARK: Parts

  private func channel(_ channel: ResponseCurves.Channel, _ period: CalendarDate?) -> Part {
    let market = model.market(channel)
    let places = places(market, period)
    let spend = model.spend(channel)
    let start = market.start
    let replicates = market.fit.replicates.map { replicate in
      guard let curve = replicate.curves[channel.place] else { return Double.nan }
      let stock = replicate.carryOvers[channel.place].stock(spend, start: start)
      let demand = market.fit.demand(replicate)
      return places.reduce(0) { $0 + demand[$1] * curve.value(at: stock[$1]) }
    }
    let brought = market.fit.contributions[channel.place]
    return Part(
      channel: channel, spend: places.reduce(0) { $0 + spend[$1] },
      outcome: places.reduce(0) { $0 + brought[$1] }, replicates: replicates,
      isKnown: model.response(channel).curve != nil)
  }

  private func base(_ period: CalendarDate?) -> Part {
    var outcome = 0.0
    var sums = [Double](repeating: 0, count: ResponseSetting().replicateCount)
    for index in markets {
      let market = model.markets[index]
      let places = places(market, period)
      outcome += places.reduce(0) { $0 + market.fit.base[$1] }
      for (draw, replicate) in market.fit.replicates.enumerated() where draw < sums.count {
        let base = market.fit.base(replicate)
        sums[draw] += places.reduce(0) { $0 + base[$1] }
      }
    }
    return Part(channel: nil, spend: 0, outcome: outcome, replicates: sums)
  }

  private func places(_ market: ResponseCurves.Market, _ period: CalendarDate?) -> [Int] {
    let all = Array(market.market.outcome.indices)
    guard let every, let period else { return all }
    return all.filter { place in
      market.market.day(place).flatMap { Period(every, containing: $0) }?.first == period
    }
  }
}
