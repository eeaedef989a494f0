internal import Planning
internal import Statistics
internal import Units
internal import Values

/// Why a regression has no answer, in the names and numbers of its call.
struct RegressionMistake {
  private let request: RegressionRequest
  private let rows: RegressionRows
  private let numbers = NumberText()

  init(_ request: RegressionRequest, _ rows: RegressionRows) {
    self.request = request
    self.rows = rows
  }

  /// Sees that there are rows enough and that outcomes are of the model.
  ///
  /// Errors: `data` or `invalidArgument`.
  func check() throws(ValueError) {
    let parameters = rows.regressors.count + (request.hasIntercept ? 1 : 0)
    guard rows.outcome.count > parameters else {
      let lost = rows.leftOut.map { "\(text(Double($0.count))) \($0.reason)" }
      throw ValueError(
        .data,
        "\(count(rows.outcome.count, "row")) cannot tell \(count(parameters, "coefficient"))",
        because: "one row more than coefficients is the least"
          + (lost.isEmpty ? "" : "; left out: \(lost.joined(separator: ", "))"),
        argument: "on")
    }
    for (place, exposure) in rows.exposure.enumerated() where exposure <= 0 {
      throw ValueError(
        .data, "`\(request.exposure?.name ?? "exposure")` is \(text(exposure)) in \(row(place))",
        because: "a count is over an exposure above zero; "
          + "\(count(rows.exposure.count { $0 <= 0 }, "row")) of \(text(Double(rows.places.count))) "
          + "ha\(rows.exposure.count { $0 <= 0 } == 1 ? "s" : "ve") none",
        argument: "exposure")
    }
    guard let model = request.model else { return }
    let isAllowed: (Double) -> Bool = { model == .logistic ? $0 == 0 || $0 == 1 : $0 >= 0 }
    guard let place = rows.outcome.firstIndex(where: { !isAllowed($0) }) else { return }
    let others = rows.outcome.count { !isAllowed($0) }
    throw ValueError(
      .data,
      "`\(request.outcome.name)` is \(value(rows.outcome[place])) in \(row(place)), which a "
        + "\(request.modelName) model cannot have",
      because: (model == .logistic
        ? "it takes a Bool, or 0 and 1" : "a count is never below zero")
        + "; \(count(others, "row")) of \(text(Double(rows.outcome.count))) "
        + "ha\(others == 1 ? "s" : "ve") another value",
      fixes: [.init("model: \"linear\"", note: "a mean of any number")], argument: "of")
  }

  func error(_ error: RegressionError) -> ValueError {
    switch error {
    case .collinear(let columns): return collinear(columns)
    case .separated(let columns, let observations, let isComplete):
      return separated(columns, observations, isComplete)
    case .constantOutcome(let value):
      return ValueError(
        .data,
        "`\(request.outcome.name)` is \(self.value(value)) in all "
          + "\(count(rows.outcome.count, "row")) that are used",
        because: "what never changes has nothing to be explained", argument: "of")
    case .lags(let lags, let observations):
      return ValueError(
        .invalidArgument, "`lags:` must be below the number of rows",
        because: "it is \(lags), and \(count(observations, "row")) are used",
        fixes: [.init("lags: \(CoefficientErrors.lags(observations: observations))")],
        argument: "lags")
    case .fullLeverage(let row):
      return ValueError(
        .data,
        "\(self.row(row)) alone decides a coefficient, so \(request.errorsName) has no error",
        because: "its residual is zero whatever its outcome",
        fixes: [.init("errors: \"hc1\"", note: "which takes that residual as it is")],
        argument: "errors")
    case .notConverged(let iterations, let step):
      return ValueError(
        .data, "the \(request.modelName) model did not converge in \(iterations) iterations",
        because: "the last step was \(text(step)) standard errors; numbers of very different sizes "
          + "in one term, or outcomes that terms nearly tell with certainty, do this",
        argument: "on")
    case .tooFew(let observations, let parameters):
      return ValueError(
        .data, "\(count(observations, "row")) cannot tell \(count(parameters, "coefficient"))",
        argument: "on")
    case .nothingToEstimate, .length, .notFinite, .weight, .outcome:
      return ValueError(
        .data, "the regression has no answer for these rows",
        because: "a value is too large, or none of the model's", argument: "of")
    }
  }

