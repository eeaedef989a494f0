import Glibc

/// The engine's own extension for Excel files.
///
/// It is a file beside the engine's library and is loaded from there on first use; nothing is fetched.
extension Connection {
  private static let fileName = "excel.duckdb_extension"

  /// Makes Excel files readable and writable; does nothing when they are.
  package func loadExcel() throws(EngineError) {
    let folders = [libraryFolder] + ProgramFolder.libraryPaths.compactMap(ProgramFolder.parent)
    let paths = folders.map { "\($0)/\(Self.fileName)" }
    guard let path = paths.first(where: { unsafe access($0, R_OK) == 0 }) else {
      throw EngineError(
        kind: .notFound,
        message: "the engine's extension for Excel files is not there; "
          + "this command fetches it: Scripts/setup")
    }
    _ = try run(sql: "LOAD \(try SQLText.literal(path))")
  }
}
