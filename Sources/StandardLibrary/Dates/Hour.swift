import Units
import Values

extension Function {
  package static let hour = Function(
    "hour", .dates, "The hour of an instant in UTC, from 0 to 23.",
    overloads: [
      Overload(
        Signature(
          [Parameter("instant", .value(.dateOrInstant), "an instant")],
          form: .scalar { _ in .hour }, resultText: "Number",
          result: { types throws(ValueError) in
            guard types.column("instant")?.type != .date else {
              throw ValueError(
                .invalidArgument, "`hour` requires an Instant, but this is a Date",
                because: "a date is a whole day",
                fixes: [.init("hour(@2026-05-14T09:30Z)")], argument: "instant")
            }
            return .number
          }))
    ],
    examples: [Example("hour(@2026-05-14T09:30Z)", gives: "9")], seeAlso: ["day"])
}

extension ScalarOperation {
  fileprivate static let hour = ScalarOperation(
    "hour", sql: { "CAST(hour(\($0[0])) AS DOUBLE)" },
    evaluate: { arguments throws(ValueError) in
      guard case .instant(let instant) = arguments[0] else {
        throw ValueError(
          .invalidArgument, "`hour` requires an Instant, but this is \(arguments[0].type)")
      }
      return .number(Double(instant.microsecondsOfDay / 3_600_000_000))
    })
}
