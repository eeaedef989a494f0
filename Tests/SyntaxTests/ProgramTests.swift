import Diagnostics
import Syntax
import SyntaxSamples
import Testing

/// The programs of the language page: each must parse without a message.
@Suite("programs") struct ProgramTests {
  @Test("parse without a message", arguments: Program.all)
  func parses(_ program: Program) {
    let tree = parse(program.text)
    #expect(tree.diagnostics.map(\.message) == [])
    #expect(!tree.isIncomplete)
    #expect(tree.statements.count == program.statements)
  }

  @Test("mean the same with CRLF", arguments: Program.all)
  func lineEnds(_ program: Program) {
    let windows = parse(program.text.replacing("\n", with: "\r\n"))
    #expect(windows.diagnostics.map(\.message) == [])
    #expect(TreeDump.of(windows) == TreeDump.of(parse(program.text)))
    #expect(
      windows.statements.map(\.documentation)
        == parse(program.text).statements.map(\.documentation))
  }
}
