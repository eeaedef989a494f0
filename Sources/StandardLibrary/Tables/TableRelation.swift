package import Planning
package import Values

extension Table {
  /// How the rows are found, as a relation; rows in memory are a relation of their own.
  package func relation() throws(ValueError) -> Relation {
    if let relation = plan as? Relation { return relation }
    if let local = plan as? LocalTable { return .local(local) }
    throw ValueError(.unsupported, "the rows of this table cannot be used by a verb")
  }

  /// The table with other columns or rows, which keeps what is known of it.
  ///
  /// Its total is none of the new rows'.
  func deriving(_ type: TableType, _ relation: Relation) -> Table {
    Table(
      type: type, plan: relation, explanation: explanation, notes: notes,
      model: type.model == nil ? nil : model)
  }

  /// The table with a step that makes one row of each; the same is done to its total.
  func derivingRows(
    _ type: TableType, _ step: (Relation) -> Relation,
  ) throws(ValueError) -> Table {
    var derived = deriving(type, step(try relation()))
    if let total { derived.total = step(try Table(type: self.type, plan: total).relation()) }
    return derived
  }
}

extension Call {
  /// The columns that the signature promised.
  func resultTable() throws(ValueError) -> TableType {
    guard let type = resultType.table else {
      throw ValueError(.invalidArgument, "the result is \(resultType), but a Table was expected")
    }
    return type
  }
}

extension CallTypes {
  /// The columns of the table of an argument; nil when they are not known yet.
  func knownTable(_ name: String) throws(ValueError) -> TableType? {
    guard let type = type(name), !type.isUnknown else { return nil }
    guard let table = type.table else {
      throw ValueError(
        .invalidArgument, "`\(name)` requires a Table, but this is \(type)", argument: name)
    }
    return table
  }
}

extension TableType {
  /// The columns as expressions that pass them on.
  var passed: [NamedScalar] { columns.map { NamedScalar($0.name, .column($0.name)) } }

  /// Throws when two columns have one name.
  func checkNames() throws(ValueError) {
    var seen: Set<String> = []
    for column in columns where !seen.insert(column.name).inserted {
      throw ValueError(
        .invalidArgument, "the result has two columns named `\(column.name)`",
        because: "every column of a table needs a name of its own")
    }
  }

  /// The column of this name; throws, with the names that there are, when there is none.
  func require(_ name: String) throws(ValueError) -> ColumnSchema {
    if let column = self[name] { return column }
    let names = columns.prefix(12).map { "." + $0.name }.joined(separator: " ")
    throw ValueError(
      .invalidArgument, "the table has no column `.\(name)`", because: "its columns are \(names)")
  }
}

extension Parameter {
  static let table = Parameter("table", .table(role: nil), "the rows to work on")
}
