import Foundation
import Testing

@Suite("The pages of sales doc")
struct DocumentTests {
  /// The exit code, the output and the words of one run.
  private func document(_ name: String?) throws -> (code: Int32, output: String, words: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: CommandLine.arguments[0])
      .deletingLastPathComponent().appendingPathComponent("sales")
    process.arguments = ["doc"] + (name.map { [$0] } ?? [])
    let output = Pipe()
    let words = Pipe()
    process.standardOutput = output
    process.standardError = words
    try process.run()
    let outputText = output.fileHandleForReading.readDataToEndOfFile()
    let wordText = words.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (
      process.terminationStatus, String(decoding: outputText, as: UTF8.self),
      String(decoding: wordText, as: UTF8.self)
    )
  }

  @Test("a function has a page, with its calls and examples")
  func function() throws {
    let page = try document("median")
    #expect(page.code == 0 && page.words.isEmpty)
    #expect(page.output.hasPrefix("median\n\n") && page.output.contains("median(values)"))
    #expect(!page.output.contains("```"))
  }

  @Test("without a name, every function is listed with what it does")
  func contents() throws {
    let page = try document(nil)
    #expect(page.code == 0 && page.words.isEmpty)
    #expect(page.output.contains("`payback`: ") && page.output.contains("`exit-codes`: "))
  }

  @Test("a name of a function and of a unit shows both")
  func both() throws {
    let page = try document("month").output
    #expect(page.hasPrefix("month\n") && page.contains("month, a unit"))
  }

  @Test(
    "units, roles, options, formats and exit codes have chapters",
    arguments: [
      ("units", "customer"), ("customers", "signup date"), ("options", "--format"),
      ("formats", "markdown"), ("exit-codes", "141"), ("messages", "E0310"),
      ("economics", "payback"),
    ])
  func chapter(name: String, content: String) throws {
    let page = try document(name)
    #expect(page.code == 0 && page.output.contains(content))
  }

  @Test("a name near to one that exists is suggested, and the code is 2")
  func suggestion() throws {
    let page = try document("chrun")
    #expect(page.code == 2 && page.output.isEmpty)
    #expect(page.words.contains("nothing in the reference is called `chrun`"))
    #expect(page.words.contains("help: sales doc churn"))
  }
}
