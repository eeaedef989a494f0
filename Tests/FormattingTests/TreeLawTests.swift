import Diagnostics
import Formatting
import Syntax
import SyntaxSamples
import Testing

/// What holds for every script that is written anew.
@Suite("The layout of random trees") struct TreeLawTests {
  /// The new text of a script; nil, and recorded, when there is none.
  static func formatted(_ text: String) -> String? {
    let source = SourceText(name: "law.sales", text: text)
    switch ScriptFormatter.format(source, id: SourceID(index: 0)) {
    case .text(let bytes): return String(decoding: bytes, as: UTF8.self)
    case .mistakes(let mistakes):
      Issue.record("\(mistakes.map(\.message)) in\n\(text)")
      return nil
    }
  }

  static func comments(of text: String) -> [String] {
    let bytes = Array(text.utf8)
    return TokenList(SourceText(name: "law.sales", text: text)).comments
      .map { String(decoding: bytes[$0], as: UTF8.self) }.sorted()
  }

  @Test("a tree is the same after it was written and laid out", arguments: 0..<6)
  func trees(part: Int) {
    for seed in 0..<2_000 {
      let number = UInt64(part * 2_000 + seed)
      var trees = RandomTree(random: SeededGenerator(seed: number))
      let script = trees.script()
      var writer = TreeWriter(random: SeededGenerator(seed: number ^ 0xABCD))
      writer.write(script)
      let wanted = script.map { TreeDump.of($0) }.joined(separator: "\n")
      let tree = parse(writer.text)
      guard tree.diagnostics.isEmpty, TreeDump.of(tree) == wanted else {
        Issue.record(
          """
          seed \(number): the writer's text means another tree
          \(writer.text)
          \(tree.diagnostics.map(\.message))
          --- wanted
          \(wanted)
          --- found
          \(TreeDump.of(tree))
          """)
        return
      }
      guard let once = Self.formatted(writer.text) else { return }
      let again = parse(once)
      let twice = Self.formatted(once)
      let isSame =
        TreeDump.of(again) == wanted && again.documentation == tree.documentation
        && again.statements.map(\.documentation) == tree.statements.map(\.documentation)
      let comments = Self.comments(of: once)
      if !isSame || twice != once || comments != writer.comments.sorted() {
        Issue.record(
          """
          seed \(number)
          \(writer.text)
          --- once
          \(once)
          --- twice
          \(twice == once ? "the same" : twice ?? "")
          --- trees
          \(wanted)
          \(TreeDump.of(again))
          --- comments
          \(comments) \(writer.comments.sorted())
          --- documentation
          \(tree.documentation ?? "") | \(again.documentation ?? "")
          \(tree.statements.map(\.documentation)) | \(again.statements.map(\.documentation))
          """)
        return
      }
    }
  }
}
