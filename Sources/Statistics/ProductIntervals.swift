/// The intervals of what is computed from arpa, churn and cac together.
struct ProductIntervals {
  typealias Figure = UnitEconomicsEstimate.Figure
  typealias Component = VarianceRecovery.Component

  let arpa: Figure
  let churn: Figure
  let cac: Figure
  let margin: Double
  /// Of the errors of churn and arpa.
  let correlation: Double
  let method: LifetimeValueMethod

  /// ltv: arpa · margin / churn, or what the method makes of them.
  var lifetimeValue: Figure {
    let value = method.value(margin: arpa.value * margin, churn: churn.value)
    guard margin > 0, let arpaPart = Self.component(arpa) else {
      return Figure(value: value, interval: .unavailable)
    }
    guard let churnPart else {
      // None lost: churn has an upper bound only. Both limits at once are on the safe side.
      let bound = churn.interval.upper.map {
        ConfidenceInterval.lowerBound(method.value(margin: arpaPart.lower * margin, churn: $0))
      }
      return Figure(value: value, interval: bound ?? .unavailable)
    }
    let interval = logarithmic([arpaPart, churnPart]) { parts in
      logarithm(method.value(margin: parts[0] * margin, churn: parts[1]))
    }
    return Figure(value: value, interval: interval)
  }

  /// ltv_cac = ltv / cac.
  var lifetimeValueToCost: Figure {
    let ltv = lifetimeValue
    let value = ltv.value / cac.value
    guard margin > 0, cac.value > 0, let arpaPart = Self.component(arpa) else {
      return Figure(value: value, interval: .unavailable)
    }
    guard let cacPart = Self.component(cac) else {
      // None won: cac has a lower bound only.
      guard let upper = ltv.interval.upper, let lower = cac.interval.lower else {
        return Figure(value: value, interval: .unavailable)
      }
      return Figure(value: value, interval: .upperBound(upper / lower))
    }
    guard let churnPart else {
      let bound = ltv.interval.lower.map { ConfidenceInterval.lowerBound($0 / cacPart.upper) }
      return Figure(value: value, interval: bound ?? .unavailable)
    }
    let interval = logarithmic([arpaPart, churnPart, cacPart]) { parts in
      logarithm(method.value(margin: parts[0] * margin, churn: parts[1])) - logarithm(parts[2])
    }
    return Figure(value: value, interval: interval)
  }

  /// The months until the margin of survivors has paid cac.
  var payback: Figure {
    let value = periods(arpa: arpa.value, churn: churn.value, cac: cac.value)
    guard cac.value > 0, let arpaPart = Self.component(arpa), let lowestCost = cac.interval.lower
    else { return Figure(value: value, interval: .unavailable) }
    let churnOrNone =
      churnPart ?? churn.interval.upper.map { Component(value: 0, lower: 0, upper: $0) }
    guard let churnPart = churnOrNone else { return Figure(value: value, interval: .unavailable) }
    guard value.isFinite, let cacPart = Self.component(cac) else {
      // Never, or none won: how soon it might be, at the best limit of each part.
      let soonest = periods(arpa: arpaPart.upper, churn: churnPart.lower, cac: lowestCost)
      return Figure(value: value, interval: soonest.isNaN ? .unavailable : .lowerBound(soonest))
    }
    let interval = logarithmic([arpaPart, churnPart, cacPart]) { parts in
      logarithm(periods(arpa: parts[0], churn: parts[1], cac: parts[2]))
    }
    return Figure(value: value, interval: interval)
  }

  private func periods(arpa: Double, churn: Double, cac: Double) -> Double {
    Payback.paidInAdvance(cost: cac, revenue: arpa, churn: churn, margin: margin)?.periods ?? .nan
  }

  /// The interval of exp(function), with distances combined on the logarithmic scale.
  private func logarithmic(
    _ parts: [Component], function: ([Double]) -> Double,
  ) -> ConfidenceInterval {
    // The parts stand in the order arpa, churn, cac; only the first two are correlated.
    let interval = VarianceRecovery.interval(
      of: parts, correlation: { i, j in i + j == 1 ? correlation : 0 }, function: function,
    )
    return interval.mapped(increasing: exponential)
  }

  /// Churn with two limits: where all were lost, the upper one is 100%.
  private var churnPart: Component? {
    if case .lowerBound(let lower) = churn.interval, lower > 0 {
      return Component(value: churn.value, lower: lower, upper: 1)
    }
    return Self.component(churn)
  }

  /// A figure with two limits.
  private static func component(_ figure: Figure) -> Component? {
    guard case .interval(let lower, let upper) = figure.interval, figure.value.isFinite,
      lower > 0
    else { return nil }
    return Component(value: figure.value, lower: lower, upper: upper)
  }
}
