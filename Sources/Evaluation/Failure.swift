package import Diagnostics
internal import TypeChecking
internal import Values

/// Why a statement ended: the message, and the way the session ends with it.
struct Failure: Error {
  var diagnostic: Diagnostic
  var outcome: SessionOutcome

  init(_ diagnostic: Diagnostic, outcome: SessionOutcome) {
    self.diagnostic = diagnostic
    self.outcome = outcome
  }

  /// A mistake found while values were computed, at the place that was running.
  init(_ error: ValueError, at span: Span, arguments: [String: Span] = [:]) {
    let place = error.argument.flatMap { arguments[$0] } ?? span
    diagnostic = Diagnostic(
      .of(error.kind), error.message, at: place, because: error.because,
      helps: error.fixes.map { .init($0.code, note: $0.note) })
    outcome = SessionOutcome(error.kind)
  }
}

extension SessionOutcome {
  init(_ kind: ValueError.Kind) {
    switch kind {
    case .data, .unreadable, .changedFile: self = .dataError
    case .interrupted: self = .interrupted
    default: self = .runtimeError
    }
  }
}

extension Diagnostic {
  /// Whether it says that the statement was ended.
  package var isInterruption: Bool { code == .interrupted }
}
