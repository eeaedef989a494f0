internal import Statistics
internal import Units
internal import Values

/// How dark periods are sought: by `drop:` and `shorter_than:`.
struct DarkSearch {
  static let parameters = [
    Parameter(
      "drop", .value(.number), default: "90%",
      "how far spend has to fall below its usual level"),
    Parameter(
      "shorter_than", .value(.time), default: "7 days", "stretches shorter than this do not count"),
  ]

  private let share: Double
  private let shortest: Int
  private let neighbours: Int

  /// Errors: `invalidArgument` for a fall that is none, or a length that is no whole number of periods.
  init(_ call: Call, grain: PeriodGrain, start: Period) throws(ValueError) {
    let drop = call.value("drop")?.magnitude ?? 0.9
    guard drop > 0, drop <= 1 else {
      throw ValueError(
        .invalidArgument, "`drop:` must lie between 0% and 100%",
        because: "it says how much of the usual spend is missing, and is \(drop * 100)%",
        fixes: [.init("drop: 90%")], argument: "drop")
    }
    share = 1 - drop
    let usual: (shortest: Int, neighbours: Int) =
      switch grain {
      case .day: (7, 84)
      case .week: (1, 12)
      case .month: (1, 4)
      case .quarter: (1, 3)
      case .year: (1, 2)
      }
    neighbours = usual.neighbours
    shortest =
      try call.has("shorter_than")
      ? ForecastHorizon.periods(
        call.value("shorter_than"), of: grain, after: start, argument: "shorter_than")
      : usual.shortest
  }

  /// The dark periods of a channel's spend, without one that begins the data: nothing was lit before it.
  ///
  /// Errors: `data` for spend below zero.
  func periods(
    _ spend: [Double], of name: String, _ notes: inout [Note]
  ) throws(ValueError) -> [DarkPeriod] {
    do {
      let found = try DarkPeriods(
        spend, drop: share, shortest: shortest, neighbours: neighbours)
      return found.periods.filter { !$0.isOpenAtStart }
    } catch {
      switch error {
      case .neverSpent:
        notes.append(Note(.note, "nothing was ever spent on \(name)"))
        return []
      case .value(let value, let position):
        throw ValueError(
          .data, "the spend of \(name) has an amount below zero or without end",
          because: "period \(position + 1) has \(NumberText().text(.number(value)))",
          fixes: [.init("where(.cost >= $0)", note: "before the call")], argument: "spend")
      case .drop, .length:
        throw ValueError(
          .invalidArgument, "no stretch can be as short as that", argument: "shorter_than")
      }
    }
  }
}
