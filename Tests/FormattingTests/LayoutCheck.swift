import Diagnostics
import Formatting
import Syntax
import SyntaxSamples
import Testing

/// A script beside itself written anew.
struct LayoutCheck {
  let text: String
  let tree: SyntaxTree
  /// The new text; nil for a script with mistakes.
  let once: String?

  init(_ text: String) {
    self.text = text
    tree = parse(text)
    once = Self.formatted(text)
  }

  static func formatted(_ text: String) -> String? {
    let source = SourceText(name: "law.sales", text: text)
    switch ScriptFormatter.format(source, id: SourceID(index: 0)) {
    case .text(let bytes): return String(decoding: bytes, as: UTF8.self)
    case .mistakes: return nil
    }
  }

  /// What is not as it has to be; nil when everything is.
  var mistake: String? {
    guard let once else {
      return tree.diagnostics.isEmpty ? "it has no mistakes, and was not written" : nil
    }
    if !tree.diagnostics.isEmpty { return "it has mistakes, and was written" }
    let again = parse(once)
    if TreeDump.of(again) != TreeDump.of(tree) {
      return "the tree is another: \(TreeDump.of(tree)) \(TreeDump.of(again))"
    }
    if again.documentation != tree.documentation
      || again.statements.map(\.documentation) != tree.statements.map(\.documentation)
    {
      return "the documentation is of other statements"
    }
    if Self.comments(of: once) != Self.comments(of: text) { return "the comments are others" }
    if Self.formatted(once) != once { return "written once more it changes" }
    if once.split(separator: "\n").contains(where: { $0.hasSuffix(" ") && !text.contains(" \n") }) {
      return "a line ends with a blank"
    }
    return nil
  }

  static func comments(of text: String) -> [String] {
    let bytes = Array(text.utf8)
    guard bytes.contains(UInt8(ascii: "#")) else { return [] }
    return TokenList(SourceText(name: "law.sales", text: text)).comments
      .map { range in
        var comment = bytes[range]
        while let last = comment.last, [0x20, 0x09, 0x0D].contains(last) { comment.removeLast() }
        return String(decoding: comment, as: UTF8.self)
      }
      .sorted()
  }

  /// Records what is wrong; false when something is.
  func holds(_ place: String) -> Bool {
    guard let mistake else { return true }
    Issue.record("\(place): \(mistake)\n\(text)\n--- written anew\n\(once ?? "")")
    return false
  }
}
