/// Named columns of one length: what a query answers with.
package struct ColumnTable: Sendable, Equatable {
  package let names: [String]
  package let columns: [Column]
  package let rowCount: Int

  /// A table of columns that all have `rowCount` rows, with one name each.
  package init(names: [String], columns: [Column], rowCount: Int) {
    self.names = names
    self.columns = columns
    self.rowCount = rowCount
  }

  /// The first column of this name, case counting; nil where there is none.
  package subscript(name: String) -> Column? {
    zip(names, columns).first { $0.0 == name }?.1
  }
}

/// A column of a result that has not been computed: its name and its type.
package struct ColumnDescription: Sendable, Hashable {
  package let name: String
  package let type: ColumnType

  package init(name: String, type: ColumnType) {
    self.name = name
    self.type = type
  }
}
