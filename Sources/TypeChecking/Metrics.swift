internal import Diagnostics
package import Syntax
internal import Values

/// `metric cac = sum(.cost) / sum(.won)`: an aggregate with a name, for the tables that have its columns.
extension Checker {
  /// Finds the mistakes of a metric that are none of a table's: names and units that nothing has.
  ///
  /// The metrics that it is made of are checked at their own lines.
  func checkMetric(_ expression: Expression, in scope: Scope) {
    let isFree = metFreeColumn
    defer { metFreeColumn = isFree }
    let (_, found) = columnTrial { check(expression, at: Place(scope: scope)) }
    let codes: [DiagnosticCode] = [
      .unknownName, .unknownFunction, .unknownUnit, .notYet, .tooLarge,
    ]
    for diagnostic in found where codes.contains(diagnostic.code) { report(diagnostic) }
  }

  /// A metric where it is used: inside `summarize`, over the columns that it needs.
  func metric(_ name: Name, _ expression: Expression, _ scope: Scope, at place: Place) -> Checked {
    guard !metricChain.contains(expression.span) else {
      // The circle is reported with the declarations.
      return .invalid(name.span)
    }
    metricChain.append(expression.span)
    defer { metricChain.removeLast() }
    // Within another metric the outer one is what the reader has written.
    if metricChain.count == 1 {
      switch place.columns {
      case .none:
        metFreeColumn = true
        report(
          Diagnostic(
            .noTable, "`\(name.text)` is a metric, and there is no table here", at: name.span,
            because: "a metric is computed by `summarize`, of the rows of each group"))
        return .invalid(name.span)
      case .rows:
        guard isAggregate(expression, in: scope) else { break }
        report(
          Diagnostic(
            .aggregateInRow,
            "the metric `\(name.text)` takes many rows, and here each row is computed",
            at: name.span, because: "a metric belongs in `summarize`"))
        return .invalid(name.span)
      case .groups(let table), .windows(let table):
        if reportMissingColumns(name, expression, scope, table, at: place) {
          return .invalid(name.span)
        }
      }
    }
    var checked = check(expression, at: place.with(scope))
    checked.span = name.span
    return checked
  }

  /// Whether the table lacks a column that a metric needs, which is said where the metric is used.
  private func reportMissingColumns(
    _ name: Name, _ expression: Expression, _ scope: Scope, _ table: TableType, at place: Place
  ) -> Bool {
    let missing = columns(neededBy: expression, in: scope).filter { column in
      table[column] == nil && !table.columns.contains { $0.role == column }
    }
    guard let first = missing.first else { return false }
    let needed = missing.map { "`\(Self.columnText($0))`" }.joined(separator: " and ")
    let names = table.columns.map(\.name)
    report(
      Diagnostic(
        .unknownColumn,
        "the metric `\(name.text)` needs \(needed), which \(tableText(place.table)) does not have",
        at: name.span, labels: [.init(expression.span, "`\(name.text)` is this")],
        because: "the columns are \(names.prefix(12).joined(separator: ", "))"
          + (names.count > 12 ? ", … (\(names.count) in all)" : ""),
        helps: Suggestion.nearest(to: first, among: names).prefix(1).compactMap { near in
          guard let span = place.table else { return nil }
          let word = Self.columnText(first).dropFirst()
          return .init(
            "\(text(span)) | rename(\(word): \(Self.columnText(near)))",
            note: "gives the column that name", replacing: span)
        }))
    return true
  }

  /// The columns that an expression over the rows of a table asks for, in their order.
  package func columns(neededBy expression: Expression, in scope: Scope) -> [String] {
    var walk = ExpressionWalk(scope: scope, functions: functions)
    walk.visit(expression)
    return walk.columns
  }

  private func isAggregate(_ expression: Expression, in scope: Scope) -> Bool {
    var walk = ExpressionWalk(scope: scope, functions: functions)
    walk.visit(expression)
    return walk.calls.contains { functions[$0]?.contains(where: \.isAggregate) == true }
  }

  /// A table as a message names it: by its name where it has one.
  private func tableText(_ span: Span?) -> String {
    guard let span else { return "the table" }
    let written = text(span)
    let isShort = written.utf8.count <= 40 && !written.contains(where: \.isNewline)
    return isShort ? "`\(written)`" : "the table"
  }
}
