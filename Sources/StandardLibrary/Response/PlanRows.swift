internal import Statistics
internal import Units
internal import Values

/// The rows of a plan.
struct PlanRows {
  private let request: BudgetRequest
  private let window: PlanWindow
  private let plan: SpendPlan
  private let horizon: PlanHorizon
  /// Of the channels whose spend is chosen.
  private var brought: [Figures] = []

  init(_ request: BudgetRequest, _ window: PlanWindow, _ plan: SpendPlan, _ horizon: PlanHorizon) {
    (self.request, self.window) = (request, window)
    (self.plan, self.horizon) = (plan, horizon)
    brought = zip(request.free, plan.channels).map { figures($0, total: $1.total) }
  }

  private var model: ResponseCurves { request.model }
  private var units: ResponseUnits { request.units }
  private var count: Double { Double(window.periods) }

  // MARK: Channels

  func cells(_ channel: BudgetRequest.Channel) -> [Value] {
    guard let place = request.place(of: channel) else {
      return [money(channel.today * count), money(channel.kept * count)]
        + Array(repeating: Value.missing, count: request.hasValues ? 6 : 5)
        + [channel.keptBy.map(Value.text) ?? .missing]
    }
    let (got, figures) = (plan.channels[place], brought[place])
    return [
      money(channel.today * count), money(got.total), estimate(figures.inside),
      ResponseEstimates.quantity(got.insideWithout, units.outcome), estimate(figures.after),
      estimate(figures.gain),
    ] + (request.hasValues ? [worth(figures.gain * channel.worth)] : []) + [
      ResponseEstimates.quantity(got.marginalOutcome, units.yield),
      channel.held(by: got.bound).map(Value.text) ?? .missing,
    ]
  }

  private func money(_ amount: Double) -> Value { .quantity(Quantity(amount, units.spend)) }
  private func estimate(_ figure: DrawnFigure) -> Value {
    model.estimates.estimate(figure, units.outcome)
  }
  private func worth(_ figure: DrawnFigure) -> Value {
    model.estimates.estimate(figure, units.spend)
  }

  // MARK: Figures

  /// What a total of the time brings in it and later, and more than today's pace.
  private typealias Figures = (inside: DrawnFigure, after: DrawnFigure, gain: DrawnFigure)

  private func figures(_ channel: BudgetRequest.Channel, total: Double) -> Figures {
    let market = model.market(channel.channel)
    let response = model.response(channel.channel)
    let draws = market.fit.replicates.map { replicate in
      replicate.curves[channel.channel.place].map {
        figures(channel, $0, replicate.carryOvers[channel.channel.place], total: total)
      } ?? (.nan, .nan, .nan)
    }
    let own =
      channel.curve.map { figures(channel, $0, response.carryOver, total: total) }
      ?? (.nan, .nan, .nan)
    return (
      DrawnFigure(own.inside, draws.map(\.inside)), DrawnFigure(own.after, draws.map(\.after)),
      DrawnFigure(own.gain, draws.map(\.gain))
    )
  }

  private func figures(
    _ channel: BudgetRequest.Channel, _ curve: SaturationCurve, _ carryOver: CarryOver,
    total: Double
  ) -> (inside: Double, after: Double, gain: Double) {
    let response = PlanResponse(
      window.channel(channel, request, curve, carryOver), periods: window.periods)
    func counted(_ total: Double) -> Double {
      response.inside.value(at: total)
        + (horizon == .all ? response.after.value(at: total) : 0)
    }
    return (
      response.inside.value(at: total), response.after.value(at: total),
      counted(total) - counted(channel.today * count)
    )
  }

  // MARK: The total

  var total: [Value]? {
    guard request.channels.count > 1 else { return nil }
    var today = 0.0, spend = 0.0, without = 0.0
    var sums: Figures = (DrawnFigure(0), DrawnFigure(0), DrawnFigure(0))
    var value = DrawnFigure(0)
    for channel in request.channels {
      today += channel.today * count
      guard let place = request.place(of: channel) else {
        spend += channel.kept * count
        continue
      }
      let (got, figures) = (plan.channels[place], brought[place])
      spend += got.total
      without += got.insideWithout
      sums = (
        sums.inside + figures.inside, sums.after + figures.after, sums.gain + figures.gain
      )
      value = value + figures.gain * channel.worth
    }
    return model.totalKeys + [
      money(today), money(spend), estimate(sums.inside),
      ResponseEstimates.quantity(without, units.outcome), estimate(sums.after),
      estimate(sums.gain),
    ] + (request.hasValues ? [worth(value)] : []) + [.missing, .missing]
  }

  var notes: [Note] {
    var notes = request.notes(held: plan.channels.map(\.bound))
    if !plan.allocation.isProved {
      notes.append(Note(.warning, "whether another split brings more was not searched to the end"))
    }
    return notes
  }
}
