internal import Planning
internal import Statistics
internal import Units
internal import Values

/// What a call of `regress` asks for, read from its arguments.
struct RegressionRequest {
  struct Term {
    var name: String
    var type: Type
    var expression: ScalarExpression

    init(_ column: (name: String, type: Type, expression: ScalarExpression)) {
      (name, type, expression) = column
    }
  }

  /// Nil for the linear one.
  let model: ResponseModel?
  let errors: CoefficientErrors
  let errorsName: String
  let outcome: Term
  let terms: [Term]
  let exposure: Term?
  let hasIntercept: Bool
  let level: Double
  /// In which order rows are neighbours, and what to call it; no keys for the order of the table.
  let order: (keys: [SortKey], name: String)

  var isHAC: Bool { errorsName == "hac" }
  var modelName: String {
    switch model {
    case nil: "linear"
    case .logistic: "logistic"
    case .poisson: "Poisson"
    }
  }

  init(_ call: Call, _ table: TableType) throws(ValueError) {
    guard let given = call.columns("of").first else {
      throw ValueError(.invalidArgument, "`of:` names what is explained", argument: "of")
    }
    outcome = Term(given)
    terms = call.columns("on").map(Term.init)
    exposure = call.columns("exposure").first.map(Term.init)
    hasIntercept = call.bool("intercept") ?? true
    level = try IntervalLevel.of(call)
    switch call.word("model") ?? "linear" {
    case "logistic": model = .logistic
    case "poisson": model = .poisson
    default: model = nil
    }
    errorsName = call.word("errors") ?? "classical"
    let lags = try Self.lags(call.value("lags"))
    switch errorsName {
    case "hc0": errors = .hc0
    case "hc1": errors = .hc1
    case "hc2": errors = .hc2
    case "hc3": errors = .hc3
    case "hac": errors = .hac(lags: lags)
    default: errors = .classical
    }
    guard lags == nil || errorsName == "hac" else {
      throw ValueError(
        .invalidArgument, "`lags:` belongs to `errors: \"hac\"`",
        because: "\(errorsName) errors take rows for independent of one another",
        fixes: [.init("errors: \"hac\"")], argument: "lags")
    }
    guard exposure == nil || model == .poisson else {
      throw ValueError(
        .invalidArgument, "`exposure:` belongs to `model: \"poisson\"`",
        because: "only of a count it tells how much it was counted in",
        fixes: [.init("model: \"poisson\"")], argument: "exposure")
    }
    guard !call.has("order") || errorsName == "hac" else {
      throw ValueError(
        .invalidArgument, "`order:` belongs to `errors: \"hac\"`",
        because: "with \(errorsName) errors no order of the rows changes anything",
        fixes: [.init("errors: \"hac\"")], argument: "order")
    }
    order = errorsName == "hac" ? Self.order(call, table) : ([], "")
    guard hasIntercept || !terms.isEmpty else {
      throw ValueError(
        .invalidArgument, "there is nothing to estimate",
        because: "`on:` has no term, and there is no intercept",
        fixes: [.init("intercept: true")], argument: "on")
    }
  }

  private static func lags(_ value: Value?) throws(ValueError) -> Int? {
    guard let value else { return nil }
    return try WindowSetting.wholeNumber(value, "lags", of: "regress", within: 0...1_000_000)
  }

  private static func order(_ call: Call, _ table: TableType) -> (keys: [SortKey], name: String) {
    if case .sortKeys(let keys)? = call.arguments["order"] {
      let names = keys.map { key in
        if case .column(let name) = key.expression { "`\(name)`" } else { "an expression" }
      }
      return (keys, names.joined(separator: " and "))
    }
    let dates = table.columns.filter { $0.type.isMoment }
    guard dates.count == 1, let date = dates.first else { return ([], "") }
    return ([SortKey(.column(date.name))], "`\(date.name)`")
  }
}

extension RegressionRequest {
  /// Refuses columns of which no number can be made.
  ///
  /// Errors: `invalidArgument` with what would make one.
  static func check(_ types: CallTypes) throws(ValueError) {
    for column in types.columns("on") ?? [] { try check(column, "on") }
    for name in ["of", "exposure"] {
      for column in types.columns(name) ?? [] { try check(column, name) }
    }
  }

  private static func check(_ column: ColumnSchema, _ argument: String) throws(ValueError) {
    switch column.type {
    case .measure, .bool, .unknown, .missing: return
    case .text where argument == "on": return
    case .estimate:
      throw ValueError(
        .unsupported, "`regress` takes no estimates",
        because: "it would take `\(column.name)` for exact, without its interval",
        fixes: argument == "on" ? [] : [.init("\(argument): .\(column.name).value")],
        argument: argument)
    case .date, .instant, .period:
      throw ValueError(
        .invalidArgument, "a term is a number, a Bool or a Text, not \(column.type)",
        because:
          "`\(column.name)` as a trend is a number of days, and as a turning point a yes or no: "
          + "`days_between(@2026-01-01, …)` and `after(.\(column.name), @2026-03-01)`",
        fixes: [.init("on: after(.\(column.name), @2026-03-01)")], argument: argument)
    default:
      throw ValueError(
        .invalidArgument, "a term is a number, a Bool or a Text, not \(column.type)",
        argument: argument)
    }
  }
}

extension Type {
  /// Whether it tells when something was.
  var isMoment: Bool {
    switch self {
    case .date, .instant, .period: true
    default: false
    }
  }
}
