internal import Statistics
internal import Units
internal import Values

/// The intervals and the replicates of the figures of one row.
struct FigureIntervals: Sendable {
  private let estimate: UnitEconomicsEstimate?
  private let replicates: LazyAttempt<ReplicateSums>?
  private let figures: GroupFigures
  private let hazard: ConfidenceInterval?

  /// Without a level there are no intervals.
  init(
    _ figures: GroupFigures, buckets: LazyAttempt<BucketSums>?, level: Double?, hasSpend: Bool,
  ) {
    self.figures = figures
    guard let level, let residuals = figures.sums.residuals else {
      (estimate, replicates, hazard) = (nil, nil, nil)
      return
    }
    estimate = UnitEconomicsEstimate(
      won: figures.won, residuals: residuals, cost: hasSpend ? figures.cost : nil,
      margin: figures.margin, level: level, method: figures.method)
    hazard =
      figures.sums.definition.isHazard
      ? residuals.churn.map { HazardInterval.pooled($0, level: level) } : nil
    let sums = figures.sums
    replicates = buckets.map { buckets in
      LazyAttempt { () throws(ValueError) in try buckets.value.replicates(of: sums) }
    }
  }

  var isReplicated: Bool { replicates != nil }

  /// How the error of arpa is skewed.
  var revenueSkewness: Double { estimate?.revenueSkewness ?? 0 }

  /// Whether a value lies inside the interval of a figure.
  func holds(_ value: Double, _ column: EconomicsColumn) -> Bool {
    switch interval(column) {
    case .between(let low, let high): low <= value && value <= high
    case .atLeast(let low): low <= value
    case .atMost(let high): value <= high
    case .none: false
    }
  }

  func interval(_ column: EconomicsColumn) -> Estimate.Interval {
    guard let estimate else { return .none }
    switch column {
    case .cac: return Self.interval(estimate.cac.interval)
    case .churn: return Self.interval(hazard ?? estimate.churn.interval)
    case .arpa: return Self.interval(estimate.arpa.interval)
    case .lifetime: return Self.interval(estimate.lifetime.interval)
    case .ltv: return Self.interval(estimate.ltv.interval)
    case .ltvCac: return Self.interval(estimate.ltvToCac.interval)
    case .payback: return Self.interval(estimate.payback.interval)
    default: return .none
    }
  }

  static func interval(_ interval: ConfidenceInterval) -> Estimate.Interval {
    switch interval {
    case .interval(let lower, let upper) where lower.isFinite && upper.isFinite:
      .between(low: lower, high: upper)
    case .interval(let lower, _) where lower.isFinite: .atLeast(lower)
    case .interval(_, let upper) where upper.isFinite: .atMost(upper)
    case .lowerBound(let lower) where lower.isFinite: .atLeast(lower)
    case .upperBound(let upper) where upper.isFinite: .atMost(upper)
    default: .none
    }
  }

  /// The replicates of a figure; one that has no value is NaN.
  func replicates(_ column: EconomicsColumn) throws(ValueError) -> [Double] {
    guard let replicates = try replicates?.value else { return [] }
    func sums(_ statistic: GroupSums.Statistic) -> [Double] {
      Array(replicates.replicates(group: 0, statistic: statistic.rawValue))
    }
    let won = sums(.won), open = sums(.open), lost = sums(.lost)
    let revenue = sums(.revenue), priced = sums(.priced)
    let cost = figures.cost, margin = figures.margin, method = figures.method
    let values: [Double] = won.indices.map { index in
      let cac = cost / won[index]
      let churn = lost[index] / open[index]
      let arpa = revenue[index] / priced[index]
      switch column {
      case .cac: return cac
      case .churn: return churn
      case .arpa: return arpa
      case .lifetime: return 1 / churn
      case .ltv: return method.value(margin: arpa * margin, churn: churn)
      case .ltvCac: return method.value(margin: arpa * margin, churn: churn) / cac
      case .payback:
        return Payback.paidInAdvance(cost: cac, revenue: arpa, churn: churn, margin: margin)?
          .periods ?? .nan
      default: return .nan
      }
    }
    return values.map { $0.isFinite ? $0 : .nan }
  }
}
