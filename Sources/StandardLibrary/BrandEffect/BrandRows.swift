internal import Statistics
internal import Units
internal import Values

/// The rows of `brand_effect`: one for each channel, then one for all but the brand.
struct BrandRows {
  static let allOthers = "(all others)"

  private let question: BrandQuestion
  private let answer: BrandAnswer
  private let estimates: SeriesEstimates
  private let units: BrandUnits

  init(_ question: BrandQuestion, _ answer: BrandAnswer, _ estimates: SeriesEstimates) {
    (self.question, self.answer, self.estimates) = (question, answer, estimates)
    units = BrandUnits(question.columns.measure, question.spend.currency)
  }

  static func schemas(
    _ measure: Measure, _ currency: NamedUnit, isCalibration: Bool
  ) -> TableType {
    let units = BrandUnits(measure, currency)
    guard !isCalibration else {
      return TableType([
        ColumnSchema("channel", .text, isGroupKey: true), ColumnSchema("from", .date),
        ColumnSchema("to", .date), ColumnSchema("spend", .unit(Unit(currency))),
        ColumnSchema("outcome", .estimate(measure)),
      ])
    }
    let rate = Type.measure(units.perDay), day = Type.measure(units.day)
    return TableType([
      ColumnSchema("channel", .text, isGroupKey: true), ColumnSchema("before", rate),
      ColumnSchema("during", rate), ColumnSchema("after", rate),
      ColumnSchema("per_spend", .share), ColumnSchema("loss", .estimate(measure)),
      ColumnSchema("relative", .estimate(.share)), ColumnSchema("lag", day),
      ColumnSchema("recovery", day), ColumnSchema("placebo", .share),
    ])
  }

  // MARK: Effects

  /// The channels with what is known of each, in the order of their names.
  var effects: [(name: String, outcome: BrandAnswer.Outcome)] {
    var rows = zip(question.channels, answer.others.channels).map { ($0.name, $1) }
    if let own = answer.own { rows.append((question.brand, own)) }
    rows.sort { left, right in left.0.utf8.lexicographicallyPrecedes(right.0.utf8) }
    return rows + [(Self.allOthers, answer.others.all)]
  }

  func cells(_ name: String, _ outcome: BrandAnswer.Outcome) -> [Value] {
    guard case .success(let effect) = outcome else {
      return [.text(name)] + Array(repeating: .missing, count: 9)
    }
    let figures = effect.figures
    let total = effect.total
    let window = effect.windows.first
    return [
      .text(name), rate(figures.before), rate(figures.dark), rate(figures.after),
      Self.share(perSpend(figures)),
      estimates.estimate(total.loss, total.replicates),
      estimates.estimate(total.relative, total.relativeReplicates, .share),
      days(window?.lag, from: window?.darkPositions.lowerBound),
      days(window?.recoveryTime, from: window?.darkPositions.upperBound),
      Self.share(placebo(effect.placebos)),
    ]
  }

  /// What a channel had in a day.
  private func rate(_ figures: PeriodFigures) -> Value {
    guard let perPoint = figures.perPoint else { return .missing }
    return .quantity(Quantity(perPoint / question.daysPerPeriod, units.perDay))
  }

  /// How outcomes per spend changed in the dark period; nil where nothing was spent.
  private func perSpend(_ figures: EffectFigures) -> Double? {
    guard let before = figures.before.perSpend, before > 0, let during = figures.dark.perSpend
    else { return nil }
    return during / before - 1
  }

  /// The share of windows, with the dark one, that lost as much.
  private func placebo(_ placebos: PlaceboTest) -> Double? {
    guard !placebos.windows.isEmpty else { return nil }
    return Double(1 + placebos.asLarge) / Double(1 + placebos.windows.count)
  }

  /// How many days some periods are.
  private func days(_ periods: Int?, from start: Int?) -> Value {
    guard let periods, let start, let first = question.calendar.day(start),
      let end = question.calendar.day(start + periods)
    else { return .missing }
    return .quantity(Quantity(Double(end.dayNumber - first.dayNumber), units.day))
  }

  private static func share(_ value: Double?) -> Value {
    value.map { .quantity(Quantity($0, .share)) } ?? .missing
  }

  // MARK: Calibration

  /// For each dark period what was not spent on the brand, and what all other channels had less for it.
  var calibration: [[Value]] {
    guard case .success(let all) = answer.others.all else { return [] }
    let money = Measure.unit(Unit(question.spend.currency))
    return zip(question.periods, all.windows).map { period, window in
      let spend = (period.during - period.usual) * Double(period.positions.count)
      let total = window.total
      return [
        .text(question.brand), question.calendar.day(period.first).map(Value.date) ?? .missing,
        question.calendar.lastDay(period.last).map(Value.date) ?? .missing,
        .quantity(Quantity(spend, money)),
        estimates.estimate(-total.loss, total.replicates.map { -$0 }),
      ]
    }
  }
}

/// Units of outcomes and days.
struct BrandUnits {
  let day: Measure
  let perDay: Measure

  init(_ outcome: Measure, _ currency: NamedUnit) {
    day = DayUnits(currency).day
    perDay = .unit(outcome.unit.divided(by: day.unit).unit)
  }
}

extension BrandQuestion {
  /// How many days a period of the calendar has on average.
  var daysPerPeriod: Double {
    guard let first = calendar.day(0), let last = calendar.lastDay(calendar.count - 1) else {
      return 1
    }
    return Double(last.dayNumber - first.dayNumber + 1) / Double(calendar.count)
  }
}
