package import Values

/// Columns that are computed over the rows of a group in an order, one value for each row.
package struct Window: Sendable {
  /// What makes the groups; all rows are one without it.
  ///
  /// Missing values are one group.
  package var partition: [ScalarExpression]
  /// The order of the rows, before the order of the table; missing last.
  package var order: [SortKey]
  package var columns: [Column]

  package struct Column: Sendable {
    package enum Operation: Sendable {
      case ordered(WindowOperation)
      /// One value for the whole group, in each of its rows.
      case whole(AggregateOperation)

      /// True where rows in which an argument is missing do not count.
      package var skipsMissing: Bool {
        switch self {
        case .ordered(let operation): operation.skipsMissing
        case .whole(let operation): operation.skipsMissing
        }
      }
    }

    /// True for the figure of a whole group.
    var isWhole: Bool { if case .whole = operation { true } else { false } }

    package var name: String
    package var operation: Operation
    package var arguments: [ScalarExpression]

    package init(_ name: String, _ operation: Operation, _ arguments: [ScalarExpression]) {
      self.name = name
      self.operation = operation
      self.arguments = arguments
    }
  }

  package init(
    partition: [ScalarExpression] = [], order: [SortKey] = [], columns: [Column],
  ) {
    self.partition = partition
    self.order = order
    self.columns = columns
  }

  /// Every expression over the rows of the input.
  package var expressions: [ScalarExpression] {
    partition + order.map(\.expression) + columns.flatMap(\.arguments)
  }

  /// True when a value depends on the order of the rows.
  var usesOrder: Bool {
    columns.contains { column in
      switch column.operation {
      case .ordered: true
      case .whole(let operation): operation.usesOrder
      }
    }
  }
}

extension WindowOperation {
  /// The number of the row in the window's order, from 1.
  package static let rowNumber = WindowOperation(
    "row number", sql: { _, window in "CAST(row_number() \(window.over()) AS DOUBLE)" },
    evaluate: { columns in
      (columns.first ?? []).indices.map { .number(Double($0 + 1)) }
    })
}