  // MARK: Terms that say the same

  private func collinear(_ columns: [DependentColumn]) -> ValueError {
    guard let first = columns.first, rows.regressors.indices.contains(first.column) else {
      return ValueError(.data, "the terms say the same as one another", argument: "on")
    }
    let name = rows.regressors[first.column].name
    let rest = columns.dropFirst().map { self.name($0.column) }
    let also = rest.isEmpty ? "" : "; so are \(rest.joined(separator: " and "))"
    guard !first.parts.isEmpty else {
      let value = rows.regressors[first.column].values.first ?? 0
      return ValueError(
        .data,
        "`\(name)` is \(text(value)) in all \(count(rows.outcome.count, "row")) that are used",
        because: (request.hasIntercept
          ? "it cannot be told from the intercept" : "a term of zeros explains nothing") + also,
        fixes: fixes(without: Set(columns.map(\.column))), argument: "on")
    }
    let parts = first.parts.map { part in
      let factor = part.factor == 1 ? "" : "\(text(part.factor)) · "
      return "\(factor)\(self.name(part.column))"
    }
    let sum = parts.joined(separator: " + ").replacing(" + −", with: " − ")
      .replacing(" + -", with: " - ")
    return ValueError(
      .data, "`\(name)` is made of the other terms, so that its part cannot be told from theirs",
      because: "`\(name)` = \(sum)\(request.hasIntercept ? ", but for a constant" : "")\(also)",
      fixes: fixes(without: Set(columns.map(\.column))), argument: "on")
  }

  /// The terms without some of their columns, where all that stay are plain columns.
  private func fixes(without columns: Set<Int>) -> [ValueError.Fix] {
    let lost = Set(
      columns.compactMap { column in
        rows.regressors.indices.contains(column) ? rows.regressors[column].term : nil
      })
    var kept: [String] = []
    for (place, term) in request.terms.enumerated() where !lost.contains(place) {
      guard case .column(let name) = term.expression, Self.isWord(name) else { return [] }
      kept.append(".\(name)")
    }
    guard !kept.isEmpty else { return [] }
    let list = kept.count == 1 ? kept[0] : "[\(kept.joined(separator: ", "))]"
    return [.init("on: \(list)", note: "without it")]
  }

  private static func isWord(_ name: String) -> Bool {
    guard let first = name.utf8.first, first == 95 || (97...122).contains(first | 32) else {
      return false
    }
    return name.utf8.allSatisfy {
      $0 == 95 || (48...57).contains($0) || (97...122).contains($0 | 32)
    }
  }

  private func separated(
    _ columns: [Int], _ observations: Int, _ isComplete: Bool
  ) -> ValueError {
    let names = columns.map(name)
    let subject = names.isEmpty ? "the terms together" : names.joined(separator: " and ")
    let many = names.isEmpty || names.count > 1
    return ValueError(
      .data,
      "\(subject) tell\(many ? "" : "s") "
        + "\(isComplete ? "all" : "\(text(Double(observations))) of the") outcomes with certainty",
      because: "the coefficient would be infinite: "
        + (isComplete
          ? "a boundary parts all \(count(observations, "row")) without a mistake"
          : "\(count(observations, "row")) of \(text(Double(rows.outcome.count))) lie where "
            + "`\(request.outcome.name)` is never anything else"),
      fixes: fixes(without: Set(columns)), argument: "on")
  }

  // MARK: Words

  private func name(_ column: Int) -> String {
    rows.regressors.indices.contains(column) ? "`\(rows.regressors[column].name)`" : "a term"
  }

  private func row(_ place: Int) -> String {
    rows.places.indices.contains(place) ? "row \(text(Double(rows.places[place])))" : "a row"
  }

  private func count(_ number: Int, _ one: String) -> String {
    "\(text(Double(number))) \(one)\(number == 1 ? "" : "s")"
  }

  private func text(_ number: Double) -> String { numbers.text(.number(number)) }

  /// An outcome in its unit.
  private func value(_ number: Double) -> String {
    request.outcome.type == .bool
      ? (number == 1 ? "true" : "false")
      : numbers.text(Quantity(number, request.outcome.type.measure ?? .number))
  }
}
