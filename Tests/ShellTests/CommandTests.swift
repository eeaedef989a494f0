import Foundation
import Testing

@Suite("The program's streams and exit codes")
struct CommandTests {
  struct Ending {
    var code: Int32
    var output: String
    var words: String
  }

  /// The program stands beside the test runner.
  private static let program = URL(fileURLWithPath: CommandLine.arguments[0])
    .deletingLastPathComponent().appendingPathComponent("sales").path

  /// Runs a line of the system's shell in which `$S` is the program.
  private func run(_ line: String) throws -> Ending {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = ["-c", line]
    process.environment = ["S": Self.program, "TERM": "xterm"]
    let output = Pipe()
    let words = Pipe()
    process.standardOutput = output
    process.standardError = words
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let outputText = output.fileHandleForReading.readDataToEndOfFile()
    let wordText = words.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Ending(
      code: process.terminationStatus, output: String(decoding: outputText, as: UTF8.self),
      words: String(decoding: wordText, as: UTF8.self))
  }

  @Test("help and the version are data")
  func help() throws {
    let help = try run("$S --help")
    #expect(help.code == 0 && help.output.hasPrefix("sales: ") && help.words.isEmpty)
    #expect(try run("$S --version").output.hasPrefix("sales "))
  }

  @Test("wrong usage ends with 2 and words on standard error")
  func usage() throws {
    let ending = try run("$S --fromat json")
    #expect(ending.code == 2 && ending.output.isEmpty)
    #expect(
      ending.words
        == """
        error[E0850]: there is no option `--fromat`
          help: --format
          help: sales --help

        """)
  }

  @Test("a full disk and a closed output end with 74, a reader that went away with 141")
  func failingOutput() throws {
    let full = try run("$S --help > /dev/full")
    #expect(full.code == 74 && full.words.contains("no space is left"))
    let closed = try run("$S --help >&-")
    #expect(closed.code == 74 && closed.words.contains("it is closed"))
    let gone = try run("(sleep 0.2; $S --help; echo $? >&2) | true")
    #expect(gone.words == "141\n")
    #expect(try run("$S --fromat 2>&-").code == 2)
    #expect(try run("$S --fromat 2>/dev/full").code == 2)
  }

  @Test("a script that cannot be read ends with 5")
  func unreadable() throws {
    let missing = try run("$S run /nonexistent/x.sales")
    #expect(missing.code == 5 && missing.words.contains("there is no such file"))
    #expect(try run("$S run /").words.contains("it is a directory"))
    #expect(try run("$S check /nonexistent/x.sales").code == 5)
    #expect(try run("$S run - <&-").code == 5)
  }

  @Test("mistakes of the grammar end with 3, all are reported, the first in full")
  func grammar() throws {
    let ending = try run("printf 'let a = 1 +\\nlet b = )\\nlet c = [1,\\n' | $S run -")
    #expect(ending.code == 3 && ending.output.isEmpty)
    #expect(ending.words.contains("--> <stdin>:1:"))
    let nested = try run("$S -e \"$(head -c 10000 /dev/zero | tr '\\0' '(')\"")
    #expect(nested.code == 3)
    let binary = try run("head -c 3000 /dev/urandom | $S run -")
    #expect((1...5).contains(binary.code) && !binary.words.contains("\u{1B}"))
  }

  @Test("a page for every code, and a suggestion for others")
  func explain() throws {
    #expect(try run("$S explain e0850").output.hasPrefix("E0850: "))
    let unknown = try run("$S explain E085")
    #expect(unknown.code == 2 && unknown.words.contains("sales explain E085"))
  }

  @Test("the end of the input ends the prompt")
  func endOfInput() throws {
    #expect(try run("{ printf '1 +\\n'; sleep 0.3; printf '\\n'; } | $S -i").code == 0)
  }

  @Test("Ctrl-C at the prompt throws away what was begun and keeps the session")
  func interruptedPrompt() throws {
    // The second line would be read as the rest of the first, had it not been thrown away.
    let writer = "{ printf '1 +\\n'; sleep 2.5; printf ':quit\\n'; }"
    // Further ones do nothing; the first may come before the program is ready.
    let reader =
      "{ exec 3<&0; $S -i <&3 & P=$!; for i in 1 2 3 4; do sleep 0.5; kill -INT $P; done; wait $P; }"
    let ending = try run("\(writer) | \(reader)")
    #expect(ending.code == 0 && ending.words.isEmpty)
  }

  @Test("values of one output are set apart where they have heads")
  func severalValues() throws {
    let script = "let t = table {\\n a\\n 1\\n}\\nt | show(title: \"T\")\\n2\\nt"
    #expect(
      try run("printf '\(script)' | $S").output == "T\na\n─\n1\n\n2\n\na\n─\n1\n")
    #expect(
      try run("printf '\(script)' | $S --format csv").output == "a\n1\n\nvalue,unit\n2,\n\na\n1\n")
    #expect(
      try run("printf '\(script)' | $S --format jsonl").output
        == "{\"a\":1}\n{\"value\":2,\"unit\":null}\n{\"a\":1}\n")
    #expect(
      try run("printf '\(script)' | $S --format markdown").output
        == "## T\n\n| a |\n| ---: |\n| 1 |\n\n2\n\n| a |\n| ---: |\n| 1 |\n")
  }

  @Test("`:help NAME` and `?NAME` print the page that `sales doc NAME` prints")
  func promptHelp() throws {
    let page = try run("$S doc cac").output
    #expect(page.contains("cac("))
    #expect(try run("printf ':help cac\n' | $S -i").words == page)
    #expect(try run("printf '?cac\n' | $S -i").words == page)
    let list = try run("printf ':help\n' | $S -i").words
    #expect(list.hasPrefix(try run("$S doc").output) && list.contains(":quit"))
    let command = try run("printf ':help :save\n?:save\n' | $S -i").words
    let lines = command.split(separator: "\n")
    #expect(lines.count == 2 && lines.first == lines.last)
    #expect(lines.first?.contains(":save FILE") == true && list.contains(lines.first ?? "-"))
    #expect(try run("printf ':help :svae\n' | $S -i").words.contains("help: :save"))
    let unknown = try run("printf ':help churm\n1\n' | $S -i")
    #expect(unknown.words.contains("help: :help churn") && unknown.output == "1\n")
  }

  @Test("the prompt keeps the session after a mistake, and messages name the entry")
  func prompt() throws {
    let ending = try run("printf 'let a = 2\nnothing\nlet a = 3\na\n_ + 1\n' | $S -i")
    #expect(ending.code == 0 && ending.output == "3\n4\n")
    #expect(ending.words.contains("--> <prompt 2>:1:1"))
    #expect(ending.words.contains("note: `a` is bound anew"))
    let script = try run("printf 'let a = 2\nlet a = 3\n' | $S")
    #expect(script.code == 3 && script.output.isEmpty)
  }
}
