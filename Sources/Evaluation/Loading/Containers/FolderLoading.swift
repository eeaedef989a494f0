internal import Columns
internal import Glibc
internal import Planning
internal import Values

/// Many files as one table: a pattern such as `exports/*.csv`, or a folder.
///
/// The files come in the order of their paths. Columns are united by name, and the column `file` says
/// which file a row is from.
struct FolderLoading {
  let loading: FileLoading

  /// The files that a path stands for; nil where it is the path of one file.
  static func files(_ path: String) throws(ValueError) -> [String]? {
    if FileSystem.isFolder(path) {
      let folder = path.hasSuffix("/") ? String(path.dropLast()) : path
      let files = FileSystem.names(in: path.isEmpty ? "." : path)
        .filter { !$0.hasPrefix(".") && LoadedFormat(path: $0) != nil }
        .map { "\(folder)/\($0)" }
        .filter { FileSystem.identity(of: $0) != nil }
      guard !files.isEmpty else {
        throw ValueError(
          .unreadable, "\(path) is a folder without a file that `load` reads",
          because: "it reads \(LoadedFormat.listed)", argument: "path")
      }
      return inOrder(files)
    }
    guard !FileSystem.exists(path), path.contains(where: { "*?[".contains($0) }) else { return nil }
    let files = matches(path).filter { FileSystem.identity(of: $0) != nil }
    guard !files.isEmpty else {
      throw ValueError(.unreadable, "no file matches \(path)", argument: "path")
    }
    return inOrder(files)
  }

  private static func inOrder(_ files: [String]) -> [String] {
    files.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private static func matches(_ pattern: String) -> [String] {
    var found = unsafe glob_t()
    defer { unsafe globfree(&found) }
    guard unsafe glob(pattern, 0, nil, &found) == 0 else { return [] }
    return unsafe (0..<Int(found.gl_pathc)).compactMap { index in
      unsafe found.gl_pathv?[index].map { unsafe String(cString: $0) }
    }
  }

  func load(_ files: [String], _ request: LoadRequest) throws(ValueError) -> FileLoading.Loaded {
    var parts: [(path: String, loaded: FileLoading.Loaded)] = []
    for path in files {
      var single = request
      single.path = path
      do throws(ValueError) {
        parts.append((path, try loading.loadFile(single, isPart: true)))
      } catch {
        // An option is given to the whole, since all parts are read in one way.
        var error = error
        for index in error.fixes.indices {
          error.fixes[index].code.replace("load(\"\(path)\"", with: "load(\"\(request.path)\"")
        }
        throw error
      }
    }
    guard let first = parts.first else {
      throw ValueError(.unreadable, "there is no file to load", argument: "path")
    }
    var columns: [ColumnSchema] = []
    var origins: [String] = []
    for (path, loaded) in parts {
      for column in loaded.table.type.columns {
        guard let index = columns.firstIndex(where: { $0.name == column.name }) else {
          columns.append(column)
          origins.append(path)
          continue
        }
        guard columns[index].type != column.type else { continue }
        if try isEmpty(column.name, loaded.table) { continue }
        if try isEmptySoFar(column.name, parts, before: path) {
          columns[index].type = column.type
          origins[index] = path
          continue
        }
        throw ValueError(
          .data,
          "the column `\(column.name)` is \(columns[index].type) in \(origins[index]) and "
            + "\(column.type) in \(path)",
          because: "the rows of one column have one type",
          fixes: loaded.hasLabelledRows
            ? [
              .init(
                request.call(adding: "totals: \"drop\""),
                note: "leaves out the rows that are labelled as sums")
            ] : [],
          argument: "path")
      }
    }
    for (name, _) in request.units
    where !columns.contains(where: { $0.name == name || $0.role == name }) {
      throw ValueError(
        .invalidArgument, "`units:` names the column `\(name)`, which none of the files has",
        because: "their columns are \(columns.map(\.name).prefix(12).joined(separator: ", "))",
        argument: "units")
    }
    var fileColumn = "file"
    while columns.contains(where: { $0.name == fileColumn }) { fileColumn += "_2" }
    let united = Relation.append(
      try parts.map { part throws(ValueError) in
        try relation(of: part.loaded.table, columns, fileColumn, part.path)
      })
    let type = TableType(
      columns + [ColumnSchema(fileColumn, .text)], role: first.loaded.table.type.role)
    let rest = parts.count - 1
    return FileLoading.Loaded(
      table: Table(type: type, plan: united),
      summary: parts.count == 1
        ? first.loaded.summary
        : "\(first.loaded.summary); and \(rest) more file\(rest == 1 ? "" : "s") up to \(files.last ?? "")",
      notes: Self.some(parts.flatMap(\.loaded.notes)),
      // An option is given to the whole.
      warnings: Self.some(
        parts.flatMap { part in
          part.loaded.warnings.map {
            $0.replacing("load(\"\(part.path)\"", with: "load(\"\(request.path)\"")
          }
        }))
  }

  private static let mostNotes = 20

  /// The first notes on the files, and how many there are more.
  private static func some(_ notes: [String]) -> [String] {
    guard notes.count > mostNotes else { return notes }
    let rest = notes.count - mostNotes
    return notes.prefix(mostNotes) + [
      "\(rest) more note\(rest == 1 ? "" : "s") of this kind on other files"
    ]
  }

  /// The rows of a file with all columns, and its name.
  private func relation(
    of table: Table, _ columns: [ColumnSchema], _ fileColumn: String, _ path: String
  ) throws(ValueError) -> Relation {
    guard let input = table.plan as? Relation else {
      throw ValueError(.unsupported, "this table cannot be read")
    }
    let name = path.split(separator: "/").last.map(String.init) ?? path
    var cells: [NamedScalar] = []
    for column in columns {
      // A column without a value has another type in this file than it has in the others.
      let isPresent = table.type[column.name]?.type == column.type
      cells.append(
        NamedScalar(column.name, isPresent ? .column(column.name) : .constant(.missing)))
    }
    return .project(input, cells + [NamedScalar(fileColumn, .constant(.text(name)))])
  }

  private func isEmptySoFar(
    _ name: String, _ parts: [(path: String, loaded: FileLoading.Loaded)], before path: String
  ) throws(ValueError) -> Bool {
    for part in parts.prefix(while: { $0.path != path })
    where part.loaded.table.type[name] != nil {
      if try !isEmpty(name, part.loaded.table) { return false }
    }
    return true
  }

  /// Whether a column has no value in any row, so that its type says nothing.
  private func isEmpty(_ name: String, _ table: Table) throws(ValueError) -> Bool {
    guard let relation = table.plan as? Relation else { return false }
    let count = AggregateOperation(
      "count present", sql: { "CAST(count(\($0[0])) AS DOUBLE)" },
      evaluate: { _ throws(ValueError) in .missing })
    let found = try loading.engine.run(
      .aggregate(
        relation, keys: [],
        measures: [NamedScalar("present", .aggregate(count, [.column(name)]))]))
    return found.columns.first?.double(at: 0) == 0
  }
}
