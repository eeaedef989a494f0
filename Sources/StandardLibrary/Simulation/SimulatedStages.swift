internal import Statistics
internal import Values

/// The stages of a deal, and how much of its cycle has passed when it enters each.
///
/// The names are those of `spanco`.
enum PipelineStage {
  static let names = ["suspect", "prospect", "approach", "negotiate", "close", "order"]
  static let shares = [0, 0.1, 0.3, 0.55, 0.85, 1]
  /// Among the deals that are not won, the shares whose last stage is each of the first five.
  static let lastStages = [0.2, 0.25, 0.25, 0.2, 0.1]
  private static let cumulativeLast = Simulation.cumulative(lastStages)

  /// How many stages a deal has entered: all if won, up to its last one if not, those whose time
  /// has come while it is open.
  static func entered(by deal: SimulatedDeal, lastDay: Int, _ draws: RowDraws) -> Int {
    switch deal.outcome {
    case .won: return names.count
    case .lost, .noDecision: return draws.index(8, in: cumulativeLast) + 1
    case .open:
      return names.indices.count { day(of: $0, in: deal) <= lastDay }
    }
  }

  /// The day on which a deal enters a stage.
  static func day(of stage: Int, in deal: SimulatedDeal) -> Int {
    deal.created + Simulation.whole((shares[stage] * Double(deal.cycle)).rounded(.up))
  }
}

/// One step of a deal.
struct SimulatedStage: Sendable {
  var deal: Int
  var stage: Int
  var entered: Int

  static let columns: [SimulatedColumn<Self>] = [
    .text("deal", "the deal") { Simulation.identifier("D", $0.deal + 1) },
    .text("stage", "the stage") { PipelineStage.names[$0.stage] },
    .date("entered", "the day on which the deal entered it") { $0.entered },
  ]
}

/// Something done for a deal.
struct SimulatedActivity: Sendable {
  static let kinds = ["email", "call", "meeting", "demo"]
  static let kindShares = Simulation.cumulative([0.45, 0.35, 0.14, 0.06])

  var deal: SimulatedDeal
  /// Seconds since 1970.
  var at: Int
  var kind: String

  static let columns: [SimulatedColumn<Self>] = [
    .instant("at", "when") { $0.at },
    .text("owner", "who did it") { $0.deal.owner },
    .text("kind", "call, email, meeting or demo") { $0.kind },
    .text("deal", "for which deal") { $0.deal.id },
  ]
}

extension Simulation {
  func stageRows() -> ChildRows<SimulatedStage> {
    ChildRows(of: counts.deals.total, count: { self.deal($0).stagesEntered }) { number in
      let deal = self.deal(number)
      return (0..<deal.stagesEntered).map { stage in
        SimulatedStage(
          deal: number, stage: stage, entered: PipelineStage.day(of: stage, in: deal))
      }
    }
  }

  /// The expected activities of a deal until the last day: those of an open one in proportion.
  private func activityCount(_ deal: SimulatedDeal) -> Int {
    let share =
      deal.outcome == .open
      ? Double(lastDay - deal.created) / Double(max(1, deal.cycle)) : 1
    var sequence = draws(.activityCounts).row(deal.number).sequence(from: 0)
    return sequence.poisson(deal.segment.activities * share)
  }

  func activityRows() -> ChildRows<SimulatedActivity> {
    ChildRows(of: counts.deals.total, count: { self.activityCount(self.deal($0)) }) { number in
      let deal = self.deal(number)
      let draws = self.draws(.activities).row(number)
      let days = min(deal.end, self.lastDay) - deal.created
      return (0..<self.activityCount(deal)).map { index in
        SimulatedActivity(
          deal: deal,
          at: Self.moment(
            day: deal.created + Self.whole(draws.uniform(3 * index) * Double(days)),
            at: draws.uniform(3 * index + 1)),
          kind: SimulatedActivity.kinds[
            draws.index(3 * index + 2, in: SimulatedActivity.kindShares)])
      }
    }
  }

  /// A second of a working day, from 8 to 18 o'clock.
  static func moment(day: Int, at point: Double) -> Int {
    day * 86_400 + 28_800 + whole(point * 36_000)
  }
}
