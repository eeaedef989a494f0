/// One operation that gives each row of a group a value from the rows of the group in their order, in
/// its two forms: `lag`, `rank`.
package struct WindowOperation: Sendable {
  /// Names the operation with everything that its result depends on.
  package let name: String
  /// The SQL text from the arguments' SQL texts and what writes the window.
  package let sql: @Sendable ([String], WindowText) -> String
  /// A value for each row, from the arguments' columns of one group in its order, all of one length.
  package let evaluate: @Sendable ([[Value]]) throws(ValueError) -> [Value]
  /// True where the results are values of the column, so that a period stays one.
  package let keepsPeriods: Bool
  /// True where rows in which the argument is missing do not count, which is then said.
  package let skipsMissing: Bool

  package init(
    _ name: String, keepsPeriods: Bool = false, skipsMissing: Bool = false,
    sql: @escaping @Sendable ([String], WindowText) -> String,
    evaluate: @escaping @Sendable ([[Value]]) throws(ValueError) -> [Value],
  ) {
    self.name = name
    self.skipsMissing = skipsMissing
    self.keepsPeriods = keepsPeriods
    self.sql = sql
    self.evaluate = evaluate
  }
}

/// Writes the `OVER` of a window function.
package struct WindowText: Sendable {
  /// What makes the groups.
  package var partition: [String]
  /// The number of the row in the window's order: no two rows share one.
  package var place: String

  package init(partition: [String], place: String) {
    self.partition = partition
    self.place = place
  }

  /// The rows of the group in the window's order, or in another.
  package func over(
    order: [String]? = nil, alsoBy more: [String] = [], frame: String? = nil,
  ) -> String {
    var parts: [String] = []
    let groups = partition + more
    if !groups.isEmpty { parts.append("PARTITION BY \(groups.joined(separator: ", "))") }
    let terms = order ?? [place]
    if !terms.isEmpty { parts.append("ORDER BY \(terms.joined(separator: ", "))") }
    if let frame { parts.append(frame) }
    return "OVER (\(parts.joined(separator: " ")))"
  }
}

/// A window function with its settings still open: they are known when it runs.
package struct WindowFunction: Sendable {
  /// The operation from the settings by name; throws where one cannot be.
  package let bind: @Sendable ([String: Value]) throws(ValueError) -> WindowOperation

  package init(
    _ bind: @escaping @Sendable ([String: Value]) throws(ValueError) -> WindowOperation
  ) { self.bind = bind }
}
