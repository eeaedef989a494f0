import Units
import Values

extension Function {
  package static let linear = Function(
    "linear", .numbers, "A share per time taken as a hazard: a number per time that adds up.",
    overloads: [
      NumberFunction(name: "linear", direction: .increasing, sql: { $0 }, transform: { $0 })
        .overload(.periodic, "a share per time, such as 3%/month", resultText: "1/time") {
          measure throws(ValueError) in
          guard case .periodic(let time, _) = measure else {
            throw ValueError(
              .invalidArgument, "`linear` requires a share per time, but this is in \(measure)",
              fixes: [.init("linear(3%/month)")], argument: "x")
          }
          return .unit(Unit(time, exponent: -1))
        }
    ],
    definition: """
      Right only if the share is a rate at each moment, not what a period takes of those who are \
      left; for that use `compound`.
      """,
    examples: [Example("linear(3%/month) to 1/year", gives: "0.36/year")],
    seeAlso: ["compound", "compound_growth"])
}
