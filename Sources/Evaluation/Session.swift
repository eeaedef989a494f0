package import Diagnostics
import Syntax
import Values

/// What the shell talks to: it checks and runs texts and delivers what they show.
///
/// So far it reads the grammar alone.
package final class Session {
  /// Every text of the session, so that a message's places can be shown.
  package private(set) var sources = SourceMap()
  private let deliver: (SessionMessage) -> Void

  package init(options: SessionOptions, deliver: @escaping (SessionMessage) -> Void) {
    self.deliver = deliver
  }

  /// Checks the whole text, then evaluates it statement by statement.
  package func run(_ text: SourceText) -> SessionOutcome {
    let outcome = check(text)
    guard outcome == .succeeded, text.bytes.contains(where: { $0 > 0x20 }) else { return outcome }
    deliver(.note(Note(.warning, "statements are read but not yet evaluated")))
    return .runtimeError
  }

  /// Finds the mistakes of a text; nothing is run.
  package func check(_ text: SourceText) -> SessionOutcome {
    let tree = Parser.parse(text, id: sources.add(text))
    for diagnostic in tree.diagnostics { deliver(.diagnostic(diagnostic)) }
    return tree.diagnostics.contains { $0.severity == .error } ? .checkError : .succeeded
  }

  /// True for a text that is right so far but has not come to its end.
  package func isIncomplete(_ text: SourceText) -> Bool {
    Parser.parse(text, id: SourceID(index: 0)).isIncomplete
  }

  /// Asks what is running to stop; from any thread.
  package func interrupt() {}
}
