internal import Values

/// How fast the customers of a segment leave who came through a channel.
struct ChurnTruth: Sendable {
  var segment: String
  var channel: String
  var expected: Double
  var churn: Double

  static let columns: [SimulatedColumn<Self>] = [
    .text("segment", "the segment") { $0.segment },
    .text("channel", "the channel") { $0.channel },
    .number("expected", "customers expected in the data", in: \.customers) { $0.expected },
    .number("churn", "share lost in a calendar month", in: \.churn) { $0.churn },
    .number("lifetime", "mean months as a customer", in: \.months) {
      -1 / Exponential.logarithm(1 - $0.churn)
    },
  ]
}

/// What a segment is like.
struct SegmentTruth: Sendable {
  var segment: MarketSegment
  var market: Market
  var expected: Double

  static let columns: [SimulatedColumn<Self>] = [
    .text("segment", "the segment") { $0.segment.name },
    .number("expected", "customers expected in the data", in: \.customers) { $0.expected },
    .number("mean_mrr", "mean mrr of a customer", in: \.moneyPerMonth) { row in
      row.segment.products.reduce(0) { $0 + $1.share * row.segment.meanMrr($1) }
    },
    .number("median_cycle", "median days of a deal", in: \.days) { $0.segment.cycle },
    .number("mean_cycle", "mean days of a deal", in: \.days) {
      $0.segment.cycle * Exponential.of($0.segment.cycleSpread * $0.segment.cycleSpread / 2)
    },
    .number("cycle_spread", "standard deviation of its logarithm", in: \.number) {
      $0.segment.cycleSpread
    },
    .number(
      "cycle_elasticity", "of the cycle in the amount, within a product",
      in: \.number
    ) { $0.market.cycleAmount * $0.segment.cycleSpread / $0.segment.mrrSpread },
    .number("win_rate", "share of the deals that are won", in: \.share) {
      $0.segment.winRate
    },
    .number("no_decision", "share of the deals that end undecided", in: \.share) {
      (1 - $0.segment.winRate) * $0.segment.noDecision
    },
    .number("lost", "share of the deals that are lost", in: \.share) {
      (1 - $0.segment.winRate) * (1 - $0.segment.noDecision)
    },
    .number("activities", "mean number of activities of a deal", in: \.number) {
      $0.segment.activities
    },
  ]
}

/// What a product of a segment brings.
struct ProductTruth: Sendable {
  var segment: MarketSegment
  var product: MarketSegment.Product

  static let columns: [SimulatedColumn<Self>] = [
    .text("segment", "the segment") { $0.segment.name },
    .text("product", "the product") { $0.product.name },
    .number("share", "share of the segment's customers", in: \.share) {
      $0.product.share
    },
    .number("median_mrr", "median mrr", in: \.moneyPerMonth) {
      $0.segment.mrr * $0.product.price
    },
    .number("mean_mrr", "mean mrr", in: \.moneyPerMonth) { $0.segment.meanMrr($0.product) },
    .number("spread", "standard deviation of the logarithm of mrr", in: \.number) {
      $0.segment.mrrSpread
    },
  ]
}

/// How often deals with so many deciders are won.
struct DeciderTruth: Sendable {
  var segment: String
  var deciders: Int
  var share: Double
  var winRate: Double

  static let columns: [SimulatedColumn<Self>] = [
    .text("segment", "the segment") { $0.segment },
    .count("deciders", "people on the buying committee") { $0.deciders },
    .number("share", "share of the segment's deals", in: \.share) { $0.share },
    .number("win_rate", "share of them that are won", in: \.share) { $0.winRate },
  ]
}

/// A parameter of the market.
struct ParameterTruth: Sendable {
  var parameter: MarketParameter
  var market: Market

  static let columns: [SimulatedColumn<Self>] = [
    .text("name", "the parameter") { $0.parameter.name },
    .text("value", "its value") { $0.parameter.text(in: $0.market) },
    .text("unit", "its unit") { $0.parameter.unit },
    .text("meaning", "what it is") { $0.parameter.meaning },
  ]
}

extension Simulation {
  private func expected(_ channel: Int) -> Double {
    (0..<plan.dayCount).reduce(0) { $0 + plan.expected[$1 * plan.channels.count + channel] }
  }

  var churnTruths: [ChurnTruth] {
    segments.enumerated().flatMap { segment, kind in
      plan.channels.enumerated().map { index, channel in
        ChurnTruth(
          segment: kind.name, channel: channel.channel.name,
          expected: expected(index) * channel.winShares[segment], churn: channel.churn[segment])
      }
    }
  }

  var segmentTruths: [SegmentTruth] {
    segments.enumerated().map { segment, kind in
      let total = plan.channels.enumerated().reduce(0) {
        $0 + expected($1.offset) * $1.element.winShares[segment]
      }
      return SegmentTruth(segment: kind, market: market, expected: total)
    }
  }

  var productTruths: [ProductTruth] {
    segments.flatMap { segment in
      segment.products.map { ProductTruth(segment: segment, product: $0) }
    }
  }

  var deciderTruths: [DeciderTruth] {
    segments.flatMap { segment in
      zip(segment.deciders, segment.winRates(effect: market.deciderEffect)).map {
        DeciderTruth(
          segment: segment.name, deciders: $0, share: 1 / Double(segment.deciders.count),
          winRate: $1)
      }
    }
  }

  var parameterTruths: [ParameterTruth] {
    MarketParameter.all.map { ParameterTruth(parameter: $0, market: market) }
  }
}
