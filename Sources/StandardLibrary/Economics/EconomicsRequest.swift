internal import Planning
internal import Statistics
internal import Units
internal import Values

/// What a call of an economic function asks for, read from its arguments.
struct EconomicsRequest: Sendable {
  var keys: [(name: String, type: Type, expression: ScalarExpression)]
  var share: [(name: String, type: Type, expression: ScalarExpression)]
  var every: PeriodGrain?
  var during: Period?
  var asOf: CalendarDate?
  var lag: SpendLag
  var margin: Double
  var hasMargin: Bool
  var level: Double
  var hasIntervals: Bool
  var target: Double
  var roles: [String: String]
  var definition: ChurnDefinition
  var method: LtvMethod
  var lifetimeValue: LifetimeValueMethod
  /// An amount in the currency of the spend.
  var overhead: Double?

  init(_ call: Call) throws(ValueError) {
    keys = call.columns("by")
    share = call.columns("share")
    every = try Self.grain(call.word("every"))
    during = call.period("during")
    asOf = call.value("as_of").flatMap(calendarDay)
    lag = try SpendLag(call.quantity("lag"))
    hasMargin = call.has("margin")
    margin = call.value("margin")?.magnitude ?? 1
    level = call.value("level")?.magnitude ?? 0.95
    hasIntervals = call.bool("intervals") ?? true
    target = call.value("target")?.magnitude ?? 3
    definition = try ChurnDefinition.named(call.word("definition"))
    method = try LtvMethod.chosen(
      call.word("method"), hasMargin: hasMargin, hasDiscount: call.has("discount"),
      hasExpansion: call.has("expansion"))
    lifetimeValue = method.formula(rate: try Self.monthlyRate(call) ?? 0)
    overhead = call.value("overhead")?.magnitude
    roles = [:]
    for role in EconomicsParameters.roleNames {
      guard let column = call.columns(role).first else { continue }
      guard case .column(let name) = column.expression else {
        throw ValueError(
          .role, "`\(role):` takes a column as it stands",
          because: "`add` makes a column of an expression before the call", argument: role)
      }
      roles[role] = name
    }
    guard level > 0, level < 1 else {
      throw ValueError(
        .invalidArgument, "`level:` must lie between 0% and 100%", because: "it is \(level * 100)%",
        fixes: [.init("level: 95%")], argument: "level")
    }
    try EconomicsParameters.requireMargin(margin)
    guard margin.isFinite, target.isFinite, target > 0 else {
      throw ValueError(
        .invalidArgument, "`target:` must be a positive number", fixes: [.init("target: 3")],
        argument: "target")
    }
  }

  /// True when the result is one figure and not a table.
  var isSingle: Bool { keys.isEmpty && every == nil }

  /// The rate of `discount:` or `expansion:` in a month.
  private static func monthlyRate(_ call: Call) throws(ValueError) -> Double? {
    guard let month = UnitCatalogue().named("month") else { return nil }
    for name in ["discount", "expansion"] {
      guard let value = call.value(name), let measure = value.measure,
        let rate = value.magnitude
      else { continue }
      let periods = try GrowthRate.periods(measure, per: month, argument: name)
      return try GrowthRate.compounded(rate, periods: periods, argument: name)
    }
    return nil
  }

  static func grain(_ word: String?) throws(ValueError) -> PeriodGrain? {
    guard let word else { return nil }
    guard let grain = PeriodGrain(rawValue: word), grain.months != nil else {
      throw ValueError(
        .invalidArgument, "`every:` takes month, quarter or year, not \(word)",
        because: "churn and arpa are defined over complete calendar months",
        fixes: [.init("every: month")], argument: "every")
    }
    return grain
  }
}
