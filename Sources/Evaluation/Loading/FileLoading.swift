internal import Columns
internal import Diagnostics
internal import Engine
internal import Planning
internal import TypeChecking
internal import Units
internal import Values

/// `load`: which file, which columns, what they are.
struct FileLoading {
  let engine: EngineAccess

  struct Loaded {
    var table: Table
    /// One line for the reader: what was read and which column was taken for what.
    var summary: String
    var warnings: [String] = []
  }

  func load(_ request: LoadRequest) throws(ValueError) -> Loaded {
    let path = request.path
    guard !path.utf8.contains(0) else {
      throw ValueError(.unreadable, "a file's name holds no NUL character", argument: "path")
    }
    guard let identity = FileSystem.identity(of: path) else { throw missing(path) }
    guard FileSystem.isReadable(path) else {
      throw ValueError(.unreadable, "the file \(path) may not be read", argument: "path")
    }
    let suffix = path.split(separator: ".").last?.lowercased() ?? ""
    let file: FileColumns
    switch suffix {
    case "parquet": file = try parquet(path, identity)
    case "csv", "tsv", "txt", "tab": file = try csv(path, identity)
    default:
      throw ValueError(
        .unreadable, "`load` reads .csv, .tsv and .parquet, and this is \(path)",
        because: "the ending of the name says the format", argument: "path")
    }
    var columns = LoadedColumns(file: file, request: request, engine: engine)
    return try columns.finish()
  }

  /// How the engine reads dates without being told, which is faster than by a stated format.
  private static let engineDateFormat = "%Y-%m-%d"

  private func csv(_ path: String, _ identity: FileIdentity) throws(ValueError) -> FileColumns {
    let format = try engine.format(of: path, identity: identity)
    guard !format.columns.isEmpty else {
      throw ValueError(
        .unreadable, "the file \(path) is empty",
        because: "a CSV begins with the names of its columns",
        argument: "path")
    }
    var scan = FileScan(
      path: path, format: .csv,
      columns: format.columns.map {
        .init(name: FormulaGuard.unguarding($0.name), engineType: $0.engineType)
      },
      delimiter: format.delimiter, quote: format.quote, escape: format.escape,
      hasHeader: format.header, skippedLines: format.skip,
      dateFormat: format.dateFormat == Self.engineDateFormat ? nil : format.dateFormat,
      timestampFormat: format.timestampFormat, identity: identity)
    scan.hasGuardedTexts = true
    return FileColumns(scan: scan, types: format.columns.map(\.type))
  }

  private func missing(_ path: String) -> ValueError {
    if FileSystem.isFolder(path) {
      return ValueError(.unreadable, "\(path) is a folder", argument: "path")
    }
    let near = Suggestion.nearest(to: path, among: FileSystem.neighbours(of: path))
    return ValueError(
      .unreadable, "there is no file \(path)",
      because: "a relative path starts at the folder in which `sales` was started",
      fixes: near.prefix(1).map { .init("load(\"\($0)\")") }, argument: "path")
  }
}

/// The columns of a file before units and roles.
struct FileColumns {
  var scan: FileScan
  var types: [Columns.ColumnType]
  /// What the file says of its own columns, units and kinds of periods; empty where it says nothing.
  var savedTypes: [Type?] = []
}
