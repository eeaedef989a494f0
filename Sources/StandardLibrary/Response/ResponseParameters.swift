internal import Statistics
internal import Values

/// The parameters of curves of response.
enum ResponseParameters {
  static let automatic = "auto"

  static let table = Parameter(
    "series", .table(role: nil),
    "rows with a date, an amount spent and what came of it: one for each period and channel, or for each period with a column for each channel"
  )
  static let spend = Parameter(
    "spend", .columns(on: ["series"]), named: true,
    "what was spent; a list of columns, each a channel, explains one outcome together")
  static let outcome = Parameter(
    "outcome", .column(on: "series", .quantity), named: true,
    "what it brought: customers, orders, revenue")
  static let by = Parameter(
    "by", .columns(on: ["series"]), optional: true,
    "a curve for each channel from its own outcomes")
  static let together = Parameter(
    "together", .value(.bool), default: "false",
    "whether the channels of `by:` explain the sum of all outcomes in one model")
  static let every = Parameter(
    "every", .word(PeriodGrain.allCases.map(\.rawValue)), optional: true,
    "the period of a value; without it the longest that all dates keep to, and weeks where that is a day of half a year or more"
  )
  static let curve = Parameter(
    "curve", .choice([automatic] + CurveFamily.allCases.map(\.rawValue)),
    default: "\"\(automatic)\"",
    "the shape of diminishing returns; \"auto\" compares all by what they say of periods held out, and widens the intervals for not knowing it"
  )
  static let carryover = Parameter(
    "carryover", .choice(["geometric", "delayed", "weibull", "none"]), default: "\"geometric\"",
    "how spend acts on later periods; the weights of all periods sum to 1")
  static let first = Parameter(
    "first", .choice(ResponseOrder.allCases.map(\.rawValue)),
    default: "\"\(ResponseOrder.carryOver.rawValue)\"",
    "whether spend adds up over time before it saturates, or each period saturates by itself and what it brings comes over time"
  )
  static let start = Parameter(
    "start", .choice(ResponseBeginning.allCases.map(\.rawValue)),
    default: "\"\(ResponseBeginning.steady.rawValue)\"",
    "what was spent before the first period: as much as in the mean of the first \(CarryOverStart.periods), nothing, or unknown, and the outcomes of those periods are not fitted"
  )
  static let trend = Parameter(
    "trend", .choice(["linear", "none"]), default: "\"linear\"", "how the base moves")
  static let season = Parameter(
    "season", .choice([automatic, "year", "none"]), default: "\"\(automatic)\"",
    "the season of the base; \"auto\" takes the waves of a year from two years on, and the days of a week where periods are days"
  )
  static let scale = Parameter(
    "scale", .choice([automatic, "linear", "log"]), default: "\"\(automatic)\"",
    "whether trend and season are added to the base, or multiply base and channels as demand does; \"auto\" compares both by periods held out"
  )
  static let controls = Parameter(
    "controls", .columns(on: ["series"]), optional: true,
    "columns that explain the outcome beside the spend, such as a price")
  static let recent = Parameter(
    "recent", .value(.oneOf([.number, .time])), optional: true,
    "how long today's spend is the mean of; 4 weeks, or 3 periods where they are longer")
  static let calibrate = Parameter(
    "calibrate", .table(role: nil), optional: true,
    "what experiments found: channel, from, to, spend (how much more or less) and outcome (what came of it, with its interval, or with a column error)"
  )
  static let per = Parameter(
    "per", .word(PeriodGrain.allCases.map(\.rawValue)), optional: true,
    "the time of rates in the result; that of `every:` or of the dates where they are periods, else a week"
  )
  static let rows = Parameter(
    "rows", .choice(["channels", "parameters", "curves"]), default: "\"channels\"",
    "one row for each channel, for each of its parameters, or for each curve that was compared")

  static let seed = Parameter(
    "seed", .value(.number), default: "the session's seed", named: true,
    "the seed of the resampling behind intervals of sums and gains")

  /// Errors: `invalidArgument` for a seed that is no whole number.
  static func seed(_ call: Call) throws(ValueError) -> UInt64 {
    guard let value = call.value("seed") else { return call.context.seed }
    return UInt64(
      try WindowSetting.wholeNumber(
        value, "seed", of: "response", within: 0...9_007_199_254_740_992))
  }

  static let intervals = Parameter(
    "intervals", .choice(["profile", "resampled"]), default: "\"profile\"",
    "how intervals are made: by profile likelihood over all curves within reach, or as quantiles of fits to resampled residuals, which takes less time"
  )

  static let model = Parameter("model", .table(role: nil), "what `response` gives, or rows of it")
}
