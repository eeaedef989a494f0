internal import Planning
internal import Units
internal import Values

/// Rows in memory as a file without a name, so that the engine can write them in any format.
struct RowsFile: ~Copyable {
  private let file: UnnamedFile
  let table: Table

  private static let bufferSize = 1 << 20

  /// Writes the rows of a table in memory; an estimate `x` becomes the columns `x`, `x_low` and
  /// `x_high`.
  init(_ rows: LocalTable, in folder: String) throws(ValueError) {
    guard let file = UnnamedFile(in: folder) else {
      throw ValueError(
        .unwritable, "no file can be made in \(folder)", because: FileSystem.reason)
    }
    let columns = Self.columns(of: rows)
    var buffer: [UInt8] = []
    for row in 0..<rows.rowCount {
      try StopRequest.check(turn: row)
      for (index, column) in columns.enumerated() {
        if index > 0 { buffer.append(UInt8(ascii: ",")) }
        Self.append(column.cell(rows.value(row: row, column: column.source)), to: &buffer)
      }
      buffer.append(UInt8(ascii: "\n"))
      if buffer.count > Self.bufferSize {
        try Self.write(buffer, to: file, in: folder)
        buffer.removeAll(keepingCapacity: true)
      }
    }
    try Self.write(buffer, to: file, in: folder)
    var scan = FileScan(
      path: file.path, format: .csv,
      columns: columns.map { .init(name: $0.schema.name, engineType: $0.engineType) },
      hasHeader: false,
      identity: FileIdentity(size: 0, modifiedNanoseconds: 0, inode: 0))
    scan.isOwnRows = true
    table = Table(
      type: TableType(columns.map(\.schema), role: rows.type.role), plan: Relation.scan(scan))
    self.file = file
  }

  private static func write(
    _ bytes: [UInt8], to file: borrowing UnnamedFile, in folder: String
  ) throws(ValueError) {
    guard file.write(bytes) else {
      throw ValueError(
        .unwritable, "the rows cannot be written in \(folder)", because: FileSystem.reason)
    }
  }

  /// A column of the file.
  private struct Column {
    var schema: ColumnSchema
    var source: Int
    var engineType: String
    /// The text of a cell and whether it is quoted; nil for a missing one.
    var cell: (Value) -> (text: String, isQuoted: Bool)?
  }

  private static func columns(of rows: LocalTable) -> [Column] {
    rows.type.columns.indices.flatMap { index -> [Column] in
      let schema = rows.type.columns[index]
      let cells = rows.columns.indices.contains(index) ? rows.columns[index] : []
      let isEstimate = cells.contains { $0.type.isEstimate } || schema.type.isEstimate
      guard isEstimate, let measure = schema.type.measure ?? cells.lazy.compactMap(\.measure).first
      else { return [column(schema, index, cells)] }
      let ends: [(suffix: String, number: (Value) -> Double?)] = [
        ("", \.magnitude), ("_low", { estimate($0)?.low }), ("_high", { estimate($0)?.high }),
      ]
      return ends.map { suffix, number in
        var part = schema
        part.name += suffix
        part.type = .measure(measure)
        return Column(schema: part, source: index, engineType: "DOUBLE") { Self.number(number($0)) }
      }
    }
  }

  private static func column(_ schema: ColumnSchema, _ source: Int, _ cells: [Value]) -> Column {
    var schema = schema
    if schema.type.isUnknown || schema.type == .missing {
      schema.type = cells.lazy.filter { !$0.isMissing }.map(\.type).first ?? .text
    }
    switch schema.type {
    case .measure, .estimate:
      return Column(schema: schema, source: source, engineType: "DOUBLE") { number($0.magnitude) }
    case .bool:
      return Column(schema: schema, source: source, engineType: "BOOLEAN") {
        if case .bool(let value) = $0 { (String(value), false) } else { nil }
      }
    case .date, .period(.some):
      return Column(schema: schema, source: source, engineType: "DATE") {
        switch $0 {
        case .date(let date): (date.description, false)
        case .period(let period): (period.first.description, false)
        default: nil
        }
      }
    case .instant:
      return Column(schema: schema, source: source, engineType: "TIMESTAMP") {
        if case .instant(let instant) = $0 { (instant.description, false) } else { nil }
      }
    default:
      schema.type = .text
      return Column(schema: schema, source: source, engineType: "VARCHAR") {
        switch $0 {
        case .missing: nil
        case .text(let text): (text, true)
        case let value: (NumberText().text(value), true)
        }
      }
    }
  }

  private static func estimate(_ value: Value) -> Estimate? {
    if case .estimate(let estimate) = value { estimate } else { nil }
  }

  private static func number(_ number: Double?) -> (text: String, isQuoted: Bool)? {
    guard let number, number.isFinite else { return nil }
    return (NumberText.exact(number), false)
  }

  private static func append(_ cell: (text: String, isQuoted: Bool)?, to buffer: inout [UInt8]) {
    guard let cell else { return }
    guard cell.isQuoted else {
      buffer += cell.text.utf8
      return
    }
    let quote = UInt8(ascii: "\"")
    buffer.append(quote)
    for byte in cell.text.utf8 {
      if byte == quote { buffer.append(quote) }
      buffer.append(byte)
    }
    buffer.append(quote)
  }
}
