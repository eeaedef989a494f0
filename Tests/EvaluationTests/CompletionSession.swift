import Diagnostics
import Evaluation
import Foundation
import Testing

/// A session at the prompt whose completions are asked for.
final class CompletionSession {
  private let session: Session
  private static let enterPackage: Void = {
    _ = FileManager.default.changeCurrentDirectoryPath(ScriptRun.packageFolder.path)
  }()

  init(_ statements: String = "") {
    Self.enterPackage
    var options = SessionOptions()
    options.isInteractive = true
    session = Session(options: options) { message in
      if case .diagnostic(let diagnostic) = message { Issue.record("\(diagnostic)") }
    }
    if !statements.isEmpty { _ = session.run(SourceText(name: "entry", text: statements)) }
  }

  func run(_ statements: String) {
    _ = session.run(SourceText(name: "entry", text: statements))
  }

  /// The completions at the mark `▮` of an entry.
  func completions(_ marked: String) -> Completions {
    let parts = marked.components(separatedBy: "▮")
    #expect(parts.count == 2, "the entry requires one mark")
    let entry = SourceText(name: "entry", text: parts.joined())
    return session.completions(of: entry, at: parts[0].utf8.count)
  }

  func completions(_ bytes: [UInt8], at cursor: Int) -> Completions {
    session.completions(of: SourceText(name: "entry", bytes: bytes), at: cursor)
  }

  /// What is listed at the mark.
  func names(_ marked: String) -> [String] { completions(marked).candidates.map(\.name) }

  /// What is inserted at the mark.
  func texts(_ marked: String) -> [String] { completions(marked).candidates.map(\.text) }

  /// The entry after each candidate at the mark is put in.
  func entries(_ marked: String) -> [String] {
    let bytes = Array(marked.replacingOccurrences(of: "▮", with: "").utf8)
    let found = completions(marked)
    return found.candidates.map { candidate in
      var entry = bytes
      entry.replaceSubrange(found.range, with: Array(candidate.text.utf8))
      return String(decoding: entry, as: UTF8.self)
    }
  }
}
