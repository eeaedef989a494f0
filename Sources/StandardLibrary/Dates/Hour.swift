import Values

extension Function {
  package static let hour = Function(
    "hour", .dates, "The hour of an instant in UTC, from 0 to 23.",
    overloads: [
      ClockPart(name: "hour", part: { $0.microsecondsOfDay / 3_600_000_000 }).overload
    ],
    examples: [Example("hour(@2026-05-14T09:30Z)", gives: "9")], seeAlso: ["minute", "day"])
}
