internal import Glibc
internal import Values

/// A file that is written whole or not at all.
///
/// It has no name in its folder until it is complete and on the disk. Then it takes the target's name
/// in one step, so that at every moment the target is the old file or the new one. A replaced file
/// passes on its permissions. The name of a symbolic link is given to the new file; what the link
/// pointed to stays as it is.
struct ReplacementFile: ~Copyable {
  let target: String
  private let replacesExisting: Bool
  private let folder: String
  private var file: UnnamedFile

  /// - Throws: `unwritable` when the folder takes no file, when the target is no file, or when it is
  ///   there and `replace` is false.
  init(for target: String, replace: Bool) throws(ValueError) {
    self.target = target
    replacesExisting = replace
    folder = FileSystem.folder(of: target)
    var status = stat()
    let exists = unsafe lstat(target, &status) == 0
    if exists {
      guard [S_IFREG, S_IFLNK].contains(status.st_mode & S_IFMT) else {
        throw Self.refused(
          target, because: FileSystem.isFolder(target) ? "it is a folder" : "it is no file")
      }
      guard replace else { throw Self.occupied(target) }
    }
    UnnamedFile.removeAbandoned(in: folder)
    guard let file = UnnamedFile(in: folder) else {
      throw Self.refused(target, because: FileSystem.reason)
    }
    if exists, status.st_mode & S_IFMT == S_IFREG {
      _ = fchmod(file.descriptor, status.st_mode & 0o777)
    }
    self.file = file
  }

  /// The path by which the engine writes to the file.
  var path: String { file.path }

  func write(_ bytes: [UInt8]) throws(ValueError) {
    guard file.write(bytes) else { throw Self.refused(target, because: FileSystem.reason) }
  }

  /// Gives the complete file the target's name.
  ///
  /// - Throws: `unwritable` when the disk or the folder does not take it; the target is then as it
  ///   was.
  mutating func commit() throws(ValueError) {
    guard fsync(file.descriptor) == 0 else {
      throw Self.refused(target, because: FileSystem.reason)
    }
    if !file.link(to: target) {
      guard errno == EEXIST else { throw Self.refused(target, because: FileSystem.reason) }
      guard replacesExisting else { throw Self.occupied(target) }
      guard file.replace(target, in: folder) else {
        throw Self.refused(target, because: FileSystem.reason)
      }
    }
    // Without this a loss of power could bring the old name back.
    let opened = unsafe open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if opened >= 0 {
      _ = fsync(opened)
      close(opened)
    }
  }

  static func refused(_ path: String, because reason: String) -> ValueError {
    ValueError(.unwritable, "\(path) cannot be written", because: reason, argument: "path")
  }

  private static func occupied(_ path: String) -> ValueError {
    ValueError(
      .unwritable, "there is a file \(path) already",
      fixes: [.init("save(\"\(path)\", replace: true)", note: "replaces it")], argument: "path")
  }
}
