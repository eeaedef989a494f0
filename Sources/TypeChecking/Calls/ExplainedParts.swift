internal import Diagnostics
internal import Syntax
internal import Values

/// What `explain` is given beside a value that was computed in the call: the formula as it is written,
/// and the values that stand in it.
///
/// They are the arguments `pieces`, the text around the values, and `parts`, the values by what is
/// written for each; there is one piece more than there are parts.
extension Checker {
  func explained(
    _ expression: Expression, at place: Place
  ) -> [(parameter: String, argument: CheckedCall.Argument)] {
    // An explanation within what is looked at again has been looked at.
    guard !isExplaining else { return [] }
    isExplaining = true
    defer { isExplaining = false }
    let found = parts(of: expression, at: place, isWhole: true)
      .sorted { $0.span.start < $1.span.start }
    guard !found.isEmpty else { return [] }
    var pieces: [Core] = []
    var start = expression.span.start
    func piece(upTo end: Int) {
      let span = Span(source: expression.span.source, start: start, end: max(start, end))
      pieces.append(.constant(.text(text(span))))
    }
    for part in found {
      piece(upTo: part.span.start)
      start = part.span.end
    }
    piece(upTo: expression.span.end)
    let parts = found.map { (name: text($0.span), value: $0.core) }
    return [
      ("pieces", .value(.list(.text, pieces))), ("parts", .value(.record(parts))),
    ]
  }

  /// The names and calls of which arithmetic is made, as values; none where the whole is one.
  private func parts(
    of expression: Expression, at place: Place, isWhole: Bool = false
  ) -> [Checked] {
    switch expression.kind {
    case .chain, .power, .negate, .per, .conversion, .comparison, .ifElse, .approximately:
      return expression.kind.children.flatMap { parts(of: $0, at: place) }
    case .call(let function, _) where function.text == "explain": return []
    case .name, .call, .pipeline, .field, .index:
      if isWhole { return [] }
      let (checked, found) = trial { check(expression, at: place) }
      guard found.isEmpty, checked.level == .value, checked.type.measure != nil else { return [] }
      return [checked]
    default: return []
    }
  }
}
