internal import Statistics
internal import Units
internal import Values

/// The table of a regression: a row for each coefficient.
struct RegressionResult {
  let request: RegressionRequest
  let rows: RegressionRows
  let fit: RegressionFit
  private let estimates: [CoefficientEstimate]
  private let replicates: LazyAttempt<[[Double]]>
  let numbers: NumberText

  static let schemas: TableType = {
    var term = ColumnSchema("term", .text)
    term.isGroupKey = true
    return TableType([
      term, ColumnSchema("unit", .text), ColumnSchema("coefficient", .estimate(.number)),
      ColumnSchema("standard_error", .number), ColumnSchema("statistic", .number),
      ColumnSchema("p_value", .number),
    ])
  }()

  static let columns = [
    ResultColumn("term", unit: "", "what the coefficient belongs to; `intercept` comes first"),
    ResultColumn(
      "unit", unit: "", "that of the coefficient: the unit of `of` per unit of the term"),
    ResultColumn(
      "coefficient", unit: "", "what one more of the term adds, in the unit of its row"),
    ResultColumn("standard_error", unit: "", "of the coefficient, in the same unit"),
    ResultColumn("statistic", unit: "", "coefficient / standard_error: t, or z without a variance"),
    ResultColumn("p_value", unit: "", "how often chance alone gives as large a statistic"),
  ]

  init(_ request: RegressionRequest, _ rows: RegressionRows, _ call: Call) throws(ValueError) {
    self.request = request
    self.rows = rows
    numbers = NumberText(dollar: call.context.dollar.name)
    let fit = try RegressionFit(rows, request)
    self.fit = fit
    let covariance: [[Double]]
    do {
      estimates = try fit.estimates(request.errors, level: request.level)
      covariance = try fit.covariance(request.errors)
    } catch { throw RegressionMistake(request, rows).error(error) }
    let seed = call.context.seed
    let freedom = request.model == nil ? Double(fit.degreesOfFreedom) : nil
    // The same fit has the same replicates, another one, even of the same terms, others.
    let bits = fit.coefficients.map { "\($0.bitPattern)" }.joined(separator: " ")
    let stream = "regress \(request.modelName) \(rows.outcome.count) \(bits)"
    replicates = LazyAttempt { () throws(ValueError) in
      CoefficientDraws(
        fit.coefficients, covariance: covariance, degreesOfFreedom: freedom, seed: seed,
        stream: stream
      ).replicates
    }
  }

  private var names: [String] {
    (request.hasIntercept ? ["intercept"] : []) + rows.regressors.map(\.name)
  }

  var value: Value {
    var columns: [[Value]] = Array(repeating: [], count: Self.schemas.columns.count)
    let all = replicates
    for (place, name) in names.enumerated() where estimates.indices.contains(place) {
      let estimate = estimates[place]
      var coefficient = Estimate(
        value: estimate.value, measure: .number,
        interval: estimate.lower.isFinite && estimate.upper.isFinite
          ? .between(low: estimate.lower, high: estimate.upper) : .none,
        level: request.level)
      coefficient.lazyReplicates = LazyAttempt { () throws(ValueError) in
        let found = try all.value
        return found.indices.contains(place) ? found[place] : []
      }
      let term =
        rows.regressors.indices.contains(place - shift)
        ? rows.regressors[place - shift] : nil
      let cells: [Value] = [
        .text(name), unit(of: term).map(Value.text) ?? .missing, .estimate(coefficient),
        Sample.value(estimate.standardError, .number), Sample.value(estimate.statistic, .number),
        Sample.value(estimate.probability, .number),
      ]
      for (index, cell) in cells.enumerated() { columns[index].append(cell) }
    }
    let local = LocalTable(type: Self.schemas, columns: columns, rowCount: columns[0].count)
    return .table(
      Table(type: Self.schemas, plan: local, explanation: explanation, notes: notes))
  }

  private var shift: Int { request.hasIntercept ? 1 : 0 }

  /// The unit of a coefficient, or of the intercept; nil for a plain number.
  private func unit(of regressor: RegressionRows.Regressor?) -> String? {
    let mine = regressor.map { request.terms[$0.term].type.measure ?? .number } ?? .number
    guard request.model == nil else {
      let logarithm = request.model == .logistic ? "log odds" : "log count"
      let per = mine.unit
      return per.isOne ? logarithm : "\(logarithm) per \(per)"
    }
    let outcome = request.outcome.type.measure ?? .number
    guard !mine.isDimensionless else { return outcome.isNumber ? nil : outcome.description }
    guard let measure = try? MeasureArithmetic.quotient(outcome, mine).measure else {
      return "\(outcome) per \(mine)"
    }
    return measure.isNumber ? nil : measure.description
  }

  // MARK: What is said

  private var explanation: Explanation {
    let shown = zip(names, estimates).map { name, estimate in
      name == "intercept" && request.hasIntercept
        ? number(estimate.value) : "\(number(estimate.value)) · \(name)"
    }
    let outcome =
      switch request.model {
      case nil: request.outcome.name
      case .logistic: "log odds of \(request.outcome.name)"
      case .poisson:
        "ln(\(request.outcome.name)\(request.exposure.map { " / \($0.name)" } ?? ""))"
      }
    let level = numbers.text(Quantity(request.level, .share))
    let distribution =
      request.model == nil
      ? "Student's t with \(RegressionRows.text(fit.degreesOfFreedom)) degrees of freedom"
      : "the normal distribution"
    return Explanation(
      title: "regress", definition: Function.regress.definition,
      formula: Function.regress.formula,
      worked: "\(outcome) = " + shown.joined(separator: " + ").replacing("+ -", with: "- "),
      rowsUsed: [(table: "the table", count: rows.outcome.count)], leftOut: rows.leftOut,
      interval: "\(level) by \(distribution), with \(errorsText)",
      assumptions: Function.regress.assumptions, source: Function.regress.source)
  }

  private var errorsText: String {
    switch request.errors {
    case .classical:
      request.model == nil ? "one variance for all rows" : "the variance of the model"
    case .hac: "HAC errors"
    default: "\(request.errorsName.uppercased()) errors, a variance for each row"
    }
  }

  func number(_ number: Double) -> String {
    number.isFinite ? numbers.text(.number(number)) : "none"
  }
}
