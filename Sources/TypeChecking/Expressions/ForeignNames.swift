internal import Diagnostics
internal import Syntax
internal import Values

/// Names that are words of other languages: they are read as ours where nothing has the name.
extension Checker {
  /// `NULL`, `NaN`, `True`: the message about a name that nothing has, with what is read in its place;
  /// nil for any other name.
  func foreignName(_ name: Name) -> Checked? {
    let ours: String
    if ForeignWord.missing.contains(name.text) {
      ours = "missing"
    } else if let truth = ForeignWord.truth[name.text] {
      ours = truth
    } else {
      return nil
    }
    report(
      Diagnostic(
        .foreignWord, "`\(name.text)` is written `\(ours)` here", at: name.span,
        helps: [.init(ours, replacing: name.span)]))
    switch ours {
    case "true": return constant(.bool(true), name.span)
    case "false": return constant(.bool(false), name.span)
    default: return constant(.missing, name.span)
    }
  }

  /// Whether an expression is `null`, `None` or the like, and nothing has that name.
  func isForeignMissing(_ expression: Expression, at place: Place) -> Bool {
    guard case .name(let name) = expression.kind, ForeignWord.missing.contains(name) else {
      return false
    }
    return place.scope.lookup(name) == nil
  }

  /// `x != null`: the test that was meant; nil where neither side is `null` or the like.
  func comparedWithForeignMissing(
    _ left: Expression, _ comparison: ComparisonOperator, _ right: Expression, _ span: Span,
    at place: Place
  ) -> Checked? {
    let isRight = isForeignMissing(right, at: place)
    guard isRight || isForeignMissing(left, at: place) else { return nil }
    let (value, word) = isRight ? (left, right) : (right, left)
    let checked = check(value, at: place)
    let test = comparison == .notEqual ? "is not missing" : "is missing"
    report(
      Diagnostic(
        .comparedWithMissing, "nothing equals missing, not even missing", at: span,
        because: "`\(text(word.span))` is `missing` here, and `is` asks for it",
        helps: [.init("\(text(value.span)) \(test)", replacing: span)]))
    return checked.type.isUnknown ? checked : .invalid(span)
  }
}
