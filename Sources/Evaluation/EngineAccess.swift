internal import Columns
internal import Engine
internal import Planning
internal import Synchronization
internal import Values

/// The engine as the evaluator sees it: opened on first use, with results kept by query and file
/// identity.
final class EngineAccess: Sendable {
  private let state = Mutex(State())
  private let threads: Int?
  let interruption: Interruption
  private let tell: @Sendable (Note) -> Void

  private struct State {
    var connection: Connection?
    /// Results by query: the same question about the same files has the same answer.
    var results: [Key: ColumnTable] = [:]
    /// How many answers were read by another question.
    var answerCount = 0
    var unpackedFiles: [FormatKey: UnpackedFile] = [:]
    var texts: [TextFile.Key: TextFile] = [:]
    var screens: [ScreenKey: [Int: CellScreen]] = [:]
    var totals: [TotalsSearch.Key: TotalsSearch.Found] = [:]
    /// The same by where they are read.
    var readings: [TextFile.Key: TextFile] = [:]
    /// Files that were mended after a query found a fault in them.
    var mended: [TextFile.Key: TextFile] = [:]
  }

  private struct Key: Hashable {
    var query: SQLQuery
    var files: [FileIdentity]
  }

  private struct ScreenKey: Hashable {
    var cells: FileScan
    var columns: [Int]
  }

  struct FormatKey: Hashable {
    var path: String
    var identity: FileIdentity
  }

  /// Results larger than this are not kept.
  static let keptRows = 100_000
  private static let keptResults = 64

  init(
    threads: Int?, interruption: Interruption, tell: @escaping @Sendable (Note) -> Void
  ) {
    self.threads = threads
    self.interruption = interruption
    self.tell = tell
  }

  func connection() throws(ValueError) -> Connection {
    if let open = state.withLock({ $0.connection }) { return open }
    do throws(EngineError) {
      let opened = try Connection.open(EngineOptions(threads: threads))
      if let notice = opened.notice { tell(Note(.note, notice)) }
      interruption.watch(opened)
      state.withLock { $0.connection = opened }
      return opened
    } catch { throw Self.valueError(error) }
  }

  /// Runs a relation whose sources are all files or rows made on demand.
  func run(_ relation: Relation, isKept: Bool = true) throws(ValueError) -> ColumnTable {
    if case .limit(let whole, let count) = relation, let known = try known(whole),
      known.rowCount <= count
    {
      return known
    }
    return try run(relation, isKept: isKept) { relation throws(ValueError) in
      try SQLWriter.write(relation)
    }
  }

  /// The last rows of a relation that has `total` of them, and whether the last one comes first.
  func runLast(
    _ count: Int, of total: Int, _ relation: Relation
  ) throws(ValueError) -> (rows: ColumnTable, isReversed: Bool) {
    var isReversed = false
    let rows = try run(relation, isKept: true) { relation throws(ValueError) in
      let last = try SQLWriter.writeLast(count, of: total, relation)
      isReversed = last.isReversed
      return last.query
    }
    return (rows, isReversed)
  }

  /// Runs a query about a relation.
  private func run(
    _ relation: Relation, isKept: Bool,
    write: (Relation) throws(ValueError) -> SQLQuery
  ) throws(ValueError) -> ColumnTable {
    let current = try relation.replacingScans(mended)
    let scans = current.scans
    for scan in scans { try scan.requireUnchanged() }
    let key = Key(query: try write(current), files: scans.map(\.identity))
    if let known = state.withLock({ $0.results[key] }) { return known }
    let connection = try connection()
    if interruption.isInterrupted { throw ValueError.interrupted }
    let columns: ColumnTable
    let (question, answers) = try usingAnswers(current)
    let sources = question.generated
    try register(sources)
    defer { for answer in answers { connection.forget(answer) } }
    let query = answers.isEmpty ? key.query : try write(question)
    do throws(EngineError) { columns = try connection.run(query) } catch {
      // The head and tail of a large file do not show every fault in it.
      if try mend(scans, after: error) {
        return try run(relation, isKept: isKept, write: write)
      }
      throw Self.valueError(located(error, in: scans), scans)
    }
    // A file replaced while the query ran would mix two versions.
    for scan in scans { try scan.requireUnchanged() }
    if isKept { keep(columns, as: key) }
    return columns
  }

