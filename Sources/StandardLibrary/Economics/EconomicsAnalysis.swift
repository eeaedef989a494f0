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
  /// True when `per:` gives the time that churn is a share per, and `definition:` what it is.
  var isChurn = false
  /// True when `method:` gives the formula of ltv.
  var hasMethods = false

  var usesMargin: Bool { columns.contains { [.ltv, .ltvCac, .payback].contains($0) } }
  var usesTarget: Bool { columns.contains(.verdict) }

  var parameters: [Parameter] {
    var parameters = hasSpend ? [EconomicsParameters.spend] : []
    parameters.append(EconomicsParameters.customers)
    parameters.append(hasSpend ? EconomicsParameters.byOfBoth : EconomicsParameters.by)
    parameters += EconomicsParameters.common
    if hasSpend {
      parameters += [
        EconomicsParameters.lag, EconomicsParameters.overhead, EconomicsParameters.share,
      ]
    }
    if usesMargin { parameters.append(EconomicsParameters.margin) }
    if usesTarget { parameters.append(EconomicsParameters.target) }
    if isChurn { parameters += [EconomicsParameters.definition, EconomicsParameters.per] }
    if hasMethods { parameters += EconomicsParameters.ltvOptions }
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
    let dollar = types.isStrict ? nil : types.dollar
    let columns = try CustomerColumns(
      customers, needs: needs, arguments: roles, dollar: dollar)
    var currency = columns.revenue?.currency
    if hasSpend {
      guard let spend = types.table("spend") else { return .unknown }
      let costs = try SpendColumns(spend, arguments: roles, dollar: dollar)
      if let currency { try OneCurrency.check(spend: costs.currency, customers: currency) }
      currency = costs.currency
      try SpendKeys.check(types, spend: spend, customers: customers)
      if let overhead = types.type("overhead")?.measure?.unit.currency {
        try OneCurrency.check(overhead: overhead, spend: costs.currency)
      }
    }
    if hasMethods { try checkMethod(types) }
    let every = try EconomicsRequest.grain(types.word("every"))
    let measures = try measures(
      currency ?? types.dollar, per: types.word("per"), definition: definition(types))
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
        fixes: [.init("by: [group: .\(column.name)]", key: column.name)], argument: "by")
    }
    return TableType(schemas)
  }

  private func measures(
    _ currency: NamedUnit, per: String?, definition: ChurnDefinition,
  ) -> EconomicsMeasures {
    let per = isChurn ? per.flatMap(PeriodGrain.init(rawValue:)) : nil
    return EconomicsMeasures(currency, churnPer: per, isHazard: definition.isHazard)
  }

  /// The type of the result depends on the definition, so it has to be known before the run.
  private func definition(_ types: CallTypes) throws(ValueError) -> ChurnDefinition {
    guard isChurn, types["definition"] != nil else { return .classic }
    guard let word = types.word("definition") else {
      throw ValueError(
        .invalidArgument, "`definition:` must be written as a text",
        because: "the unit of the result depends on it",
        fixes: [.init("definition: \"exposure\"")], argument: "definition")
    }
    return try ChurnDefinition.named(word)
  }

  private func checkMethod(_ types: CallTypes) throws(ValueError) {
    if types["method"] == nil || types.word("method") != nil {
      _ = try LtvMethod.chosen(
        types.word("method"), hasMargin: types["margin"] != nil,
        hasDiscount: types["discount"] != nil, hasExpansion: types["expansion"] != nil)
    }
    guard let month = UnitCatalogue().named("month") else { return }
    for name in ["discount", "expansion"] {
      if let measure = types.type(name)?.measure {
        _ = try GrowthRate.periods(measure, per: month, argument: name)
      }
    }
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
    let measures = measures(
      data.currency ?? call.context.dollar, per: call.word("per"), definition: request.definition)
    let result = EconomicsResult(
      self, request: request, data: data, measures: measures, function: function,
      context: call.context)
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
