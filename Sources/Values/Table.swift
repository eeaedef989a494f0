package import Units

/// One column of a table: its name, type, and what it is for.
package struct ColumnSchema: Hashable, Sendable {
  package var name: String
  package var type: Type
  /// The part that it plays for the domain functions: `id`, `started`, `cost`.
  package var role: String?
  /// True for a column of `by:` in a result: it names the group that a row is about, so that text
  /// missing in it is a group of its own, and it stands beside the figures wherever they are shown.
  package var isGroupKey: Bool
  /// How the cells of a file are written that became these values, where they are not as they
  /// look: `day-first`, `"1.234,56 €"`.
  package var source: String?
  /// The unit of a count of its values, where they are the ids of what the rows are about.
  package var countedUnit: String?

  package init(_ name: String, _ type: Type, role: String? = nil, isGroupKey: Bool = false) {
    self.name = name
    self.type = type
    self.role = role
    self.isGroupKey = isGroupKey
  }

  /// What a person reads for a missing cell.
  package var missingText: String { isGroupKey && type == .text ? "(none)" : "–" }
}

/// The columns of a table in order.
package struct TableType: Hashable, Sendable {
  package var columns: [ColumnSchema]
  /// What the rows are, when it was said, `load(…, as: customers)`, or is certain from the headers.
  package var role: String?
  /// True when the role is known from the headers alone, so that it binds nobody.
  package var isRoleRecognised = false
  /// What was fitted to make the table, where a model can be asked through it.
  package var model: ModelType?

  package init(_ columns: [ColumnSchema], role: String? = nil) {
    self.columns = columns
    self.role = role
  }

  package subscript(name: String) -> ColumnSchema? { columns.first { $0.name == name } }

  package func index(of name: String) -> Int? { columns.firstIndex { $0.name == name } }
}

/// What is known of a model before it is fitted.
package struct ModelType: Hashable, Sendable {
  /// The function that fits it.
  package var name: String
  /// The columns that name what each row is fitted to: channels, or groups of them.
  package var keys: [String]
  /// The measures of what it relates, by their parts in it: `outcome`, `spend`.
  package var measures: [String: Measure]

  package init(_ name: String, keys: [String], measures: [String: Measure]) {
    (self.name, self.keys, self.measures) = (name, keys, measures)
  }
}

/// What was fitted, behind the table that shows it: other functions ask it.
///
/// It stays with the table through verbs that keep its columns (`where`, `sort`, `top`); the rows that
/// are left say of which channels it is asked.
package protocol FittedModel: Sendable {}

/// How the rows of a table are found: a relation for the engine, or columns in memory.
package protocol TablePlan: Sendable {}

/// A table: a typed plan that runs when it is shown, saved or used, with what is known of it.
package struct Table: Sendable {
  package var type: TableType
  package var plan: any TablePlan
  /// One row about all rows, in the same columns: it is shown below them, and no step counts it as
  /// one of them.
  package var total: (any TablePlan)?
  package var explanation: Explanation?
  /// What a reader of the result must know: rows left out, choices made, warnings.
  package var notes: [Note]
  /// What was fitted to make it.
  package var model: (any FittedModel)?

  package init(
    type: TableType, plan: any TablePlan, total: (any TablePlan)? = nil,
    explanation: Explanation? = nil, notes: [Note] = [], model: (any FittedModel)? = nil,
  ) {
    self.type = type
    self.plan = plan
    self.total = total
    self.explanation = explanation
    self.notes = notes
    self.model = model
  }
}

/// Something that a result says about itself.
package struct Note: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable { case note, warning }

  package var kind: Kind
  package var text: String

  package init(_ kind: Kind, _ text: String) {
    self.kind = kind
    self.text = text
  }
}

/// Rows in memory, by column: a table literal, the result of an analysis, rows fetched to be shown.
package struct LocalTable: TablePlan {
  package static let maximumRows = 1_000_000

  package var type: TableType
  /// One array for each column, all of one length.
  package var columns: [[Value]]
  package var rowCount: Int

  package init(type: TableType, columns: [[Value]], rowCount: Int) {
    self.type = type
    self.columns = columns
    self.rowCount = rowCount
  }

  /// Some of the rows, one after another.
  package func rows(_ range: Range<Int>) -> LocalTable {
    let range = range.clamped(to: 0..<rowCount)
    return LocalTable(
      type: type,
      columns: columns.map { Array($0.dropFirst(range.lowerBound).prefix(range.count)) },
      rowCount: range.count)
  }

  /// The rows, and then those of another table of the same columns.
  package func followed(by other: LocalTable) -> LocalTable {
    LocalTable(
      type: type, columns: zip(columns, other.columns).map { $0 + $1 },
      rowCount: rowCount + other.rowCount)
  }

  /// The cell of a row; missing outside the table.
  package func value(row: Int, column: Int) -> Value {
    guard columns.indices.contains(column), columns[column].indices.contains(row) else {
      return .missing
    }
    return columns[column][row]
  }
}
