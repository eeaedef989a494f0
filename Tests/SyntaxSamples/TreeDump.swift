internal import Diagnostics
package import Syntax

/// A tree as one line of nested lists, for tests.
package enum TreeDump {
  package static func of(_ tree: SyntaxTree) -> String {
    tree.statements.map { of($0) }.joined(separator: "\n")
  }

  package static func of(_ statement: Statement) -> String {
    let silent = statement.isSilent ? ";" : ""
    switch statement.kind {
    case .let(let name, let value): return "(let \(name.text) \(of(value)))" + silent
    case .metric(let name, let value): return "(metric \(name.text) \(of(value)))" + silent
    case .parameter(let name, let type, let value):
      let type = type.map { " : " + of($0) } ?? ""
      return "(param \(name.text)\(type)\(value.map { " = " + of($0) } ?? ""))" + silent
    case .use(let path, _, let name):
      return "(use \"\(path)\"\(name.map { " as " + $0.text } ?? ""))" + silent
    case .check(let condition, let message):
      return "(check \(of(condition))\(message.map { " " + of($0) } ?? ""))" + silent
    case .test(let name, let body):
      return "(test \"\(name)\" \(body.map { of($0) }.joined(separator: " ")))" + silent
    case .unit(let name): return "(unit \(name.text))" + silent
    case .currency(let name): return "(currency \(name.text))" + silent
    case .expression(let value): return of(value) + silent
    case .invalid: return "<invalid>" + silent
    case .function(let function):
      let parameters = function.parameters.map { parameter in
        parameter.name.text + (parameter.type.map { ":" + of($0) } ?? "")
          + (parameter.defaultValue.map { "=" + of($0) } ?? "")
      }
      let result = function.result.map { " -> " + of($0) } ?? ""
      return "(fn \(function.name.text) [\(parameters.joined(separator: " "))]\(result) "
        + "\(of(function.body)))" + silent
    }
  }

  package static func of(_ expression: Expression) -> String {
    switch expression.kind {
    case .number(let number):
      let value =
        number.value == number.value.rounded() && abs(number.value) < 1e15
        ? String(Int(number.value)) : String(number.value)
      return (number.currencySign ?? "") + value + (number.isPercent ? "%" : "")
        + (number.unit.map { "[" + of($0) + "]" } ?? "")
    case .text(let parts):
      let inside = parts.map { part in
        switch part {
        case .characters(let characters):
          return characters.replacing("\n", with: "\\n").replacing("\t", with: "\\t")
        case .interpolation(let value, let format):
          return "{\(of(value))\(format.map { ":" + $0 } ?? "")}"
        }
      }
      return "\"\(inside.joined())\""
    case .date(let date):
      let time = date.time.map { time in
        "T\(time.hour):\(time.minute):\(time.second)"
          + (time.offsetMinutes.map { "+\($0)" } ?? "")
      }
      return "@\(date.year)-\(date.month)-\(date.day)\(time ?? "")"
    case .period(let period):
      switch period {
      case .year(let year): return "@\(year)"
      case .quarter(let year, let quarter): return "@\(year)-Q\(quarter)"
      case .month(let year, let month): return "@\(year)-\(month)"
      case .week(let year, let week): return "@\(year)-W\(week)"
      }
    case .bool(let value): return value ? "true" : "false"
    case .missing: return "missing"
    case .name(let name): return name
    case .column(let name): return "." + name
    case .unit(let unit): return "[" + of(unit) + "]"
    case .field(let base, let name): return "(field \(of(base)) \(name.text))"
    case .index(let base, let position): return "(at \(of(base)) \(of(position)))"
    case .list(let elements): return "[" + elements.map(of).joined(separator: " ") + "]"
    case .namedList(let elements): return "[" + elements.map(of).joined(separator: " ") + "]"
    case .record(let fields):
      return "{" + fields.map { "\($0.name.text):\(of($0.value))" }.joined(separator: " ") + "}"
    case .table(let table):
      let heads = table.heads.map { $0.name.text + ($0.unit.map { "[\(of($0))]" } ?? "") }
      let rows = table.rows.map { "(" + $0.map(of).joined(separator: " ") + ")" }
      return "(table (\(heads.joined(separator: " "))) \(rows.joined(separator: " ")))"
    case .call(let name, let arguments):
      return "(" + ([name.text] + arguments.map(of)).joined(separator: " ") + ")"
    case .pipeline(let head, let stages):
      let stages = stages.map { stage in
        " | (" + ([stage.function.text] + stage.arguments.map(of)).joined(separator: " ") + ")"
      }
      return "(pipe \(of(head))\(stages.joined()))"
    case .lambda(let names, let body):
      return "(\(names.map(\.text).joined(separator: " ")) => \(of(body)))"
    case .chain(let first, let links):
      return "(" + of(first) + links.map { " \($0.operator.rawValue) \(of($0.operand))" }.joined()
        + ")"
    case .comparison(let left, let comparison, let right, _):
      return "(\(of(left)) \(comparison.rawValue) \(of(right)))"
    case .approximately(let left, let right, let tolerance):
      return "(\(of(left)) ~= \(of(right)) within \(of(tolerance)))"
    case .isMissing(let value, let negated):
      return "(\(of(value)) is \(negated ? "not " : "")missing)"
    case .range(let low, let high, let inclusive):
      return "(\(of(low)) \(inclusive ? ".." : "..<") \(of(high)))"
    case .conversion(let value, let unit, let rate):
      return "(\(of(value)) to [\(of(unit))]\(rate.map { " at " + of($0) } ?? ""))"
    case .per(let value, let unit): return "(\(of(value)) per [\(of(unit))])"
    case .not(let value): return "(not \(of(value)))"
    case .negate(let value): return "(- \(of(value)))"
    case .power(let base, let exponent): return "(\(of(base)) ^ \(of(exponent)))"
    case .ifElse(let condition, let then, let otherwise):
      return "(if \(of(condition)) \(of(then)) \(of(otherwise)))"
    case .match(let subject, let arms):
      let arms = arms.map { arm in
        let patterns =
          arm.patterns.isEmpty
          ? "else" : arm.patterns.map(of).joined(separator: ",")
        return " (\(patterns) => \(of(arm.result)))"
      }
      return "(match \(of(subject))\(arms.joined()))"
    case .block(let statements, let result):
      return "(block \((statements.map { of($0) } + [of(result)]).joined(separator: " ")))"
    case .invalid: return "<invalid>"
    }
  }

  package static func of(_ argument: Argument) -> String {
    (argument.name.map { $0.text + ":" } ?? "") + of(argument.value)
  }

  package static func of(_ unit: UnitSyntax) -> String {
    let head =
      switch unit.head {
      case .one: "1"
      case .percent: "%"
      case .sign(let sign): sign
      case .name(let name): name
      }
    return ([head] + unit.denominators.map(\.text)).joined(separator: "/")
  }

  package static func of(_ type: TypeSyntax) -> String {
    let optional = type.isOptional ? "?" : ""
    switch type.kind {
    case .unit(let unit): return "[\(of(unit))]" + optional
    case .named(let name, let arguments):
      let inside = arguments.isEmpty ? "" : "<\(arguments.map { of($0) }.joined(separator: ","))>"
      return name.text + inside + optional
    }
  }
}

/// Parses a text of a test.
package func parse(_ text: String) -> SyntaxTree { parse(Array(text.utf8)) }

package func parse(_ bytes: [UInt8]) -> SyntaxTree {
  Parser.parse(SourceText(name: "test.sales", bytes: bytes), id: SourceID(index: 0))
}

/// The tokens of a text of a test.
package func parseTokens(_ text: String) -> [Token] {
  TokenList(SourceText(name: "test.sales", text: text)).tokens
}
