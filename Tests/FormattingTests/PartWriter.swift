import Syntax
import SyntaxSamples

/// The parts of expressions, and statements.
extension TreeWriter {
  static func quoted(_ name: String) -> String {
    let isWord = name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
    return isWord ? name : "\"\(name.replacing("\"", with: "\\\""))\""
  }

  mutating func write(_ number: NumberLiteral) {
    if let sign = number.currencySign {
      put(sign)
      join(number.text)
    } else {
      put(number.text)
    }
    if number.isPercent { join("%") }
    guard let unit = number.unit else { return }
    if case .name(let name) = unit.head {
      text += random.pick([" ", "  "])
      join(name)
    }
    for name in unit.denominators { join("/" + name.text) }
  }

  mutating func write(_ unit: UnitSyntax) {
    switch unit.head {
    case .one: put("1")
    case .percent: put("%")
    case .sign(let sign): put(sign)
    case .name(let name): put(name)
    }
    for name in unit.denominators { join("/" + name.text) }
  }

  mutating func write(_ period: PeriodLiteral) {
    switch period {
    case .year: put("@2026")
    case .quarter: put("@2026-Q2")
    case .month: put("@2026-03")
    case .week: put("@2026-W09")
    }
  }

  mutating func write(_ parts: [TextPart]) {
    put("\"")
    places.append(.text)
    for part in parts {
      switch part {
      case .characters(let characters):
        join(
          characters.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
            .replacing("{", with: "\\{").replacing("\n", with: "\\n"))
      case .interpolation(let value, let format):
        join("{")
        places.append(.brackets)
        write(value)
        places.removeLast()
        if let format { join(":" + format) }
        join("}")
      }
    }
    places.removeLast()
    join("\"")
  }

  mutating func write(
    _ arguments: [Argument], _ opening: String, _ closing: String, joined: Bool = false
  ) {
    inside(opening, closing, .brackets, joined: joined) { writer in
      for (index, argument) in arguments.enumerated() {
        if index > 0 { writer.put(",") }
        if let name = argument.name {
          writer.put(Self.quoted(name.text))
          writer.join(":")
        }
        writer.writeValue(of: argument)
      }
      if !arguments.isEmpty, writer.random.chance(oneOf: 6) { writer.put(",") }
    }
  }

  private mutating func writeValue(of argument: Argument) {
    switch argument.value.kind {
    case .name(let word) where RandomTree.wordParameters.contains(argument.name?.text ?? ""):
      // In parentheses it would be computed.
      put(word)
    case .block(_, let result): inside("(", ")", .brackets) { $0.write(result, Tightness.operand) }
    case .record where argument.name?.text == "units": write(argument.value.kind)
    default: write(argument.value)
    }
  }

  mutating func write(_ head: Expression, _ stages: [PipelineStage]) {
    if case .ifElse = head.kind {
      write(head, Tightness.pipe)
    } else {
      write(head, Tightness.level(.or))
    }
    for stage in stages {
      put("|", afterBreak: true)
      put(stage.function.text, afterBreak: true)
      if !stage.arguments.isEmpty || random.chance(oneOf: 3) {
        write(stage.arguments, "(", ")", joined: true)
      }
    }
  }

  mutating func write(_ names: [Name], _ body: Expression) {
    if names.count == 1, random.chance(oneOf: 2) {
      put(names[0].text)
    } else {
      write(names.map { Argument(value: Expression(.name($0.text), span: $0.span)) }, names)
    }
    text += " "
    join("=>")
    put("", afterBreak: true)
    write(body)
  }

  private mutating func write(_ arguments: [Argument], _ names: [Name]) {
    put("(")
    for (index, name) in names.enumerated() {
      if index > 0 { join(random.pick([",", ", ", " , "])) }
      join(name.text)
    }
    join(")")
  }

  mutating func write(_ table: TableLiteral) {
    put("table")
    join(random.pick(["", " "]))
    inside("{", "}", .row, joined: true) { writer in
      let keyword = Keyword(rawValue: table.heads.first?.name.text ?? "")
      if keyword?.beginsStatement != true, writer.mayBreak, writer.random.chance(oneOf: 2) {
        writer.newline()
      }
      writer.row(table.heads, of: table) { writer, head in
        writer.put(Self.quoted(head.name.text))
        if let unit = head.unit {
          writer.inside("[", "]", .brackets, joined: writer.random.chance(oneOf: 2)) {
            $0.write(unit)
          }
        }
      }
      for row in table.rows {
        writer.separate(by: [";"])
        writer.row(row, of: table) { $0.write($1, Tightness.level(.or)) }
      }
    }
  }

  private mutating func row<T>(
    _ cells: [T], of table: TableLiteral, _ write: (inout TreeWriter, T) -> Void
  ) {
    if random.chance(oneOf: 4) { put("|") }
    for (index, cell) in cells.enumerated() {
      if index > 0 { put("|") }
      write(&self, cell)
    }
    if random.chance(oneOf: 4) { put("|") }
  }

  mutating func write(_ subject: Expression, _ arms: [MatchArm]) {
    put("match")
    write(subject)
    inside("{", "}", .line) { writer in
      for (index, arm) in arms.enumerated() {
        if index > 0 {
          writer.separate(by: [",", ";"])
        } else if writer.mayBreak, writer.random.chance(oneOf: 2) {
          writer.newline()
        }
        if arm.patterns.isEmpty { writer.put("else") }
        for (index, pattern) in arm.patterns.enumerated() {
          if index > 0 { writer.put(",") }
          writer.write(pattern, Tightness.level(.fallback))
        }
        writer.put("=>")
        writer.write(arm.result)
      }
    }
  }
}
