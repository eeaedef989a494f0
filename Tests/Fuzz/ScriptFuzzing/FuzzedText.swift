import Diagnostics
import Formatting
import Syntax
import SyntaxSamples
import TypeChecking

/// A text on its way through the lexer, the parser, the checker and the formatter, and what has to
/// hold of it whatever its bytes are.
package struct FuzzedText {
  private let text: SourceText
  private let tree: SyntaxTree
  private static let id = SourceID(index: 0)

  /// What is not as it has to be; nil where everything is.
  package static func fault(of bytes: [UInt8]) -> String? {
    let fuzzed = FuzzedText(bytes)
    return fuzzed.faultOfTree ?? fuzzed.faultOfCheck ?? fuzzed.faultOfLayout
  }

  /// How many mistakes the parser tells of a text, and how many the formatter.
  package static func mistakes(of bytes: [UInt8]) -> (parsed: Int, formatted: Int) {
    let fuzzed = FuzzedText(bytes)
    guard case .mistakes(let found) = ScriptFormatter.format(fuzzed.text, id: id) else {
      return (fuzzed.tree.diagnostics.count, 0)
    }
    return (fuzzed.tree.diagnostics.count, found.count)
  }

  private init(_ bytes: [UInt8]) {
    text = SourceText(name: "fuzzed.sales", bytes: bytes)
    tree = Parser.parse(text, id: Self.id)
  }

  private var faultOfTree: String? {
    if let fault = fault(of: tree.diagnostics) { return "the parser: \(fault)" }
    var reach = 0
    for statement in tree.statements {
      guard statement.span.start >= reach, isInside(statement.span) else {
        return "a statement stands at \(statement.span)"
      }
      reach = statement.span.start
      for expression in statement.kind.expressions {
        if expression.height > Expression.maximumHeight { return "the tree is too high" }
        if let fault = faultOfPlaces(in: expression) { return fault }
      }
    }
    return nil
  }

  private func faultOfPlaces(in expression: Expression) -> String? {
    guard isInside(expression.span) else { return "an expression stands at \(expression.span)" }
    for child in expression.kind.children {
      if let fault = faultOfPlaces(in: child) { return fault }
    }
    return nil
  }

  private var faultOfCheck: String? {
    let checker = ScriptChecker.make(for: text)
    _ = checker.checkAll(tree, in: Scope())
    return fault(of: checker.diagnostics).map { "the checker: \($0)" }
  }

  private var faultOfLayout: String? {
    // Of a text with mistakes the formatter only reads them once more.
    if tree.diagnostics.contains(where: { $0.severity == .error }) { return nil }
    guard case .text(let written) = ScriptFormatter.format(text, id: Self.id) else {
      return "it has no mistakes, and was not written anew"
    }
    let source = SourceText(name: "written.sales", bytes: written)
    let again = Parser.parse(source, id: Self.id)
    if let mistake = again.diagnostics.first(where: { $0.severity == .error }) {
      return "written anew it has a mistake: \(mistake.message)"
    }
    guard TreeDump.of(again) == TreeDump.of(tree) else { return "written anew its tree is another" }
    guard case .text(let twice) = ScriptFormatter.format(source, id: Self.id), twice == written
    else { return "written once more it changes" }
    return nil
  }

  private func fault(of diagnostics: [Diagnostic]) -> String? {
    for diagnostic in diagnostics {
      if diagnostic.message.isEmpty { return "\(diagnostic.code.rawValue) says nothing" }
      if diagnostic.helps.count > 2 { return "\(diagnostic.code.rawValue) has many helps" }
      var spans = diagnostic.labels.map(\.span) + diagnostic.helps.compactMap(\.replacing)
      if let span = diagnostic.span { spans.append(span) }
      for span in spans where span.source == Self.id && !isInside(span) {
        return "\(diagnostic.code.rawValue) stands at \(span)"
      }
    }
    return nil
  }

  private func isInside(_ span: Span) -> Bool {
    span.start >= 0 && span.start <= span.end && span.end <= text.bytes.count
  }
}
