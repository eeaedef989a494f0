internal import Units
internal import Values

/// What the next outcome may cost, where a call says so instead of a budget.
struct BudgetTarget {
  /// In the money of the spend.
  let costPerOutcome: Double

  /// Nil where the call has none.
  ///
  /// Errors: `invalidArgument` for what is no cost, or not more than nothing.
  init?(_ call: Call, _ units: ResponseUnits) throws(ValueError) {
    guard let value = call.value("target") else { return nil }
    guard let magnitude = value.magnitude, let measure = value.measure,
      let factor = measure.unit.factor(to: units.cost.unit)
    else {
      throw ValueError(
        .invalidArgument, "`target:` is what the next outcome may cost, in \(units.cost)",
        because: "it is in \(value.measure?.description ?? "no unit")", argument: "target")
    }
    guard magnitude > 0, magnitude.isFinite else {
      throw ValueError(
        .invalidArgument, "`target:` must be more than nothing",
        because: "it is \(NumberText().text(value))", argument: "target")
    }
    costPerOutcome = magnitude * factor
  }
}
