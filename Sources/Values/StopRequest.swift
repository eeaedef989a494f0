internal import Glibc

/// Whether the person wants the statement to end that this thread runs: what each loop asks that may
/// have millions of turns.
///
/// The question belongs to the thread and is no parameter, since nearly every function may come upon
/// a list of millions, from the sum to the drawing of a table.
@usableFromInline
package enum StopRequest {
  /// How many turns pass between two questions.
  @usableFromInline
  package static let interval = 4_096

  private final class Question {
    let isMade: () -> Bool

    init(_ isMade: @escaping () -> Bool) { self.isMade = isMade }
  }

  /// The thread's own place for its question; nil where the system has none left.
  private static let key: pthread_key_t? = {
    var key = pthread_key_t()
    return unsafe pthread_key_create(&key, nil) == 0 ? key : nil
  }()

  /// Runs a body whose loops, on this thread, end by `ValueError.interrupted` once `isMade` is true.
  package static func heeding<Result, Failure: Error>(
    _ isMade: @escaping () -> Bool, _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    guard let key else { return try body() }
    let question = Question(isMade)
    let before = unsafe pthread_getspecific(key)
    _ = unsafe pthread_setspecific(key, Unmanaged.passUnretained(question).toOpaque())
    defer {
      _ = unsafe pthread_setspecific(key, before)
      // The thread's place does not keep it.
      withExtendedLifetime(question) {}
    }
    return try body()
  }

  package static var isMade: Bool {
    guard let key, let place = unsafe pthread_getspecific(key) else { return false }
    return unsafe Unmanaged<Question>.fromOpaque(place).takeUnretainedValue().isMade()
  }

  /// - Throws: `interrupted` when the person wants the statement to end.
  @usableFromInline
  package static func check() throws(ValueError) {
    if isMade { throw .interrupted }
  }

  /// Asks in each turn of a loop whose number can be divided by `interval`.
  @inlinable
  package static func check(turn: Int) throws(ValueError) {
    if turn % interval == 0 { try check() }
  }
}

/// What the standard library does to all elements, ended when the person wants it.
extension Sequence {
  @inlinable
  package func stoppableMap<Result>(
    _ transform: (Element) throws(ValueError) -> Result
  ) throws(ValueError) -> [Result] {
    var results: [Result] = []
    results.reserveCapacity(underestimatedCount)
    for element in self {
      try StopRequest.check(turn: results.count)
      results.append(try transform(element))
    }
    return results
  }

  @inlinable
  package func stoppableFilter(
    _ isKept: (Element) throws(ValueError) -> Bool
  ) throws(ValueError) -> [Element] {
    var kept: [Element] = []
    for (turn, element) in enumerated() {
      try StopRequest.check(turn: turn)
      if try isKept(element) { kept.append(element) }
    }
    return kept
  }

  @inlinable
  package func stoppableSorted(
    by precedes: (Element, Element) -> Bool
  ) throws(ValueError) -> [Element] {
    var comparisons = 0
    do {
      return try sorted { left, right in
        comparisons += 1
        try StopRequest.check(turn: comparisons)
        return precedes(left, right)
      }
    } catch { throw .interrupted }
  }
}
