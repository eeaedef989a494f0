import Glibc
import Values

extension Function {
  package static let ln = Function(
    "ln", .numbers, "The natural logarithm of a positive number.",
    overloads: [
      NumberFunction(
        name: "ln", direction: .increasing, sql: { "CASE WHEN \($0) > 0e0 THEN ln(\($0)) END" },
        transform: { Glibc.log($0) }
      ).ofPlainNumber()
    ],
    examples: [Example("ln(10)", gives: "2.3")],
    seeAlso: ["log10", "exp"])
}
