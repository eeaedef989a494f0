import Diagnostics

extension Parser {
  /// Reads `table { head | head[unit]` and a line for each row `}`.
  mutating func tableLiteral() -> Expression {
    let start = current.start
    advance()
    let opening = open(.tableRows)
    skipRowEnds()
    var heads: [TableLiteral.Head] = []
    if !isAt(.rightBrace), current.kind != .end {
      heads = self.heads()
      takeRowEnd()
    }
    var rows: [[Expression]] = []
    skipRowEnds()
    while !isAt(.rightBrace), current.kind != .end {
      let before = index
      let isRule = takeMarkdownRule()
      if !isRule { rows.append(row(columns: heads.count)) }
      takeRowEnd()
      skipRowEnds()
      if index == before { advance() }
    }
    close(opening)
    return make(.table(TableLiteral(heads: heads, rows: rows)), from: start)
  }

  private mutating func skipRowEnds() {
    while current.kind == .newline || isAt(.semicolon) {
      if isStatementAhead { return }
      advance()
    }
  }

  private mutating func takeRowEnd() {
    let ends = current.kind == .newline || isAt(.semicolon) || isAt(.rightBrace)
    if ends || current.kind == .end { return }
    rejectToken(inList: false)
    skip(untilOneOf: [.semicolon])
  }

  private var isAtRowEnd: Bool {
    current.kind == .newline || current.kind == .end || isAt(.semicolon) || isAt(.rightBrace)
  }

  /// Reads `segment | arpa[USD/customer/month]`.
  private mutating func heads() -> [TableLiteral.Head] {
    var heads: [TableLiteral.Head] = []
    _ = take(.pipe)
    while !isAtRowEnd {
      guard let name = headName() else {
        fail(
          .tableForm, "a column of a table needs a name",
          because: "the first line names the columns, such as segment | arpa[USD/customer]")
        skip(untilOneOf: [.pipe])
        guard take(.pipe) else { break }
        continue
      }
      var unit: UnitSyntax?
      if isAt(.leftBracket) {
        let bracket = open()
        unit = self.unit()
        close(bracket)
      }
      heads.append(TableLiteral.Head(name: name, unit: unit))
      guard take(.pipe) else { break }
    }
    return heads
  }

  private mutating func headName() -> Name? {
    let token = current
    switch token.kind {
    case .word(let word):
      advance()
      return Name(word, span: span(of: token))
    case .keyword(let keyword):
      advance()
      return Name(keyword.rawValue, span: span(of: token))
    case .column(let column):
      advance()
      return Name(column, span: span(of: token))
    case .textStart:
      let literal = textLiteral()
      guard case .text(let parts) = literal.kind, parts.count <= 1 else { return nil }
      if case .characters(let characters)? = parts.first {
        return Name(characters, span: literal.span)
      }
      return nil
    default: return nil
    }
  }

  /// One row, whose cells are expressions without pipes.
  private mutating func row(columns: Int) -> [Expression] {
    let start = current.start
    let mistake = index
    var cells: [Expression] = []
    _ = take(.pipe)
    while !isAtRowEnd {
      guard enter() else { return [tooDeep()] }
      cells.append(operation(.or))
      depth -= 1
      if !isAtRowEnd, !isAt(.pipe) {
        rejectToken(inList: false)
        skip(untilOneOf: [.pipe, .semicolon])
      }
      guard take(.pipe) else { break }
    }
    if cells.count != columns, lastMistake != index {
      let place = span(from: start)
      fail(
        at: mistake, .tableForm, "this row does not fit the head of its table", span: place,
        because: "it has \(cells.count) \(cells.count == 1 ? "cell" : "cells") and the "
          + "head has \(columns) \(columns == 1 ? "column" : "columns"); "
          + "a cell without a value is `missing`")
    }
    return cells
  }

  /// `|---|---|`, the line of a Markdown table that means nothing here.
  private mutating func takeMarkdownRule() -> Bool {
    var distance = 0
    var dashes = 0
    while true {
      switch token(ahead: distance).kind {
      case .symbol(.minus): dashes += 1
      case .symbol(.pipe), .symbol(.colon): break
      case .newline, .end:
        guard dashes >= 2 else { return false }
        let place = span(from: current.start, to: token(ahead: distance - 1).end)
        fail(
          .tableForm, "a table has no line of dashes", span: place,
          helps: [Diagnostic.Help("", note: "leave it out", replacing: place)])
        for _ in 0..<distance { advance() }
        return true
      default: return false
      }
      distance += 1
    }
  }
}
