internal import Units
internal import Values

/// The parameters that the economic functions share.
enum EconomicsParameters {
  /// Role arguments, in the order of the reference.
  static let roleNames = ["id", "started", "ended", "mrr", "date", "cost"]

  static let spend = Parameter("spend", .table(role: "spend"), "what was spent")
  static let customers = Parameter("customers", .table(role: "customers"), "who was won")

  static let by = Parameter(
    "by", .columns(on: ["customers"]), optional: true, "one row for each group")
  /// The same on both tables: each is split by its own column of that name, else of that role.
  static let byOfBoth = Parameter(
    "by", .columns(on: ["customers", "spend"]), optional: true,
    "one row for each group; the spend is split by its column of the same name, else role")
  static let every = Parameter(
    "every", .word(["month", "quarter", "year"]), optional: true, "one row for each period")
  static let during = Parameter(
    "during", .value(.period), optional: true,
    "keeps cost by date, wins by start, and the complete months inside")
  static let asOf = Parameter(
    "as_of", .value(.dateOrInstant), default: "the latest start or outlay",
    "the last moment observed")
  static let lag = Parameter(
    "lag", .value(.time), default: "0 days", "how much later an outlay wins its customers")
  static let share = Parameter(
    "share", .columns(on: ["customers", "spend"]), optional: true,
    "spreads the cost of each of its values over the groups by the customers won")
  /// Throws where a margin is more than everything: 80 is 8,000%.
  static func requireMargin(_ margin: Double?) throws(ValueError) {
    guard let margin, margin > 1 else { return }
    let text = NumberText()
    throw ValueError(
      .invalidArgument, "a margin is a share of at most 100%",
      because: "\(text.text(.number(margin))) is \(text.text(Quantity(margin, .share)))",
      fixes: [.init("margin: \(text.text(Quantity(min(margin / 100, 1), .share)))")],
      argument: "margin")
  }

  static let margin = Parameter(
    "margin", .value(.number), default: "100%",
    "the share of revenue that is left after serving the customer")
  static let level = Parameter(
    "level", .value(.number), default: "95%", "the level of the intervals")
  static let intervals = Parameter(
    "intervals", .value(.bool), default: "true", "whether intervals are computed")
  static let target = Parameter(
    "target", .value(.number), default: "3", "what ltv_cac is held against")
  static let per = Parameter(
    "per", .word(["month", "quarter", "year"]), default: "month",
    "the time that churn is a share per; longer times compound")

  static let definition = Parameter(
    "definition", .choice(ChurnDefinition.allCases.map(\.rawValue)), default: "\"classic\"",
    "which losses count, and over whom")
  static let method = Parameter(
    "method", .choice(LtvMethod.allCases.map(\.rawValue)), default: "\"margin\"",
    "the formula; `discount:` alone means \"discounted_advance\"")
  static let discount = Parameter(
    "discount", .value(.periodic), optional: true,
    "what later money is worth less, a share per time that compounds")
  static let expansion = Parameter(
    "expansion", .value(.periodic), optional: true,
    "what the revenue of those who stay grows by, a share per time that compounds")
  static let overhead = Parameter(
    "overhead", .value(.money), optional: true,
    "salaries and tools of the whole time, spread over the groups by the customers won")

  static let id = role("id", on: "customers", "who the customer is")
  static let started = role("started", on: "customers", "the first day as a customer")
  static let ended = role("ended", on: "customers", "the last day as a customer")
  static let mrr = role("mrr", on: "customers", "revenue in a month")
  static let date = role("date", on: "spend", "the day of an outlay")
  static let cost = role("cost", on: "spend", "the amount of an outlay")

  /// What every function on customers takes after its tables.
  static let common: [Parameter] = [every, during, asOf, level, intervals]
  static let ltvOptions: [Parameter] = [method, discount, expansion]
  static let customerRoles: [Parameter] = [id, started, ended]
  static let spendRoles: [Parameter] = [date, cost]

  private static func role(_ name: String, on table: String, _ summary: String) -> Parameter {
    Parameter(name, .column(on: table, .any), optional: true, summary)
  }
}
