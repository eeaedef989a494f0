internal import Engine
internal import Synchronization
internal import Values

/// Ends the running statement, from any thread.
///
/// A flag that the evaluator reads between steps, and the connection whose query is to end. A signal
/// handler must not call it: a watcher does.
package final class Interruption: Sendable {
  private let isSet = Atomic<Bool>(false)
  private let connection = Mutex<Connection?>(nil)

  package init() {}

  package func interrupt() {
    isSet.store(true, ordering: .releasing)
    connection.withLock { $0?.interrupt() }
  }

  package var isInterrupted: Bool { isSet.load(ordering: .acquiring) }

  /// How much of the running query is done; nil where that is not known.
  package var progress: Progress? {
    guard let told = connection.withLock({ $0 })?.progress() else { return nil }
    return Progress(share: told.share, rowsDone: told.rowsDone, rowsInAll: told.rowsInAll)
  }

  /// Forgets an earlier request, before the next statement can be stopped.
  package func reset() { isSet.store(false, ordering: .releasing) }

  /// Runs a body whose long loops end once this is asked for.
  func heeded<Result, Failure: Error>(
    _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try StopRequest.heeding({ [self] in isInterrupted }, body)
  }

  func watch(_ connection: Connection) {
    self.connection.withLock { $0 = connection }
  }
}
