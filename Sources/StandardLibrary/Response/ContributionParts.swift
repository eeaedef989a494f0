internal import Statistics
internal import Units
internal import Values

/// What the base and the channels brought in each stretch of time, with its replicates.
struct ContributionParts {
  enum Source {
    case base
    case channel(ResponseCurves.Channel)
    /// The channels of the same market that are not asked about.
    case others
  }

  struct Part {
    let source: Source
    let spend: Double
    let outcome: DrawnFigure
    /// False for a channel without a curve: what it brought is in the base.
    var isKnown = true
  }

  private let model: ResponseCurves
  /// The first days of the stretches; one nil for all of the data.
  let periods: [CalendarDate?]
  /// For each market the place of each period's stretch; nil for a period beyond the calendar.
  private let stretches: [[Int?]]

  init(_ model: ResponseCurves, every: PeriodGrain?) {
    self.model = model
    let days = model.markets.map { market in
      market.market.outcome.indices.map { place in
        every.flatMap { every in
          market.market.day(place).flatMap { Period(every, containing: $0)?.first }
        }
      }
    }
    let periods: [CalendarDate?] =
      every == nil ? [nil] : Set(days.joined().compactMap { $0 }).sorted()
    let places = Dictionary(
      zip(periods, periods.indices), uniquingKeysWith: { first, _ in first })
    self.periods = periods
    stretches = days.map { $0.map { places[$0] } }
  }

  /// For each stretch the base, then the channels, then those that are not asked about, if any.
  var rows: [[Part]] {
    let parts = [base] + model.channels.map(channel) + [others].compactMap { $0 }
    return periods.indices.map { stretch in parts.map { $0[stretch] } }
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
    let doubtful = model.channels.filter {
      model.response($0).curve != nil && model.curve($0) == nil
    }.map(\.name)
    var notes: [Note] = []
    if !unknown.isEmpty {
      notes.append(
        Note(
          .warning,
          "\(NameList.text(unknown)): the data tell no curve; what it brought is in the base"))
    }
    if !doubtful.isEmpty {
      notes.append(
        Note(
          .warning,
          "\(NameList.text(doubtful)): the data do not tell the curve, so that what is given to it may be of others"
        ))
    }
    return notes + [
      Note(
        .note,
        "the fit gives \(text.text(Quantity(fitted, model.units.outcome))) where there were \(text.text(Quantity(observed, model.units.outcome)))"
      )
    ]
  }

  /// The markets of the channels that are asked about.
  private var markets: [Int] { Set(model.channels.map(\.market)).sorted() }

  // MARK: Parts

  /// What a channel brought in each stretch.
  private func channel(_ channel: ResponseCurves.Channel) -> [Part] {
    let market = model.market(channel), spend = model.spend(channel)
    let draws = market.fit.replicates.map { replicate in
      guard let curve = replicate.curves[channel.place] else {
        return [Double](repeating: .nan, count: periods.count)
      }
      let outcomes = replicate.carryOvers[channel.place].outcomes(
        of: spend, start: market.start, curve, first: market.first)
      return sums(zip(market.fit.demand(replicate), outcomes).map { $0 * $1 }, channel.market)
    }
    let spent = sums(spend, channel.market)
    let brought = sums(market.fit.contributions[channel.place], channel.market)
    let isKnown = model.response(channel).curve != nil
    return periods.indices.map { stretch in
      Part(
        source: .channel(channel), spend: spent[stretch],
        outcome: DrawnFigure(brought[stretch], draws.map { $0[stretch] }), isKnown: isKnown)
    }
  }

  /// What the other channels of the same markets brought; nil where there are none.
  private var others: [Part]? {
    let asked = Set(model.channels.map { [$0.market, $0.place] })
    let left = markets.flatMap { market in
      model.markets[market].market.channels.enumerated().map {
        ResponseCurves.Channel(key: $0.element.key, market: market, place: $0.offset)
      }
    }.filter { !asked.contains([$0.market, $0.place]) }
    guard !left.isEmpty else { return nil }
    let parts = left.map(channel)
    return periods.indices.map { stretch in
      let all = parts.map { $0[stretch] }
      // What a channel without a curve brought is in the base.
      return Part(
        source: .others, spend: all.reduce(0) { $0 + $1.spend },
        outcome: all.filter(\.isKnown).reduce(DrawnFigure(0)) { $0 + $1.outcome })
    }
  }

  /// What the bases of all markets brought in each stretch.
  private var base: [Part] {
    var outcome = [Double](repeating: 0, count: periods.count)
    var fitted = outcome
    var draws = model.markets.first?.fit.replicates.map { _ in outcome } ?? []
    for index in markets {
      let fit = model.markets[index].fit
      for (stretch, sum) in sums(fit.base, index).enumerated() { outcome[stretch] += sum }
      for (stretch, sum) in sums(fit.fitted, index).enumerated() { fitted[stretch] += sum }
      for (draw, replicate) in zip(draws.indices, fit.replicates) {
        for (stretch, sum) in sums(fit.base(replicate), index).enumerated() {
          draws[draw][stretch] += sum
        }
      }
    }
    return periods.indices.map { stretch in
      // A base that is held at nothing is nothing, but for rounding.
      func settled(_ value: Double) -> Double {
        value.magnitude <= 1e-9 * fitted[stretch].magnitude ? 0 : value
      }
      return Part(
        source: .base, spend: 0,
        outcome: DrawnFigure(settled(outcome[stretch]), draws.map { settled($0[stretch]) }))
    }
  }

  /// The sums of a market's values, one for each of its periods, over each stretch.
  private func sums(_ values: [Double], _ market: Int) -> [Double] {
    var sums = [Double](repeating: 0, count: periods.count)
    for (stretch, value) in zip(stretches[market], values) {
      if let stretch { sums[stretch] += value }
    }
    return sums
  }
}
