internal import Units
internal import Values

/// The parameters of `regress`.
enum RegressionParameters {
  static let models = ["linear", "logistic", "poisson"]
  static let errorNames = ["classical", "hc0", "hc1", "hc2", "hc3", "hac"]

  static let of = Parameter(
    "of", .column(on: "table", .oneOf([.quantity, .bool])), named: true, "what is explained")
  static let on = Parameter(
    "on", .terms(on: "table"),
    "what explains it: numbers, Bools as 0 and 1, and texts as a step for each value but the first")
  static let model = Parameter(
    "model", .choice(models), default: "\"linear\"",
    "a mean, the log odds of a yes or no, or the logarithm of a count")
  static let errors = Parameter(
    "errors", .choice(errorNames), default: "\"classical\"",
    "how errors are estimated: one variance for all rows, one for each (hc0 to hc3), or also correlated "
      + "neighbours in time (hac)")
  static let lags = Parameter(
    "lags", .value(.number), optional: true, named: true,
    "how many rows apart neighbours may be correlated, for `hac`; 4 (n/100)^(2/9) of n rows when left out"
  )
  static let order = Parameter(
    "order", .order(on: "table"), optional: true,
    "the order in time, for `hac`; the only column of dates when left out, else the order of the rows"
  )
  static let exposure = Parameter(
    "exposure", .column(on: "table", .quantity), optional: true, named: true,
    "how much a count was counted in, for `poisson`: days, visits, customers")
  static let intercept = Parameter(
    "intercept", .value(.bool), default: "true", named: true,
    "whether there is a part that belongs to no term")
  static let level = Parameter(
    "level", .value(.number), default: "95%", named: true, "the level of the intervals")
}
