import Diagnostics
import Evaluation
import Testing
import Values

/// Codes whose mistakes do not fit into a file: of limits, of bytes, of what the shell asks.
@Suite("Codes without a file") struct CodeTests {
  @Test(
    "limits of a text, and a text of other bytes",
    arguments: [
      ("E0101", [0x31, 0xFF, 0x0A] as [UInt8]),
      ("E0702", Array(repeating: UInt8(ascii: "1"), count: 2 << 20)),
      ("E0703", Array(String(repeating: "1\n", count: 300_000).utf8)),
      ("E0705", Array(("let " + String(repeating: "a", count: 5000) + " = 1").utf8)),
    ])
  func limits(_ code: String, _ bytes: [UInt8]) {
    let run = ScriptRun(SourceText(name: "long.sales", bytes: bytes), checkOnly: true)
    #expect(run.diagnostics.contains { $0.code.rawValue == code })
  }

  private func session(
    _ options: SessionOptions = SessionOptions()
  ) -> (session: Session, codes: () -> [String]) {
    final class Heard { var codes: [String] = [] }
    let heard = Heard()
    let session = Session(options: options) { message in
      if case .diagnostic(let diagnostic) = message { heard.codes.append(diagnostic.code.rawValue) }
    }
    return (session, { heard.codes })
  }

  @Test("a statement that was ended is E0604")
  func interrupted() {
    let (session, codes) = session()
    session.interruption.interrupt()
    #expect(session.run(SourceText(name: "a", text: "1 + 1")) == .interrupted)
    #expect(codes() == ["E0604"])
  }

  @Test("a question about a table that is none is E0412")
  func noTable() {
    let (session, codes) = session()
    #expect(session.schema(of: SourceText(name: "a", text: "1 + 1")) == nil)
    #expect(codes() == ["E0412"])
  }

  @Test("a line of the user's headers that cannot be used is E0411")
  func roles() {
    var options = SessionOptions()
    options.roles = SourceText(name: "roles.txt", text: "no such line\n")
    let (session, codes) = session(options)
    _ = session.run(SourceText(name: "a", text: "1"))
    #expect(codes() == ["E0411"])
  }

  @Test("what the engine refuses is E0605")
  func engine() {
    let run = ScriptRun("load(\"Datasets/spend.csv\") | where(matches(.channel, \"(\"))")
    #expect(run.diagnostics.map(\.code.rawValue) == ["E0605"], "\(run.words)")
  }
}
