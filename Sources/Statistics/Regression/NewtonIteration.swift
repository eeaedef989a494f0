/// The coefficients of a generalised linear regression on their way to the greatest likelihood.
struct NewtonIteration {
  private let outcome: [Double]
  private let regressors: Regressors
  private let model: ResponseModel
  private let weights: [Double]
  private let offset: [Double]
  private(set) var coefficients: [Double] = []
  /// The linear predictor of each row, with its offset.
  private(set) var predictors: [Double]
  private var deviance = Double.infinity
  /// How the last full step changed coefficients and predictors, before any halving.
  private var direction: [Double] = []
  private var change: [Double] = []

  init(
    _ outcome: [Double], _ regressors: Regressors, _ model: ResponseModel, weights: [Double],
    offset: [Double]
  ) {
    self.outcome = outcome
    self.regressors = regressors
    self.model = model
    self.weights = weights
    self.offset = offset
    predictors = zip(outcome, weights).map { model.initialPredictor($0, weight: $1) }
  }

  /// The design with the weights of the present fit; nil where some are no numbers.
  func design() -> OrthogonalDesign? {
    let precisions = predictors.indices.map { weights[$0] * model.variance(predictors[$0]) }
    guard precisions.allSatisfy({ $0.isFinite && $0 > 0 }) else { return nil }
    return try? OrthogonalDesign(regressors, weights: precisions)
  }

  /// Takes a step; its length in standard errors, nil where there is none.
  mutating func advance() -> Double? {
    guard let design = design() else { return nil }
    let working = predictors.indices.map { row in
      predictors[row] - offset[row]
        + model.residual(outcome[row], predictors[row]) / model.variance(predictors[row])
    }
    var next = design.coefficients(design.coordinates(working))
    guard next.allSatisfy(\.isFinite) else { return nil }
    if !coefficients.isEmpty { direction = zip(next, coefficients).map { $0 - $1 } }
    for halving in 0..<30 {
      let there = predictors(next)
      let reached = deviance(there)
      if halving == 0 { change = zip(there, predictors).map { $0 - $1 } }
      if reached <= deviance + 1e-10 * (deviance.magnitude + 1) {
        var sum = CompensatedSum()
        for row in there.indices {
          let distance = design.rootWeights[row] * (there[row] - predictors[row])
          sum.add(distance * distance)
        }
        let isFirst = coefficients.isEmpty
        (coefficients, predictors, deviance) = (next, there, reached)
        return isFirst ? .infinity : sum.value.squareRoot()
      }
      guard !coefficients.isEmpty else { return nil }
      next = zip(next, coefficients).map { ($0 + $1) / 2 }
    }
    return nil
  }

  private func predictors(_ coefficients: [Double]) -> [Double] {
    zip(regressors.values(coefficients), offset).map { $0 + $1 }
  }

  private func deviance(_ predictors: [Double]) -> Double {
    var sum = CompensatedSum()
    for row in predictors.indices {
      sum.add(weights[row] * model.deviance(outcome[row], predictors[row]))
    }
    return sum.value.isNaN ? .infinity : sum.value
  }

  /// Whether the last step runs along a direction in which the likelihood rises without end.
  ///
  /// That is one in which the predictor of no row changes against its outcome, rows strictly between
  /// the limits not at all, and of some row does: up where the outcome is 1, down where it is 0
  /// (Albert & Anderson 1984, Biometrika 71:1; for counts Santos Silva & Tenreyro 2010, Economics
  /// Letters 107:310). Each Newton step then goes about 1 that way, and changes the other rows less
  /// and less; a millionth of the greatest change counts as none.
  func separation() -> RegressionError? {
    let greatest = change.reduce(0) { max($0, $1.magnitude) }
    guard greatest > 0.3, greatest.isFinite, !direction.isEmpty else { return nil }
    let slack = 1e-6 * greatest
    var settled = 0
    for row in change.indices where change[row].magnitude > slack {
      let isAllowed = change[row] < 0 ? outcome[row] == 0 : model == .logistic && outcome[row] == 1
      guard isAllowed else { return nil }
      settled += 1
    }
    let shift = regressors.hasIntercept ? 1 : 0
    let columns = regressors.columns.indices.filter { index in
      let column = regressors.columns[index]
      let range = (column.max() ?? 0) - (column.min() ?? 0)
      return (direction[index + shift] * range).magnitude > 1e-3 * greatest
    }
    return .separated(
      columns: columns, observations: settled, isComplete: settled == change.count)
  }
}
