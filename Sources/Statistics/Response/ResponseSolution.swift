/// A fitted model in the units of the data.
struct ResponseSolution {
  let curves: [SaturationCurve]
  let carryOvers: [CarryOver]
  /// Of the intercept and the regressors.
  let coefficients: [Double]
  /// By channel and period.
  let contributions: [[Double]]
  let stocks: [[Double]]
  /// What intercept and regressors give in each period, as contributions are at its demand.
  let base: [Double]
  let fitted: [Double]
  /// Demand of each period over that of today.
  let index: [Double]
}

extension ResponseSearch {
  /// Curve and carry-over of each channel, for sizes that are amplitudes.
  func curves() -> [(curve: SaturationCurve, carryOver: CarryOver)] {
    design.models.indices.map { channel in
      let parameters = point[design.parameters(ofChannel: channel)]
      let model = design.models[channel]
      return (
        model.curve(parameters, amplitude: sizes[channel]), model.carryOver(parameters)
      )
    }
  }

  /// The whole model; an outcome that is missing is not read.
  func solution(_ outcome: [Double]) -> ResponseSolution {
    let found = curves()
    let demand = basis.multiplier
    var stocks: [[Double]] = []
    var contributions: [[Double]] = []
    var rest = outcome
    var total = [Double].zeros(outcome.count)
    for (model, (curve, carryOver)) in zip(design.models, found) {
      var contribution = carryOver.outcomes(of: model.spend, curve, first: model.first)
      for (period, factor) in demand.enumerated() { contribution[period] *= factor }
      for period in rest.indices {
        rest[period] -= contribution[period]
        total[period] += contribution[period]
      }
      stocks.append(carryOver.stock(model.spend))
      contributions.append(contribution)
    }
    let coefficients = design.coefficients(rest, basis)
    var base = design.base(coefficients)
    for (period, factor) in demand.enumerated() { base[period] *= factor }
    return ResponseSolution(
      curves: found.map(\.curve), carryOvers: found.map(\.carryOver), coefficients: coefficients,
      contributions: contributions, stocks: stocks, base: base,
      fitted: zip(base, total).map { $0 + $1 },
      index: demand.isEmpty ? [Double](repeating: 1, count: outcome.count) : demand)
  }

  /// The rows of a column, as far as the base does not take them up.
  private func rows(from first: Int) -> [Double] {
    let column = Array(columns[first..<(first + design.columnLength)])
    return isBaseAtZero ? basis.rows(column) : Array(column.prefix(design.rowCount))
  }

  /// What the whole model leaves of each row.
  var rowResiduals: [Double] {
    isBaseAtZero ? basis.rows(residuals) : Array(residuals.prefix(design.rowCount))
  }

  /// Outcome less fit of the observed periods.
  func observedResiduals(_ outcome: [Double]) -> [Double] {
    let fitted = solution(outcome).fitted
    return design.rows.periods.map { outcome[$0] - fitted[$0] }
  }

  /// Orthonormal columns of the tangent plane at the observed periods: regressors, sizes above zero and
  /// nonlinear parameters, those of the index among them.
  ///
  /// - Parameter isWhole: whether rows of calibrations are part of them.
  /// - Returns: none where there are as many columns as rows.
  func tangent(isWhole: Bool = false) -> [[Double]] {
    let count = isWhole ? design.rowCount : design.rows.periods.count
    var columns = basis.orthonormal(isMeanAtZero: isBaseAtZero).map { Array($0.prefix(count)) }
    var starts: [Int] = []
    for channel in design.models.indices where sizes[channel] > 0 {
      let first = start(ofChannel: channel)
      starts += (0...design.models[channel].bounds.count).map { first + $0 * design.columnLength }
    }
    starts += (0..<design.index.count).map { startOfIndex + $0 * design.columnLength }
    for start in starts {
      let column = Array(rows(from: start).prefix(count))
      let length = ScaledColumns.length(column)
      if length > 0, length.isFinite { columns.append(column.map { $0 / length }) }
    }
    guard columns.count < count else { return [] }
    return HouseholderFactors(
      columns, tolerances: [Double](repeating: 1e-6, count: columns.count)
    ).orthonormal
  }
}
