internal import Statistics
internal import Units
internal import Values

/// The rows of a plan.
struct PlanRows {
  private let request: BudgetRequest
  private let window: PlanWindow
  private let plan: SpendPlan
  private let horizon: PlanHorizon

  init(_ request: BudgetRequest, _ window: PlanWindow, _ plan: SpendPlan, _ horizon: PlanHorizon) {
    (self.request, self.window) = (request, window)
    (self.plan, self.horizon) = (plan, horizon)
  }

  private var model: ResponseCurves { request.model }
  private var units: ResponseUnits { request.units }
  private var count: Double { Double(window.periods) }

  // MARK: Channels

  func cells(_ channel: BudgetRequest.Channel) -> [Value] {
    let today = Value.quantity(Quantity(channel.today * count, units.spend))
    guard let place = request.place(of: channel) else {
      return [today, today] + Array(repeating: Value.missing, count: 5) + [.text("kept")]
    }
    let got = plan.channels[place]
    let figures = figures(channel, total: got.total)
    return [
      today, .quantity(Quantity(got.total, units.spend)),
      model.estimates.estimate(figures.inside.value, figures.inside.replicates, units.outcome),
      ResponseEstimates.quantity(got.insideWithout, units.outcome),
      model.estimates.estimate(figures.after.value, figures.after.replicates, units.outcome),
      model.estimates.estimate(figures.gain.value, figures.gain.replicates, units.outcome),
      ResponseEstimates.quantity(got.marginalOutcome, units.yield),
      channel.held(by: got.bound).map(Value.text) ?? .missing,
    ]
  }

  // MARK: Figures

  private typealias Figure = (value: Double, replicates: [Double])

  /// What a total of the time brings in it and later, and more than today's pace, with their replicates.
  private func figures(
    _ channel: BudgetRequest.Channel, total: Double
  ) -> (inside: Figure, after: Figure, gain: Figure) {
    let market = model.market(channel.channel)
    let response = model.response(channel.channel)
    var draws: [(inside: Double, after: Double, gain: Double)] = []
    for replicate in market.fit.replicates {
      guard let curve = replicate.curves[channel.channel.place] else {
        draws.append((.nan, .nan, .nan))
        continue
      }
      draws.append(
        figures(channel, curve, replicate.carryOvers[channel.channel.place], total: total))
    }
    let own = channel.curve.map { figures(channel, $0, response.carryOver, total: total) }
    return (
      (own?.inside ?? .nan, draws.map(\.inside)), (own?.after ?? .nan, draws.map(\.after)),
      (own?.gain ?? .nan, draws.map(\.gain))
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
    let rows = request.channels.map(cells)
    func sum(_ place: Int) -> Value {
      var total: Value?
      for row in rows where !row[place].isMissing {
        guard let before = total else {
          total = row[place]
          continue
        }
        total = try? Arithmetic.add(measure: row[place].measure ?? .number).apply([
          before, row[place],
        ])
      }
      return total ?? .missing
    }
    return model.totalKeys + (0..<6).map(sum) + [.missing, .missing]
  }

  var notes: [Note] {
    var notes = request.notes(held: plan.channels.map(\.bound))
    if !plan.allocation.isProved {
      notes.append(Note(.warning, "whether another split brings more was not searched to the end"))
    }
    return notes
  }
}
