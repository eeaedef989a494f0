import Glibc
import Values

extension Function {
  package static let exp = Function(
    "exp", .numbers, "The exponential function: e to a power.",
    overloads: [
      NumberFunction(
        name: "exp", direction: .increasing, sql: { OperationSQL.finite("exp(\($0))") },
        transform: { Glibc.exp($0) }
      ).ofPlainNumber()
    ],
    examples: [Example("exp(1)", gives: "2.72")],
    seeAlso: ["ln"])
}
