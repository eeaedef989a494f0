internal import Diagnostics
internal import Syntax
internal import Values

/// Calls of aggregates: over the rows of a group, or over a list.
extension Checker {
  func aggregate(
    _ operation: AggregateOperation, _ parts: [Checked], _ type: Type, _ call: PendingCall
  ) -> Checked {
    let isOverList =
      parts.first.map { part in
        if part.level == .value, case .list = part.type { true } else { false }
      } ?? false
    if isOverList {
      return Checked(.reduceList(operation, parts.map(\.core), call.span), type, span: call.span)
    }
    switch call.place.columns {
    case .groups, .windows:
      // Rows in memory are counted by a column; where none is given, one of constants stands for it.
      let columns = parts.isEmpty ? [Core.constant(.number(1))] : parts.map(\.core)
      // Beside each row an aggregate has a value for each row.
      var level = Level.aggregate
      if case .windows = call.place.columns { level = .row }
      return Checked(
        .aggregate(operation, columns, call.span), type, level: level, span: call.span)
    case .rows:
      report(
        Diagnostic(
          .aggregateInRow, "`\(call.function.text)` takes many rows, and here each row is computed",
          at: call.span,
          because: "an aggregate belongs in `summarize`, or beside each row in `window`",
          helps: [
            .init("summarize(total: \(text(call.span)))", note: "one row for all"),
            .init("window(total: \(text(call.span)))", note: "the same in each row"),
          ]))
      return .invalid(call.span)
    case .none:
      metFreeColumn = true
      report(
        Diagnostic(
          .noTable, "`\(call.function.text)` has no table here", at: call.span,
          because: "an aggregate takes a list, or columns inside `summarize`"))
      return .invalid(call.span)
    }
  }
}
