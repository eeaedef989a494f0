import Foundation

/// A thread with as large a stack as that on which the command evaluates.
package enum LargeStack {
  /// What a body gives on such a thread.
  package static func run<Result: Sendable>(
    _ body: @escaping @Sendable () -> Result
  ) -> Result? {
    let found = Found<Result>()
    let thread = Thread {
      found.result = body()
      found.finished.signal()
    }
    thread.stackSize = 64 << 20
    thread.start()
    found.finished.wait()
    return found.result
  }

  /// Unchecked, since it is written by the thread and read after the signal.
  private final class Found<Result>: @unchecked Sendable {
    let finished = DispatchSemaphore(value: 0)
    var result: Result?
  }
}
