internal import Columns
internal import Planning
internal import Values

/// An answer of the engine as a source that the engine reads, so that a question about the answer does
/// not ask the first question again.
struct KeptRows: RowSource {
  let key: String
  let columns: [ColumnDescription]
  let rowCount: Int
  private let table: ColumnTable

  /// Nil where a type of its columns would not come back as it was.
  init?(_ table: ColumnTable, key: String) {
    for column in table.columns {
      switch column.type {
      case .decimal, .other: return nil
      case .boolean, .integer, .double, .text, .date, .instant: break
      }
    }
    self.table = table
    self.key = key
    rowCount = table.rowCount
    columns = zip(table.names, table.columns).map { ColumnDescription(name: $0, type: $1.type) }
  }

  func make(_ rows: Range<Int>, columns wanted: [Int]) -> [Column] {
    wanted.map { table.columns[$0].slice(rows) }
  }
}
