internal import Values

/// The parameters that the functions of attribution share.
enum AttributionParameters {
  /// Role arguments, in the order of the reference.
  static let roleNames = ["person", "at", "channel", "converted", "value", "path", "lost"]

  static let touches = Parameter(
    "touches", .table(role: "touches"), "who was touched, when and how")
  static let conversions = Parameter(
    "conversions", .table(role: "conversions"), optional: true,
    "who bought, when and for how much; without it the column `converted` of the touches says it")
  static let model = Parameter(
    "model", .choice(AttributionModel.names), default: "\"markov\"",
    "who is credited with a purchase")
  static let order = Parameter(
    "order", .value(.oneOf([.number, .text])), default: "1",
    "how many touches the next step of `markov` depends on: 1 to 5, or \"best\"")
  static let window = Parameter(
    "window", .value(.time), optional: true,
    "how long before a purchase touches count; without it all of the log does")
  static let halfLife = Parameter(
    "half_life", .value(.time), default: "7 days", "the age at which `time_decay` halves a touch")
  static let weights = Parameter(
    "weights", .value(.list(.number)), default: "[40%, 20%, 40%]",
    "what `position` gives to the first touch, to those between, and to the last")
  static let direct = Parameter(
    "direct", .value(.oneOf([.text, .list(.text)])), default: "\"direct\"",
    "the channels that `last_non_direct` passes over")
  static let game = Parameter(
    "game", .choice(["count", "rate"]), default: "\"count\"",
    "what a group of channels is worth to `shapley`: its purchases, or its rate of them")
  static let reset = Parameter(
    "reset", .value(.bool), default: "true", "whether a path begins anew after a purchase")
  static let repeats = Parameter(
    "repeats", .choice(["keep", "merge"]), default: "\"keep\"",
    "whether touches of one channel in a row count as one")
  static let duplicates = Parameter(
    "duplicates", .choice(["keep", "drop"]), default: "\"keep\"",
    "whether touches of one person by one channel at one instant count as one")
  static let by = Parameter(
    "by", .columns(on: ["touches", "conversions", "cost"]), optional: true,
    "one set of rows for each group; each table is split by its column of that name, else role")
  static let cost = Parameter(
    "cost", .table(role: "spend"), optional: true, "what was spent on the channels")
  static let level = Parameter(
    "level", .value(.number), default: "95%", "the level of the intervals")
  static let intervals = Parameter(
    "intervals", .value(.bool), default: "true", "whether intervals are computed")

  /// What makes paths of a log.
  static let paths = [window, reset, repeats, duplicates]
  static let roles = [
    role("person", "who was touched, in the touches"),
    role("at", "when, in the touches"),
    role("channel", "the channel of a touch"),
    role(
      "converted", "whether a touch was a purchase; with `path:` how many purchases a path led to"),
  ]
  /// What tells that each row is a path with its counts, not a touch.
  static let counted = [
    role("path", "the channels of a path, where each row is a path with its counts"),
    Parameter(
      "separator", .value(.text), default: "\" > \"", "what stands between two channels of a path"),
    role("lost", "how many took a path and did not buy"),
  ]

  /// In the conversions, or in the touches where there are none.
  static let value = Parameter(
    "value", .column(on: "conversions", .any), optional: true,
    "what a purchase was worth, in the conversions")

  private static func role(_ name: String, _ summary: String) -> Parameter {
    Parameter(name, .column(on: "touches", .any), optional: true, summary)
  }
}
