import Syntax
import SyntaxSamples

/// How tightly a written expression binds; the numbers go on from those of `Precedence`.
enum Tightness {
  static let whole = -2
  static let pipe = -1
  static let operand = 20

  static func of(_ kind: Expression.Kind) -> Int {
    switch kind {
    case .lambda: whole
    case .pipeline, .ifElse: pipe
    case .chain(_, let links):
      switch links[0].operator {
      case .or: level(.or)
      case .and: level(.and)
      case .fallback: level(.fallback)
      case .add, .subtract: level(.add)
      case .multiply, .divide, .modulo: level(.multiply)
      }
    case .not: level(.not)
    case .comparison, .approximately, .isMissing: level(.comparison)
    case .range: level(.range)
    case .conversion: level(.conversion)
    case .per: level(.multiply)
    case .negate: level(.sign)
    case .power: level(.power)
    case .number, .date, .period: operand - 1
    default: operand
    }
  }

  static func level(_ precedence: Precedence) -> Int { precedence.rawValue }
}

extension TreeWriter {
  /// Writes an expression, in parentheses where it binds less tightly than its place asks for.
  mutating func write(_ expression: Expression, _ least: Int = Tightness.whole) {
    var least = least
    if place == .row, case .pipeline = expression.kind { least = Tightness.operand }
    if Tightness.of(expression.kind) < least || mayWrap(expression) && random.chance(oneOf: 15) {
      inside("(", ")", .brackets) { $0.write(expression.kind) }
    } else {
      write(expression.kind)
    }
  }

  private func mayWrap(_ expression: Expression) -> Bool {
    // What `units:` holds, and the body of a function, have no parentheses.
    switch expression.kind {
    case .unit, .block: false
    default: true
    }
  }

  private mutating func write(
    _ first: Expression, _ sign: String, _ second: Expression, _ level: Precedence
  ) {
    write(first, Tightness.level(level) + 1)
    put(sign)
    operand(second, Tightness.level(level) + 1)
  }

  /// Writes what follows an operator, perhaps on the next line.
  private mutating func operand(_ expression: Expression, _ least: Int) {
    if mayBreak, random.chance(oneOf: 8) { newline() }
    write(expression, least)
  }

  mutating func write(_ kind: Expression.Kind) {
    switch kind {
    case .number(let number): write(number)
    case .text(let parts): write(parts)
    case .date(let date): put(date.time == nil ? "@2026-03-01" : "@2026-03-01T09:30Z")
    case .period(let period): write(period)
    case .bool(let value): put(value ? "true" : "false")
    case .missing: put("missing")
    case .name(let name): put(name)
    case .column(let name): put("." + Self.quoted(name))
    case .unit(let unit): write(unit)
    case .field(let base, let name):
      write(base, Tightness.operand)
      join("." + Self.quoted(name.text))
    case .index(let base, let position):
      write(base, Tightness.operand)
      inside("[", "]", .brackets, joined: true) { $0.write(position) }
    case .list(let elements): write(elements.map { Argument(value: $0) }, "[", "]")
    case .namedList(let elements): write(elements, "[", "]")
    case .record(let fields):
      write(fields.map { Argument(name: $0.name, value: $0.value) }, "{", "}")
    case .call(let name, let arguments):
      put(name.text)
      if random.chance(oneOf: 2) { text += " " }
      write(arguments, "(", ")", joined: true)
    case .pipeline(let head, let stages): write(head, stages)
    case .lambda(let names, let body): write(names, body)
    case .table(let table): write(table)
    case .match(let subject, let arms): write(subject, arms)
    case .block(let statements, let result): write(statements, result)
    case .ifElse(let condition, let then, let otherwise):
      put("if")
      write(condition)
      put("then", afterBreak: true)
      operand(then, Tightness.whole)
      put("else", afterBreak: true)
      // A pipe after `else` would take the whole `if`, and so would one after a lambda there.
      operand(otherwise, Tightness.level(.or))
    default: writeOperators(kind)
    }
  }

  private mutating func writeOperators(_ kind: Expression.Kind) {
    switch kind {
    case .chain(let first, let links):
      let level = Tightness.of(kind)
      // `a * b per month * c` goes from the left.
      var least = level + 1
      if case .per = first.kind, level == Tightness.level(.multiply) { least = level }
      write(first, least)
      for link in links {
        put(link.operator.rawValue)
        operand(link.operand, level + 1)
      }
    case .comparison(let left, let comparison, let right, _):
      write(left, comparison.rawValue, right, .comparison)
    case .approximately(let left, let right, let tolerance):
      write(left, "~=", right, .comparison)
      put("within")
      operand(tolerance, Tightness.level(.fallback))
    case .isMissing(let value, let negated):
      write(value, Tightness.level(.fallback))
      put("is")
      if negated { put("not") }
      put("missing")
    case .range(let low, let high, let inclusive):
      write(low, Tightness.level(.range))
      put(inclusive ? ".." : "..<")
      operand(high, Tightness.level(.conversion))
    case .conversion(let value, let unit, let rate):
      write(value, Tightness.level(.conversion))
      put("to")
      write(unit)
      if let rate {
        put("at")
        operand(rate, Tightness.level(.add))
      }
    case .per(let value, let unit):
      write(value, Tightness.level(.multiply))
      put("per")
      write(unit)
    case .not(let value):
      put("not")
      write(value, Tightness.level(.not))
    case .negate(let value):
      put("-")
      if case .negate = value.kind {
        write(value, Tightness.level(.sign))
      } else {
        write(value, Tightness.level(.power))
      }
    case .power(let base, let exponent):
      write(base, Tightness.level(.power) + 1)
      put("^")
      if case .negate = exponent.kind {
        operand(exponent, Tightness.level(.sign))
      } else {
        operand(exponent, Tightness.level(.power))
      }
    default: break
    }
  }
}
