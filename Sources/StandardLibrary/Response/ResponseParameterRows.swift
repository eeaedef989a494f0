internal import Statistics
internal import Units
internal import Values

/// The rows of `response(…, rows: "parameters")`.
extension ResponseRows {
  /// A parameter of a channel, with what it is in each replicate.
  private struct Parameter {
    let name: String
    let found: ParameterEstimate
    /// What takes it to the units of the result.
    let factor: Double
    let unit: String
    let replicates: [Double]
  }

  /// The rows of a channel; none where it has no curve.
  func parameters(_ channel: ResponseCurves.Channel) -> [[Value]] {
    guard let curve = model.response(channel).curve else { return [] }
    let verdict = ResponseVerdict(model: model, channel: channel)
    return parameters(channel, curve).map { row in
      func number(_ value: Double?) -> Value {
        ResponseEstimates.quantity(value.map { $0 * row.factor }, .number)
      }
      let estimate: Estimate? =
        if case .estimate(let estimate) = model.estimates.estimate(
          row.found, .number, replicates: row.replicates)
        { estimate } else { nil }
      return [
        .text(curve.family.rawValue), .text(row.name),
        number(row.found.value), number(estimate?.low), number(estimate?.high),
        number(row.found.standardError), .text(row.unit),
        .text(verdict.words(row.found.identification)),
      ]
    }
  }

  private func parameters(
    _ channel: ResponseCurves.Channel, _ curve: SaturationCurve
  ) -> [Parameter] {
    let response = model.response(channel)
    let perTime = 1 / model.rate(per: model.units.time).perPeriod
    func curves(_ figure: (SaturationCurve) -> Double) -> [Double] {
      model.replicates(channel, figure)
    }
    var rows = [
      Parameter(
        name: Self.amplitudeName(curve.family), found: response.amplitude, factor: perTime,
        unit: "\(model.units.outcomeRate)", replicates: curves(\.amplitude))
    ]
    if let scale = response.scale {
      rows.append(
        Parameter(
          name: Self.scaleName(curve.family), found: scale, factor: perTime,
          unit: "\(model.units.spendRate)", replicates: curves(\.scale)))
    }
    if let shape = response.shape {
      rows.append(
        Parameter(
          name: "exponent", found: shape, factor: 1, unit: "1", replicates: curves(\.shape)))
    }
    let names = response.carryOver.kind.parameterNames
    for (place, (name, found)) in zip(names, response.carryOverParameters).enumerated() {
      rows.append(
        Parameter(
          name: "carry-over \(name)", found: found, factor: 1, unit: "1",
          replicates: model.market(channel).fit.replicates.map {
            $0.carryOvers[channel.place].parameters[place]
          }))
    }
    return rows
  }

  private static func amplitudeName(_ family: CurveFamily) -> String {
    switch family {
    case .hill, .michaelisMenten, .exponential, .tanh: "ceiling"
    case .power: "outcome at mean spend"
    case .logarithm: "factor"
    }
  }

  private static func scaleName(_ family: CurveFamily) -> String {
    switch family {
    case .hill, .michaelisMenten: "half-saturation"
    case .exponential, .power, .logarithm, .tanh: "scale"
    }
  }
}
