import Values

extension Function {
  package static let sqrt = Function(
    "sqrt", .numbers, "The square root of a number that is not negative.",
    overloads: [
      NumberFunction(
        name: "sqrt", direction: .increasing,
        sql: { "CASE WHEN \($0) >= 0e0 THEN sqrt(\($0)) END" }, transform: { $0.squareRoot() }
      ).ofPlainNumber()
    ],
    examples: [Example("sqrt(2)", gives: "1.41")],
    seeAlso: ["exp"])
}
