import Statistics
import Units
import Values

/// A share per time brought to another length of time by compounding.
struct PeriodRate: Sendable {
  var function: String
  /// The other function, for shares of the other kind.
  var other: String
  var kind: PeriodicKind
  var formula: String

  var overload: Overload {
    Overload(
      Signature(
        [
          Parameter("p", .value(.periodic), "a share per time, such as 3%/month"),
          Parameter(
            "per", .word(["day", "week", "month", "quarter", "year"]), "the time of the result"),
        ],
        form: .scalar { types throws(ValueError) in
          guard let (time, periods) = try target(types) else {
            throw ValueError(.invalidArgument, "`\(function)` requires a share per time")
          }
          return operation(.periodic(time, kind), periods: periods)
        }, resultText: "%/time",
        result: { types throws(ValueError) in
          guard let (time, _) = try target(types) else { return .unknown }
          return types.numberType(of: ["p"], measure: .periodic(time, kind))
        }))
  }

  /// The time of the result, and how many periods of the argument it holds; nil when the argument
  /// is not known.
  private func target(
    _ types: CallTypes
  ) throws(ValueError) -> (time: NamedUnit, periods: Double)? {
    guard let type = types.column("p")?.type, !type.isUnknown, type != .missing else { return nil }
    guard case .periodic(let from, let given)? = type.measure else {
      throw ValueError(
        .invalidArgument, "`\(function)` requires a share per time, but this is \(type)",
        because: "only a share per time, such as 3%/month, compounds",
        fixes: [.init("\(function)(3%/month, per: year)")], argument: "p")
    }
    guard given == kind || given == .unstated else {
      throw ValueError(
        .wrongDirection, "`\(function)` is for a \(kind.rawValue), but this is a \(given.rawValue)",
        because: "\(function) takes \(formula)",
        fixes: [.init("\(other)(p, per: year)")], argument: "p")
    }
    guard let word = types.word("per"), let to = UnitCatalogue().named(word), to.base.isTime else {
      throw ValueError(
        .invalidArgument, "`\(function)` requires a unit of time for `per:`",
        fixes: [.init("per: year")], argument: "per")
    }
    guard to.base == from.base else {
      throw ValueError(
        .invalidArgument, "a share per \(from.name) cannot be brought to a share per \(to.name)",
        because: "no number of days is a month",
        fixes: [.init("per: \(from.base == .monthTime ? "year" : "week")")], argument: "per")
    }
    return (to, to.scale / from.scale)
  }

  private func operation(_ measure: Measure, periods: Double) -> ScalarOperation {
    let isLoss = kind == .loss
    let count = OperationSQL.number(periods)
    return ScalarOperation(
      "\(function) \(periods) \(measure)",
      sql: { arguments in
        let p = arguments[0]
        if periods == 1 {
          return isLoss
            ? "CASE WHEN \(p) BETWEEN 0e0 AND 1e0 THEN \(p) END"
            : "CASE WHEN \(p) >= -1e0 THEN \(p) END"
        }
        return isLoss
          ? "CASE WHEN \(p) BETWEEN 0e0 AND 1e0 THEN 1e0 - power(1e0 - \(p), \(count)) END"
          : "CASE WHEN \(p) >= -1e0 THEN "
            + OperationSQL.finite("(power(1e0 + \(p), \(count)) - 1e0)") + " END"
      },
      evaluate: { arguments throws(ValueError) in
        let rate = arguments[0].magnitude ?? 0
        guard isLoss ? (0...1).contains(rate) : rate >= -1 else {
          throw ValueError(
            .outOfRange,
            isLoss
              ? "a loss lies between 0% and 100%, but this is \(percent(rate))"
              : "a growth is at least -100%, but this is \(percent(rate))", argument: "p")
        }
        return try Arithmetic.mapped(
          [arguments[0]], function, measure: measure, .increasing
        ) { rate in
          // The ends of an interval of a loss may lie a little beyond what a share can be.
          periods == 1
            ? rate
            : isLoss
              ? CompoundRate.loss(Swift.min(Swift.max(rate, 0), 1), periods: periods)
              : CompoundRate.growth(rate, periods: periods)
        }
      })
  }

  private func percent(_ rate: Double) -> String {
    NumberText().text(Quantity(rate, .share))
  }
}
