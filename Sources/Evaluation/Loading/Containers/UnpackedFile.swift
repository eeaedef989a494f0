internal import Compression
internal import Glibc
internal import Planning
internal import Values

/// The unpacked copy of a compressed file: it has no name, and lives as long as the session.
final class UnpackedFile: Sendable {
  private let file: UnnamedFile

  /// The path by which this process reaches the copy.
  var path: String { file.path }

  /// - Throws: `unreadable` for a file that is no gzip file, is damaged or ends too early.
  init(_ packed: String) throws(ValueError) {
    let set = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) } ?? ""
    let folder = set.isEmpty ? "/var/tmp" : set
    guard let bytes = FileSystem.contents(of: packed) else {
      throw ValueError(
        .unreadable, "the file \(packed) cannot be read", because: FileSystem.reason,
        argument: "path")
    }
    guard let file = UnnamedFile(in: folder) else { throw Self.noRoom(folder) }
    do {
      try GzipFile.unpack(bytes) { part throws(ValueError) in
        guard file.write(Array(part)) else { throw Self.noRoom(folder) }
      }
    } catch let error as CompressionError {
      throw ValueError(
        .unreadable, "the file \(packed) cannot be unpacked", because: error.reason,
        argument: "path")
    } catch let error as ValueError {
      throw error
    } catch {
      throw Self.noRoom(folder)
    }
    self.file = file
  }

  private static func noRoom(_ folder: String) -> ValueError {
    ValueError(
      .unwritable, "a compressed file cannot be unpacked in \(folder)", because: FileSystem.reason,
      fixes: [.init("TMPDIR=/path/with/room", note: "in a shell: another folder for such files")])
  }
}

extension EngineAccess {
  /// The unpacked copy of a file, made once for each version of it.
  func unpacked(_ path: String, _ identity: FileIdentity) throws(ValueError) -> String {
    let key = FormatKey(path: path, identity: identity)
    if let known = unpackedFile(key) { return known.path }
    let file = try UnpackedFile(path)
    keep(file, as: key)
    return file.path
  }
}
