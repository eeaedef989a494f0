package import Diagnostics
internal import Syntax

/// Writes a script anew in the one layout: its words, numbers, texts and comments stay as they are, and
/// the blanks and lines between them follow the rules.
///
/// The tree of the new text is the tree of the old one, and to write it once more changes nothing.
package enum ScriptFormatter {
  /// The columns that a line should have room in.
  static let lineWidth = 100

  /// A text in the one layout.
  ///
  /// - Returns: The new text, or the mistakes of grammar by which there is none; their places are in
  ///   the source of the id.
  /// - Complexity: O(n log n) in the length of the text.
  package static func format(_ text: SourceText, id: SourceID) -> FormattedScript {
    let tree = Parser.parse(text, id: id)
    let mistakes = tree.diagnostics.filter { $0.severity == .error }
    guard mistakes.isEmpty else { return .mistakes(mistakes) }
    let tokens = TokenList(text).tokens
    var marks = LayoutMarks(tokens)
    marks.read(tree.statements)
    let pieces = PieceList(text, tokens: tokens, omitting: marks.omitted)
    var layout = Layout(pieces, marks)
    var lines = layout.lines()
    let broken = LongPipelines.pipes(of: layout, in: lines)
    if !broken.isEmpty {
      layout.breakBefore(broken)
      lines = layout.lines()
    }
    return .text(TrailingComments.text(of: lines))
  }
}

/// What became of a script.
package enum FormattedScript: Sendable {
  case text([UInt8])
  /// The mistakes of grammar by which it stays as it is.
  case mistakes([Diagnostic])
}
