import Values

/// A number that a moment of a day has: its hour, its minute.
struct ClockPart: Sendable {
  var name: String
  var part: @Sendable (Instant) -> Int

  var overload: Overload {
    Overload(
      Signature(
        [Parameter("instant", .value(.dateOrInstant), "an instant")],
        form: .scalar { _ in operation }, resultText: "Number",
        result: { types throws(ValueError) in
          guard types.column("instant")?.type != .date else {
            throw ValueError(
              .invalidArgument, "`\(name)` requires an Instant, but this is a Date",
              because: "a date is a whole day",
              fixes: [.init("\(name)(@2026-05-14T09:30Z)")], argument: "instant")
          }
          return .number
        }))
  }

  private var operation: ScalarOperation {
    ScalarOperation(
      name, sql: { "CAST(\(name)(\($0[0])) AS DOUBLE)" },
      evaluate: { arguments throws(ValueError) in
        guard case .instant(let instant) = arguments[0] else {
          throw ValueError(
            .invalidArgument, "`\(name)` requires an Instant, but this is \(arguments[0].type)")
        }
        return .number(Double(part(instant)))
      })
  }
}
