import Units
import Values

extension Function {
  package static let fold = Function(
    "fold", .lists, "One value made of a list, element after element.",
    overloads: [
      Overload(
        Signature(
          accumulating, resultText: "the type of `from`",
          result: { types throws(ValueError) in types.type("from") ?? .unknown }),
        body: folded)
    ],
    examples: [
      Example("[2, 3, 4] | fold((product, x) => product * x, from: 1)", gives: "24"),
      Example(
        "[3%, 5%] | fold((kept, churn) => kept * (1 - churn), from: $100)", gives: "$92.15"),
    ],
    seeAlso: ["scan", "iterate", "sum"])

  package static let scan = Function(
    "scan", .lists, "Like `fold`, with every value on the way.",
    overloads: [
      Overload(
        Signature(
          accumulating, resultText: "List",
          result: { types throws(ValueError) in types.type("from").map { .list($0) } ?? .unknown }),
        body: scanned)
    ],
    definition:
      "The list has the value after each element, so it is as long as the one it is made of.",
    examples: [
      Example("[5, 1, 4] | scan((sum, x) => sum + x, from: 0)", gives: "[5, 6, 10]"),
      Example(
        "1..3 | scan((left, month) => left * 95%, from: $1_000)", gives: "[$950, $902.50, $857.38]"),
    ],
    seeAlso: ["fold", "iterate"])

  private static let accumulating = [
    Parameter.list,
    Parameter(
      "function", .function([.value(of: "from"), .element(of: "list")], gives: .same(as: "from")),
      "the next value from the value so far and an element, such as `(sum, x) => sum + x`"),
    Parameter("from", .value(.any), "the value before the first element"),
  ]
}

private func folded(_ call: Call) throws(ValueError) -> Value {
  if let number = try numbers(call, { _ in }), case .measure(let measure) = call.resultType {
    return .quantity(Quantity(number, measure))
  }
  return try values(call) { _ in }
}

private func scanned(_ call: Call) throws(ValueError) -> Value {
  guard case .list(let type) = call.resultType else { return .missing }
  if case .measure(let measure) = type {
    var list: [Double] = []
    list.reserveCapacity(call.list("list")?.count ?? 0)
    if try numbers(call, { list.append($0) }) != nil { return .list(List(list, measure)) }
  }
  var list: [Value] = []
  _ = try values(call) { list.append($0) }
  return .list(List(of: type, list))
}

/// The last value; each one is given on.
private func values(_ call: Call, _ each: (Value) -> Void) throws(ValueError) -> Value {
  guard let list = call.list("list") else { return .missing }
  let function = try call.function("function")
  var value = call.value("from") ?? .missing
  for place in 0..<list.count {
    try StopRequest.check(turn: place)
    value = try function.apply([value, list[place]])
    each(value)
  }
  return value
}

/// The last value as a plain number; nil where one on the way is none.
private func numbers(_ call: Call, _ each: (Double) -> Void) throws(ValueError) -> Double? {
  guard let list = call.list("list"), let numbers = list.numbers,
    case .quantity(var last)? = call.value("from"),
    let numeric = try call.function("function").numeric
  else { return nil }
  let run = numeric.begin()
  for place in numbers.indices {
    try StopRequest.check(turn: place)
    var number = run.value(last.magnitude, numbers[place])
    if !number.isFinite {
      let value = try call.function("function").apply([.quantity(last), list[place]])
      guard case .quantity(let quantity) = value else { return nil }
      number = quantity.magnitude
    }
    last.magnitude = number
    each(number)
  }
  return last.magnitude
}
