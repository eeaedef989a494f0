import Diagnostics
import Syntax
import SyntaxSamples
import TestSets
import Testing

/// What holds for every tree that is written and laid out.
@Suite("The layout of random trees") struct TreeLawTests {
  /// Writes random scripts with random blanks, line breaks, comments and parentheses, and lays them out.
  private func check(_ seeds: Range<UInt64>, statements: Int, depth: Int) {
    for seed in seeds {
      var trees = RandomTree(random: SeededGenerator(seed: seed))
      let script = trees.script(statements, depth)
      var writer = TreeWriter(random: SeededGenerator(seed: seed ^ 0xABCD))
      writer.write(script)
      let wanted = script.map { TreeDump.of($0) }.joined(separator: "\n")
      let check = LayoutCheck(writer.text)
      guard check.tree.diagnostics.isEmpty, TreeDump.of(check.tree) == wanted else {
        Issue.record(
          """
          seed \(seed): the text of the test means another tree
          \(writer.text)
          \(check.tree.diagnostics.map(\.message))
          \(wanted)
          \(TreeDump.of(check.tree))
          """)
        return
      }
      #expect(LayoutCheck.comments(of: check.once ?? "") == writer.comments.sorted())
      guard check.holds("seed \(seed)") else { return }
    }
  }

  @Test("a tree is the same, comments stay, and once more changes nothing")
  func trees() { check(0..<2_000, statements: 1, depth: 2) }

  @Test(
    "and so they are of 12,000 trees", .enabled(if: SlowSet.isEnabled),
    arguments: SlowSet.isPart ? 0..<1 : 0..<10)
  func manyTrees(part: UInt64) {
    check(10_000 + part * 1_200..<10_000 + (part + 1) * 1_200, statements: 1, depth: 2)
  }

  @Test(
    "and of 2,000 long scripts", .enabled(if: SlowSet.isEnabled),
    arguments: SlowSet.isPart ? 0..<1 : 0..<10)
  func scripts(part: UInt64) {
    check(100_000 + part * 200..<100_000 + (part + 1) * 200, statements: 4, depth: 3)
  }

  @Test("the random trees have every kind of statement and expression")
  func kinds() {
    var statements: Set<String> = []
    var expressions: Set<String> = []
    func read(_ expression: Expression) {
      expressions.insert(Self.name(of: expression.kind))
      expression.kind.children.forEach(read)
    }
    func read(_ statement: Statement) {
      statements.insert(Self.name(of: statement.kind))
      statement.kind.expressions.forEach(read)
    }
    for seed in 0..<1_000 as Range<UInt64> {
      var trees = RandomTree(random: SeededGenerator(seed: seed))
      trees.script(1, 2).forEach(read)
    }
    #expect(
      statements == [
        "let", "function", "metric", "parameter", "use", "check", "test", "unit", "currency",
        "expression",
      ])
    #expect(
      expressions == [
        "number", "text", "date", "period", "bool", "missing", "name", "field", "index", "column",
        "list", "namedList", "record", "table", "unit", "call", "pipeline", "lambda", "chain",
        "comparison", "approximately", "isMissing", "range", "conversion", "per", "not", "negate",
        "power", "ifElse", "match", "block",
      ])
  }

  private static func name<T>(of kind: T) -> String {
    Mirror(reflecting: kind).children.first?.label ?? "\(kind)"
  }
}
