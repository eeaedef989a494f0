internal import Diagnostics
internal import TypeChecking
internal import Units
internal import Values

/// `check cond, "message"`: a failure ends the run and shows both sides.
extension Evaluator {
  /// What a reader must know of a check that holds; throws when it does not hold.
  func runCheck(
    _ condition: Core, _ message: Core?, _ sides: (left: Core, right: Core)?, _ span: Span
  ) throws(Failure) -> Note? {
    let result = try value(condition)
    var values: (left: Value, right: Value)?
    if let sides { values = (try value(sides.left), try value(sides.right)) }
    let isClose = values.flatMap { closeness($0.left, $0.right) }
    if case .bool(true) = result {
      return isClose.map { Note(.warning, "the check holds for the value, but \($0)") }
    }
    var because: String?
    if let values {
      because = "the left side is \(shown(values.left)), the right side \(shown(values.right))"
      if let isClose { because?.append("; \(isClose)") }
    }
    if result.isMissing { because = "the condition is missing" }
    var sentence = "the check failed"
    if let message, case .text(let words) = try value(message) {
      sentence = "the check failed: \(words)"
    }
    throw Failure(
      Diagnostic(.checkFailed, sentence, at: span, because: because), outcome: .checkFailed)
  }

  /// A threshold inside the interval is decided by the value, and that is said.
  private func closeness(_ left: Value, _ right: Value) -> String? {
    for (side, other) in [(left, right), (right, left)] {
      guard case .estimate(let estimate) = side, let threshold = other.magnitude,
        let low = estimate.low, let high = estimate.high, low < threshold, threshold < high
      else { continue }
      return "\(shown(other)) lies within the interval of \(shown(side))"
    }
    return nil
  }

  private func shown(_ value: Value) -> String {
    NumberText(dollar: context.dollar.name).text(value)
  }
}
