import Diagnostics

/// Arguments that stand only in the calls of other languages: `count(*)`, `SUM(A1:A3)`.
extension Parser {
  /// The star of `count(*)`, which counts rows without an argument here.
  mutating func takeStar(of function: Name) {
    guard isAt(.star), token(ahead: 1).kind == .symbol(.rightParenthesis) else { return }
    let place = span(of: current)
    let whole = span(from: function.span.start, to: token(ahead: 1).end)
    advance()
    let name = function.text.lowercased()
    fail(
      at: nil, .foreignOperator, "`*` stands for no columns here", span: place,
      because: name == "count" ? "`count()` counts rows" : nil,
      helps: help(name == "count" ? "count()" : nil, replacing: whole))
  }

  /// `A1:A3` of a spreadsheet, which looks like an argument with the name `A1`.
  mutating func cellRange() -> Name? {
    guard case .word(let first) = current.kind, token(ahead: 1).kind == .symbol(.colon),
      case .word(let last) = token(ahead: 2).kind, Self.isCell(first), Self.isCell(last)
    else { return nil }
    let place = span(from: current.start, to: token(ahead: 2).end)
    fail(
      at: nil, .foreignOperator, "there are no cells such as `\(first)`", span: place,
      because: "the values of a table are reached by the names of its columns, as in "
        + "`sum(sales.amount)`")
    advance()
    advance()
    return nil
  }

  /// Whether a word is a column of one to three capitals with the number of a row.
  private static func isCell(_ word: String) -> Bool {
    let letters = word.utf8.prefix { $0 >= UInt8(ascii: "A") && $0 <= UInt8(ascii: "Z") }
    let digits = word.utf8.dropFirst(letters.count)
    return (1...3).contains(letters.count) && (1...7).contains(digits.count)
      && digits.allSatisfy(\.isDigit)
  }

  /// `=SUM(A1:A3)`, `=1+2`: a formula, which has no sign before it here.
  mutating func formula() -> Statement.Kind {
    let place = span(of: current)
    let start = current.start
    advance()
    let value = expression()
    let isOfCells = diagnostics.all.contains { diagnostic in
      diagnostic.span.map { $0.start >= start && $0.end <= previousEnd } ?? false
        && diagnostic.helps.isEmpty
    }
    // What is said of the cells counts: without them there is nothing to be written here.
    guard !isOfCells else { return .invalid }
    fail(
      at: nil, .assignment, "a formula has no `=` before it", span: place,
      because: "the value of an expression is shown as it is",
      helps: help("", note: "leave it out", replacing: place))
    return .expression(value)
  }
}
