internal import Statistics
internal import Units
internal import Values

/// A function of spend and customers: what it reads, and which figures it gives.
///
/// With `by:` or `every:` the result is a table of its columns; without, it is its main figure as
/// an estimate, with the others as parts. `unit_economics` has no main figure and always gives a
/// table.
struct EconomicsAnalysis: Sendable {
  var name: String
  var needs: CustomerColumns.Needs
  var hasSpend: Bool
  var columns: [EconomicsColumn]
  var main: EconomicsColumn?
  /// True when `per:` gives the time that churn is a share per.
  var hasPer = false

  var usesMargin: Bool { columns.contains { [.ltv, .ltvCac, .payback].contains($0) } }
  var usesTarget: Bool { columns.contains(.verdict) }

  var parameters: [Parameter] {
    var parameters = hasSpend ? [EconomicsParameters.spend] : []
    parameters.append(EconomicsParameters.customers)
    parameters += EconomicsParameters.common
    if hasSpend { parameters += [EconomicsParameters.lag, EconomicsParameters.share] }
    if usesMargin { parameters.append(EconomicsParameters.margin) }
    if usesTarget { parameters.append(EconomicsParameters.target) }
    if hasPer { parameters.append(EconomicsParameters.per) }
    parameters += EconomicsParameters.customerRoles
    if needs == .revenue { parameters.append(EconomicsParameters.mrr) }
    return hasSpend ? parameters + EconomicsParameters.spendRoles : parameters
  }

  /// The form of the function that works on tables.
  func overload(_ function: @escaping @Sendable () -> Function) -> Overload {
    let unit = main?.declaration.unit ?? ""
    return Overload(
      Signature(
        parameters,
        resultText: main == nil
          ? "Table" : "\(unit.isEmpty ? "Number" : unit), or Table with by: or every:",
        result: { types throws(ValueError) in try resultType(types) }),
      body: { call throws(ValueError) in try run(call, function()) })
  }

  // MARK: Before the run

  private func resultType(_ types: CallTypes) throws(ValueError) -> Type {
    guard let customers = types.table("customers") else { return .unknown }
    let roles = EconomicsAnalysis.roleColumns(types)
    let columns = try CustomerColumns(customers, needs: needs, arguments: roles)
    var currency = columns.revenue?.currency
    if hasSpend {
      guard let spend = types.table("spend") else { return .unknown }
      let costs = try SpendColumns(spend, arguments: roles)
      if let currency { try OneCurrency.check(spend: costs.currency, customers: currency) }
      currency = costs.currency
      let isShare = !(types.columns("share") ?? []).isEmpty
      for key in types.columns(isShare ? "share" : "by") ?? []
      where customers[key.name] != nil
        && SpendKeys.column(key.name, spend: spend, customers: customers) == nil
      {
        throw SpendKeys.missing(key.name, spend: spend, isShare: isShare)
      }
    }
    let every = try EconomicsRequest.grain(types.word("every"))
    let per = types.word("per").flatMap(PeriodGrain.init(rawValue:))
    let measures = EconomicsMeasures(currency ?? types.dollar, churnPer: hasPer ? per : nil)
    let keys = types.columns("by") ?? []
    if let main, keys.isEmpty, every == nil { return .estimate(main.measure(measures)) }
    return .table(try tableType(keys, every: every, measures))
  }

  private func tableType(
    _ keys: [ColumnSchema], every: PeriodGrain?, _ measures: EconomicsMeasures,
  ) throws(ValueError) -> TableType {
    var schemas = keys
    if let every { schemas.append(ColumnSchema(every.rawValue, .period(every))) }
    for index in schemas.indices { schemas[index].isGroupKey = true }
    schemas += columns.map { ColumnSchema($0.name, $0.type(measures)) }
    for (index, column) in schemas.enumerated()
    where schemas[..<index].contains(where: { $0.name == column.name }) {
      throw ValueError(
        .invalidArgument, "the result would have two columns `\(column.name)`",
        because: "`\(name)` has a column of that name",
        fixes: [.init("by: [group: .\(column.name)]")], argument: "by")
    }
    return TableType(schemas)
  }

  private static func roleColumns(_ types: CallTypes) -> [String: String] {
    var roles: [String: String] = [:]
    for role in EconomicsParameters.roleNames {
      if let column = types.columns(role)?.first { roles[role] = column.name }
    }
    return roles
  }

  // MARK: The run

  private func run(_ call: Call, _ function: Function) throws(ValueError) -> Value {
    let request = try EconomicsRequest(call)
    let data = try EconomicsData(call, request, needs: needs, hasSpend: hasSpend)
    let per = call.word("per").flatMap(PeriodGrain.init(rawValue:))
    let measures = EconomicsMeasures(
      data.currency ?? call.context.dollar, churnPer: hasPer ? per : nil)
    let result = EconomicsResult(
      self, request: request, data: data, measures: measures, function: function,
      seed: call.context.seed)
    guard let main, request.isSingle else {
      return .table(try result.table(call, schemas: keySchemas(call, request, measures)))
    }
    return result.single(main, context: call.context)
  }

  private func keySchemas(
    _ call: Call, _ request: EconomicsRequest, _ measures: EconomicsMeasures,
  ) throws(ValueError) -> TableType {
    if let promised = call.resultType.table { return promised }
    let keys = request.keys.map { ColumnSchema($0.name, $0.type) }
    return try tableType(keys, every: request.every, measures)
  }
}
