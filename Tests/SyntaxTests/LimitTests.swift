import Diagnostics
import Syntax
import SyntaxSamples
import TestSets
import Testing

/// No text is too large, too deep or too broken to be answered by a message.
@Suite("limits") struct LimitTests {
  /// A construct that can stand inside itself: what opens it, what is innermost, what closes it.
  struct Construct: CustomStringConvertible {
    let description: String
    let open: String
    let inner: String
    let close: String

    var bytes: Int { (open + close).utf8.count }

    func text(depth: Int) -> String {
      String(repeating: open, count: depth) + inner + String(repeating: close, count: depth)
    }

    static let all: [Construct] = [
      Construct("parentheses", "(", "1", ")"), Construct("unclosed parentheses", "(", "", ""),
      Construct("signs", "-", "1", ""), Construct("not", "not ", "a", ""),
      Construct("lists", "[", "1", "]"), Construct("records", "{a: ", "1", "}"),
      Construct("calls", "f(", "1", ")"), Construct("named arguments", "f(a: ", "1", ")"),
      Construct("powers", "2^", "2", ""), Construct("lambdas", "x => ", "x", ""),
      Construct("then", "if a then ", "b", " else c"),
      Construct("else", "if a then b else ", "c", ""),
      Construct("condition", "if ", "a", " then b else c"),
      Construct("match", "match ", "e", " { else => 1 }"),
      Construct("arms", "match e { else => ", "1", " }"),
      Construct("tables", "table {\n a\n ", "1", "\n}"), Construct("texts", "\"{", "1", "}\""),
      Construct("multi-line texts", "\"\"\"\n{", "1", "}\"\"\""),
      Construct("unclosed texts", "\"{", "", ""), Construct("types", "fn f(x: List<", "", ""),
      Construct("tests", "test \"a\" {", "1", "}"), Construct("blocks", "fn f() = {", "1", "}"),
      Construct("fields", "x", ".a", ".b"), Construct("indexes", "", "x", "[0]"),
      Construct("conversions", "", "x", " to USD"), Construct("per", "", "x", " per month"),
      Construct("ranges", "1..", "2", ""), Construct("comparisons", "a < ", "b", ""),
      Construct("is missing", "", "x", " is missing"), Construct("sums", "1 + ", "1", ""),
      Construct("pipes", "", "x", " | f"), Construct("comments", "# a\n", "1", ""),
      Construct("right brackets", "", "", ")"), Construct("braces", "{", "", "}"),
      Construct("mixed", "a + 2 * -[f(x: (", "1", "))]"),
      Construct("or", "a or not b and (", "1", ")"),
      Construct("calls of calls", "f", "", "()"), Construct("mismatches", "([", "1", ")]"),
      Construct("arrows", "(a, b) => ", "a", ""), Construct("commas", "(a, ", "", ""),
      Construct("type arguments", "", "param x: ", "List<"), Construct("dots", "", "x", " .a"),
      Construct("cases", "case when ", "1", " then 1 end"),
      Construct("calls of if", "if(1, 2, ", "1", ")"), Construct("lambda", "lambda x: ", "1", ""),
      Construct("functions", "function(x) ", "1", ""),
      Construct("not like", "(x not like ", "1", ")"),
      Construct("between", "(x between ", "1", " and 2)"), Construct("of", "1 of ", "1", ""),
      Construct("selects", "select ", "1", ""), Construct("methods", "", "x", ".a.f()"),
      Construct("levels", "a or b and c < d ?? e .. f to g at h + i * (", "1", ")"),
    ]

    init(_ description: String, _ open: String, _ inner: String, _ close: String) {
      self.description = description
      self.open = open
      self.inner = inner
      self.close = close
    }
  }

  @Test("answer every depth with a tree that is not too high", arguments: Construct.all)
  func depths(_ construct: Construct) {
    for depth in [10, 100, 1_000, 10_000] { check(construct, depth: depth) }
  }

  @Test(
    "answer great depths with a tree that is not too high", .enabled(if: SlowSet.isEnabled),
    arguments: Construct.all)
  func greatDepths(_ construct: Construct) {
    for depth in [100_000, 1_000_000] where depth * construct.bytes < 5_000_000 {
      check(construct, depth: depth)
    }
  }

  private func check(_ construct: Construct, depth: Int) {
    let tree = parse(construct.text(depth: depth))
    for statement in tree.statements {
      for expression in statement.kind.expressions {
        #expect(expression.height <= Expression.maximumHeight)
      }
    }
    #expect(tree.diagnostics.count <= 100)
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
