internal import Columns
internal import DelimitedText
internal import Engine
internal import Planning
internal import Values

/// Finds the rows of sums of a file that the engine reads: a worksheet, JSON, Parquet.
struct TotalsSearch {
  let engine: EngineAccess
  let choice: TotalsChoice
  private let scan: FileScan

  struct Found: Sendable {
    /// The numbers of the rows of sums, from 1.
    var leftOut: [Int] = []
    /// Rows that are labelled as sums, and count.
    var counted: [TotalsAudit.Suspect] = []
  }

  struct Key: Hashable {
    var cells: FileScan
    var choice: TotalsChoice
  }

  /// Of more labelled rows than this no sums are made.
  private static let mostSuspects = 100_000

  init(_ scan: FileScan, _ choice: TotalsChoice, _ engine: EngineAccess) {
    self.engine = engine
    self.choice = choice
    var text = scan
    for column in text.columns.indices { text.columns[column].engineType = "VARCHAR" }
    self.scan = text
  }

  /// The rows of sums, looked for once in each version of a file.
  ///
  /// With a number of first rows, all are looked at only when one of these is labelled as a sum.
  ///
  /// - Complexity: One pass over the file; one more when a row of it is labelled as a sum.
  func find(first rows: Int? = nil) throws(ValueError) -> Found {
    // The engine knows no name with a NUL; `load` refuses such a file.
    let isNamed = !scan.columns.contains { $0.name.utf8.contains(0) }
    guard choice != .keep, !scan.columns.isEmpty, isNamed else { return Found() }
    let key = Key(cells: scan, choice: choice)
    if let known = engine.totals(key) { return known }
    var found = Found()
    let isWorthAPass = try rows.map { rows throws(ValueError) in
      try !suspects(first: rows).isEmpty
    }
    if choice == .drop || isWorthAPass ?? true {
      let suspects = try suspects(first: nil)
      if !suspects.isEmpty { found = try audit(suspects) }
    }
    engine.keep(found, as: key)
    return found
  }

  private func audit(_ suspects: [TotalsAudit.Suspect]) throws(ValueError) -> Found {
    var audit = TotalsAudit(suspects)
    let columns = audit.columns
    let cells = columns.map { scan.columns[$0].name }
    let table = try engine.run(
      .project(.scan(scan), cells.map { NamedScalar($0, .column($0)) }), isKept: false)
    for row in 0..<table.rowCount {
      audit.add { column in
        columns.firstIndex(of: column).flatMap { place in table.columns[place].text(at: row) }
      }
    }
    var found = Found()
    for (suspect, isSum) in zip(suspects, audit.sumsOfRows()) {
      let isAtEnd = suspect.row == 1 || suspect.row == table.rowCount
      let isDropped =
        isSum || isAtEnd && suspect.likeness == .certain
        || choice == .drop && suspect.likeness != .grouped
      if isDropped, found.leftOut.count + 1 < table.rowCount {
        found.leftOut.append(suspect.row)
      } else if suspect.likeness != .grouped {
        found.counted.append(suspect)
      }
    }
    return found
  }

  /// The labelled rows, in the order of the file.
  private func suspects(first limit: Int?) throws(ValueError) -> [TotalsAudit.Suspect] {
    var source = Relation.scan(scan)
    if let limit { source = .limit(source, limit) }
    let query: SQLQuery = try SQLWriter.write(source)
    var number = "row number"
    while scan.columns.contains(where: { $0.name == number }) { number += "_" }
    let names = try (scan.columns.map(\.name) + [number]).map { name throws(ValueError) in
      try engine.identifier(name)
    }
    let numbered = names.last ?? ""
    let cells = names.dropLast()
    let pattern = CellText.literal(TotalsLabel.pattern)
    let conditions = cells.map { "length(\($0)) <= 60 AND regexp_matches(\($0), \(pattern))" }
    let sql = """
      SELECT \(numbered), \(cells.joined(separator: ", ")) \
      FROM (SELECT *, row_number() OVER () AS \(numbered) FROM (\(query.text))) \
      WHERE \(conditions.joined(separator: " OR ")) LIMIT \(Self.mostSuspects)
      """
    let found = try engine.run(SQLQuery(text: sql, parameters: query.parameters), of: [scan])
    return (0..<found.rowCount).compactMap { row in
      guard let place = found.columns.first?.integer(at: row).flatMap({ Int(exactly: $0) }) else {
        return nil
      }
      let cells = found.columns.dropFirst().map { Self.trimmed($0.text(at: row) ?? "") }
      return TotalsAudit.Suspect(row: place, line: place, cells: cells)
    }.sorted { $0.row < $1.row }
  }

  private static func trimmed(_ cell: String) -> String {
    var scalars = cell.unicodeScalars[...]
    while scalars.first?.properties.isWhitespace == true { scalars.removeFirst() }
    while scalars.last?.properties.isWhitespace == true { scalars.removeLast() }
    return String(scalars)
  }
}

extension FileColumns {
  /// Leaves out the rows of sums that were found, and notes them and the others.
  ///
  /// The numbers are those of the rows as the reader of the file counts them, for those left out
  /// and then for those counted.
  mutating func leaveOut(_ found: TotalsSearch.Found, numbers: [Int]) {
    scan.leftOutRows = found.leftOut
    let places = Array(numbers.prefix(found.leftOut.count))
    if let rows = Repairs.totals(places, place: "row") {
      notes.append("\(scan.path): \(rows) left out")
    }
    labelled = zip(found.counted, numbers.dropFirst(found.leftOut.count)).map {
      LabelledRow(label: $0.label, place: "row", number: $1)
    }
  }
}
