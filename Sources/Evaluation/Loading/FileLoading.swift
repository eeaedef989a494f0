internal import Columns
internal import DelimitedText
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
    /// What of the file was left out or mended.
    var notes: [String] = []
    var warnings: [String] = []
    /// Whether rows count that are labelled as sums.
    var hasLabelledRows = false
  }

  func load(_ request: LoadRequest) throws(ValueError) -> Loaded {
    let path = request.path
    guard !path.utf8.contains(0) else {
      throw ValueError(.unreadable, "a file's name holds no NUL character", argument: "path")
    }
    if let files = try FolderLoading.files(path) {
      return try FolderLoading(loading: self).load(files, request)
    }
    return try loadFile(request)
  }

  /// Loads one file; as a part of several, it may lack a column that has a unit.
  func loadFile(_ request: LoadRequest, isPart: Bool = false) throws(ValueError) -> Loaded {
    var request = request
    let path = request.path
    guard let identity = FileSystem.identity(of: path) else { throw missing(path) }
    guard FileSystem.isReadable(path) else {
      throw ValueError(.unreadable, "the file \(path) may not be read", argument: "path")
    }
    guard let format = LoadedFormat(path: path) else {
      throw ValueError(
        .unreadable, "`load` reads \(LoadedFormat.listed), and this is \(path)",
        because: "the ending of the name says the format", argument: "path")
    }
    if format.kind != .excel, request.sheet != nil || request.range != nil {
      throw ValueError(
        .invalidArgument, "only an Excel file has sheets and ranges, and this is \(path)",
        argument: request.sheet == nil ? "range" : "sheet")
    }
    let contents = format.isCompressed ? try engine.unpacked(path, identity) : nil
    let totals = request.totals.flatMap(TotalsChoice.init) ?? .proven
    let file: FileColumns
    switch format.kind {
    case .parquet: file = try parquet(path, identity, totals)
    case .separated:
      file = try TextLoading(engine: engine).columns(
        of: path, contents: contents, identity: identity, encoding: request.encoding,
        totals: totals)
    case .json:
      file = try JSONLoading(engine: engine).columns(
        of: path, contents: contents, identity: identity, totals: totals)
    case .excel:
      file = try WorksheetLoading(engine: engine, path: path, identity: identity)
        .columns(sheet: request.sheet, range: request.range, totals: totals)
    }
    if let column = file.scan.columns.firstIndex(where: { $0.name.utf8.contains(0) }) {
      throw TextFileMessages.error(.unnamable(column: column + 1), path: path)
    }
    if isPart {
      let names = file.scan.columns.map(\.name)
      let roles = request.role.flatMap(TableRole.named)?.roles.map(\.name) ?? []
      request.units.removeAll { !names.contains($0.name) && !roles.contains($0.name) }
    }
    var columns = LoadedColumns(file: file, request: request, engine: engine)
    var loaded = try columns.finish()
    loaded.notes = file.notes
    loaded.hasLabelledRows = !file.labelled.isEmpty
    if let warning = LabelledRow.warning(file.labelled, request) {
      loaded.warnings.insert(warning, at: 0)
    }
    return loaded
  }

  private func missing(_ path: String) -> ValueError {
    let near = Suggestion.nearest(to: path, among: FileSystem.neighbours(of: path))
    return ValueError(
      .unreadable, "there is no file \(path)",
      because: path.hasPrefix("~")
        ? "`~/` is the folder that HOME names, and `~` before a name stands for itself"
        : "a relative path starts at the folder in which `sales` was started",
      fixes: near.prefix(1).map { .init("load(\"\($0)\")") }, argument: "path")
  }
}

/// The columns of a file before units and roles.
struct FileColumns {
  var scan: FileScan
  var types: [Columns.ColumnType]
  /// What the file says of its own columns, units and kinds of periods; empty where it says nothing.
  var savedTypes: [Type?] = []
  /// What of the file was left out or mended.
  var notes: [String] = []
  /// Rows that are labelled as sums, and count as rows like others.
  var labelled: [LabelledRow] = []
}
