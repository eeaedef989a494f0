internal import Statistics
internal import Units
internal import Values

/// What a curve says of a spend: outcome, average and marginal return, and their costs.
///
/// All figures are of one curve, so that the table and the curve cannot disagree.
struct CurveReturns: Sendable {
  let model: ResponseCurves
  let channel: ResponseCurves.Channel
  let units: ResponseUnits
  /// Spend per period.
  let spend: Double

  /// Outcomes per time of the units.
  var outcome: Value {
    let factor = 1 / model.rate(per: units.time).perPeriod
    guard isToday else {
      return estimate(units.outcomeRate) { $0.value(at: spend) * factor }
    }
    // As the average return has it, so that the two have one interval.
    return model.estimates.estimate(
      response.average.scaled(by: spend * factor), units.outcomeRate,
      replicates: replicates { $0.value(at: spend) * factor })
  }

  var average: Value {
    isToday
      ? model.estimates.estimate(
        response.average, units.yield, replicates: replicates(averageReturn))
      : estimate(units.yield, averageReturn)
  }

  var marginal: Value {
    isToday
      ? model.estimates.estimate(
        response.marginal, units.yield, replicates: replicates { $0.slope(at: spend) })
      : estimate(units.yield) { $0.slope(at: spend) }
  }

  /// What the channel brings of its ceiling; missing for a curve without one.
  var saturated: Value {
    guard model.curve(channel)?.family.hasCeiling == true else { return .missing }
    // A draw with a curve that has no ceiling has reached nothing of it.
    return estimate(.share) { curve in
      curve.family.hasCeiling && curve.amplitude > 0 ? curve.value(at: spend) / curve.amplitude : 0
    }
  }

  var averageCost: Value { inverse(average) }
  var marginalCost: Value { inverse(marginal) }

  // MARK: Curves

  private var response: ChannelResponse { model.response(channel) }
  /// Whether the fit has the returns of this spend with intervals of their own.
  private var isToday: Bool {
    spend == response.today && spend > 0 && model.curve(channel) != nil
  }

  private func averageReturn(_ curve: SaturationCurve) -> Double {
    spend > 0 ? curve.value(at: spend) / spend : curve.slope(at: 0)
  }

  private func replicates(_ figure: (SaturationCurve) -> Double) -> [Double] {
    model.replicates(channel, figure)
  }

  private func estimate(_ measure: Measure, _ figure: (SaturationCurve) -> Double) -> Value {
    guard let curve = model.curve(channel) else { return .missing }
    return model.estimates.estimate(figure(curve), replicates(figure), measure)
  }

  /// One over a return; missing where the return is nothing, or arithmetic finds no value.
  ///
  /// A return that may be next to nothing has a cost without an upper end.
  private func inverse(_ value: Value) -> Value {
    guard case .estimate(let estimate) = value, estimate.value > 0,
      var inverted = try? estimate.map({ 1 / $0 }, measure: units.cost, monotone: .decreasing)
    else { return .missing }
    if case .between(let low, let high) = inverted.interval,
      high > Self.greatestRatio * inverted.value
    {
      inverted.interval = .atLeast(low)
    }
    return .estimate(inverted)
  }

  /// An upper end of a cost so many times the cost says nothing.
  private static let greatestRatio = 1e6
}

extension ParameterEstimate {
  /// The estimate of a multiple.
  fileprivate func scaled(by factor: Double) -> ParameterEstimate {
    ParameterEstimate(
      value: value.map { $0 * factor }, low: low.map { $0 * factor },
      high: high.map { $0 * factor },
      standardError: standardError.map { $0 * factor }, identification)
  }
}
