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
  let numberText: NumberText
  private let buckets: LazyAttempt<BucketSums>?
  let figures: [GroupFigures]

  init(
    _ analysis: EconomicsAnalysis, request: EconomicsRequest, data: EconomicsData,
    measures: EconomicsMeasures, function: Function, context: any CallContext,
  ) {
    self.analysis = analysis
    self.request = request
    self.data = data
    self.measures = measures
    self.function = function
    numberText = NumberText(dollar: context.dollar.name)
    let isReplicated = request.hasIntervals && data.rows.count <= Self.greatestReplicatedRows
    let seed = context.seed
    buckets =
      isReplicated ? LazyAttempt { () throws(ValueError) in try BucketSums(data, seed: seed) } : nil
    figures = data.rows.map { GroupFigures($0, request) }
  }

  // MARK: A table

  func table(_ call: Call, schemas: TableType) throws(ValueError) -> Table {
    var columns = Array(repeating: [Value](), count: schemas.columns.count)
    var allIntervals: [FigureIntervals] = []
    for figures in figures {
      try call.context.checkInterruption()
      let intervals = FigureIntervals(
        figures, buckets: buckets, level: request.hasIntervals ? request.level : nil,
        hasSpend: analysis.hasSpend)
      allIntervals.append(intervals)
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
      figures, buckets: buckets, level: request.hasIntervals ? request.level : nil,
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
      level: request.level)
    if intervals.isReplicated {
      estimate.lazyReplicates = LazyAttempt { () throws(ValueError) in
        try intervals.replicates(column)
      }
    }
    if column == .churn { compound(&estimate) }
    return .estimate(estimate)
  }

  /// Takes a monthly churn to the time of `per:`: a share that is lost compounds, and a hazard is
  /// linear.
  private func compound(_ estimate: inout Estimate) {
    let months = measures.churnTime.scale
    guard months != 1 else { return }
    let isHazard = measures.isHazard
    let longer = { @Sendable (rate: Double) in
      isHazard ? rate * months : CompoundRate.loss(min(1, rate), periods: months)
    }
    estimate.value = longer(estimate.value)
    let monthly = estimate.lazyReplicates
    estimate.lazyReplicates = LazyAttempt { () throws(ValueError) in try monthly.value.map(longer) }
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
      analysis: analysis, request: request, measures: measures, figures: figures,
      intervals: intervals,
      skewness: intervals.map(\.revenueSkewness),
      isUndecided: zip(figures, intervals).map { figures, intervals in
        figures.ltvCac != nil && intervals.holds(request.target, .ltvCac)
      }, target: request.target,
    ).notes
  }
}
