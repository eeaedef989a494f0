import Diagnostics
import Evaluation
import Foundation
import Terminal
import Values

/// One session in which many short texts run, each as an entry of its own.
final class LawSession {
  /// What one text gave.
  struct Answer: Equatable {
    /// The shown values as they are printed.
    var output: String
    /// The mistakes, without their places.
    var messages: [String]
  }

  private final class Heard { var messages: [SessionMessage] = [] }
  private let heard = Heard()
  private let session: Session

  init(_ beginning: String = "") {
    var options = SessionOptions()
    options.isInteractive = true
    session = Session(options: options) { [heard] in heard.messages.append($0) }
    if !beginning.isEmpty { _ = run(beginning) }
  }

  func run(_ text: String) -> Answer {
    heard.messages = []
    _ = session.run(SourceText(name: "law", text: text))
    var answer = Answer(output: "", messages: [])
    for message in heard.messages {
      switch message {
      case .shown(let shown):
        let tables = TableRenderer(numberText: NumberText(dollar: shown.dollar))
        answer.output +=
          (try? ValueRenderer(tables: tables)
            .text(shown.value, title: shown.title, hidden: shown.hidden).plain) ?? "stopped"
      case .diagnostic(let diagnostic):
        answer.messages.append("\(diagnostic.code.rawValue) \(diagnostic.message)")
      // What is computed already is not said again.
      case .note, .testBegan, .testEnded: break
      }
    }
    return answer
  }
}
