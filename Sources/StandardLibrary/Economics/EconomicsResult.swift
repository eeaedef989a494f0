internal import Statistics
internal import Units
internal import Values

/// Makes the value of a call from its sums: a table, or one estimate with parts.
struct EconomicsResult: Sendable {
  /// Tables of more rows carry intervals but no replicates, which would fill the memory.
  static let greatestReplicatedRows = 2_000

  let analysis: EconomicsAnalysis
  let request: EconomicsRequest
  let data: EconomicsData
  let measures: EconomicsMeasures
  let function: Function
  private let weights: ResamplingWeights?
  private let figures: [GroupFigures]

  init(
    _ analysis: EconomicsAnalysis, request: EconomicsRequest, data: EconomicsData,
    measures: EconomicsMeasures, function: Function, seed: UInt64,
  ) {
    self.analysis = analysis
    self.request = request
    self.data = data
    self.measures = measures
    self.function = function
    let isReplicated = request.hasIntervals && data.rows.count <= Self.greatestReplicatedRows
    weights = isReplicated ? ResamplingWeights(seed: seed, unit: "customer") : nil
    figures = data.rows.map { GroupFigures($0, margin: request.margin) }
  }

  // MARK: A table

  func table(_ call: Call, schemas: TableType) throws(ValueError) -> Table {
    var columns = Array(repeating: [Value](), count: schemas.columns.count)
    var allIntervals: [FigureIntervals] = []
    for figures in figures {
      try call.context.checkInterruption()
      let intervals = FigureIntervals(
        figures, weights: weights, level: request.hasIntervals ? request.level : nil,
        hasSpend: analysis.hasSpend)
      allIntervals.append(intervals.withoutReplicates)
      var cells = zip(figures.sums.key.cells, request.keys).map { $0.value(of: $1.type) }
      if let period = figures.sums.window.period { cells.append(.period(period)) }
      cells += analysis.columns.map { value($0, figures, intervals) }
      for (index, cell) in cells.enumerated() where columns.indices.contains(index) {
        columns[index].append(cell)
      }
    }
    let local = LocalTable(type: schemas, columns: columns, rowCount: figures.count)
    return Table(
      type: schemas, plan: local, explanation: explanation(),
      notes: data.notes + notes(allIntervals))
  }

  // MARK: One figure

  func single(_ main: EconomicsColumn, context: any CallContext) -> Value {
    guard let figures = figures.first else { return .missing }
    let intervals = FigureIntervals(
      figures, weights: weights, level: request.hasIntervals ? request.level : nil,
      hasSpend: analysis.hasSpend)
    let notes = data.notes + self.notes([intervals])
    guard case .estimate(var estimate) = value(main, figures, intervals) else {
      // A missing value carries no notes, so they are said at once.
      for note in notes { context.note(note) }
      return .missing
    }
    estimate.parts = analysis.columns.filter { $0 != main }
      .map { ($0.name, value($0, figures, intervals)) }
    estimate.explanation = explanation()
    estimate.notes = notes
    return .estimate(estimate)
  }

  // MARK: Values

  private func value(
    _ column: EconomicsColumn, _ figures: GroupFigures, _ intervals: FigureIntervals,
  ) -> Value {
    if column == .verdict {
      return figures.verdict(target: request.target).map(Value.text) ?? .missing
    }
    guard let number = figures.number(column), number.isFinite else { return .missing }
    guard case .estimate(let measure) = column.type(measures) else {
      return .quantity(Quantity(number, column.measure(measures)))
    }
    var estimate = Estimate(
      value: number, measure: measure, interval: intervals.interval(column),
      level: request.level, replicates: intervals.replicates(column))
    if column == .churn { compound(&estimate) }
    return .estimate(estimate)
  }

  /// Takes a monthly churn to the time of `per:`: a share that is lost compounds.
  private func compound(_ estimate: inout Estimate) {
    let months = measures.churnTime.scale
    guard months != 1 else { return }
    let longer = { (rate: Double) in CompoundRate.loss(min(1, rate), periods: months) }
    estimate.value = longer(estimate.value)
    estimate.replicates = estimate.replicates.map(longer)
    estimate.interval =
      switch estimate.interval {
      case .between(let low, let high): .between(low: longer(low), high: longer(high))
      case .atLeast(let low): .atLeast(longer(low))
      case .atMost(let high): .atMost(longer(high))
      case .none: .none
      }
  }

  // MARK: Words

  private func notes(_ intervals: [FigureIntervals]) -> [Note] {
    EconomicsFindings(
      analysis: analysis, request: request, figures: figures,
      skewness: intervals.map(\.revenueSkewness),
      isUndecided: zip(figures, intervals).map { figures, intervals in
        figures.ltvCac != nil && intervals.holds(request.target, .ltvCac)
      }, target: request.target,
    ).notes
  }

  private func explanation() -> Explanation {
    var explanation = Explanation(
      title: function.name, definition: function.definition, formula: function.formula,
      rowsUsed: data.rowsUsed, leftOut: data.leftOut, range: data.observed.range,
      interval: request.hasIntervals ? analysis.intervalText(level: request.level) : nil,
      assumptions: function.assumptions, source: function.source)
    if analysis.usesMargin, !request.hasMargin {
      explanation.assumptions.append("margin is 100%, since none was given")
    }
    if request.isSingle, let figures = figures.first {
      explanation.worked = analysis.main.flatMap { worked($0, figures) }
    }
    return explanation
  }

  /// The formula with the user's own numbers.
  private func worked(_ main: EconomicsColumn, _ figures: GroupFigures) -> String? {
    guard let value = figures.number(main) else { return nil }
    func text(_ column: EconomicsColumn) -> String {
      let unit = column.measure(measures).unit
      let number = figures.number(column) ?? 0
      return unit.isOne ? "\(number)" : "\(number) \(unit)"
    }
    let result = "\(value) \(main.measure(measures).unit)"
    switch main {
    case .cac: return "\(text(.cost)) / \(text(.won)) = \(result)"
    case .churn: return "\(text(.lost)) / \(text(.atRisk)) = \(result)"
    case .arpa: return "\(text(.revenue)) / \(text(.customerMonths)) = \(result)"
    case .ltv: return "\(text(.arpa)) · \(figures.margin) / \(text(.churn)) = \(result)"
    case .ltvCac: return "\(text(.ltv)) / \(text(.cac)) = \(value)"
    case .payback:
      return "ln(1 − \(text(.cac)) · \(text(.churn)) / (\(text(.arpa)) · \(figures.margin))) "
        + "/ ln(1 − \(text(.churn))) = \(result)"
    default: return nil
    }
  }
}