  /// Keeps the answer to a question that was answered as a part of another one.
  func keep(_ columns: ColumnTable, as relation: Relation) throws(ValueError) {
    keep(columns, as: try Self.key(try relation.replacingScans(mended)))
  }

  private func keep(_ columns: ColumnTable, as key: Key) {
    guard columns.rowCount <= Self.keptRows else { return }
    state.withLock { state in
      if state.results.count >= Self.keptResults { state.results.removeAll() }
      state.results[key] = columns
    }
  }

  private func known(_ relation: Relation) throws(ValueError) -> ColumnTable? {
    let relation = try relation.replacingScans(mended)
    for scan in relation.scans { try scan.requireUnchanged() }
    let key = try Self.key(relation)
    return state.withLock { $0.results[key] }
  }

  /// A question that asks its inner aggregations no second time, with the keys of the answers that it
  /// reads instead.
  func usingAnswers(_ relation: Relation) throws(ValueError) -> (Relation, answers: [String]) {
    var answers: [String] = []
    let question = try relation.replacingAggregations { inner throws(ValueError) in
      let key = try Self.key(inner)
      let known = state.withLock { state -> KeptRows? in
        guard let table = state.results[key] else { return nil }
        state.answerCount += 1
        return KeptRows(table, key: "answer \(state.answerCount)")
      }
      guard let known else { return nil }
      answers.append(known.key)
      return .generated(known)
    }
    return (question, answers)
  }

  private static func key(_ relation: Relation) throws(ValueError) -> Key {
    Key(query: try SQLWriter.write(relation), files: relation.scans.map(\.identity))
  }

  /// Makes sources of rows known to the engine before a query names them.
  func register(_ sources: [any RowSource]) throws(ValueError) {
    guard !sources.isEmpty else { return }
    let connection = try connection()
    for source in sources { connection.register(source) }
  }

  func run(_ query: SQLQuery, of scans: [FileScan] = []) throws(ValueError) -> ColumnTable {
    let connection = try connection()
    if interruption.isInterrupted { throw ValueError.interrupted }
    do throws(EngineError) {
      return try connection.run(
        sql: query.text, parameters: query.parameters.map(\.engineParameter))
    } catch { throw Self.valueError(error, scans) }
  }

  var keptResultCount: Int { state.withLock { $0.results.count } }

  func forgetResults() { state.withLock { $0.results.removeAll() } }

  func unpackedFile(_ key: FormatKey) -> UnpackedFile? { state.withLock { $0.unpackedFiles[key] } }

  func keep(_ file: UnpackedFile, as key: FormatKey) {
    state.withLock { $0.unpackedFiles[key] = file }
  }

  /// A scan of what a file was mended to, where it was.
  func mended(_ scan: FileScan) -> FileScan {
    let key = TextFile.Key(path: scan.path, identity: scan.identity)
    var scan = scan
    state.withLock { $0.mended[key] }?.read(&scan)
    return scan
  }

  /// Mends the file that an error names.
  ///
  /// - Returns: False when nothing was mended.
  func mend(_ scans: [FileScan], after error: EngineError) throws(ValueError) -> Bool {
    guard error.isFormOfFile, let scan = scan(of: error, in: scans),
      let file = try TextLoading(engine: self).mended(scan)
    else { return false }
    let key = TextFile.Key(path: scan.path, identity: scan.identity)
    keep(file, as: key)
    state.withLock { $0.mended[key] = file }
    for note in file.notes(scan.path) { tell(Note(.note, note)) }
    return true
  }

  private func scan(of error: EngineError, in scans: [FileScan]) -> FileScan? {
    guard let file = error.file else { return nil }
    return scans.first { SQLText.filePattern($0.contents ?? $0.path) == file }
  }

