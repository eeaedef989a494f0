import Diagnostics
import Evaluation
import Foundation
import SyntaxSamples
import TestSets
import Testing
import Values

/// Texts that are too large, or no text at all, end with a message.
@Suite("Robustness") struct RobustnessTests {
  @Test("10,000 nested parentheses")
  func parentheses() {
    let text = String(repeating: "(", count: 10_000) + "1" + String(repeating: ")", count: 10_000)
    let run = ScriptRun(text)
    #expect(run.outcome == .checkError)
    #expect(run.diagnostics.map(\.code.rawValue) == ["E0704"])
  }

  /// Of a part of the slow set one in ten; `Scripts/fuzz --growth` has all of them without a session.
  static let someNested = NestedText.all.enumerated()
    .filter { !SlowSet.isPart || $0.offset.isMultiple(of: 10) }.map(\.element)

  @Test(
    "each construct within itself a million times is checked with a message",
    .enabled(if: SlowSet.isEnabled), arguments: someNested)
  func millionLevels(_ nested: NestedText) {
    let run = ScriptRun(nested.text(depth: 1_000_000), checkOnly: true)
    #expect((run.outcome == .succeeded) == nested.isFlat)
    #expect(run.diagnostics.isEmpty == nested.isFlat)
  }

  @Test("of a script with a thousand mistakes the first hundred are told")
  func manyMistakes() {
    let names = (0..<1_000).map { "a\($0)" }
    for text in [names.joined(separator: "\n"), "[\(names.joined(separator: ", "))]"] {
      let run = ScriptRun(text, checkOnly: true)
      #expect(run.outcome == .checkError)
      #expect(
        run.diagnostics.map(\.message) == names.prefix(100).map { "there is no name `\($0)` here" })
    }
  }

  @Test(
    "the arguments of a call and the columns of a table that is written out, on both sides of 1,000"
  )
  func manyArguments() {
    func codes(_ text: String) -> [String] {
      ScriptRun(text, checkOnly: true).diagnostics.map(\.code.rawValue)
    }
    func table(_ count: Int) -> String {
      let heads = (0..<count).map { "a\($0)" }.joined(separator: " | ")
      return "table {\n\(heads)\n\(Array(repeating: "1", count: count).joined(separator: " | "))\n}"
    }
    func columns(_ count: Int) -> String {
      "let t = table {\na\n1\n}\nt | add("
        + (0..<count).map { "b\($0): .a" }.joined(separator: ", ") + ")"
    }
    #expect(codes(table(1_000)) == [])
    #expect(codes(table(1_001)) == ["E0710"])
    #expect(codes(columns(1_000)) == [])
    #expect(codes(columns(1_001)) == ["E0710"])
  }

  @Test("tables that each have a column more than the one before", .enabled(if: SlowSet.isEnabled))
  func wideTables() {
    func codes(_ count: Int) -> [String] {
      let steps = (0..<count).map { "let t\($0 + 1) = t\($0) | add(b\($0): 1)" }
      let text = "let t0 = table {\na\n1\n}\n" + steps.joined(separator: "\n")
      return ScriptRun(text, checkOnly: true).diagnostics.map(\.code.rawValue)
    }
    #expect(codes(1_000) == [])
    #expect(codes(3_000).prefix(1) == ["E0710"])
  }

  @Test("a sum of 1,000,000 terms, and one of the most that a text may have")
  func longSum() {
    let run = ScriptRun(Array(repeating: "1", count: 1_000_000).joined(separator: "+"))
    #expect(run.outcome == .checkError)
    #expect(!run.diagnostics.isEmpty)
    let most = ScriptRun(Array(repeating: "1", count: 90_000).joined(separator: "+"))
    #expect(most.output == "90,000\n")
  }

  @Test(
    "a long chain over columns, in a file and in memory",
    arguments: [
      ("load(\"Tests/EvaluationTests/Data/spend.csv\", as: none)", 2_000),
      ("table {\n  cost\n  1000\n  1200\n}", 10_000),
    ])
  func longChains(table: String, count: Int) {
    func column(_ expression: String) -> [Double?] {
      let run = ScriptRun("\(table) | top(2, by: .cost) | add(x: \(expression))")
      #expect(run.outcome == .succeeded, "\(run.words)")
      return run.column("x", ofShown: 0).map(\.magnitude)
    }
    func chain(_ first: String, _ term: (Int) -> String) -> String {
      first + (1..<count).map(term).joined()
    }
    // Whole numbers below 2^53, so that no order of the sums rounds.
    let sum = column(chain(".cost") { _ in " + .cost" })
    #expect(sum == [Double(count) * 1200, Double(count) * 1000])
    let difference = column(chain(".cost") { $0.isMultiple(of: 2) ? " + .cost" : " - .cost" })
    #expect(difference == [0, 0])
    let product = column(chain(".cost") { $0.isMultiple(of: 2) ? " * 2" : " / 2" })
    #expect(product == [600, 500])
    let any = chain(".cost == 0") { " or .cost == \($0 + 1_100)" }
    #expect(column("if \(any) then 1 else 0") == [1, 0])
    let all = chain(".cost != 0") { " and .cost != \($0 + 1_100)" }
    #expect(column("if \(all) then 1 else 0") == [0, 1])
  }

  @Test("a literal of 1,000,000 characters")
  func longLiteral() {
    let text = ScriptRun("length(\"" + String(repeating: "x", count: 1_000_000) + "\")")
    #expect(text.output == "1,000,000\n")
    let number = ScriptRun(String(repeating: "7", count: 1_000_000))
    #expect(number.outcome == .checkError)
  }

  @Test(
    "bytes that are no text",
    arguments: [
      [0], [0x31, 0, 0x2B, 0, 0x31], [0xFF, 0xFE, 0x31], [0x22, 0xC3, 0x28, 0x22],
      [0x31, 0x2B, 0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [],
    ] as [[UInt8]])
  func bytes(_ bytes: [UInt8]) {
    let run = ScriptRun(SourceText(name: "bytes.sales", bytes: bytes))
    #expect(run.outcome == (bytes.isEmpty ? .succeeded : .checkError))
    #expect(run.diagnostics.isEmpty == bytes.isEmpty)
  }

  @Test("functions that double at each step end, by memory of what was checked or by a limit")
  func doubling() {
    var lines = ["fn f1(x) = x + x"]
    for step in 2...60 { lines.append("fn f\(step)(x) = f\(step - 1)(x) + f\(step - 1)(x)") }
    let checked = ScriptRun((lines + ["f1(1)"]).joined(separator: "\n"))
    #expect(checked.output == "2\n")
    let columns = ScriptRun(
      (lines + ["table {\n  x\n  1\n} | add(y: f60(.x))"]).joined(separator: "\n"))
    #expect(columns.outcome == .checkError)
    #expect(columns.diagnostics.map(\.code.rawValue).contains("E0710"))
    let values = ScriptRun((lines + ["f60(1)"]).joined(separator: "\n"))
    #expect(values.outcome == .checkError || values.outcome == .runtimeError)
    #expect(!values.diagnostics.isEmpty)
  }

  @Test("a chain of 5,000 functions")
  func longChain() {
    var lines = ["fn f0(x) = x + 1"]
    for step in 1...5_000 { lines.append("fn f\(step)(x) = f\(step - 1)(x)") }
    let run = ScriptRun((lines + ["f5000(1)"]).joined(separator: "\n"))
    #expect(run.outcome != .succeeded || run.output == "2\n")
  }
}
