package import Units

/// `1..12`: the whole numbers of a range.
package enum Ranges {
  package static let maximumLength = 10_000_000

  /// Both ends are whole numbers of one measure.
  package static func wholeNumbers(inclusive: Bool, measure: Measure) -> ScalarOperation {
    ScalarOperation(
      "whole numbers \(inclusive)", sql: { _ in nil },
      evaluate: { arguments throws(ValueError) in
        guard let low = arguments[0].magnitude, let high = arguments[1].magnitude,
          let first = Int(exactly: low), let last = Int(exactly: high)
        else {
          throw ValueError(
            .invalidArgument, "a range runs between whole numbers",
            fixes: [.init("1..12", note: "1 to 12"), .init("1..<12", note: "1 to 11")])
        }
        let count = last.subtractingReportingOverflow(first)
        guard !count.overflow, count.partialValue < maximumLength else {
          throw ValueError(
            .tooLarge, "a list holds at most 10,000,000 elements",
            because: "the range runs from \(first) to \(last)")
        }
        let end = inclusive ? last : last - 1
        guard count.partialValue >= 0, first <= end else { return .list(List([], measure)) }
        let numbers = try (first...end).stoppableMap { number throws(ValueError) in
          Double(number)
        }
        return .list(List(numbers, measure))
      })
  }
}
