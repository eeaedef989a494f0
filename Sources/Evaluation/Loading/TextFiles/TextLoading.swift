internal import DelimitedText
internal import Engine
internal import Planning
internal import Values

/// Opens delimited text files.
struct TextLoading {
  let engine: EngineAccess

  /// The columns of a delimited text file.
  ///
  /// - Parameters:
  ///   - path: as the user wrote it, for messages; the file whose change is noticed.
  ///   - contents: where its bytes are, if they were unpacked to another place.
  ///   - identity: the version of the file at the path.
  ///   - encoding: as the user wrote it; nil when the bytes tell.
  ///   - totals: what is done with rows of sums.
  /// - Returns: The columns, with a note of what was left out or mended.
  /// - Throws: `unreadable` for a file that holds no rows.
  func columns(
    of path: String, contents: String? = nil, identity: FileIdentity, encoding: String? = nil,
    totals: TotalsChoice = .proven
  ) throws(ValueError) -> FileColumns {
    let key = TextFile.Key(path: path, identity: identity, encoding: encoding, totals: totals)
    let file: TextFile
    if let known = engine.textFile(key) {
      file = known
    } else {
      file = try look(at: contents ?? path, named: path, encoding: encoding, totals: totals)
      engine.keep(file, as: key)
    }
    return FileColumns(
      scan: file.scan(path, identity), types: file.format.columns.map(\.type),
      notes: file.notes(path),
      labelled: file.form.suspects.map { .init(label: $0.label, place: "line", number: $0.line) })
  }

  private func look(
    at source: String, named path: String, encoding: String?, totals: TotalsChoice,
    isThorough: Bool = false
  ) throws(ValueError) -> TextFile {
    let connection = try engine.connection()
    do throws(TextFileError) {
      var stated: TextEncoding?
      if let encoding { stated = try TextEncoding(named: encoding) }
      for isThorough in [isThorough, true] {
        let form = try Inspection.form(
          of: source, encoding: stated, totals: totals, isThorough: isThorough)
        if let file = try file(source, form, connection) { return file }
      }
      throw .system(reason: "its beginning and the rest of it do not fit together")
    } catch { throw TextFileMessages.error(error, path: path) }
  }

  /// A file of a known form, copied where it is not plain or the engine cannot read it as it is.
  ///
  /// - Returns: Nil when the engine finds a fault in a file that was looked at in part.
  private func file(
    _ source: String, _ form: TextForm, _ connection: Connection
  ) throws(TextFileError) -> TextFile? {
    if form.isPlain {
      if let format = try? types(of: source, form, isCopied: false, connection) {
        return TextFile(source: source, form: form, copy: nil, format: format)
      }
      if form.rowCount == nil { return nil }
    }
    let copy = connection.temporaryPath(suffix: ".csv")
    try CleanCopy.write(form, of: source, to: copy) { engine.interruption.isInterrupted }
    if engine.interruption.isInterrupted { throw .system(reason: "stopped") }
    let format = try types(of: copy, form, isCopied: true, connection)
    return TextFile(source: source, form: form, copy: copy, format: format)
  }

  /// The types of the columns, by the first rows.
  private func types(
    of path: String, _ form: TextForm, isCopied: Bool, _ connection: Connection
  ) throws(TextFileError) -> CSVFormat {
    let format: CSVFormat
    do throws(EngineError) {
      format = try connection.sniffCSV(
        path: path, dialect: TextFile.dialect(form, isCopied: isCopied))
    } catch { throw .system(reason: error.message) }
    guard format.columns.count == form.columnNames.count else {
      throw .system(
        reason: "the engine finds \(format.columns.count) columns where the header has "
          + "\(form.columnNames.count)")
    }
    return format
  }

  /// The file mended where the engine found a fault in it that its head and tail did not show.
  ///
  /// - Returns: Nil when there is nothing to mend.
  func mended(_ scan: FileScan) throws(ValueError) -> TextFile? {
    guard scan.format == .csv, let known = engine.textFile(of: scan), known.copy == nil,
      known.form.rowCount == nil
    else { return nil }
    let file = try look(
      at: known.source, named: scan.path, encoding: nil, totals: known.form.totals,
      isThorough: true)
    return file.copy == nil ? nil : file
  }
}

extension EngineAccess {
  /// The line of the user's file in which a row of a delimited text file begins, both from 1; nil
  /// for other files.
  ///
  /// - Complexity: One pass over the file up to the row.
  func line(ofRow row: Int, of scan: FileScan) -> Int? {
    guard scan.format == .csv, let file = textFile(of: scan) else { return nil }
    return try? file.form.line(ofRow: row, of: file.source)
  }
}
