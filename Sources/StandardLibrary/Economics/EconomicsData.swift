internal import Planning
internal import Statistics
internal import Units
internal import Values

/// The sums that the economic functions reason over, reduced from the tables of a call.
struct EconomicsData: Sendable {
  /// The sums of each row of the result, in its order.
  var rows: [GroupSums]
  var observed: ObservedMonths
  var currency: NamedUnit?
  var rowsUsed: [(table: String, count: Int)] = []
  var leftOut: [Explanation.LeftOut] = []
  var notes: [Note] = []
  private let customers: CustomerSource

  /// Reduces the tables: the customers, then the spend where the function has some.
  ///
  /// Errors: `role` for a column that cannot be told, `data` for two currencies.
  init(
    _ call: Call, _ request: EconomicsRequest, needs: CustomerColumns.Needs, hasSpend: Bool,
  ) throws(ValueError) {
    let customers = try call.table("customers")
    let dollar = call.context.isStrict ? nil : call.context.dollar
    let columns = try CustomerColumns(
      customers.type, needs: needs, arguments: request.roles, dollar: dollar)
    var spend: (table: Table, columns: SpendColumns)?
    if hasSpend {
      let table = try call.table("spend")
      spend = (table, try SpendColumns(table.type, arguments: request.roles, dollar: dollar))
    }
    if let spend, let revenue = columns.revenue {
      try OneCurrency.check(spend: spend.columns.currency, customers: revenue.currency)
    }
    currency = spend?.columns.currency ?? columns.revenue?.currency
    var outlays = try spend.map { spend throws(ValueError) in
      try Self.spend(spend, customers: customers.type, request, asOf: request.asOf, call)
    }
    let source = CustomerSource(
      table: try customers.reduced(), columns: columns, request: request, context: call.context)
    let reduction = try source.reduction(isResampled: false)
    var asOf = request.asOf ?? reduction.latestStart
    if let spend, request.asOf == nil {
      if let latest = outlays?.latest { asOf = max(asOf ?? latest, latest) }
      // Without a lag no outlay lies after the default `as_of`; with one, the date is needed first.
      if !request.lag.isZero {
        outlays = try Self.spend(spend, customers: customers.type, request, asOf: asOf, call)
      }
    }
    let exposure = try source.exposure(asOf: asOf, isResampled: false)
    observed = ObservedMonths(
      asOf: asOf, earliestStart: reduction.earliestStart, during: request.during)
    rows = []
    let allocation = outlays.map { SpendAllocation($0.entries, request, reduction) }
    self.customers = source
    rows = try Self.sums(reduction, allocation, exposure, request, observed, isResampled: false)
    if let overhead = request.overhead, let currency { spread(overhead, currency, request, call) }
    noteAssumed(columns, spend?.columns)
    describe(reduction, outlays, columns, request)
    try noteCensored(customers, columns, reduction, request, call.context)
  }

  /// The sums by resampling bucket, without the spend.
  func resampled() throws(ValueError) -> [GroupSums] {
    let reduction = try customers.reduction(isResampled: true)
    let exposure = try customers.exposure(asOf: observed.asOf, isResampled: true)
    return try Self.sums(
      reduction, nil, exposure, customers.request, observed, isResampled: true)
  }

  private static func spend(
    _ spend: (table: Table, columns: SpendColumns), customers: TableType,
    _ request: EconomicsRequest, asOf: CalendarDate?, _ call: Call,
  ) throws(ValueError) -> SpendReduction {
    let keys = try SpendKeys.expressions(call, spend: spend.table.type, customers: customers)
    return try SpendReduction(
      spend.table.reduced(), spend.columns, keys: keys, lag: request.lag, asOf: asOf,
      during: request.during, context: call.context)
  }

  /// Adds the entries up to one row for each group and window.
  private static func sums(
    _ reduction: CustomerReduction, _ allocation: SpendAllocation?,
    _ exposure: [ExposureReduction.Entry], _ request: EconomicsRequest, _ observed: ObservedMonths,
    isResampled: Bool,
  ) throws(ValueError) -> [GroupSums] {
    let costs = allocation?.entries ?? []
    let months =
      reduction.entries.compactMap(\.startMonth) + costs.map(\.month) + exposure.map(\.toMonth)
    let first = months.min() ?? 1, last = max(months.max() ?? 0, observed.months?.upperBound ?? 0)
    let windows = try EconomicsWindow.all(
      every: request.every, from: first, through: last, observed: observed)
    let buckets = isResampled ? ResamplingWeights.bucketCount : 1
    let entries = reduction.entries(byFirst: request.keys.count)
    var outlays: [GroupKey: [SpendReduction.Entry]] = [:]
    for entry in costs { outlays[entry.key, default: []].append(entry) }
    var exposures: [GroupKey: [ExposureReduction.Entry]] = [:]
    for entry in exposure { exposures[entry.key, default: []].append(entry) }
    var keys = Set(entries.keys).union(outlays.keys)
    if request.isSingle { keys.insert(GroupKey(cells: [])) }
    var rows: [GroupSums] = []
    for key in keys.sorted() {
      for window in windows {
        var sums = GroupSums(key: key, window: window, bucketCount: buckets)
        sums.definition = request.definition
        for entry in entries[key] ?? [] { sums.add(entry) }
        for entry in exposures[key] ?? [] { sums.add(entry) }
        sums.settle()
        if request.hasIntervals, !isResampled {
          sums.measure(entries[key] ?? [], exposures[key] ?? [])
        }
        var cost = CompensatedSum()
        for entry in outlays[key] ?? [] where window.months.contains(entry.month) {
          cost.add(entry.cost)
          sums.outlays += entry.outlays
        }
        sums.cost = cost.value
        if sums.isRow || request.isSingle { rows.append(sums) }
      }
    }
    return rows
  }
}

extension GroupKey {
  /// The first cells: a group without what `share:` adds to its key.
  func prefix(_ count: Int) -> GroupKey { GroupKey(cells: Array(cells.prefix(count))) }
}

extension Table {
  /// How the rows are found, as a relation; rows in memory are a relation of their own.
  func reduced() throws(ValueError) -> Relation {
    if let relation = plan as? Relation { return relation }
    if let local = plan as? LocalTable { return .local(local) }
    throw ValueError(.unsupported, "the rows of this table cannot be reduced")
  }
}
