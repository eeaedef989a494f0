import CEngine
package import Columns
import Synchronization

/// An engine in this process, with one connection to it: it runs one query at a time.
///
/// The handles stay the same from opening to closing. Queries wait for each other; `interrupt` and
/// `progress` may be called from any thread while one runs, which the engine allows.
@safe package final class Connection: @unchecked Sendable {
  /// Something that the user should be told once, such as an unexpected version; often nil.
  package let notice: String?
  /// The engine's version, such as `1.5.5`.
  package let version: String
  /// Where the engine's library is, and with it its extensions.
  let libraryFolder: String

  private let functions: engine_functions
  private let spillFolder: String
  private let running = Mutex<Void>(())
  private let generated = GeneratedRows()
  private let temporaryFiles = Mutex(0)
  /// How often the running query was asked to end.
  private let interruptions = Atomic(0)
  private var database: engine_database?
  private var connection: engine_connection?

  /// Opens an engine on tables in memory.
  package static func open(
    _ options: EngineOptions = EngineOptions()
  ) throws(EngineError) -> Connection {
    let library = try EngineLibrary.open(options.libraryPath)
    let connection = Connection(library: library, spillFolder: try SpillFolder.make())
    try connection.start(options)
    return connection
  }

  private init(library: EngineLibrary, spillFolder: String) {
    functions = library.functions
    version = library.version
    libraryFolder = ProgramFolder.parent(of: library.path) ?? "."
    notice =
      version == EngineLibrary.pinnedVersion
      ? nil
      : "the engine \(library.path) is DuckDB \(version); "
        + "this program was made for \(EngineLibrary.pinnedVersion)"
    self.spillFolder = spillFolder
  }

  deinit {
    unsafe functions.disconnect(&connection)
    unsafe functions.close(&database)
    SpillFolder.remove(spillFolder)
  }

  private func start(_ options: EngineOptions) throws(EngineError) {
    var configuration: engine_configuration?
    guard unsafe functions.create_config(&configuration) == 0 else {
      throw EngineError(kind: .outOfMemory, message: "the engine cannot be configured")
    }
    defer { unsafe functions.destroy_config(&configuration) }
    for (name, value) in EngineSettings.atOpening(options, spillFolder: spillFolder) {
      guard unsafe functions.set_config(configuration, name, value) == 0 else {
        throw EngineError(
          kind: .other, message: "the engine refuses the setting \(name) = \(value)")
      }
    }
    var reason: UnsafeMutablePointer<CChar>?
    guard unsafe functions.open_ext(nil, &database, configuration, &reason) == 0 else {
      defer { unsafe functions.free(reason) }
      throw unsafe EngineError(engineText: reason)
    }
    guard unsafe functions.connect(database, &connection) == 0 else {
      throw EngineError(kind: .outOfMemory, message: "the engine takes no connection")
    }
    try unsafe generated.register(on: connection, functions: functions)
    var table = functions
    guard let connection = unsafe connection,
      unsafe engine_register_journeys(&table, connection) == 0
    else { throw EngineError(kind: .other, message: "the engine takes no aggregate") }
    for statement in EngineSettings.afterOpening {
      _ = try run(sql: statement)
    }
  }

  /// Makes a source of rows known to queries as `generated_rows('its key')`.
  ///
  /// A source of a key that is known already is the same source.
  package func register(_ source: any RowSource) { generated.add(source) }

  /// Ends what queries know of a source.
  package func forget(_ key: String) { generated.remove(key) }

  /// Runs one query to its end and gives all of its rows.
  ///
  /// - Parameters:
  ///   - sql: One statement; several are refused.
  ///   - parameters: The values of `?` or `$1`, in order.
  /// - Returns: The rows, in the query's order.
  /// - Throws: The engine's error, or one that names a column whose type cannot be read.
  package func run(
    sql: String, parameters: [EngineParameter] = [],
  ) throws(EngineError) -> ColumnTable {
    try running.withLock { _ throws(EngineError) in
      let asked = interruptions.load(ordering: .relaxed)
      generated.resetProgress()
      let statement = try unsafe Statement(sql, on: connection, functions: functions)
      try statement.bind(parameters)
      return try statement.run { interruptions.load(ordering: .relaxed) != asked }
    }
  }

  /// The columns that a query would give, without running it.
  package func describe(
    sql: String, parameters: [EngineParameter] = [],
  ) throws(EngineError) -> [ColumnDescription] {
    let table = try run(sql: "DESCRIBE \(sql)", parameters: parameters)
    guard let names = table["column_name"], let types = table["column_type"] else { return [] }
    return (0..<table.rowCount).map { row in
      ColumnDescription(
        name: names.text(at: row) ?? "",
        type: ColumnType(engineName: types.text(at: row) ?? ""))
    }
  }

  /// A path for a file that is removed when the connection ends; each call gives another.
  package func temporaryPath(suffix: String) -> String {
    let number = temporaryFiles.withLock { count in
      count += 1
      return count
    }
    return "\(spillFolder)/\(number)\(suffix)"
  }

  /// Asks the running query to end; it then throws an error of the kind `interrupted`.
  package func interrupt() {
    interruptions.add(1, ordering: .relaxed)
    unsafe functions.interrupt(connection)
  }

  /// How much of the running query is done; nil where the engine does not know.
  package func progress() -> QueryProgress? {
    let told = unsafe functions.query_progress(connection)
    if let made = generated.progress { return made }
    guard told.percentage >= 0, told.percentage <= 100 else { return nil }
    return QueryProgress(
      share: told.percentage / 100, rowsDone: Int(clamping: told.rows_done),
      rowsInAll: Int(clamping: told.rows_in_all))
  }
}

/// How much of a query is done.
package struct QueryProgress: Sendable, Equatable {
  /// From 0 to 1.
  package var share: Double
  /// Rows of the sources that were read, and all; 0 where that is not known.
  package var rowsDone: Int
  package var rowsInAll: Int
}
