import Diagnostics
import Evaluation
import Terminal
import Testing
import Values

@testable import Shell

@Suite("The command line")
struct InvocationParserTests {
  private func failure(_ arguments: [String]) -> Diagnostic? {
    do throws(Diagnostic) {
      _ = try InvocationParser.parse(arguments.map(CommandWord.init(stringLiteral:)))
      return nil
    } catch {
      return error
    }
  }

  @Test("commands and options")
  func commands() throws {
    #expect(try InvocationParser.parse([]).action == .standardInput)
    #expect(try InvocationParser.parse(["run", "-"]).action == .run(path: "-"))
    #expect(
      try InvocationParser.parse(["-e", "1", "-e", "2"]).action == .evaluate(Array("1\n2".utf8)))
    #expect(try InvocationParser.parse(["-e", "-1"]).action == .evaluate(Array("-1".utf8)))
    #expect(try InvocationParser.parse(["check", "a", "b"]).action == .check(paths: ["a", "b"]))
    #expect(try InvocationParser.parse(["explain", "E0311"]).action == .explain(code: "E0311"))
    let many = try InvocationParser.parse([
      "--format", "json", "-e", "1", "-i", "--seed=7", "--today", "2026-02-28", "--strict",
      "--color=never", "--deterministic",
    ])
    #expect(many.format == "json" && many.isInteractive && many.session.seed == 7)
    #expect(many.session.today?.description == "2026-02-28")
    #expect(many.session.isStrict && many.session.threads == 1 && many.colour == .never)
  }

  @Test("bytes that are no UTF-8 go to the program as they are, and are wrong usage elsewhere")
  func bytes() throws {
    let bytes: [UInt8] = [0x22, 0xFF, 0x3D, 0x22]
    let word = CommandWord(bytes: bytes)
    #expect(try InvocationParser.parse(["-e", word]).action == .evaluate(bytes))
    let attached = CommandWord(bytes: Array("--evaluate=".utf8) + bytes)
    #expect(try InvocationParser.parse([attached]).action == .evaluate(bytes))
    for arguments: [CommandWord] in [[word], ["run", word], ["run", "a.sales", "--name", word]] {
      #expect(throws: Diagnostic.self) { try InvocationParser.parse(arguments) }
    }
  }

  @Test("a script's parameters stand after its name, mixed with our options")
  func parameters() throws {
    let invocation = try InvocationParser.parse([
      "run", "r.sales", "--budget", "-250k", "--format", "csv", "--max-cac=9 EUR",
    ])
    #expect(invocation.action == .run(path: "r.sales") && invocation.format == "csv")
    #expect(invocation.session.parameters.map(\.name) == ["budget", "max-cac"])
    #expect(invocation.session.parameters.map(\.text) == ["-250k", "9 EUR"])
  }

  @Test("scripts are written anew, or compared")
  func layout() throws {
    let written = try InvocationParser.parse(["fmt", "a.sales", "-"])
    #expect(written.action == .format(paths: ["a.sales", "-"]) && !written.isLayoutCheck)
    let compared = try InvocationParser.parse(["fmt", "--check", "a.sales"])
    #expect(compared.action == .format(paths: ["a.sales"]) && compared.isLayoutCheck)
  }

  @Test(
    "wrong usage is said with the way out",
    arguments: [
      (["--fromat", "json"], "E0850", "--format"), (["chekc", "x"], "E0850", "sales check"),
      (["report.sales"], "E0850", "sales run report.sales"),
      (["--format"], "E0851", "--format table"),
      (["--format", "jsn"], "E0851", "--format json"), (["--seed", "x"], "E0851", nil),
      (["--seed", "-1"], "E0851", nil), (["--today", "2026-02-30"], "E0851", nil),
      (["--today", "2026-2-3"], "E0851", nil), (["--strict=yes"], "E0851", "--strict"),
      (["run"], "E0851", "sales run FILE [--param value]…"),
      (["run", "a", "b"], "E0851", "sales run FILE [--param value]…"),
      (["run", "--month", "2026-08", "a"], "E0850", "sales --help"),
      (["run", "a", "--month"], "E0851", "--month VALUE"),
      (["--engine", "x"], "E0852", nil), (["--report=x"], "E0852", nil),
      (["fmt"], "E0851", "sales fmt [--check] FILE…"),
      (["completions"], "E0851", "sales completions bash|zsh|fish"),
      (["check", "--check", "x"], "E0851", "sales fmt --check FILE"),
      (["--check"], "E0851", "sales fmt --check FILE"),
      (["-e", "1", "run", "a"], "E0851", "sales -e TEXT"), (["-x"], "E0850", nil),
      (["--diagnostics", "xml"], "E0851", nil), (["--safe"], "E0852", nil),
    ] as [([String], String, String?)])
  func mistakes(arguments: [String], code: String, help: String?) throws {
    let found = try #require(failure(arguments))
    #expect(found.code.rawValue == code)
    if let help { #expect(found.helps.first?.code == help) }
  }

  @Test("the help names every command, option and format")
  func help() {
    let text = HelpText.text.plain
    for option in CommandOption.all { #expect(text.contains(option.name)) }
    for command in Subcommand.all { #expect(text.contains("sales \(command.name)")) }
    for line in text.split(separator: "\n") { #expect(line.count <= 100) }
  }

  @Test("the codes are in order and have pages")
  func codes() {
    let codes = DiagnosticCode.shellCodes.map(\.rawValue)
    #expect(codes == codes.sorted() && Set(codes).count == codes.count)
  }

  @Test("every shell is told every command and option", arguments: ShellCompletion.allCases)
  func completion(shell: ShellCompletion) throws {
    #expect(
      try InvocationParser.parse(["completions", CommandWord(stringLiteral: shell.rawValue)]).action
        == .complete(shell))
    for command in Subcommand.all { #expect(shell.text.contains(command.name)) }
    for option in CommandOption.all { #expect(shell.text.contains(option.name.dropFirst(2))) }
  }
}
