internal import Units
internal import Values

/// A column of a table of `simulate` or of `truth`.
struct ColumnTruth: Sendable {
  /// Which of the two gives the table.
  var function: String
  var table: String
  var column: ColumnSchema
  var meaning: String

  static let columns: [SimulatedColumn<Self>] = [
    .text("of", "simulate or truth") { $0.function },
    .text("table", "the table") { $0.table },
    .text("column", "the column") { $0.column.name },
    .text("type", "what it holds, in which unit") { $0.column.type.description },
    .text("meaning", "what it means") { $0.meaning },
  ]

  static var all: [ColumnTruth] { SimulatedTables.dictionary + TruthTables.dictionary }

  static func rows(of tables: [DeclaredTable], _ function: String) -> [ColumnTruth] {
    let units = SimulationUnits(UnitCatalogue().dollar)
    return tables.flatMap { table in
      zip(table.type(units).columns, table.meanings).map {
        ColumnTruth(function: function, table: table.name, column: $0, meaning: $1.meaning)
      }
    }
  }
}
