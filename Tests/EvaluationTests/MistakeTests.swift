import Diagnostics
import Evaluation
import Foundation
import Testing

/// Each mistake that the language names, in a file of its own, with the message that it gives.
///
/// The files stand under `Mistakes`. `RECORD_SNAPSHOTS=1` writes the messages anew, to be read before they are committed.
@Suite("Mistakes") struct MistakeTests {
  private static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent().appending(path: "Mistakes")
  private static let isRecording =
    ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1"

  static let names: [String] = {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return files.filter { $0.hasSuffix(".sales") }.map { String($0.dropLast(6)) }.sorted()
  }()

  private static func text(_ name: String) throws -> String {
    try String(contentsOf: folder.appending(path: "\(name).sales"), encoding: .utf8)
  }

  @Test("there are files, each with its message") func files() throws {
    #expect(Self.names.count > 80)
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
    let messages = files.filter { $0.hasSuffix(".txt") }.map { String($0.dropLast(4)) }
    #expect(messages.sorted() == Self.names)
  }

  @Test("give the message on file", arguments: names)
  func message(_ name: String) throws {
    let run = ScriptRun(try Self.text(name), name: "\(name).sales")
    #expect(!run.diagnostics.flatMap(\.helps).contains { $0.code.contains("…") })
    let found = "\(run.words)exit code \(run.outcome.rawValue)\n"
    let file = Self.folder.appending(path: "\(name).txt")
    if Self.isRecording {
      try found.write(to: file, atomically: true, encoding: .utf8)
    } else {
      #expect(found == (try String(contentsOf: file, encoding: .utf8)))
    }
  }

  @Test("have at most two helps, whose edits are free of the mistake", arguments: names)
  func helps(_ name: String) throws {
    let text = try Self.text(name)
    let run = ScriptRun(text, checkOnly: true)
    for diagnostic in run.diagnostics {
      #expect(diagnostic.helps.count <= 2)
      for help in diagnostic.helps {
        #expect(!help.code.contains("…"))
        // An edit of a module is none of the script.
        guard run.sources[diagnostic.span?.source ?? .init(index: 0)].path == nil,
          let fixed = help.applied(to: text)
        else { continue }
        let after = ScriptRun(fixed, checkOnly: true).diagnostics
        if diagnostic.code.rawValue == "E0106" {
          // Of one number and several values, only one is meant where it stands.
          #expect(!after.contains { $0.code == diagnostic.code })
          continue
        }
        #expect(
          after.count < run.diagnostics.count,
          "\(help.code) gives \(after.map(\.message))")
      }
    }
  }

  @Test("of one file are all found at once, without what follows from them")
  func independent() {
    let run = ScriptRun(
      """
      let cost = $120 + €40
      let doubled = cost * 2
      let churn = 3%/month
      let annual = churn to 1/year
      let total = doubled + annual
      let numbers = [1, 2, 3]
      meen(numbers)
      """, checkOnly: true)
    #expect(run.diagnostics.map(\.code.rawValue) == ["E0302", "E0311", "E0202"])
    #expect(run.outcome == .checkError)
    #expect(run.shown.isEmpty)
  }

  @Test("every code has a number of its own and a page")
  func codes() {
    let codes = DiagnosticCatalogue.all
    let numbers = codes.map(\.rawValue)
    #expect(Set(numbers).count == numbers.count)
    for code in codes {
      #expect(!code.title.isEmpty && !code.page.isEmpty, "\(code.rawValue)")
      #expect(DiagnosticCatalogue.named(code.rawValue.lowercased()) == code)
    }
  }

  @Test("every code has a mistake on file or a test that names it")
  func everyCode() throws {
    let tests = Self.folder.deletingLastPathComponent().deletingLastPathComponent()
    let paths = FileManager.default.enumerator(atPath: tests.path)?.allObjects as? [String] ?? []
    var texts = ""
    for path in paths where !path.contains("EvaluationTests/MistakeTests") {
      texts += (try? String(contentsOf: tests.appending(path: path), encoding: .utf8)) ?? ""
    }
    for code in DiagnosticCatalogue.all {
      #expect(texts.contains(code.rawValue), "\(code.rawValue): \(code.title)")
    }
  }

  @Test("a file that changes while a script runs ends it with exit code 5")
  func changedFile() throws {
    let path = FileManager.default.temporaryDirectory
      .appending(path: "sales-\(UUID().uuidString).csv").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try "channel,cost\nads,1\n".write(toFile: path, atomically: true, encoding: .utf8)
    let run = ScriptRun(
      """
      let t = load("\(path)")
      t | show()
      sum(t.cost)
      """,
      onShown: {
        try? "channel,cost\nads,1\nads,2\n".write(
          toFile: path, atomically: true, encoding: .utf8)
      })
    #expect(run.outcome.rawValue == 5)
    #expect(run.diagnostics.map(\.code.rawValue) == ["E0503"])
    #expect(run.shown.count == 1)
  }
}
