import Diagnostics

extension Parser {
  /// Reads `"…{e:format}…"`.
  mutating func textLiteral() -> Expression {
    let start = current.start
    let outside = context
    advance()
    var parts: [TextPart] = []
    while true {
      switch current.kind {
      case .characters(let characters):
        append(characters, to: &parts)
        advance()
      case .interpolationStart: parts.append(interpolation())
      case .textEnd:
        context = outside
        advance()
        return make(.text(parts), from: start)
      default:
        // Only the end of the text is left when the lexer closed nothing more.
        context = outside
        return make(.text(parts), from: start)
      }
    }
  }

  /// Long texts come in several tokens; the tree holds one part for them.
  private func append(_ characters: String, to parts: inout [TextPart]) {
    if case .characters(var joined)? = parts.last {
      // Held by nothing else, it grows without being copied.
      parts.removeLast()
      joined += characters
      parts.append(.characters(joined))
    } else {
      parts.append(.characters(characters))
    }
  }

  /// Reads `{e}` or `{e:format}`.
  private mutating func interpolation() -> TextPart {
    let opening = current
    let outside = context
    let outerClosings = expectedClosings
    context = .brackets
    expectedClosings = []
    advance()
    let value: Expression
    if current.kind == .interpolationEnd {
      let place = span(from: opening.start, to: current.end)
      fail(
        .interpolation, "these braces are empty", span: place,
        because: "braces in a text show the value of an expression",
        helps: [Diagnostic.Help("\\{\\}", note: "braces as text", replacing: place)])
      value = Expression(.invalid, span: place)
    } else {
      value = expression()
    }
    var format: String?
    if case .format(let written) = current.kind {
      format = written
      advance()
    }
    if current.kind != .interpolationEnd {
      rejectToken(inList: false)
      while current.kind != .interpolationEnd, current.kind != .end {
        skip(untilOneOf: [])
        if current.kind == .interpolationEnd || current.kind == .end { break }
        advance()
      }
    }
    context = outside
    expectedClosings = outerClosings
    // The characters after the brace follow as they are: no newline can stand between them.
    if current.kind == .interpolationEnd {
      previousEnd = current.end
      index = min(index + 1, tokens.count - 1)
    }
    return .interpolation(value, format: format)
  }
}
