internal import Synchronization

/// A value that is made when it is first asked for, and kept.
///
/// Where it cannot be made, nothing is kept and the next one to ask tries again: after an
/// interruption, say.
package final class LazyAttempt<Value: Sendable>: Sendable {
  private let state: Mutex<Value?>
  private let make: @Sendable () throws(ValueError) -> Value

  package init(_ make: @escaping @Sendable () throws(ValueError) -> Value) {
    state = Mutex(nil)
    self.make = make
  }

  package var value: Value {
    get throws(ValueError) {
      try state.withLock { known throws(ValueError) in
        if let known { return known }
        let made = try make()
        known = made
        return made
      }
    }
  }
}
