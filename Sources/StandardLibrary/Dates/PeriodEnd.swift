import Values

/// The first or the last day of a period.
enum PeriodEnd: String, Sendable {
  case first = "start_of"
  case last = "end_of"

  var overload: Overload {
    Overload(
      Signature(
        [Parameter("period", .value(.period), "a period")],
        form: .scalar { types in operation(types.column("period")?.type) }, resultText: "Date",
        result: { _ in .date }))
  }

  private func operation(_ type: Type?) -> ScalarOperation {
    let grain: PeriodGrain? = if case .period(let known)? = type { known } else { nil }
    return ScalarOperation(
      "\(rawValue) \(grain?.rawValue ?? "")",
      sql: { arguments in self == .first ? arguments[0] : grain.flatMap { last($0, arguments[0]) }
      },
      evaluate: { arguments throws(ValueError) in
        guard case .period(let period) = arguments[0] else {
          throw ValueError(
            .invalidArgument, "`\(rawValue)` requires a Period, but this is \(arguments[0].type)")
        }
        return .date(self == .first ? period.first : period.last)
      })
  }

  /// The last day from the first, which stands for a period in the engine.
  private func last(_ grain: PeriodGrain, _ first: String) -> String {
    switch grain {
    case .day: first
    case .week: "\(first) + 6"
    case .month, .quarter, .year:
      "CAST(\(first) + INTERVAL \(grain.months ?? 1) MONTH - INTERVAL 1 DAY AS DATE)"
    }
  }
}
