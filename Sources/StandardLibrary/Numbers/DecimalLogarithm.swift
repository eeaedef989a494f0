import Glibc
import Values

extension Function {
  package static let log10 = Function(
    "log10", .numbers, "The logarithm to base 10 of a positive number.",
    overloads: [
      NumberFunction(
        name: "log10", direction: .increasing,
        sql: { "CASE WHEN \($0) > 0e0 THEN log10(\($0)) END" }, transform: { Glibc.log10($0) }
      ).ofPlainNumber()
    ],
    examples: [Example("log10(1_000)", gives: "3")],
    seeAlso: ["ln"])
}
