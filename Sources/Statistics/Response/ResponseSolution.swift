/// A fitted model in the units of the data.
struct ResponseSolution {
  let curves: [SaturationCurve]
  let carryOvers: [CarryOver]
  /// Of the intercept and the regressors.
  let coefficients: [Double]
  /// By channel and period.
  let contributions: [[Double]]
  let stocks: [[Double]]
  /// What intercept and regressors give in each period.
  let base: [Double]
  let fitted: [Double]
}

extension ResponseSearch {
  /// Curve and carry-over of each channel, for sizes that are amplitudes.
  func curves() -> [(curve: SaturationCurve, carryOver: CarryOver)] {
    design.models.indices.map { channel in
      let parameters = point[design.offsets[channel]..<design.offsets[channel + 1]]
      let model = design.models[channel]
      return (
        model.curve(parameters, amplitude: sizes[channel]), model.carryOver(parameters)
      )
    }
  }

  /// The whole model; an outcome that is missing is not read.
  func solution(_ outcome: [Double]) -> ResponseSolution {
    let found = curves()
    var stocks: [[Double]] = []
    var contributions: [[Double]] = []
    var rest = outcome
    var total = [Double](repeating: 0, count: outcome.count)
    for (model, (curve, carryOver)) in zip(design.models, found) {
      let stock = carryOver.stock(model.spend)
      let contribution = stock.map { curve.value(at: $0) }
      for period in rest.indices {
        rest[period] -= contribution[period]
        total[period] += contribution[period]
      }
      stocks.append(stock)
      contributions.append(contribution)
    }
    let coefficients = design.coefficients(rest)
    let base = outcome.indices.map { period in
      zip(coefficients, design.regressors).reduce(0) { $0 + $1.0 * $1.1[period] }
    }
    return ResponseSolution(
      curves: found.map(\.curve), carryOvers: found.map(\.carryOver), coefficients: coefficients,
      contributions: contributions, stocks: stocks, base: base,
      fitted: zip(base, total).map { $0 + $1 })
  }

  /// The rows of a column, as far as the base does not take them up.
  private func rows(from first: Int) -> [Double] {
    let column = Array(columns[first..<(first + design.columnLength)])
    return isBaseAtZero ? design.basis.rows(column) : Array(column.prefix(design.rowCount))
  }

  /// What the whole model leaves of each row.
  var rowResiduals: [Double] {
    isBaseAtZero ? design.basis.rows(residuals) : Array(residuals.prefix(design.rowCount))
  }

  /// Outcome less fit of the observed periods.
  func observedResiduals(_ outcome: [Double]) -> [Double] {
    let fitted = solution(outcome).fitted
    return design.rows.periods.map { outcome[$0] - fitted[$0] }
  }

  /// Orthonormal columns of the tangent plane at the observed periods: regressors, sizes above zero and
  /// nonlinear parameters.
  ///
  /// - Parameter isWhole: whether rows of calibrations are part of them.
  /// - Returns: none where there are as many columns as rows.
  func tangent(isWhole: Bool = false) -> [[Double]] {
    let count = isWhole ? design.rowCount : design.rows.periods.count
    let basis = design.basis.orthonormal(isMeanAtZero: isBaseAtZero)
    var columns = basis.map { Array($0.prefix(count)) }
    for channel in design.models.indices where sizes[channel] > 0 {
      let first = start(ofChannel: channel)
      for place in 0...design.models[channel].bounds.count {
        let column = Array(rows(from: first + place * design.columnLength).prefix(count))
        let length = ScaledColumns.length(column)
        if length > 0, length.isFinite { columns.append(column.map { $0 / length }) }
      }
    }
    guard columns.count < count else { return [] }
    return HouseholderFactors(
      columns, tolerances: [Double](repeating: 1e-6, count: columns.count)
    ).orthonormal
  }
}
