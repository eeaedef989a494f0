internal import Statistics
internal import Units
internal import Values

/// The rows of a split: what each channel gets and brings, and the total.
struct AllocationRows {
  private let request: BudgetRequest
  private let split: BudgetAllocation
  private let text = NumberText()

  init(_ request: BudgetRequest, _ split: BudgetAllocation) {
    (self.request, self.split) = (request, split)
  }

  private var units: ResponseUnits { request.units }
  private var model: ResponseCurves { request.model }

  // MARK: Channels

  func cells(_ channel: BudgetRequest.Channel) -> [Value] {
    let got = allocation(channel)
    let spend = got?.spend ?? channel.kept
    let returns = CurveReturns(model: model, channel: channel.channel, units: units, spend: spend)
    let gain = gain(channel, spend: spend)
    func cell(_ figure: DrawnFigure?, _ measure: Measure) -> Value {
      figure.map { model.estimates.estimate($0, measure) } ?? .missing
    }
    return [rate(channel.today), rate(spend), returns.outcome, cell(gain, units.outcomeRate)]
      + (request.hasValues ? [cell(gain.map { $0 * channel.worth }, units.spendRate)] : [])
      + [
        returns.marginal,
        (got.map { channel.held(by: $0.bound) } ?? channel.keptBy).map(Value.text) ?? .missing,
      ]
  }

  private func allocation(_ channel: BudgetRequest.Channel) -> ChannelAllocation? {
    request.place(of: channel).map { split.channels[$0] }
  }

  private func rate(_ amount: Double) -> Value {
    .quantity(Quantity(amount / request.perPeriod, units.spendRate))
  }

  /// What a spend brings more than today's, per time; nil for a channel without a curve.
  private func gain(_ channel: BudgetRequest.Channel, spend: Double) -> DrawnFigure? {
    figure(channel) { $0.value(at: spend) - $0.value(at: channel.today) }
  }

  /// A figure of a curve per period, as a rate of the result.
  private func figure(
    _ channel: BudgetRequest.Channel, _ perPeriod: (SaturationCurve) -> Double
  ) -> DrawnFigure? {
    guard let curve = channel.curve else { return nil }
    func figure(_ curve: SaturationCurve) -> Double { perPeriod(curve) / request.perPeriod }
    return DrawnFigure(figure(curve), model.replicates(channel.channel, figure))
  }

  // MARK: The total

  /// The row of all channels; nil where a single one says it all.
  var total: [Value]? {
    guard request.channels.count > 1 else { return nil }
    var today = 0.0, spend = 0.0
    var outcome = DrawnFigure(0), gains = DrawnFigure(0), worth = DrawnFigure(0)
    for channel in request.channels {
      let amount = allocation(channel)?.spend ?? channel.kept
      today += channel.today
      spend += amount
      guard let brought = figure(channel, { $0.value(at: amount) }),
        let gain = gain(channel, spend: amount)
      else { continue }
      outcome = outcome + brought
      gains = gains + gain
      worth = worth + gain * channel.worth
    }
    let estimates = model.estimates
    return model.totalKeys + [
      rate(today), rate(spend), estimates.estimate(outcome, units.outcomeRate),
      estimates.estimate(gains, units.outcomeRate),
    ] + (request.hasValues ? [estimates.estimate(worth, units.spendRate)] : []) + [
      .missing, .missing,
    ]
  }

  // MARK: Words

  /// How good the split is, for `explain`.
  var certificate: String {
    let measure = request.hasValues ? units.spendRate : units.outcomeRate
    func amount(_ value: Double) -> String {
      text.text(Quantity(value / request.perPeriod, measure))
    }
    let what = request.hasValues ? "value" : "outcome"
    guard request.budget != nil else {
      return "no spend brings more \(what) above its cost than this one, to a billionth"
    }
    return split.isProved
      ? "no split of the budget brings more than \(amount(split.upperBound)), and this one brings \(amount(split.objective))"
      : "this split brings \(amount(split.objective)); none brings more than \(amount(split.upperBound)), and whether one comes nearer was not searched to the end"
  }

  var notes: [Note] {
    var notes: [Note] = []
    if !split.isProved { notes.append(Note(.warning, certificate)) }
    if split.multiplier > 0, request.budget != nil {
      let next =
        request.hasValues
        ? "the next \(text.text(Quantity(1, units.spend))) brings \(text.text(Quantity(split.multiplier, units.spend))) of value"
        : "the next outcome costs \(text.text(Quantity(1 / split.multiplier, units.cost)))"
      notes.append(Note(.note, "at this split \(next)"))
    }
    notes += request.notes(held: split.channels.map(\.bound))
    if let unspent = split.unspent, unspent > 1e-9 * (request.budget ?? 1) {
      notes.append(
        Note(
          .warning,
          "\(request.text(unspent)) of the budget cannot be spent within the caps, the data and the steps"
        ))
    }
    return notes + low
  }

  /// Channels that are to get less than ever before.
  private var low: [Note] {
    let names = request.free.enumerated().compactMap { place, channel -> String? in
      let least = model.response(channel.channel).stock.min() ?? 0
      return split.channels[place].spend < min(least, channel.today) * 0.999
        ? channel.channel.name : nil
    }
    guard !names.isEmpty else { return [] }
    return [
      Note(
        .note,
        "\(NameList.text(names)): less than was ever spent; that nothing comes of no spend is taken for granted there"
      )
    ]
  }
}
