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
    let spend = got?.spend ?? channel.today
    let returns = CurveReturns(model: model, channel: channel.channel, units: units, spend: spend)
    let gain = gain(channel, spend: spend)
    return [
      rate(channel.today), rate(spend), returns.outcome, estimate(gain, 1, units.outcomeRate),
    ] + (request.hasValues ? [estimate(gain, channel.value, units.spendRate)] : []) + [
      returns.marginal, heldBy(channel, got).map(Value.text) ?? .missing,
    ]
  }

  private func allocation(_ channel: BudgetRequest.Channel) -> ChannelAllocation? {
    request.place(of: channel).map { split.channels[$0] }
  }

  private func rate(_ amount: Double) -> Value {
    .quantity(Quantity(amount / request.perPeriod, units.spendRate))
  }

  /// What a spend brings more than today's, per time, with its replicates; nil for a channel without a curve.
  private func gain(
    _ channel: BudgetRequest.Channel, spend: Double
  ) -> (value: Double, replicates: [Double])? {
    guard let curve = channel.curve else { return nil }
    let figure = { (curve: SaturationCurve) in
      (curve.value(at: spend) - curve.value(at: channel.today)) / request.perPeriod
    }
    return (figure(curve), model.replicates(channel.channel, figure))
  }

  private func estimate(
    _ gain: (value: Double, replicates: [Double])?, _ factor: Double, _ measure: Measure
  ) -> Value {
    guard let gain else { return .missing }
    return model.estimates.estimate(
      gain.value * factor, gain.replicates.map { $0 * factor }, measure)
  }

  private func heldBy(
    _ channel: BudgetRequest.Channel, _ got: ChannelAllocation?
  ) -> String? {
    got.map { channel.held(by: $0.bound) } ?? "kept"
  }

  // MARK: The total

  /// The row of all channels; nil where a single one says it all.
  var total: [Value]? {
    guard request.channels.count > 1 else { return nil }
    var today = 0.0, spend = 0.0
    var outcome = Sum(), gains = Sum(), worth = Sum()
    for channel in request.channels {
      let amount = allocation(channel)?.spend ?? channel.today
      today += channel.today
      spend += amount
      guard let curve = channel.curve else { continue }
      let brought = { (curve: SaturationCurve) in curve.value(at: amount) / request.perPeriod }
      outcome.add(brought(curve), model.replicates(channel.channel, brought), 1)
      if let gain = gain(channel, spend: amount) {
        gains.add(gain.value, gain.replicates, 1)
        worth.add(gain.value, gain.replicates, channel.value)
      }
    }
    let row: [Value] =
      model.totalKeys + [
        rate(today), rate(spend), estimate(outcome, units.outcomeRate),
        estimate(gains, units.outcomeRate),
      ]
    return row + (request.hasValues ? [estimate(worth, units.spendRate)] : []) + [
      .missing, .missing,
    ]
  }

  private func estimate(_ sum: Sum, _ measure: Measure) -> Value {
    model.estimates.estimate(sum.value, sum.replicates, measure)
  }

  /// A sum with its replicates.
  private struct Sum {
    private(set) var value = 0.0
    private(set) var replicates: [Double] = []

    mutating func add(_ value: Double, _ replicates: [Double], _ factor: Double) {
      self.value += factor * value
      guard !self.replicates.isEmpty else {
        self.replicates = replicates.map { factor * $0 }
        return
      }
      for (place, replicate) in replicates.enumerated() where place < self.replicates.count {
        self.replicates[place] += factor * replicate
      }
    }
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
          "\(request.text(unspent)) of the budget cannot be spent within the caps and steps"))
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
