import Diagnostics
import Evaluation
import Testing

/// The parts of an entry that are coloured.
@Suite("Colours of an entry") struct CompletionColourTests {
  private func colours(_ text: String) -> [String] {
    let entry = SourceText(name: "entry", text: text)
    return Session.colours(of: entry).map { part in
      "\(part.kind): \(entry.text(from: part.bytes.lowerBound, to: part.bytes.upperBound))"
    }
  }

  @Test("each kind of part")
  func kinds() {
    #expect(
      colours("let x = t | where(.cost > $40) # note") == [
        "keyword: let", "sign: =", "sign: |", "function: where", "sign: (", "column: .cost",
        "sign: >", "number: $", "number: 40", "sign: )", "comment: # note",
      ])
    #expect(colours("@2026-03..@2026-05") == ["date: @2026-03", "sign: ..", "date: @2026-05"])
  }

  @Test("texts with braces, raw texts, and texts that are open")
  func texts() {
    #expect(
      colours("\"a {n:.1} b\"") == ["text: \"a ", "sign: {", "sign: :.1", "sign: }", "text:  b\""])
    #expect(colours("r\"a\\b\"") == ["text: r\"a\\b\""])
    #expect(colours("load(\"Data") == ["function: load", "sign: (", "text: \"Data"])
    #expect(colours("\"# no comment\"") == ["text: \"# no comment\""])
  }
}
