import Glibc

/// The folder of the running program, from which its companions are found.
enum ProgramFolder {
  /// The absolute path; nil where the system does not tell it.
  static let path: String? = {
    var bytes = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = unsafe readlink("/proc/self/exe", &bytes, bytes.count)
    guard count > 0 else { return nil }
    let program = String(
      decoding: bytes.prefix(count).map(UInt8.init(bitPattern:)), as: UTF8.self)
    return parent(of: program)
  }()

  /// Where the engine's library may be: beside the program, and in the cache of the project that
  /// the program was built in.
  static var libraryPaths: [String] {
    guard let path else { return [] }
    var paths = [path + "/libduckdb.so"]
    var folder: String? = path
    while let here = folder {
      if unsafe access(here + "/Package.swift", F_OK) == 0 {
        paths.append("\(here)/.cache/duckdb-\(EngineLibrary.pinnedVersion)/libduckdb.so")
      }
      folder = parent(of: here)
    }
    return paths
  }

  /// The folder that a path is in; nil for the root and for a bare name.
  static func parent(of path: String) -> String? {
    guard let slash = path.lastIndex(of: "/"), path.count > 1 else { return nil }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}
