internal import Values

/// The parameters that `allocate` and `plan` share.
enum BudgetParameters {
  private static let bound = TypePattern.oneOf([.quantity, .record])

  static let budget = Parameter(
    "budget", .value(.quantity), optional: true,
    "what is spent on all channels together, per time: `$250k/quarter`")
  static let target = Parameter(
    "target", .value(.quantity), optional: true,
    "instead of a budget: what the next outcome may cost at most")
  static let floor = Parameter(
    "floor", .value(bound), optional: true,
    "the least for each channel, or a record of channels: `{brand: $20k/quarter}`")
  static let cap = Parameter(
    "cap", .value(bound), optional: true, "the most for each channel, or a record of channels")
  static let step = Parameter(
    "step", .value(.quantity), optional: true, "spend is a multiple of this")
  static let extrapolate = Parameter(
    "extrapolate", .value(.bool), default: "false",
    "whether a channel may get more or less than the data have seen")
  static let intervals = Parameter(
    "intervals", .value(.bool), default: "true", "whether intervals are computed")
}
