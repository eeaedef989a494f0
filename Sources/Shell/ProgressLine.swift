import Evaluation
import Glibc
import Synchronization
import Values

/// The line that tells how much of a long statement is done.
///
/// It is shown on a terminal after half a second, and taken away before anything else is written. Where
/// the screen is read aloud, there is a line in words every ten seconds.
final class ProgressLine: Sendable {
  static let standardError = ProgressLine()

  private struct State {
    var begin: ContinuousClock.Instant?
    var isShown = false
    var isSpoken = false
    /// How long the statement ran when the last line in words was written.
    var spokenAt = Duration.zero
  }

  func setSpoken(_ isSpoken: Bool) { state.withLock { $0.isSpoken = isSpoken } }

  private static let spokenInterval = Duration.seconds(10)

  private let state = Mutex(State())
  private let stream = OutputStream.standardError

  /// A statement begins; nothing is shown for a stream that is no terminal.
  func begin() {
    guard stream.isTerminal else { return }
    state.withLock { state in
      state.begin = .now
      state.spokenAt = .zero
    }
  }

  func end() {
    state.withLock { state in
      clear(&state)
      state.begin = nil
    }
  }

  /// Shows how much is done.
  ///
  /// It never waits for what is being written: whoever calls it watches for Ctrl-C as well.
  func show(_ progress: Progress?) {
    _ = state.withLockIfAvailable { state in
      guard let progress, let begin = state.begin else { return }
      let elapsed = begin.duration(to: .now)
      if state.isSpoken {
        guard elapsed - state.spokenAt >= Self.spokenInterval,
          let words = Self.words(progress, elapsed: elapsed)
        else { return }
        try? stream.write(words + "\n")
        state.spokenAt = elapsed
        return
      }
      guard elapsed > .milliseconds(500),
        let text = Self.text(progress, elapsed: elapsed, width: stream.terminalWidth ?? 80)
      else { return }
      try? stream.write("\r\u{1B}[K" + text)
      state.isShown = true
    }
  }

  /// The share, the rows where they are known, and the time that is left.
  static func words(_ progress: Progress, elapsed: Duration) -> String? {
    let share = min(max(progress.share, 0), 1)
    guard let percent = Int(exactly: (share * 100).rounded(.down)) else { return nil }
    var words = "\(percent)%"
    if progress.rowsInAll > 0 {
      let text = NumberText()
      let done = text.text(Quantity(Double(min(progress.rowsDone, progress.rowsInAll))))
      words += "  \(done) of \(text.text(Quantity(Double(progress.rowsInAll)))) rows"
    }
    let (whole, part) = elapsed.components
    let seconds = Double(whole) + Double(part) * 1e-18
    if share > 0.01, let left = Int(exactly: (seconds * (1 - share) / share).rounded(.up)) {
      words += "  about \(left < 120 ? "\(left) s" : "\((left + 59) / 60) min") left"
    }
    return words
  }

  /// A bar, and the words.
  static func text(_ progress: Progress, elapsed: Duration, width: Int) -> String? {
    guard let words = words(progress, elapsed: elapsed) else { return nil }
    let share = min(max(progress.share, 0), 1)
    let room = min(24, width - words.utf8.count - 3)
    guard room >= 8, let filled = Int(exactly: (Double(room) * share).rounded(.down)) else {
      return words.utf8.count < width ? words : nil
    }
    return String(repeating: "█", count: filled) + String(repeating: "░", count: room - filled)
      + "  " + words
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
