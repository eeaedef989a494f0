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
    let scans = rows.relation.scans.filter { !$0.isOwnRows }
    for scan in scans { try scan.requireUnchanged() }
    try register(rows.relation.generated)
    let query = try SQLWriter.write(rows.cells(as: format))
    let copy = "COPY (\n\(query.text)\n)"
    let options = try rows.options(format)
    let count =
      format.kind == .excel
      ? try writeWorkbook(copy, query.parameters, options, scans, to: file)
      : try run(copy, query.parameters, options, scans, to: file.path, for: file.target)
    if count == 0, let header = rows.header(format) {
      // Without a row the engine would put the end of one after the header.
      let sql = "COPY (SELECT \(try literal(header)))"
      _ = try run(sql, [], SavedRows.wholeLines(format), scans, to: file.path, for: file.target)
    }
    // A file replaced while the query ran would mix two versions.
    for scan in scans { try scan.requireUnchanged() }
    return count
  }

  /// The engine's extension ends the program when the disk is full, so it writes into memory.
  private func writeWorkbook(
    _ copy: String, _ parameters: [SQLParameter], _ options: [String], _ scans: [FileScan],
    to file: borrowing ReplacementFile
  ) throws(ValueError) -> Int {
    try loadExcel()
    guard let memory = MemoryFile() else {
      throw ReplacementFile.refused(file.target, because: FileSystem.reason)
    }
    let count = try run(copy, parameters, options, scans, to: memory.path, for: file.target)
    try memory.forEachPart { part throws(ValueError) in try file.write(part) }
    return count
  }

  /// Runs a COPY and gives the number of rows that it wrote.
  private func run(
    _ copy: String, _ parameters: [SQLParameter], _ options: [String], _ scans: [FileScan],
    to path: String, for target: String
  ) throws(ValueError) -> Int {
    if interruption.isInterrupted { throw ValueError(.interrupted, "stopped") }
    let connection = try connection()
    do throws(EngineError) {
      let answer = try connection.run(
        sql: "\(copy) TO '\(path)' (\(options.joined(separator: ", ")))",
        parameters: parameters.map(\.engineParameter))
      return answer.columns.first?.integer(at: 0).flatMap { Int(exactly: $0) } ?? 0
    } catch {
      throw refusal(error, path, target) ?? Self.valueError(error, scans)
    }
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
