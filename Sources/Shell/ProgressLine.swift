import Glibc
import Synchronization

/// The line that tells how much of a long statement is done: shown on a terminal after a second, and
/// taken away before anything else is written.
final class ProgressLine: Sendable {
  static let standardError = ProgressLine()

  private struct State {
    var begin: ContinuousClock.Instant?
    var isShown = false
  }

  private let state = Mutex(State())
  private let stream = OutputStream.standardError

  /// A statement begins; nothing is shown for a stream that is no terminal.
  func begin() {
    guard stream.isTerminal else { return }
    state.withLock { $0.begin = .now }
  }

  func end() {
    state.withLock { state in
      clear(&state)
      state.begin = nil
    }
  }

  /// Shows a share from 0 to 1.
  ///
  /// It never waits for what is being written: whoever calls it watches for Ctrl-C as well.
  func show(_ share: Double?) {
    _ = state.withLockIfAvailable { state in
      guard let share, let begin = state.begin, begin.duration(to: .now) > .seconds(1),
        let percent = Int(exactly: (share * 100).rounded(.down))
      else { return }
      try? stream.write("\r\u{1B}[K\(percent)% done")
      state.isShown = true
    }
  }

  /// Writes something else, with the line out of its way.
  func withoutLine<Failure>(_ write: () throws(Failure) -> Void) throws(Failure) {
    try state.withLock { state throws(Failure) in
      clear(&state)
      try write()
    }
  }

  private func clear(_ state: inout State) {
    if state.isShown { try? stream.write("\r\u{1B}[K") }
    state.isShown = false
  }
}
