import Units
import Values

extension Function {
  package static let sign = Function(
    "sign", .numbers, "1 for a positive number, -1 for a negative one, 0 for zero.",
    overloads: [
      NumberFunction(
        name: "sign", sql: { "CAST(sign(\($0)) AS DOUBLE)" },
        transform: { $0 > 0 ? 1 : $0 < 0 ? -1 : 0 }
      ).overload(resultText: "Number") { _ in .number }
    ],
    examples: [Example("sign(-$40)", gives: "-1")],
    seeAlso: ["abs"])
}
