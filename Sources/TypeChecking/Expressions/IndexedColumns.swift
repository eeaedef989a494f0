internal import Diagnostics
internal import Syntax
internal import Values

/// What stands in brackets behind a table in pandas and R: a column's name, several, or a condition.
extension Checker {
  /// The message about `t["x"]`, `t[["x", "y"]]`, `t[t.x > 3]`; nil for an index that is a number.
  func foreignIndex(
    _ base: Expression, _ type: Type, _ index: Expression, _ span: Span, at place: Place
  ) -> Checked? {
    switch type {
    case .table, .record: break
    default: return nil
    }
    if let name = Self.plainText(index) {
      report(
        Diagnostic(
          .wrongType, "an index is a number, and `\(name)` is a name", at: index.span,
          because: type.table == nil
            ? "a field stands behind a dot" : "a column stands behind a dot",
          helps: [.init("\(text(base.span))\(Self.columnText(name))", replacing: span)]))
      return field(base, Name(name, span: index.span), span, at: place)
    }
    guard type.table != nil else { return nil }
    if case .list(let elements) = index.kind {
      let names = elements.compactMap(Self.plainText)
      guard !names.isEmpty, names.count == elements.count else { return nil }
      let columns = names.map(Self.columnText).joined(separator: ", ")
      return reportVerb("keep", "`keep` keeps columns", columns, base, index, span)
    }
    guard let condition = condition(index, over: base) else { return nil }
    return reportVerb(
      "where", "`where` keeps the rows that fulfil a condition", condition, base, index, span)
  }

  private func reportVerb(
    _ verb: String, _ because: String, _ arguments: String, _ base: Expression,
    _ index: Expression, _ span: Span
  ) -> Checked {
    let code = "\(text(base.span)) | \(verb)(\(arguments))"
    report(
      Diagnostic(
        .wrongType, "an index is a number", at: index.span, because: because,
        helps: [.init(isAmongOperators(span) ? "(\(code))" : code, replacing: span)]))
    return .invalid(span)
  }

  /// The text of a condition in which the columns of the table are named by a dot alone; nil where the
  /// expression names none.
  private func condition(_ index: Expression, over base: Expression) -> String? {
    guard case .name(let table) = base.kind else { return nil }
    var edits: [(span: Span, code: String)] = []
    var namesColumn = false
    var rest = [index]
    while let next = rest.popLast() {
      switch next.kind {
      case .field(let owner, let column):
        if case .name(table) = owner.kind {
          edits.append((next.span, Self.columnText(column.text)))
          continue
        }
      case .index(let owner, let inner):
        if case .name(table) = owner.kind, let name = Self.plainText(inner) {
          edits.append((next.span, Self.columnText(name)))
          continue
        }
      case .column: namesColumn = true
      default: break
      }
      rest += next.kind.children
    }
    guard namesColumn || !edits.isEmpty else { return nil }
    var code = Array(text(index.span).utf8)
    for edit in edits.sorted(by: { $0.span.start > $1.span.start }) {
      let range = edit.span.start - index.span.start..<edit.span.end - index.span.start
      guard range.lowerBound >= 0, range.upperBound <= code.count else { return nil }
      code.replaceSubrange(range, with: edit.code.utf8)
    }
    return String(decoding: code, as: UTF8.self)
  }

  /// The characters of a text without braces.
  private static func plainText(_ expression: Expression) -> String? {
    guard case .text(let parts) = expression.kind, parts.count == 1,
      case .characters(let text)? = parts.first
    else { return nil }
    return text
  }
}
