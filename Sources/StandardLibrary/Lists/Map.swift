import Units
import Values

extension Function {
  package static let map = Function(
    "map", .lists, "A list with a function of each element.",
    overloads: [
      Overload(
        Signature(
          [
            .list,
            Parameter(
              "function", .function([.element(of: "list")], gives: .any),
              "what is made of an element, such as `x => x * 2`"),
          ], resultText: "List",
          result: { types throws(ValueError) in
            types.functionResult("function").map { .list($0) } ?? .unknown
          }),
        body: mapped)
    ],
    definition: "The elements of a table's column are mapped by `map(t.cost, …)`; a new column is "
      + "made by `add`.",
    examples: [
      Example("[1, 2, 3] | map(x => x ^ 2)", gives: "[1, 4, 9]"),
      Example("[$3, $5] | map(x => x * 110%)", gives: "[$3.30, $5.50]"),
      Example("[\"radio\", \"events\"] | map(upper)", gives: "[\"RADIO\", \"EVENTS\"]"),
    ],
    seeAlso: ["filter", "fold", "scan", "add"])
}

private func mapped(_ call: Call) throws(ValueError) -> Value {
  guard let list = call.list("list") else { return .missing }
  let function = try call.function("function")
  guard case .list(let type) = call.resultType else { return .missing }
  if let list = try mappedNumbers(list, function, type, call) { return .list(list) }
  var result: [Value] = []
  result.reserveCapacity(list.count)
  for place in 0..<list.count {
    try StopRequest.check(turn: place)
    result.append(try function.apply([list[place]]))
  }
  return .list(List(of: type, result))
}

/// Nil where the elements or the results are anything but plain numbers.
private func mappedNumbers(
  _ list: List, _ function: GivenFunction, _ type: Type, _ call: Call
) throws(ValueError) -> List? {
  guard case .measure(let measure) = type, let numeric = function.numeric,
    let numbers = list.numbers
  else { return nil }
  let run = numeric.begin()
  var result: [Double] = []
  result.reserveCapacity(numbers.count)
  for place in numbers.indices {
    try StopRequest.check(turn: place)
    var number = run.value(numbers[place])
    if !number.isFinite {
      guard let value = try function.apply([list[place]]).magnitude else { return nil }
      number = value
    }
    result.append(number)
  }
  return List(result, measure)
}

extension Parameter {
  static let list = Parameter("list", .value(.list(.any)), "the list")
}
