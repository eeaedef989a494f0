import Units
import Values

extension Function {
  package static let iterate = Function(
    "iterate", .lists, "A function applied again and again.",
    overloads: [
      Overload(
        Signature(
          [
            Parameter(
              "function", .function([.value(of: "from")], gives: .same(as: "from")),
              "the next value from the last one, such as `x => x * 1.02`"),
            Parameter("from", .value(.any), "the value to begin with"),
            Parameter("times", .value(.number), optional: true, "how often, at most 10,000,000"),
            Parameter(
              "until", .function([.value(of: "from")], gives: .bool), optional: true,
              "stops before a step where this is true of the value"),
          ], resultText: "the type of `from`",
          result: { types throws(ValueError) in
            guard types["times"] != nil || types["until"] != nil else {
              throw ValueError(
                .invalidArgument, "`iterate` requires `times` or `until`",
                because: "every script ends", fixes: [.init("times: 12")])
            }
            return types.type("from") ?? .unknown
          }),
        body: iterated)
    ],
    definition: """
      With `until:` the value is looked at before each step, the first one too. That it does not hold \
      after all steps is a failure, which `try` can answer.
      """,
    examples: [
      Example("iterate(x => x * 1.02, from: $100, times: 12)", gives: "$126.82"),
      Example("iterate(x => x * 2, from: 1, until: x => x > 1_000)", gives: "1,024"),
    ],
    seeAlso: ["scan", "fold", "compound_growth"])
}

private let mostTimes = 10_000_000

private func iterated(_ call: Call) throws(ValueError) -> Value {
  let function = try call.function("function")
  let until = call.has("until") ? try call.function("until") : nil
  let times = try requestedTimes(call)
  var value = call.value("from") ?? .missing
  let run = function.numeric?.begin()
  let stop = until?.numeric?.begin()
  for step in 0..<times {
    try StopRequest.check(turn: step)
    if let until {
      let held = value.plainNumber.map { stop?.value($0) ?? .nan } ?? .nan
      if held.isFinite {
        if held != 0 { return value }
      } else if case .bool(true) = try until.apply([value]) {
        return value
      }
    }
    let number = value.plainNumber.map { run?.value($0) ?? .nan } ?? .nan
    if number.isFinite, case .quantity(var quantity) = value {
      quantity.magnitude = number
      value = .quantity(quantity)
    } else {
      value = try function.apply([value])
    }
  }
  guard let until else { return value }
  if case .bool(true) = try until.apply([value]) { return value }
  throw ValueError(
    .data, "`until` does not hold after \(times) steps",
    because: "the value is then \(NumberText(dollar: call.context.dollar.name).text(value))",
    argument: "until")
}

private func requestedTimes(_ call: Call) throws(ValueError) -> Int {
  guard let number = call.quantity("times")?.magnitude else { return mostTimes }
  guard let times = Int(exactly: number), (0...mostTimes).contains(times) else {
    throw ValueError(
      .invalidArgument, "`times` is a whole number from 0 to 10,000,000, and this is \(number)",
      fixes: [.init("times: 12")], argument: "times")
  }
  return times
}

extension Value {
  fileprivate var plainNumber: Double? {
    if case .quantity(let quantity) = self { quantity.magnitude } else { nil }
  }
}
