internal import StandardLibrary
internal import TypeChecking
internal import Units
internal import Values

/// Compiles functions of plain numbers to closures over a frame of numbers, for loops of millions of
/// steps.
///
/// A closure gives what the evaluator would, or a number that is not finite, or it sets the first number of
/// the frame: then the evaluator has to be asked, which knows errors and missing values. Operations that
/// can make a finite number of one that is not look at their operands.
struct NumericCompiler {
  typealias Number = NumericFunction.Body
  typealias Condition = @Sendable (NumericFrame) -> Bool

  private let globals: LayeredDictionary<String, Value>
  private let outer: Evaluator.Frame
  /// Where the slots of the function being compiled are in the frame.
  private var places: [Int: Int] = [:]
  /// Slots of the function around it hold values that stay.
  private var seesOuter = true
  private var frameSize = 1

  /// A function whose parameters are these slots; nil where it is more than numbers.
  static func function(
    slots: [Int], body: Core, globals: LayeredDictionary<String, Value>, frame: Evaluator.Frame
  ) -> NumericFunction? {
    var compiler = NumericCompiler(globals: globals, outer: frame)
    let inputs = slots.map { compiler.place(of: $0) }
    if let number = compiler.number(body) {
      return NumericFunction(
        inputs: inputs, frameSize: compiler.frameSize, body: number)
    }
    guard let condition = compiler.condition(body) else { return nil }
    return NumericFunction(inputs: inputs, frameSize: compiler.frameSize) {
      condition($0) ? 1 : 0
    }
  }

  private init(globals: LayeredDictionary<String, Value>, outer: Evaluator.Frame) {
    self.globals = globals
    self.outer = outer
  }

  private mutating func place(of slot: Int) -> Int {
    if let known = places[slot] { return known }
    places[slot] = frameSize
    frameSize += 1
    return frameSize - 1
  }

  /// A number that is an operand; nil where the expression is anything else.
  private mutating func number(_ core: Core) -> Number? {
    switch core {
    case .constant(let value): return Self.constant(value)
    case .global(let name): return globals[name].flatMap { Self.constant($0) }
    case .local(let slot):
      if let place = places[slot] { return { $0[place] } }
      return seesOuter ? Self.constant(outer[slot]) : nil
    case .apply(let operation, let parts, _):
      guard let form = operation.numeric else { return nil }
      switch parts.count {
      case 1: return number(parts[0]).flatMap { unary(form, $0) }
      case 2:
        guard let left = number(parts[0]), let right = number(parts[1]) else {
          return nil
        }
        return binary(form, left, right)
      default: return nil
      }
    case .fold(let start, let steps):
      guard var result = number(start) else { return nil }
      for step in steps {
        guard let form = step.operation.numeric, let operand = number(step.operand),
          let next = binary(form, result, operand)
        else { return nil }
        result = next
      }
      return result
    case .conditional(let test, let then, let otherwise, _):
      return choice([(test, then)], otherwise)
    case .choose(let choices, let otherwise): return choice(choices, otherwise)
    case .block(let bindings, let result):
      var steps: [(place: Int, value: Number)] = []
      for binding in bindings {
        guard let value = number(binding.value) else { return nil }
        steps.append((place(of: binding.slot), value))
      }
      return number(result).map { after(steps, $0) }
    case .invoke(let instance, let arguments, _): return invoke(instance, arguments)
    default: return nil
    }
  }

  private static func constant(_ value: Value) -> Number? {
    guard case .quantity(let quantity) = value else { return nil }
    let number = quantity.magnitude
    return { _ in number }
  }

  /// The body of another function in places of its own; without recursion each call has its own.
  private mutating func invoke(_ instance: FunctionInstance, _ arguments: [Core]) -> Number? {
    var given: [Number] = []
    for argument in arguments {
      guard let value = number(argument) else { return nil }
      given.append(value)
    }
    let (before, sawOuter) = (places, seesOuter)
    defer { (places, seesOuter) = (before, sawOuter) }
    (places, seesOuter) = ([:], false)
    let steps = given.enumerated().map { slot, value in
      (place: place(of: slot), value: value)
    }
    return number(instance.body).map { after(steps, $0) }
  }

  private func after(_ steps: [(place: Int, value: Number)], _ result: @escaping Number) -> Number {
    if steps.count == 1, let step = steps.first {
      return { frame in
        frame[step.place] = step.value(frame)
        return result(frame)
      }
    }
    return { frame in
      for step in steps { frame[step.place] = step.value(frame) }
      return result(frame)
    }
  }

