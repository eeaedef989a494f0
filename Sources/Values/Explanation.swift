/// What `explain` shows of a result: how it was made, from what, and what it takes for granted.
package struct Explanation: Sendable {
  /// Rows that did not count, and why.
  package struct LeftOut: Hashable, Sendable {
    package var reason: String
    package var count: Int

    package init(_ reason: String, _ count: Int) {
      self.reason = reason
      self.count = count
    }
  }

  package var title: String
  package var definition: String
  package var formula: String
  /// The formula with the user's own numbers.
  package var worked: String?
  package var rowsUsed: [(table: String, count: Int)]
  package var leftOut: [LeftOut]
  /// `as of 2026-06-30`, `months 2025-02 to 2026-06`: the data's range.
  package var range: String?
  /// How the interval was made.
  package var interval: String?
  package var assumptions: [String]
  package var source: String

  package init(
    title: String, definition: String, formula: String, worked: String? = nil,
    rowsUsed: [(table: String, count: Int)] = [], leftOut: [LeftOut] = [], range: String? = nil,
    interval: String? = nil, assumptions: [String] = [], source: String,
  ) {
    self.title = title
    self.definition = definition
    self.formula = formula
    self.worked = worked
    self.rowsUsed = rowsUsed
    self.leftOut = leftOut
    self.range = range
    self.interval = interval
    self.assumptions = assumptions
    self.source = source
  }
}
