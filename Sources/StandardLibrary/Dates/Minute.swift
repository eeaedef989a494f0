import Values

extension Function {
  package static let minute = Function(
    "minute", .dates, "The minute of the hour of an instant, from 0 to 59.",
    overloads: [
      ClockPart(name: "minute", part: { $0.microsecondsOfDay / 60_000_000 % 60 }).overload
    ],
    examples: [Example("minute(@2026-05-14T09:30Z)", gives: "30")], seeAlso: ["hour"])
}
