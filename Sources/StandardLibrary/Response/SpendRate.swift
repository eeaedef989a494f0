internal import Units
internal import Values

/// Spend per time as an argument gives it, for the periods of a model.
struct SpendRate {
  /// The amount per period of the model.
  let perPeriod: Double
  /// Where months met days: what was not counted in months.
  private let beside: String?

  /// Errors: `invalidArgument` for what is no spend per time, or is negative.
  init(_ value: Value, _ model: ResponseCurves, argument: String) throws(ValueError) {
    guard let magnitude = value.magnitude, let measure = value.measure else {
      throw Self.refusal(nil, model.units, argument)
    }
    let units = try Self.units(measure, model.units, argument: argument)
    let rate = model.rate(per: units.time)
    guard magnitude >= 0, magnitude.isFinite else {
      throw ValueError(
        .invalidArgument, "`\(argument):` cannot be negative",
        because: "it is \(NumberText().text(value))", argument: argument)
    }
    perPeriod = magnitude * rate.perPeriod
    let isOfMonths = units.time.base == .monthTime
    beside =
      rate.usesMonthLength ? "\(isOfMonths ? model.grain.rawValue : units.time.name)s" : nil
  }

  /// What was taken for the length of a month.
  var notes: [Note] {
    guard let beside else { return [] }
    return [
      Note(
        .note, "a month is taken as \(PeriodLength.daysPerMonth) days between \(beside) and months")
    ]
  }

  /// The units of a result whose rates are per the time of an argument; those of the model where it is left out.
  ///
  /// Errors: `invalidArgument` for a measure that is no spend per time.
  static func units(
    _ measure: Measure?, _ units: ResponseUnits, argument: String
  ) throws(ValueError) -> ResponseUnits {
    guard let measure else { return units }
    guard let time = ResponseUnits.time(of: measure) else {
      throw refusal(measure, units, argument)
    }
    let result = ResponseUnits(outcome: units.outcome, spend: units.spend, time: time)
    guard result.spendRate.unit == measure.unit else { throw refusal(measure, units, argument) }
    return result
  }

  /// A rate as a script writes it.
  static func example(_ units: ResponseUnits) -> String {
    units.spend.isNumber ? "100_000/\(units.time)" : "100_000 \(units.spendRate)"
  }

  private static func refusal(
    _ measure: Measure?, _ units: ResponseUnits, _ argument: String
  ) -> ValueError {
    ValueError(
      .invalidArgument, "`\(argument):` is spend per time, such as \(units.spendRate)",
      because: "it is in \(measure?.description ?? "no unit")", argument: argument)
  }
}
