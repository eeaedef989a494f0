import Diagnostics
import Syntax
import SyntaxSamples
import Testing

/// Random texts never stop the parser, and every place that it names lies inside the text.
@Suite("random texts") struct FuzzTests {
  /// The SplitMix64 generator (Steele, Lea and Flood 2014), so that every run sees the same texts.
  struct Generator: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }
  }

  static let pieces: [String] =
    Keyword.allCases.map(\.rawValue) + [
      "a", "b", "f", "table", "as", "at", "within", "unit", "currency", "_", "_3", "units", "per",
      ".x", ".\"New\"", "$", "€", "%", "1", "2.5", "250k", "3%", "$40/customer/month", "18 months",
      "@2026", "@2026-Q2", "@2026-02-30", "@", "\"", "\"\"\"", "\"a{", "}\"", "\"t\"", "r\"x\"",
      "(", ")", "[", "]", "{", "}", ",", ":", ";", "|", "=", "==", "!=", "<", "<=", ">", "~=", "+",
      "-", "*", "/", "^", "??", "?", "..", "..<", "=>", "->", "\n", "\n", " ", " ", " ", "# c\n",
      "## d\n", "&&", "||", "!", "'", "“", "`", "−", "×", "\\", "\\u{", "é", "\u{301}", "\u{0}",
      "2,016", ".5", "5 k", "x = 5", "group by", "SELECT *", "//", "\r\n", "\t",
    ]

  private func check(_ bytes: [UInt8]) {
    let tree = parse(bytes)
    for diagnostic in tree.diagnostics {
      var spans = diagnostic.labels.map(\.span) + diagnostic.helps.compactMap(\.replacing)
      if let span = diagnostic.span { spans.append(span) }
      for span in spans where span.start < 0 || span.start > span.end || span.end > bytes.count {
        Issue.record(
          "\(diagnostic.message) at \(span) in \(String(decoding: bytes, as: UTF8.self))")
      }
      #expect(!diagnostic.message.isEmpty && diagnostic.helps.count <= 2)
    }
    var reach = 0
    for statement in tree.statements {
      if statement.span.start < reach || statement.span.end > bytes.count {
        Issue.record(
          "a statement at \(statement.span) in \(String(decoding: bytes, as: UTF8.self))")
      }
      reach = statement.span.start
      statement.kind.expressions.forEach { check($0, within: bytes.count) }
    }
  }

  private func check(_ expression: Expression, within count: Int) {
    if expression.span.start > expression.span.end || expression.span.end > count {
      Issue.record("an expression at \(expression.span)")
    }
    expression.kind.children.forEach { check($0, within: count) }
  }

  @Test("of bytes", arguments: [1, 2, 3, 4, 5] as [UInt64])
  func bytes(seed: UInt64) {
    var generator = Generator(state: seed)
    for _ in 0..<2_000 {
      let count = Int.random(in: 0...80, using: &generator)
      check((0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) })
    }
  }

  @Test("of words", arguments: [6, 7, 8, 9, 10] as [UInt64])
  func words(seed: UInt64) {
    var generator = Generator(state: seed)
    for _ in 0..<2_000 {
      let count = Int.random(in: 0...40, using: &generator)
      let words = (0..<count).map { _ in Self.pieces.randomElement(using: &generator) ?? "" }
      check(Array(words.joined(separator: Bool.random(using: &generator) ? " " : "").utf8))
    }
  }

  @Test("made by cutting and doubling parts of programs", arguments: Program.all)
  func mutations(_ program: Program) {
    var generator = Generator(state: 11)
    let bytes = Array(program.text.utf8)
    for _ in 0..<200 {
      var changed = bytes
      for _ in 0..<3 {
        let start = Int.random(in: 0..<changed.count, using: &generator)
        let end = min(changed.count, start + Int.random(in: 1...20, using: &generator))
        if Bool.random(using: &generator) {
          changed.removeSubrange(start..<end)
        } else {
          changed.insert(contentsOf: Array(changed[start..<end]), at: start)
        }
      }
      check(changed)
    }
  }
}
