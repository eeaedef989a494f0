internal import Diagnostics
internal import StandardLibrary
internal import Synchronization
internal import TypeChecking
internal import Values

/// Functions given as arguments, made ready for the library's loops.
extension Evaluator {
  /// Keeps what went wrong inside a function until the call that it was given to has ended: the library
  /// knows values, not places.
  final class FailureInside: Sendable {
    private let failure = Mutex<Failure?>(nil)

    var first: Failure? { failure.withLock { $0 } }

    func keep(_ other: Failure) { failure.withLock { $0 = $0 ?? other } }
  }

  func function(
    slots: [Int], body: Core, _ frame: Frame, inside: FailureInside
  ) -> GivenFunction {
    GivenFunction(
      apply: { arguments throws(ValueError) in
        var inner = frame
        for (slot, argument) in zip(slots, arguments) { inner[slot] = argument }
        do throws(Failure) { return try value(body, inner) } catch {
          inside.keep(error)
          // What is thrown here only ends the loop.
          throw ValueError(error.outcome == .interrupted ? .interrupted : .data, "")
        }
      },
      numeric: NumericCompiler.function(slots: slots, body: body, globals: globals, frame: frame))
  }
}
