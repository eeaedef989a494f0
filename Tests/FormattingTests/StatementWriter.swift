import Syntax
import SyntaxSamples

extension TreeWriter {
  mutating func write(_ script: [Statement]) {
    if random.chance(oneOf: 4) { newline() }
    for (index, statement) in script.enumerated() {
      write(statement)
      if statement.isSilent { put(";") }
      if index + 1 < script.count || random.chance(oneOf: 2) { newline() }
    }
  }

  /// Writes the statements of a block or a test.
  private mutating func lines(_ statements: [Statement]) {
    if mayBreak, random.chance(oneOf: 2) { newline() }
    for (index, statement) in statements.enumerated() {
      write(statement)
      if statement.isSilent { put(";") }
      if index + 1 < statements.count { newline() }
    }
  }

  mutating func write(_ statements: [Statement], _ result: Expression) {
    inside("{", "}", .line) {
      $0.lines(statements + [Statement(.expression(result), span: result.span)])
    }
  }

  mutating func write(_ statement: Statement) {
    switch statement.kind {
    case .let(let name, let value): writeBinding("let", name, value)
    case .metric(let name, let value): writeBinding("metric", name, value)
    case .function(let function): write(function)
    case .parameter(let name, let type, let value):
      put("param")
      put(name.text)
      if let type {
        put(":")
        write(type)
      }
      value.map { writeAssigned($0) }
    case .use(let path, _, let name):
      put("use")
      put("\"\(path)\"")
      if let name {
        put("as")
        put(name.text)
      }
    case .check(let condition, let message):
      put("check")
      write(condition)
      if let message {
        put(",")
        put("", afterBreak: true)
        write(message)
      }
    case .test(let name, let body):
      put("test")
      put("\"\(name)\"")
      inside("{", "}", .line) { $0.lines(body) }
    case .unit(let name):
      put("unit")
      put(name.text)
    case .currency(let name):
      put("currency")
      put(name.text)
    case .expression(let value): write(value)
    case .invalid: break
    }
  }

  private mutating func writeBinding(_ word: String, _ name: Name, _ value: Expression) {
    put(word)
    put(name.text)
    writeAssigned(value)
  }

  private mutating func writeAssigned(_ value: Expression) {
    put("=")
    put("", afterBreak: true)
    write(value)
  }

  private mutating func write(_ function: FunctionDeclaration) {
    put("fn")
    put(function.name.text)
    inside("(", ")", .brackets) { writer in
      for (index, parameter) in function.parameters.enumerated() {
        if index > 0 { writer.put(",") }
        writer.put(parameter.name.text)
        if let type = parameter.type {
          writer.put(":")
          writer.write(type)
        }
        if let value = parameter.defaultValue {
          writer.put("=")
          writer.write(value)
        }
      }
    }
    if let result = function.result {
      put("->")
      write(result)
    }
    writeAssigned(function.body)
  }

  private mutating func write(_ type: TypeSyntax) {
    switch type.kind {
    case .unit(let unit): write(unit)
    case .named(let name, let arguments):
      put(name.text)
      if !arguments.isEmpty {
        put("<")
        for (index, argument) in arguments.enumerated() {
          if index > 0 { join(",") }
          write(argument)
        }
        put(">")
      }
    }
    if type.isOptional { join(random.pick(["?", " ?"])) }
  }
}
