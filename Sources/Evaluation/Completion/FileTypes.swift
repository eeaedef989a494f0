internal import DelimitedText
internal import Engine
internal import Glibc
internal import Planning
internal import Synchronization
internal import TypeChecking
internal import Units
internal import Values

/// The columns of files that an entry would load, by no more than the beginning of each.
final class FileTypes: Sendable {
  /// A larger file is looked at by a copy of its beginning.
  static let wholeSize = 4 << 20
  private static let headSize = 1 << 20
  private static let capacity = 64
  private static let wideCount = 200

  private struct State {
    var known: [Key: TableType] = [:]
    var lookups = 0
  }

  private let state = Mutex(State())

  /// How often a file was asked about.
  var lookups: Int { state.withLock { $0.lookups } }

  private struct Key: Hashable {
    var path: String
    var identity: FileIdentity
    var options: [String]
    var sheet: String
    /// Whether the file was loaded, so that more is known of it.
    var isLoaded: Bool

    init(_ request: LoadRequest, _ identity: FileIdentity, isLoaded: Bool) {
      self.isLoaded = isLoaded
      path = request.path
      self.identity = identity
      options = [
        request.role, request.bad, request.dates, request.decimal, request.range, request.encoding,
        request.totals, request.dollar.name, "\(request.isStrict)",
      ].map { $0 ?? "" }
      options += request.units.flatMap { [$0.name, $0.measure.description] }
      sheet = request.sheet.map { "\($0)" } ?? ""
    }
  }

  /// The columns of the file, or of the first of several.
  ///
  /// - Throws: When there is no such file, or its columns cannot be told by its beginning.
  func type(_ request: LoadRequest, _ engine: EngineAccess) throws(ValueError) -> TableType {
    state.withLock { $0.lookups += 1 }
    var request = request
    guard !request.path.utf8.contains(0), !Self.hasPatternOfFolders(request.path) else {
      throw Self.unknown(request.path)
    }
    let first = try FolderLoading.files(request.path)?.first
    if let first { request.path = first }
    guard let identity = FileSystem.identity(of: request.path) else {
      throw Self.unknown(request.path)
    }
    let loaded = engine.textFile(TextFile.Key(request, identity))
    let key = Key(request, identity, isLoaded: loaded != nil)
    var type: TableType
    if let found = state.withLock({ $0.known[key] }) {
      type = found
    } else {
      type = try look(request, identity, engine)
      let found = type
      state.withLock { state in
        if state.known.count >= Self.capacity { state.known = [:] }
        state.known[key] = found
      }
    }
    if first != nil, type["file"] == nil { type.columns.append(ColumnSchema("file", .text)) }
    return type
  }

  private static func unknown(_ path: String) -> ValueError {
    ValueError(.unreadable, "the columns of \(path) are not known")
  }

  /// A pattern over folders would be searched for in all of them.
  private static func hasPatternOfFolders(_ path: String) -> Bool {
    path.split(separator: "/").dropLast().contains { $0.contains { "*?[".contains($0) } }
  }

  private func look(
    _ request: LoadRequest, _ identity: FileIdentity, _ engine: EngineAccess
  ) throws(ValueError) -> TableType {
    let loading = FileLoading(engine: engine)
    if let wide = wideType(request, identity, engine) { return wide }
    guard identity.size > Self.wholeSize else {
      return try loading.loadFile(request).table.type
    }
    guard let format = LoadedFormat(path: request.path), !format.isCompressed else {
      throw Self.unknown(request.path)
    }
    switch format.kind {
    case .parquet:
      let file = try loading.parquet(request.path, identity, .proven)
      return TableType(
        file.scan.columns.enumerated().map { index, column in
          let saved = file.savedTypes.indices.contains(index) ? file.savedTypes[index] : nil
          return ColumnSchema(column.name, saved ?? .unknown)
        }, role: request.role)
    case .separated, .json:
      var short = request
      short.path = try Self.head(of: request.path, by: engine)
      defer { unsafe unlink(short.path) }
      return try loading.loadFile(short).table.type
    case .excel: throw Self.unknown(request.path)
    }
  }

  /// The columns of a text file of many, whose cells would take long to read.
  ///
  /// Their types are those that the engine found when the file was loaded, without units and roles;
  /// before that they are unknown, since finding them takes half a second for thousands of columns.
  /// Nil for other files.
  private func wideType(
    _ request: LoadRequest, _ identity: FileIdentity, _ engine: EngineAccess
  ) -> TableType? {
    guard let format = LoadedFormat(path: request.path), format.kind == .separated,
      !format.isCompressed
    else { return nil }
    if let loaded = engine.textFile(TextFile.Key(request, identity)) {
      let scan = loaded.scan(request.path, identity)
      guard scan.columns.count > Self.wideCount else { return nil }
      return TableType(
        zip(scan.columns, loaded.format.columns).map {
          ColumnSchema($0.name, LoadedColumns.type(of: $1.type))
        }, role: request.role)
    }
    let encoding = request.encoding.flatMap { try? TextEncoding(named: $0) }
    guard let names = try? Inspection.columnNames(of: request.path, encoding: encoding),
      names.count > Self.wideCount
    else { return nil }
    return TableType(
      names.map { ColumnSchema(FormulaGuard.unguarding($0), .unknown) }, role: request.role)
  }

  /// A temporary file with the first lines of another.
  private static func head(
    of path: String, by engine: EngineAccess
  ) throws(ValueError) -> String {
    let ending = path.split(separator: ".").last.map(String.init) ?? "csv"
    let copy = try engine.connection().temporaryPath(suffix: ".\(ending)")
    guard FileSystem.copyLines(of: path, size: headSize, to: copy) else { throw unknown(path) }
    return copy
  }
}

extension TextFile.Key {
  fileprivate init(_ request: LoadRequest, _ identity: FileIdentity) {
    self.init(path: request.path, identity: identity, encoding: request.encoding)
  }
}

extension FileSystem {
  /// Writes the whole lines among the first bytes of a file to a new one; false if it cannot.
  fileprivate static func copyLines(of path: String, size: Int, to copy: String) -> Bool {
    let source = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard source >= 0 else { return false }
    defer { close(source) }
    let target = unsafe open(copy, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard target >= 0 else { return false }
    defer { close(target) }
    var buffer = [UInt8](repeating: 0, count: size)
    let count = unsafe buffer.withUnsafeMutableBytes { unsafe read(source, $0.baseAddress, size) }
    guard let end = buffer.prefix(max(0, count)).lastIndex(of: UInt8(ascii: "\n")) else {
      return false
    }
    return unsafe buffer.withUnsafeBytes { unsafe Glibc.write(target, $0.baseAddress, end + 1) }
      == end + 1
  }
}
