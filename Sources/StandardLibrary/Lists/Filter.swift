import Values

extension Function {
  package static let filter = Function(
    "filter", .lists, "The elements of a list for which a condition is true.",
    overloads: [
      Overload(
        Signature(
          [
            .list,
            Parameter(
              "condition", .function([.element(of: "list")], gives: .bool),
              "whether an element stays, such as `x => x > 3`"),
          ], resultText: "List",
          result: { types throws(ValueError) in types.type("list") ?? .unknown }),
        body: filtered)
    ],
    definition:
      "Where the condition is missing the element is left out, which is said with its count. "
      + "Rows of a table are chosen by `where`.",
    examples: [
      Example("[1, 5, 3] | filter(x => x > 2)", gives: "[5, 3]"),
      Example("1..10 | filter(n => n mod 3 == 0)", gives: "[3, 6, 9]"),
    ],
    seeAlso: ["map", "where"])
}

private func filtered(_ call: Call) throws(ValueError) -> Value {
  guard let list = call.list("list") else { return .missing }
  let condition = try call.function("condition")
  let run = (condition.numeric ?? .never).begin()
  let numbers = condition.numeric == nil ? nil : list.numbers
  var kept: [Int] = []
  var missing = 0
  for place in 0..<list.count {
    try StopRequest.check(turn: place)
    let number = numbers.map { run.value($0[place]) } ?? .nan
    if number.isFinite {
      if number != 0 { kept.append(place) }
      continue
    }
    switch try condition.apply([list[place]]) {
    case .bool(true): kept.append(place)
    case .bool(false): break
    default: missing += 1
    }
  }
  if missing > 0 {
    let elements = missing == 1 ? "1 element" : "\(missing) elements"
    call.context.note(
      Note(.note, "filter: \(elements) left out because the condition is missing there"))
  }
  if let numbers, case .measure(let measure) = list.elementType {
    return .list(List(kept.map { numbers[$0] }, measure))
  }
  return .list(List(of: list.elementType, kept.map { list[$0] }))
}

extension NumericFunction {
  /// Always asks the full form.
  fileprivate static let never = NumericFunction(inputs: [], frameSize: 1) { _ in .nan }
}
