import Diagnostics
import Evaluation
import Foundation
import StandardLibrary
import Testing

/// Completions and colours of any text end, and say places that the text has.
@Suite("Completion of any text") struct CompletionFuzzTests {
  private static let examples = Catalogue.functions.flatMap(\.examples).map(\.code)

  private func check(_ bytes: [UInt8], _ session: CompletionSession) {
    for cursor in -1...bytes.count + 1 {
      let found = session.completions(bytes, at: cursor)
      let end = max(0, min(cursor, bytes.count))
      #expect(found.range.upperBound == end)
      #expect(found.range.lowerBound >= 0)
      if end < bytes.count, bytes[end] & 0xC0 == 0x80 { #expect(found.candidates.isEmpty) }
    }
  }

  private func checkColours(_ bytes: [UInt8]) {
    var end = 0
    for part in Session.colours(of: SourceText(name: "entry", bytes: bytes)) {
      #expect(part.bytes.lowerBound >= end && !part.bytes.isEmpty)
      end = part.bytes.upperBound
    }
    #expect(end <= bytes.count)
  }

  @Test("every place of every example of the reference", arguments: 0..<4)
  func examples(_ part: Int) {
    let session = CompletionSession()
    for (index, code) in Self.examples.enumerated() where index % 4 == part {
      // What stands after the cursor matters to arguments and closing marks alone.
      check(Array(code.utf8), session)
      for length in 0...code.utf8.count {
        let beginning = Array(code.utf8.prefix(length))
        let found = session.completions(beginning, at: length)
        #expect(found.range.upperBound == length)
        checkColours(beginning)
      }
    }
  }

  @Test("texts of other scripts, broken characters and control characters")
  func otherTexts() {
    let session = CompletionSession("let été = table {\n  \"канал\" | 商品\n  1 | 2\n}\n")
    for text in [
      "été | where(.канал > .商品)", "\"😀 {été.商品}\" # é", "e\u{301}te\u{301}.", "r\"é", "'é",
    ] {
      check(Array(text.utf8), session)
      checkColours(Array(text.utf8))
      for byte in [0x00, 0x1B, 0x80, 0xC3, 0xFF] as [UInt8] {
        for place in 0...text.utf8.count {
          var bytes = Array(text.utf8)
          bytes.insert(byte, at: place)
          _ = session.completions(bytes, at: place)
          _ = session.completions(bytes, at: bytes.count)
          checkColours(bytes)
        }
      }
    }
    #expect(session.names("été | where(.▮") == ["канал", "商品"])
  }

  @Test("random pieces of the language")
  func random() {
    let pieces = [
      "t", "n", "sum(", "where(", "summarize(", "join(t, one: ", "load(\"", "load(r\"", "by: ", ".",
      ".a", ".\"b", "\"", "\"\"\"", "{", "}", "(", ")", "[", "]", "|", "\n", ";", ",", ":", "=",
      "=>",
      "let x = ", "fn f(a) = ", "table {", "a | b\n", "18 ", "$4/", "3%/", " to ", " per ", "#",
      "//",
      "if ", " then ", " else ", "match ", "'", "`", "@2026-", "é", "_", "..", " at ", " within ",
    ]
    var random = SeededGenerator(seed: 20_261_122)
    let session = CompletionSession("let t = table {\n  a | \"b c\"\n  1 | 2\n}\nlet n = 1\n")
    for _ in 0..<4_000 {
      let count = 1 + Int(random.next() % 16)
      let bytes = Array((0..<count).map { _ in random.pick(pieces) }.joined().utf8)
      let cursor = Int(random.next() % UInt64(bytes.count + 1))
      let found = session.completions(bytes, at: cursor)
      #expect(found.range.upperBound == cursor)
      checkColours(bytes)
    }
  }

  @Test(
    "deep and long texts",
    arguments: [
      "(", "[", "{", "\"{", "a.", "a/", "1/a/", "f(", "t | where(", "at ", "x => ", "\n", ".",
    ])
  func deep(_ piece: String) {
    let bytes = Array(String(repeating: piece, count: 20_000).utf8)
    _ = CompletionSession().completions(bytes, at: bytes.count)
    checkColours(bytes)
    let closed = bytes + Array(String(repeating: ")", count: 20_000).utf8)
    _ = CompletionSession().completions(closed, at: closed.count)
  }

  @Test("nothing is run or said")
  func silence() {
    // The session records every message as an issue.
    let session = CompletionSession("let t = table {\n  a\n  1\n}\n")
    _ = session.names("let x = 1 / 0\nlet t = 5\nt | sh▮")
    #expect(session.names("x▮").isEmpty)
    #expect(session.names("t | where(.▮") == ["a"])
  }
}
