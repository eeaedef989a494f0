internal import Statistics
internal import Units
internal import Values

/// How a result was made, in words and with the user's own numbers.
extension EconomicsResult {
  func explanation() -> Explanation {
    var explanation = Explanation(
      title: function.name, definition: meaning, formula: formula, worked: workedText,
      rowsUsed: data.rowsUsed, leftOut: data.leftOut, range: data.observed.range,
      interval: request.hasIntervals ? intervalText : nil,
      assumptions: function.assumptions, source: function.source)
    if analysis.usesMargin, !request.hasMargin, request.method != .simple {
      explanation.assumptions.append("margin is 100%, since none was given")
    }
    return explanation
  }

  private var meaning: String {
    if analysis.isChurn { return request.definition.meaning }
    return analysis.hasMethods ? request.method.meaning : function.definition
  }

  private var formula: String {
    if analysis.isChurn { return request.definition.formula }
    return analysis.hasMethods ? request.method.formulaText : function.formula
  }

  // MARK: The formula with numbers

  /// The figures of the only row, or of the first row of a table as an example.
  private var workedText: String? {
    guard let figures = figures.first else { return nil }
    let wanted = analysis.main.map { [$0] } ?? [.cac, .arpa, .churn, .ltv, .ltvCac, .payback]
    let parts = wanted.compactMap { worked($0, figures) }
    guard !parts.isEmpty else { return nil }
    let group = [figures.sums.key.name, figures.sums.window.period.map { "\($0)" } ?? ""]
      .filter { !$0.isEmpty }.joined(separator: " ")
    return (group.isEmpty ? "" : "\(group): ") + parts.joined(separator: "; ")
  }

  private func worked(_ column: EconomicsColumn, _ figures: GroupFigures) -> String? {
    guard let value = figures.number(column) else { return nil }
    func text(_ column: EconomicsColumn) -> String {
      let number = figures.number(column) ?? 0
      let text = numberText.text(Quantity(number, column.measure(monthly)))
      guard column == .atRisk || column == .customerMonths else { return text }
      return text + (text == "1" ? " customer-month" : " customer-months")
    }
    func share(_ number: Double) -> String { numberText.text(Quantity(number, .share)) }
    let result = numberText.text(Quantity(value, column.measure(monthly)))
    let margin = share(figures.margin)
    let working: String
    switch column {
    case .cac: working = "\(text(.cost)) / \(text(.won))"
    case .churn: working = "\(text(.lost)) / \(text(.atRisk))"
    case .arpa: working = "\(text(.revenue)) / \(text(.customerMonths))"
    case .ltv: working = ltv(arpa: text(.arpa), margin: margin, churn: text(.churn), share)
    case .ltvCac: working = "\(text(.ltv)) / \(text(.cac))"
    case .payback:
      guard let churn = figures.churn, churn > 0, churn < 1, value > 0 else {
        return "payback = \(result)"
      }
      working =
        "ln(1 − \(text(.cac)) · \(text(.churn)) / (\(text(.arpa)) · \(margin))) "
        + "/ ln(1 − \(text(.churn)))"
    default: return nil
    }
    return "\(column.name) = \(working) = \(result)"
  }

  /// The measures before `per:`, in which the sums are.
  private var monthly: EconomicsMeasures {
    EconomicsMeasures(measures.currency, isHazard: measures.isHazard)
  }

  private func ltv(
    arpa: String, margin: String, churn: String, _ share: (Double) -> String,
  ) -> String {
    switch request.lifetimeValue {
    case .undiscounted:
      return request.method == .simple
        ? "\(arpa) / (\(churn))" : "\(arpa) · \(margin) / (\(churn))"
    case .discountedInAdvance(let discount):
      let rate = share(discount)
      return "\(arpa) · \(margin) · (1 + \(rate)) / (\(rate) + \(churn))"
    case .discountedInArrears(let discount):
      return "\(arpa) · \(margin) · (1 − \(churn)) / (\(share(discount)) + \(churn))"
    case .expansion(let growth):
      return "\(arpa) · \(margin) / (\(churn) − \(share(growth)))"
    }
  }

  // MARK: The interval

  private var intervalText: String {
    var parts: [String] = []
    if analysis.columns.contains(.cac) {
      parts.append(
        "cac: the spend is given and the customers won are a Poisson count (score interval)")
    }
    if analysis.columns.contains(.churn) {
      parts.append("churn: \(request.definition.intervalText)")
    }
    if analysis.columns.contains(.arpa) {
      parts.append("arpa: Student's interval of the logarithm")
    }
    if analysis.usesMargin {
      let names = analysis.columns.filter { [.ltv, .ltvCac, .payback].contains($0) }
        .map(\.name).joined(separator: ", ")
      parts.append("\(names): the limits of the parts combined (MOVER)")
    }
    return "\(numberText.text(Quantity(request.level, .share))) interval; "
      + parts.joined(separator: "; ")
      + "; arithmetic between results resamples customers in \(ResamplingWeights.bucketCount) "
      + "buckets"
  }
}
