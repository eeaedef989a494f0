internal import Columns
internal import Engine
internal import Planning
internal import Values

/// Files that the engine writes from its own rows, as a stream: they need not fit into memory.
extension EngineAccess {
  /// Writes rows and gives their number.
  ///
  /// The bytes do not depend on the number of threads.
  func write(
    _ rows: SavedRows, as format: SavedFormat, to file: borrowing ReplacementFile
  ) throws(ValueError) -> Int {
    guard format.kind == .excel else {
      return try write(rows, as: format, to: file.path, for: file.target)
    }
    // The engine's extension ends the program when the disk is full, so it writes into memory.
    try loadExcel()
    guard let memory = MemoryFile() else {
      throw ReplacementFile.refused(file.target, because: FileSystem.reason)
    }
    let count = try write(rows, as: format, to: memory.path, for: file.target)
    try memory.forEachPart { part throws(ValueError) in try file.write(part) }
    return count
  }

  /// Writes rows to a path, from the beginning where a file that they are read from was mended.
  private func write(
    _ rows: SavedRows, as format: SavedFormat, to path: String, for target: String
  ) throws(ValueError) -> Int {
    var reading = rows
    reading.relation = try rows.relation.replacingScans(mended)
    let scans = reading.relation.scans.filter { !$0.isOwnRows }
    for scan in scans { try scan.requireUnchanged() }
    let answers: [String]
    (reading.relation, answers) = try usingAnswers(reading.relation)
    try register(reading.relation.generated)
    let query = try SQLWriter.write(reading.cells(as: format))
    let options = try rows.options(format)
    let header = try rows.header(format).map { header throws(ValueError) in try literal(header) }
    let connection = try connection()
    defer { for answer in answers { connection.forget(answer) } }
    if interruption.isInterrupted { throw .interrupted }
    let count: Int
    do throws(EngineError) {
      count = try connection.copy(query, options, to: path)
      if count == 0, let header {
        // Without a row the engine would put the end of one after the header.
        let line = SQLQuery(text: "SELECT \(header)", parameters: [])
        _ = try connection.copy(line, SavedRows.wholeLines(format), to: path)
      }
    } catch {
      // The head and tail of a large file do not show every fault in it.
      if try mend(scans, after: error) { return try write(rows, as: format, to: path, for: target) }
      throw refusal(error, path, target) ?? Self.valueError(located(error, in: scans), scans)
    }
    // A file replaced while the query ran would mix two versions.
    for scan in scans { try scan.requireUnchanged() }
    return count
  }

  /// What stands behind an error of the engine about the file that it writes; nil for another one.
  private func refusal(
    _ error: EngineError, _ path: String, _ target: String
  ) -> ValueError? {
    if error.rawMessage.contains("\"\(path)\"") {
      let reason = error.message.split(separator: ":").last.map { $0.drop { $0 == " " } }
      return ReplacementFile.refused(target, because: reason.map(String.init) ?? error.message)
    }
    for limit in [SavedCell.tooLongForWorksheet, SavedCell.controlInWorksheet]
    where error.rawMessage.contains(limit) {
      return ReplacementFile.refused(target, because: limit)
    }
    if error.rawMessage.contains("row limit") {
      return ReplacementFile.refused(
        target, because: "a worksheet has at most 1,048,576 rows, its header among them")
    }
    return nil
  }

  func loadExcel() throws(ValueError) {
    let connection = try connection()
    do throws(EngineError) { try connection.loadExcel() } catch { throw Self.valueError(error) }
  }
}

extension Connection {
  /// Writes the rows of a query to a file and gives their number.
  fileprivate func copy(
    _ query: SQLQuery, _ options: [String], to path: String
  ) throws(EngineError) -> Int {
    let answer = try run(
      sql: "COPY (\n\(query.text)\n) TO '\(path)' (\(options.joined(separator: ", ")))",
      parameters: query.parameters.map(\.engineParameter))
    return answer.columns.first?.integer(at: 0).flatMap { Int(exactly: $0) } ?? 0
  }
}
