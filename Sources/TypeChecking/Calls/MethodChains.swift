internal import Diagnostics

/// What stands in the place of a chain of methods.
struct MethodCode {
  var text: String
  var isPiped = false
  /// Whether it is an expression for a stage `window`.
  var isWindow = false
  var because: String?
}

/// What was found of the links of a chain of methods while it is checked.
///
/// How a chain is mended is asked at each of its links, and asks of the links before it again: without
/// what was found before, the work would double with each link.
final class MethodChains {
  /// A link, and where it stands: over rows it means another thing than beside them.
  private struct Link: Hashable {
    let span: Span
    let isOverRows: Bool
    let depth: Int
  }

  private struct Answer {
    let checked: Checked
    let diagnostics: [Diagnostic]
    let metFreeColumn: Bool
  }

  private var answers: [Link: Answer] = [:]
  private var codes: [Link: MethodCode?] = [:]
  /// How many links are being checked; with the last one all is forgotten.
  private var open = 0

  /// The check of a link, with what it reports; once for each link of a chain.
  func answer(
    for span: Span, at place: Place, depth: Int, by checker: Checker, _ check: () -> Checked
  ) -> Checked {
    let link = Link(span: span, isOverRows: place.columns.type != nil, depth: depth)
    let answer = answers[link] ?? found(link, by: checker, check)
    for diagnostic in answer.diagnostics { checker.report(diagnostic) }
    if answer.metFreeColumn { checker.metFreeColumn = true }
    return answer.checked
  }

  private func found(_ link: Link, by checker: Checker, _ check: () -> Checked) -> Answer {
    open += 1
    defer {
      open -= 1
      if open == 0 { (answers, codes) = ([:], [:]) }
    }
    let before = checker.metFreeColumn
    checker.metFreeColumn = false
    let (checked, diagnostics) = checker.trial(check)
    let answer = Answer(
      checked: checked, diagnostics: diagnostics, metFreeColumn: checker.metFreeColumn)
    checker.metFreeColumn = before
    answers[link] = answer
    return answer
  }

  /// How a chain up to a link is written in this language; once for each link.
  func code(for span: Span, at place: Place, _ make: () -> MethodCode?) -> MethodCode? {
    let link = Link(span: span, isOverRows: place.columns.type != nil, depth: 0)
    if let known = codes[link] { return known }
    let code = make()
    if open > 0 { codes.updateValue(code, forKey: link) }
    return code
  }
}
