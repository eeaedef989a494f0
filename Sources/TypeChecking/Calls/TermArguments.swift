internal import Diagnostics
internal import Syntax
internal import Values

/// Arguments that are terms of a model: expressions of rows that need no name.
extension ArgumentReader {
  /// `.tv`, `[.tv, .radio, .tv * .radio]` or `[.tv, both: .tv * .radio]`.
  func terms(_ position: Int, on name: String) -> [Entry]? {
    guard let table = tables[name], let expression = expression(position) else { return nil }
    var terms: [(column: ColumnSchema, core: Core)] = []
    var names: Set<String> = []
    for part in Self.parts(of: expression) {
      let checked = checker.check(part.value, at: call.place.over(.rows(table)))
      guard !checked.type.isUnknown else { return nil }
      guard checked.level != .value else {
        let near = table.columns.first { $0.type.measure != nil }
        checker.report(
          Diagnostic(
            .wrongArguments, "a term is a column or an expression of columns, and this is a value",
            at: part.value.span, because: "a value that is the same in all rows tells none apart",
            helps: near.map { [.init(Checker.columnText($0.name), replacing: part.value.span)] }
              ?? []))
        return nil
      }
      let written = part.name?.text ?? checked.column?.name
      let label = written ?? Self.label(checker.text(part.value.span))
      guard names.insert(label).inserted else {
        checker.report(
          Diagnostic(
            .wrongArguments, "`\(label)` is a term twice", at: part.value.span,
            because: "what one of them has, the other lacks, so that neither can be told"))
        return nil
      }
      terms.append((ColumnSchema(label, checked.type, role: checked.column?.role), checked.core))
    }
    return [entry(.columns(terms), .columns(terms.map(\.column)))]
  }

  /// The text of an expression without the dots of its columns: `tv * radio` for `.tv * .radio`.
  ///
  /// - Complexity: O(length).
  static func label(_ text: String) -> String {
    var label = ""
    var isQuoted = false
    var before: Character = " "
    for character in text {
      if character == "\"", before != "\\" { isQuoted.toggle() }
      // A dot behind a name or a bracket asks for a field.
      let startsColumn =
        character == "." && !isQuoted && !before.isLetter && !before.isNumber
        && !"_)].\"".contains(before)
      let isSpace = character.isWhitespace && !isQuoted
      if !startsColumn, !(isSpace && label.last?.isWhitespace == true) {
        label.append(isSpace ? " " : character)
      }
      before = character
    }
    return label
  }

  /// The parts of an argument that is one expression, a list of them, or a list with names.
  static func parts(of expression: Expression) -> [(name: Name?, value: Expression)] {
    switch expression.kind {
    case .list(let elements): elements.map { (nil, $0) }
    case .namedList(let elements): elements.map { ($0.name, $0.value) }
    case .record(let fields): fields.map { ($0.name, $0.value) }
    default: [(nil, expression)]
    }
  }
}
