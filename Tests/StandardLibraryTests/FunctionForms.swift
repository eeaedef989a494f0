import StandardLibrary
import Testing
import Units
import Values

/// Calls a function's operations as the checker does: with the types of the arguments.
func types(_ arguments: [String: CallTypes.Argument], strict: Bool = false) -> CallTypes {
  CallTypes(
    arguments: arguments, isStrict: strict, dollar: dollar,
    describeFile: { request throws(ValueError) in
      throw ValueError(.data, "no file \(request.path) here")
    })
}

let units = UnitCatalogue()
let dollar = units.dollar
let usd = Measure.unit(Unit(dollar))
let months = Measure.unit(Unit(named("month")))

func named(_ name: String) -> NamedUnit { units.named(name) ?? dollar }

func value(_ type: Type, _ constant: Value? = nil) -> CallTypes.Argument {
  .value(type, constant: constant)
}

func numbers(_ numbers: [Double?], _ measure: Measure = .number) -> [Value] {
  numbers.map { $0.map { .quantity(Quantity($0, measure)) } ?? .missing }
}

/// The aggregate operation of the first overload that is one, with the type that it promises.
func aggregate(
  _ function: Function, _ arguments: [String: CallTypes.Argument],
) throws -> (operation: AggregateOperation, type: Type) {
  for overload in function.overloads {
    guard case .aggregate(let make) = overload.signature.form else { continue }
    return (try make(types(arguments)), try overload.signature.result(types(arguments)))
  }
  throw ValueError(.invalidArgument, "\(function.name) is no aggregate")
}

/// The value of a scalar function, whose type must be what the signature promised.
func scalar(
  _ function: Function, _ arguments: [(name: String, argument: CallTypes.Argument, value: Value)],
) throws -> Value {
  let call = types(
    Dictionary(arguments.map { ($0.name, $0.argument) }, uniquingKeysWith: { first, _ in first }))
  for overload in function.overloads {
    guard case .scalar(let make) = overload.signature.form else { continue }
    let result = try make(call).apply(arguments.map(\.value))
    let promised = try overload.signature.result(call)
    if !result.isMissing { #expect(result.type == promised) }
    return result
  }
  throw ValueError(.invalidArgument, "\(function.name) is no scalar function")
}

/// The type of the result of a verb.
func verbType(
  _ function: Function, _ arguments: [String: CallTypes.Argument],
) throws -> TableType? {
  try function.overloads.first?.signature.result(types(arguments)).table
}
