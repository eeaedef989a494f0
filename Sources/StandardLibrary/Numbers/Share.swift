import Units
import Values

extension Function {
  package static let share = Function(
    "share", .numbers, "Marks a plain number as a share, shown as a percentage.",
    overloads: [
      NumberFunction(
        name: "share", direction: .increasing, sql: { $0 }, transform: { $0 }
      ).overload(.number, resultText: "Share") { measure throws(ValueError) in
        guard measure.isDimensionless else {
          throw ValueError(
            .invalidArgument, "`share` requires a plain number, but this is in \(measure)",
            because: "a share is a part of one", argument: "x")
        }
        return .share
      }
    ],
    examples: [Example("share(0.25)", gives: "25%")],
    seeAlso: ["round"])
}
