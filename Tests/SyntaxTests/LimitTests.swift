import Diagnostics
import Syntax
import SyntaxSamples
import TestSets
import Testing

/// No text is too large, too deep or too broken to be answered by a message.
@Suite("limits") struct LimitTests {
  @Test("answer every depth with a tree that is not too high", arguments: NestedText.all)
  func depths(_ nested: NestedText) {
    for depth in [10, 100, 1_000, 10_000] { check(nested, depth: depth) }
  }

  @Test(
    "answer great depths with a tree that is not too high", .enabled(if: SlowSet.isEnabled),
    arguments: NestedText.all)
  func greatDepths(_ nested: NestedText) {
    check(nested, depth: 100_000)
  }

  private func check(_ nested: NestedText, depth: Int) {
    let found = LargeStack.run {
      let tree = parse(nested.text(depth: depth))
      let heights = tree.statements.flatMap { $0.kind.expressions.map(\.height) }
      return (height: heights.max() ?? 0, messages: tree.diagnostics.count)
    }
    #expect(found.map { $0.height <= Expression.maximumHeight } == true)
    #expect(found.map { $0.messages <= 100 } == true)
  }

  @Test("of depth hold on both sides")
  func depthLimit() {
    func parentheses(_ depth: Int) -> SyntaxTree {
      parse(String(repeating: "(", count: depth) + "1" + String(repeating: ")", count: depth))
    }
    #expect(parentheses(199).diagnostics.isEmpty)
    #expect(parentheses(200).diagnostics.map(\.code) == [.tooDeep])
    #expect(parse(String(repeating: "-", count: 201) + "1").diagnostics.map(\.code) == [.tooDeep])
    #expect(parse("x" + String(repeating: ".a", count: 199)).diagnostics.isEmpty)
    #expect(parse("x" + String(repeating: ".a", count: 200)).diagnostics.map(\.code) == [.tooDeep])
  }

  @Test("of tokens, lines, sources, names and numbers hold on both sides")
  func sizes() {
    func sum(_ terms: Int, _ plus: String = "+") -> String {
      Array(repeating: "1", count: terms).joined(separator: plus)
    }
    #expect(parse(sum(90_000)).diagnostics.map(\.code) == [])
    #expect(parse(sum(1_000_000, "+\n")).diagnostics.map(\.code) == [.tooManyTokens])
    let literal = { (count: Int) in "\"" + String(repeating: "x", count: count) + "\"" }
    #expect(parse(literal(1_000_000)).diagnostics.isEmpty)
    #expect(parse(literal(1_048_574)).diagnostics.isEmpty)
    #expect(parse(literal(1_048_575)).diagnostics.map(\.code) == [.lineTooLong])
    let lines = { (count: Int) in String(repeating: "#23456\n", count: count) }
    #expect(parse(lines(599_186)).diagnostics.isEmpty)
    #expect(parse(lines(599_187)).diagnostics.map(\.code) == [.sourceTooLarge])
    #expect(parse(String(repeating: "x", count: 255)).diagnostics.isEmpty)
    #expect(parse(String(repeating: "x", count: 256)).diagnostics.map(\.code) == [.nameTooLong])
    #expect(parse(String(repeating: "1", count: 300)).diagnostics.isEmpty)
    #expect(
      parse(String(repeating: "1", count: 1_000_000)).diagnostics.map(\.code) == [.numberTooLarge])
    #expect(parse("1e99999999999999999999").diagnostics.map(\.code) == [.numberTooLarge])
    #expect(parse("1e-99999999999999999999").diagnostics.isEmpty)
  }

  @Test("of encoding: bytes that are not UTF-8, and NUL")
  func encoding() {
    #expect(parse(Array("let a = 1\nb".utf8) + [0xFF]).diagnostics.map(\.code) == [.encoding])
    #expect(parse(Array("let a = 1\nb".utf8) + [0xFF]).diagnostics[0].span?.start == 11)
    #expect(parse([0xE2, 0x82]).diagnostics.map(\.code) == [.encoding])
    #expect(
      parse([UInt8](repeating: 0, count: 1_000_000)).diagnostics.map(\.code) == [.strayCharacter])
    #expect(
      parse(Array("\"".utf8) + [0xC3] + Array("\"".utf8)).diagnostics.map(\.code) == [.encoding])
  }

  @Test("of messages: the first hundred of a text")
  func messages() {
    let tree = parse(String(repeating: "f(1,,2)\n", count: 10_000))
    #expect(tree.diagnostics.count == 100)
    #expect(tree.statements.count == 10_000)
  }
}