  private mutating func choice(
    _ choices: [(condition: Core, result: Core)], _ otherwise: Core
  ) -> Number? {
    var arms: [(condition: Condition, result: Number)] = []
    for choice in choices {
      guard let condition = condition(choice.condition),
        let result = number(choice.result)
      else { return nil }
      arms.append((condition, result))
    }
    guard let last = number(otherwise) else { return nil }
    if arms.count == 1, let arm = arms.first {
      return { frame in arm.condition(frame) ? arm.result(frame) : last(frame) }
    }
    return { [arms] frame in
      for arm in arms where arm.condition(frame) { return arm.result(frame) }
      return last(frame)
    }
  }

  // MARK: Conditions

  private mutating func condition(_ core: Core) -> Condition? {
    switch core {
    case .constant(.bool(let value)): return { _ in value }
    case .apply(let operation, let parts, _):
      // A number is never missing here, so what stands for a missing condition is never used.
      if operation.name == Logic.coalesce.name, let first = parts.first {
        return condition(first)
      }
      if operation.name == Logic.isMissing.name, let first = parts.first,
        let number = number(first)
      {
        return { frame in
          if !number(frame).isFinite { frame.askFullForm() }
          return false
        }
      }
      switch operation.numeric {
      case .compare(let comparison, let factor) where parts.count == 2:
        guard let left = number(parts[0]), let right = number(parts[1]) else {
          return nil
        }
        return Self.compare(comparison, left, right, factor)
      case .not where parts.count == 1:
        guard let part = condition(parts[0]) else { return nil }
        return { frame in !part(frame) }
      case .and where parts.count == 2, .or where parts.count == 2:
        return joined(operation, parts[0], parts[1])
      default: return nil
      }
    case .fold(let start, let steps):
      guard var result = condition(start) else { return nil }
      for step in steps {
        guard let operand = condition(step.operand),
          let next = Self.joined(step.operation, result, operand)
        else { return nil }
        result = next
      }
      return result
    default: return nil
    }
  }

  private mutating func joined(
    _ operation: ScalarOperation, _ left: Core, _ right: Core
  ) -> Condition? {
    guard let left = condition(left), let right = condition(right) else { return nil }
    return Self.joined(operation, left, right)
  }

  /// Both sides run, as they do in the evaluator, so that an error in the second is not passed over.
  private static func joined(
    _ operation: ScalarOperation, _ left: @escaping Condition, _ right: @escaping Condition
  ) -> Condition? {
    switch operation.numeric {
    case .and:
      return { frame in
        let (one, other) = (left(frame), right(frame))
        return one && other
      }
    case .or:
      return { frame in
        let (one, other) = (left(frame), right(frame))
        return one || other
      }
    default: return nil
    }
  }

  private static func compare(
    _ comparison: Comparison, _ left: @escaping Number, _ right: @escaping Number, _ factor: Double
  ) -> Condition {
    func with(_ holds: @escaping @Sendable (Double, Double) -> Bool) -> Condition {
      { frame in
        let one = left(frame)
        let other = right(frame) * factor
        if !(one.isFinite && other.isFinite) { frame.askFullForm() }
        return holds(one, other)
      }
    }
    return switch comparison {
    case .equal: with { $0 == $1 }
    case .unequal: with { $0 != $1 }
    case .less: with { $0 < $1 }
    case .atMost: with { $0 <= $1 }
    case .greater: with { $0 > $1 }
    case .atLeast: with { $0 >= $1 }
    }
  }

  // MARK: Operations

  private func unary(_ form: NumericForm, _ part: @escaping Number) -> Number? {
    guard case .unary(let transform) = form else { return nil }
    return { frame in
      let operand = part(frame)
      if !operand.isFinite { frame.askFullForm() }
      return transform(operand)
    }
  }

  private func binary(
    _ form: NumericForm, _ left: @escaping Number, _ right: @escaping Number
  ) -> Number? {
    switch form {
    case .add(1): return { frame in left(frame) + right(frame) }
    case .add(let factor): return { frame in left(frame) + right(frame) * factor }
    case .subtract(1): return { frame in left(frame) - right(frame) }
    case .subtract(let factor):
      return { frame in left(frame) - right(frame) * factor }
    case .multiply(1): return { frame in left(frame) * right(frame) }
    case .multiply(let factor):
      return { frame in left(frame) * right(frame) * factor }
    case .divide(let factor):
      return { frame in
        let dividend = left(frame)
        let divisor = right(frame)
        if !divisor.isFinite { frame.askFullForm() }
        return dividend / divisor * factor
      }
    case .binary(let operation):
      return { frame in
        let (one, other) = (left(frame), right(frame))
        if !(one.isFinite && other.isFinite) { frame.askFullForm() }
        return operation(one, other)
      }
    case .unary, .compare, .and, .or, .not: return nil
    }
  }
}
