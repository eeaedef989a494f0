import CEngine
import Glibc

/// The engine's library: where it is, and the functions that were found in it.
///
/// The functions may be called from any thread, as long as one connection runs one query at a time.
struct EngineLibrary: @unchecked Sendable {
  static let pinnedVersion = "1.5.5"

  let path: String
  let functions: engine_functions

  /// The version, without the letter in front of it.
  var version: String {
    let text = unsafe functions.library_version().map { unsafe String(cString: $0) } ?? ""
    return text.hasPrefix("v") ? String(text.dropFirst()) : text
  }

  /// Opens the library that was asked for, or the first one that is there: the one that the
  /// environment names, the one beside the program, the project's own, the system's.
  static func open(_ requested: String?) throws(EngineError) -> EngineLibrary {
    // The packaged build looks for Python's data symbols; a build without that need ignores them.
    if let stub = ProgramFolder.path.map({ $0 + "/libPythonStub.so" }), isFile(stub) {
      _ = unsafe engine_load_globally(stub)
    }
    let environment = unsafe getenv("SALES_DUCKDB").map { unsafe String(cString: $0) } ?? ""
    if let path = requested ?? (environment.isEmpty ? nil : environment) {
      return try load(path)
    }
    for path in ProgramFolder.libraryPaths where isFile(path) {
      return try load(path)
    }
    do {
      return try load("libduckdb.so")
    } catch {
      throw EngineError(
        kind: .notFound,
        message: "the engine for tables, DuckDB \(pinnedVersion), is not there; "
          + "this command fetches it: Scripts/setup",
        rawMessage: error.rawMessage, place: nil)
    }
  }

  private static func load(_ path: String) throws(EngineError) -> EngineLibrary {
    var reason = [CChar](repeating: 0, count: 512)
    guard let functions = unsafe engine_load(path, &reason, reason.count) else {
      let bytes = reason.prefix { $0 != 0 }.map(UInt8.init(bitPattern:))
      let text = String(decoding: bytes, as: UTF8.self)
      throw EngineError(
        kind: .notFound, message: "the engine library \(path) cannot be opened: \(text)")
    }
    return unsafe EngineLibrary(path: path, functions: functions.pointee)
  }

  private static func isFile(_ path: String) -> Bool {
    unsafe access(path, R_OK) == 0
  }
}
