internal import Values

/// How often deals with a main objection are won.
struct ObjectionTruth: Sendable {
  var segment: MarketSegment
  var index: Int

  private var won: Double { segment.winRate * Objection.won[index] }
  var share: Double { won + (1 - segment.winRate) * Objection.unwon[index] }
  var winRate: Double { won / share }

  static let columns: [SimulatedColumn<Self>] = [
    .text("segment", "the segment") { $0.segment.name },
    .text("objection", "the main objection") { Objection.names[$0.index] },
    .number("share", "share of the segment's deals", in: \.share) { $0.share },
    .number("win_rate", "share of them that are won", in: \.share) { $0.winRate },
  ]
}

/// What a signal says of a deal in whose last 30 days it came.
struct SignalTruth: Sendable {
  var segment: MarketSegment
  var signal: BuyingSignal

  static let columns: [SimulatedColumn<Self>] = [
    .text("segment", "the segment") { $0.segment.name },
    .text("signal", "the signal") { $0.signal.name },
    .number("won", "share of the deals won that had it", in: \.share) { $0.signal.won },
    .number("unwon", "share of the other deals that ended that had it", in: \.share) {
      $0.signal.unwon
    },
    .number("lift", "win rate with it over the win rate of all", in: \.number) {
      $0.signal.lift(winRate: $0.segment.winRate)
    },
  ]
}

/// When a deal enters a stage.
struct StageTruth: Sendable {
  var stage: Int

  static let all = PipelineStage.names.indices.map { StageTruth(stage: $0) }

  static let columns: [SimulatedColumn<Self>] = [
    .text("stage", "the stage") { PipelineStage.names[$0.stage] },
    .number("entered", "share of the cycle that has passed", in: \.share) {
      PipelineStage.shares[$0.stage]
    },
    .number("reached", "share of the deals not won that entered it", in: \.share) { row in
      1 - PipelineStage.lastStages.prefix(row.stage).reduce(0, +)
    },
  ]
}

/// How soon leads are answered.
struct ResponseTimeTruth: Sendable {
  var isQualified: Bool
  /// The share of all leads, but for those of deals that are created or end outside of the data.
  var share: Double

  static let columns: [SimulatedColumn<Self>] = [
    .bool("qualified", "whether the lead became a deal") { $0.isQualified },
    .number("share", "share of the leads in a steady market", in: \.share) { $0.share },
    .number("median_minutes", "median minutes until the first response", in: \.number) {
      let medians = SimulatedLead.medianResponse
      return $0.isQualified ? medians.qualified : medians.unqualified
    },
    .number("spread", "standard deviation of their logarithm", in: \.number) { _ in
      SimulatedLead.responseSpread
    },
  ]
}

extension Simulation {
  var objectionTruths: [ObjectionTruth] {
    segments.flatMap { segment in
      Objection.names.indices.map { ObjectionTruth(segment: segment, index: $0) }
    }
  }

  var signalTruths: [SignalTruth] {
    segments.flatMap { segment in
      BuyingSignal.all.map { SignalTruth(segment: segment, signal: $0) }
    }
  }

  var responseTimeTruths: [ResponseTimeTruth] {
    let qualified = 1 / (1 + market.unqualified)
    return [
      ResponseTimeTruth(isQualified: true, share: qualified),
      ResponseTimeTruth(isQualified: false, share: 1 - qualified),
    ]
  }
}
