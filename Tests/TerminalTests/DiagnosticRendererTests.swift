import Diagnostics
import Testing

@testable import Terminal

private let code = DiagnosticCode("E0311", "rescaled rate", page: "")

/// A source whose marked pieces, `«1:churn»`, become spans in the order of their digits.
private func marked(
  _ text: String, name: String = "ltv.sales",
) -> (sources: SourceMap, spans: [Span]) {
  var bytes: [UInt8] = []
  var open: (digit: Int, start: Int)?
  var spans: [(Int, Int, Int)] = []
  var rest = Substring(text)
  while let character = rest.popFirst() {
    if character == "«" {
      open = (Int(String(rest.popFirst() ?? "0")) ?? 0, bytes.count)
      rest.removeFirst()
    } else if character == "»", let mark = open {
      spans.append((mark.digit, mark.start, bytes.count))
    } else {
      bytes += Array(String(character).utf8)
    }
  }
  var sources = SourceMap()
  let id = sources.add(SourceText(name: name, bytes: bytes))
  let ordered = spans.sorted { $0.0 < $1.0 }
  return (sources, ordered.map { Span(source: id, start: $0.1, end: $0.2) })
}

@Suite("Form of messages")
struct DiagnosticRendererTests {
  @Test("the example of the language's page")
  func example() {
    let (sources, spans) = marked(
      String(repeating: "\n", count: 6) + "let annual = «1:churn» to «2:1/year»\n")
    let diagnostic = Diagnostic(
      code, "a monthly churn rate cannot be rescaled by multiplying", at: spans[0],
      label: "3%/month", labels: [.init(spans[1], "asked for a yearly rate")],
      because:
        "each month takes 3% of those who are left, so a year takes 1 − (1 − 3%)^12 = 30.6%, not 36%",
      helps: [
        .init(
          "compound(churn, per: year)", note: "30.6%/year   share of customers lost in a year"),
        .init("linear(churn) to 1/year", note: "0.36/year    only if this is a hazard"),
      ])
    #expect(
      DiagnosticRenderer().text(diagnostic, in: sources).plain == """
        error[E0311]: a monthly churn rate cannot be rescaled by multiplying
          --> ltv.sales:7:14
           |
         7 | let annual = churn to 1/year
           |              ^^^^^    ------ asked for a yearly rate
           |              3%/month
           = each month takes 3% of those who are left, so a year takes 1 − (1 − 3%)^12 = 30.6%, not 36%
          help: compound(churn, per: year)      30.6%/year   share of customers lost in a year
          help: linear(churn) to 1/year         0.36/year    only if this is a hazard

        """)
  }

  @Test("three labels on a line, the left ones led down by bars")
  func threeLabels() {
    let (sources, spans) = marked("«1:aa» + «2:bb» + «3:cc»")
    let diagnostic = Diagnostic(
      code, "units differ", at: spans[1], label: "these are euro",
      labels: [.init(spans[0], "these are dollars"), .init(spans[2], "months")])
    #expect(
      DiagnosticRenderer().text(diagnostic, in: sources).plain == """
        error[E0311]: units differ
          --> ltv.sales:1:6
           |
         1 | aa + bb + cc
           | --   ^^   -- months
           | |    these are euro
           | these are dollars

        """)
  }

  @Test("labels on several lines")
  func severalLines() {
    let (sources, spans) = marked("let x = «2:1»\n\n\n\n\n\n\n\n\nlet «1:x» = 2")
    let diagnostic = Diagnostic(
      code, "x is already there", at: spans[0], labels: [.init(spans[1], "first here")],
      severity: .warning)
    #expect(
      DiagnosticRenderer().text(diagnostic, in: sources).plain == """
        warning[E0311]: x is already there
           --> ltv.sales:10:5
            |
          1 | let x = 1
            |         - first here
           ...
         10 | let x = 2
            |     ^

        """)
  }

  @Test("tabs, wide letters and combining marks keep the caret in place")
  func widths() {
    let (sources, spans) = marked("\t\"東京e\u{301}\" + «1:x»")
    let text = DiagnosticRenderer().text(
      Diagnostic(code, "m", at: spans[0]), in: sources,
    ).plain
    #expect(
      text
        == """
        error[E0311]: m
          --> ltv.sales:1:11
           |
         1 |     "東京e\u{301}" + x
           |               ^

        """)
  }

  @Test("on a terminal words are broken, code is not, and labels stay inside")
  func narrow() {
    let (sources, spans) = marked("let a = something_long + another_long_name + «1:third»")
    let diagnostic = Diagnostic(
      code, "a sentence that says in many words what is not right here", at: spans[0],
      label: "this one here",
      because: "the reason is told in as many words as the sentence itself was",
      helps: [.init("something_long + another_long_name", note: "only if that is meant")])
    #expect(
      DiagnosticRenderer(width: 60).text(diagnostic, in: sources).plain == """
        error[E0311]: a sentence that says in many words what is not
          right here
          --> ltv.sales:1:46
           |
         1 | let a = something_long + another_long_name + third
           |                                              ^^^^^
           |                                        this one here
           = the reason is told in as many words as the sentence
             itself was
          help: something_long + another_long_name
                    only if that is meant

        """)
  }

  @Test("a long line is cut around its caret, quickly")
  func longLine() {
    let filler = String(repeating: "a", count: 50_000)
    let (sources, spans) = marked(filler + "«1:here»" + filler)
    let text = DiagnosticRenderer(width: 80).text(
      Diagnostic(code, "m", at: spans[0], label: "label"), in: sources,
    ).plain
    let lines = text.split(separator: "\n")
    #expect(lines[1] == "  --> ltv.sales:1:50001")
    #expect(lines[3].contains("…aaa") && lines[3].hasSuffix("aaa…"))
    #expect(DisplayWidth.of(String(lines[3])) <= 80)
    let caret = lines[4].prefix { $0 != "^" }.count
    #expect(lines[3].dropFirst(caret).hasPrefix("here"))
    #expect(lines[4].hasSuffix("^^^^ label"))
  }

  @Test("an empty span at the end of the text, and no span")
  func edges() {
    var sources = SourceMap()
    let id = sources.add(SourceText(name: "-e", text: "1 +"))
    let renderer = DiagnosticRenderer()
    let end = Diagnostic(code, "m", at: Span(source: id, start: 3, end: 3))
    #expect(
      renderer.text(end, in: sources).plain
        == "error[E0311]: m\n  --> -e:1:4\n   |\n 1 | 1 +\n   |    ^\n")
    #expect(renderer.text(Diagnostic(code, "m"), in: sources).plain == "error[E0311]: m\n")
    let lost = Diagnostic(code, "m", at: Span(source: SourceID(index: 9), start: 5, end: 7))
    #expect(renderer.text(lost, in: sources).plain.contains("<unknown>:1:1"))
    #expect(renderer.brief(end, in: sources).plain == "error[E0311]: m\n  --> -e:1:4\n")
  }

  @Test("overlapping places keep the caret visible")
  func overlap() {
    let (sources, spans) = marked("abcdef")
    #expect(spans.isEmpty)
    let id = SourceID(index: 0)
    let diagnostic = Diagnostic(
      code, "m", at: Span(source: id, start: 2, end: 4), label: "inner",
      labels: [.init(Span(source: id, start: 0, end: 6), "outer")])
    #expect(
      DiagnosticRenderer().text(diagnostic, in: sources).plain
        == """
        error[E0311]: m
          --> ltv.sales:1:3
           |
         1 | abcdef
           | --^^--
           | | inner
           | outer

        """)
  }

  @Test("hostile text is made visible")
  func hostile() {
    let (sources, spans) = marked("«1:x» \u{1B}[31m \u{202E}", name: "a\u{1B}]0;b\u{07}.sales")
    let diagnostic = Diagnostic(
      code, "no \u{1B}[2J\n", at: spans[0], label: "\u{9B}", because: "one\u{7F}\ntwo",
      helps: [.init("a\u{202E}b", note: "\r")])
    let text = DiagnosticRenderer().text(diagnostic, in: sources).plain
    #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
    #expect(!text.unicodeScalars.contains { (0x7F...0x9F).contains($0.value) })
    #expect(!text.unicodeScalars.contains("\u{202E}"))
    #expect(text.hasPrefix("error[E0311]: no ␛[2J␊\n  --> a␛]0;b␇.sales:1:1\n"))
  }

  @Test("codes appear only where colour is wanted")
  func colour() {
    let text = DiagnosticRenderer().text(Diagnostic(code, "m"), in: SourceMap())
    #expect(
      ANSIText.text(text, hasColour: true)
        == "\u{1B}[1;31merror[E0311]\u{1B}[0m\u{1B}[1m: m\u{1B}[0m\n")
    let auto = ColourChoice.auto
    #expect(auto.hasColour(isTerminal: true, noColor: nil, term: "xterm"))
    #expect(!auto.hasColour(isTerminal: false, noColor: nil, term: "xterm"))
    #expect(!auto.hasColour(isTerminal: true, noColor: "1", term: "xterm"))
    #expect(!auto.hasColour(isTerminal: true, noColor: nil, term: "dumb"))
    #expect(ColourChoice.always.hasColour(isTerminal: false, noColor: "1", term: nil))
  }
}
