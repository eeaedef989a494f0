import Units
import Values

extension Function {
  package static let length = Function(
    "length", .text, "How many characters a text has, or how many elements a list.",
    overloads: [
      TextFunction(
        name: "length", parameters: [.text], result: .number,
        sql: { "CAST(length(\($0[0])) AS DOUBLE)" },
        evaluate: { .number(Double($0[0].unicodeScalars.count)) }
      ).overload,
      Overload(
        Signature(
          [Parameter("list", .value(.list(.any)), "a list")],
          form: .scalar { _ in .listLength }, resultText: "Number", result: { _ in .number })),
    ],
    definition: "Characters are Unicode code points.",
    examples: [
      Example("length(\"churn\")", gives: "5"), Example("length([3, missing, 5])", gives: "3"),
    ],
    seeAlso: ["count", "trim"])
}

extension ScalarOperation {
  fileprivate static let listLength = ScalarOperation(
    "length of list", sql: { _ in nil },
    evaluate: { arguments throws(ValueError) in
      guard case .list(let list) = arguments[0] else {
        throw ValueError(.invalidArgument, "`length` requires a Text or a list")
      }
      return .number(Double(list.count))
    })
}
