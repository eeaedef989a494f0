package import Columns
package import Values

/// Rows in memory as a source that the engine reads, so that a few of them can stand beside the rows
/// of a file.
package struct HeldRows: RowSource {
  package let key: String
  package let columns: [ColumnDescription]
  package let rowCount: Int
  private let cells: [[Value]]
  let type: TableType

  package init(_ table: LocalTable) {
    type = table.type
    cells = table.columns
    rowCount = table.rowCount
    columns = table.type.columns.map { column in
      ColumnDescription(name: column.name, type: Column([], as: column.type).type)
    }
    key = Self.key(table)
  }

  package func make(_ rows: Range<Int>, columns wanted: [Int]) -> [Column] {
    wanted.map { Column(Array(cells[$0][rows]), as: type.columns[$0].type) }
  }

  /// A digest of 128 bits of what the rows hold.
  private static func key(_ table: LocalTable) -> String {
    var digests = [ContentDigest(0xCBF2_9CE4_8422_2325), ContentDigest(0x6C62_272E_07BB_0142)]
    for (schema, column) in zip(table.type.columns, table.columns) {
      for index in digests.indices {
        digests[index].add(schema.type.description)
        for value in column { digests[index].add(value) }
      }
    }
    return "held \(table.rowCount) " + digests.map { String($0.state, radix: 16) }.joined()
  }
}

/// FNV-1a, 64 bits, over the bytes of values.
private struct ContentDigest {
  private(set) var state: UInt64

  init(_ start: UInt64) { state = start }

  private mutating func add(_ byte: UInt8) { state = (state ^ UInt64(byte)) &* 0x100_0000_01B3 }

  private mutating func add(_ bits: UInt64) {
    for shift in stride(from: 0, to: 64, by: 8) { add(UInt8(truncatingIfNeeded: bits >> shift)) }
  }

  mutating func add(_ text: String) {
    add(UInt64(text.utf8.count))
    for byte in text.utf8 { add(byte) }
  }

  mutating func add(_ value: Value) {
    switch value {
    case .bool(let value): add(value ? UInt8(2) : UInt8(1))
    case .text(let text): add(text)
    case .date(let date): add(UInt64(bitPattern: Int64(date.dayNumber)))
    case .period(let period): add(UInt64(bitPattern: Int64(period.first.dayNumber)))
    case .instant(let instant): add(UInt64(bitPattern: Int64(instant.microseconds)))
    case .quantity, .estimate: add((value.magnitude ?? 0).bitPattern)
    case .missing, .list, .record, .table: add(UInt8(0))
    }
    add(UInt8(255))
  }
}

extension LocalTable {
  /// These rows as a relation that can be joined or appended to another: in the engine where that one
  /// runs in the engine.
  package func relation(beside other: Relation) -> Relation {
    other.needsMemory ? .local(self) : .generated(HeldRows(self))
  }
}