  /// An error with the line of the user's file, where the engine counts the records that it reads.
  func located(_ error: EngineError, in scans: [FileScan]) -> EngineError {
    guard let record = error.place?.line, let scan = scan(of: error, in: scans),
      let line = line(ofRow: record - (scan.hasHeader ? 1 : 0), of: scan)
    else { return error }
    var located = error
    located.place?.line = line
    return located
  }

  /// What the first cells of a file hold, looked at once.
  func screens(
    of cells: FileScan, _ columns: [Int],
    or look: () throws(ValueError) -> [Int: CellScreen]
  ) throws(ValueError) -> [Int: CellScreen] {
    let key = ScreenKey(cells: cells, columns: columns)
    if let known = state.withLock({ $0.screens[key] }) { return known }
    let found = try look()
    state.withLock { $0.screens[key] = found }
    return found
  }

  func totals(_ key: TotalsSearch.Key) -> TotalsSearch.Found? { state.withLock { $0.totals[key] } }

  func keep(_ found: TotalsSearch.Found, as key: TotalsSearch.Key) {
    state.withLock { $0.totals[key] = found }
  }

  func textFile(_ key: TextFile.Key) -> TextFile? { state.withLock { $0.texts[key] } }

  /// The text file that a scan reads.
  func textFile(of scan: FileScan) -> TextFile? {
    let key = TextFile.Key(path: scan.contents ?? scan.path, identity: scan.identity)
    return state.withLock { $0.readings[key] }
  }

  func keep(_ file: TextFile, as key: TextFile.Key) {
    let reading = TextFile.Key(path: file.copy ?? file.source, identity: key.identity)
    state.withLock { state in
      state.texts[key] = file
      state.readings[reading] = file
    }
  }

  /// The columns of a Parquet file with the engine's types.
  func parquetColumns(of path: String) throws(ValueError) -> [(name: String, type: String)] {
    let connection = try connection()
    do throws(EngineError) {
      let literal = try SQLText.literal(SQLText.filePattern(path))
      let found = try connection.run(
        sql:
          "SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM read_parquet(\(literal)))",
        parameters: [])
      return (0..<found.rowCount).map { row in
        (
          found["column_name"]?.text(at: row) ?? "", found["column_type"]?.text(at: row) ?? ""
        )
      }
    } catch {
      if error.kind == .interrupted { throw .interrupted }
      throw ValueError(
        .unreadable, "the file \(path) cannot be read as Parquet", because: error.message)
    }
  }

  /// The units that `save` wrote into a Parquet file, one for each column; none for another file.
  func parquetUnits(of path: String) throws(ValueError) -> [String] {
    let connection = try connection()
    do throws(EngineError) {
      let literal = try SQLText.literal(SQLText.filePattern(path))
      let found = try connection.run(
        sql: """
          SELECT decode(value) AS units FROM parquet_kv_metadata(\(literal))
          WHERE key = encode('\(SavedUnit.key)')
          """)
      return found["units"]?.text(at: 0)?
        .split(separator: "\n", omittingEmptySubsequences: false).map(String.init) ?? []
    } catch { throw Self.valueError(error) }
  }

  static func valueError(_ error: EngineError, _ scans: [FileScan] = []) -> ValueError {
    switch error.kind {
    case .interrupted: return .interrupted
    case .notFound:
      return ValueError(
        .engine, error.message, fixes: [.init("Scripts/setup", note: "in a shell: fetches it")])
    case .conversion: return badCell(error, scans)
    case .io: return ValueError(.unreadable, error.message)
    case .outOfMemory: return ValueError(.tooLarge, error.message)
    default: return ValueError(.engine, error.message)
    }
  }
}

extension Connection {
  fileprivate func run(_ query: SQLQuery) throws(EngineError) -> ColumnTable {
    try run(sql: query.text, parameters: query.parameters.map(\.engineParameter))
  }
}

extension SQLParameter {
  var engineParameter: EngineParameter {
    switch self {
    case .bool(let value): .bool(value)
    case .number(let value): .double(value)
    case .text(let value): .text(value)
    case .date(let date): Int32(exactly: date.dayNumber).map { .date($0) } ?? .null
    case .instant(let instant): .timestamp(Int64(instant.microseconds))
    }
  }
}
