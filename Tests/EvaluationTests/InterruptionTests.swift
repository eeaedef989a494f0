import Diagnostics
import Evaluation
import Foundation
import Testing
import Values

/// Ctrl-C while a session's own code works on millions of values.
@Suite("Interruption", .serialized) struct InterruptionTests {
  /// A session whose statements are ended a moment after they begin, where that is wanted.
  private final class Stay: @unchecked Sendable {
    let session: Session
    private let messages: Messages

    private final class Messages {
      var onShown: () -> Void = {}
      var shown: [ShownValue] = []
    }

    init() {
      var options = SessionOptions()
      options.isInteractive = true
      let messages = Messages()
      session = Session(options: options) { message in
        guard case .shown(let value) = message else { return }
        messages.shown.append(value)
        messages.onShown()
      }
      self.messages = messages
    }

    func run(_ text: String) -> SessionOutcome {
      session.run(SourceText(name: "entry", text: text))
    }

    /// Runs a text and asks it to end after a moment, from another thread.
    func interrupted(_ text: String) -> SessionOutcome {
      let interruption = session.interruption
      let thread = Thread {
        Thread.sleep(forTimeInterval: 0.03)
        interruption.interrupt()
      }
      thread.start()
      return run(text)
    }

    /// Runs a text and asks it to end while its value is being shown.
    func interruptedWhileShown(_ text: String) -> SessionOutcome {
      let interruption = session.interruption
      messages.onShown = { interruption.interrupt() }
      defer { messages.onShown = {} }
      return run(text)
    }

    func number(_ text: String) -> Double? {
      guard run(text) == .succeeded else { return nil }
      return messages.shown.last?.value.magnitude
    }
  }

  @Test("a list of millions is made and reduced no further than wanted")
  func longLists() {
    let stay = Stay()
    #expect(stay.run("let kept = 5\nlet x = 1..3000000") == .succeeded)
    let statements = [
      "1..9999999", "sum(x)", "mean(x)", "mean(x, weight: x)", "sum(x, weight: x)", "min(x)",
      "median(x)", "quantile(x, 90%)", "stddev(x)", "variance(x)", "correlation(x, with: x)",
      "count(x)", "-1 in x",
    ]
    for statement in statements {
      #expect(stay.interrupted("let y = \(statement)") == .interrupted, "\(statement)")
      #expect(stay.number("kept") == 5)
    }
    #expect(stay.run("y") == .checkError)
    #expect(stay.number("count(x)") == 3_000_000)
  }

  @Test("a value whose drawing was ended is not the last one")
  func drawing() {
    let stay = Stay()
    #expect(stay.number("7") == 7)
    #expect(stay.interruptedWhileShown("8") == .interrupted)
    #expect(stay.number("_ + 1") == 8)
  }
}
