internal import Glibc
internal import Planning
internal import Values

/// The few things that are asked of the file system.
enum FileSystem {
  /// What tells one version of a file from another; nil when there is no regular file to read.
  static func identity(of path: String) -> FileIdentity? {
    var status = stat()
    guard unsafe stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      return nil
    }
    let seconds = Int(status.st_mtim.tv_sec)
    let nanoseconds = Int(status.st_mtim.tv_nsec)
    return FileIdentity(
      size: Int(status.st_size),
      modifiedNanoseconds: seconds &* 1_000_000_000 &+ nanoseconds, inode: UInt64(status.st_ino))
  }

  static func isReadable(_ path: String) -> Bool { unsafe access(path, R_OK) == 0 }

  static func exists(_ path: String) -> Bool { unsafe access(path, F_OK) == 0 }

  static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// The names in the folder of a path, in alphabetical order, for "did you mean".
  static func neighbours(of path: String) -> [String] {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    let folder = parts.dropLast().joined(separator: "/")
    guard let stream = unsafe opendir(folder.isEmpty ? (path.hasPrefix("/") ? "/" : ".") : folder)
    else { return [] }
    defer { unsafe closedir(stream) }
    var names: [String] = []
    while names.count < 10_000, let entry = unsafe readdir(stream) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) {
          unsafe String(cString: $0)
        }
      }
      if !name.hasPrefix(".") { names.append(folder.isEmpty ? name : "\(folder)/\(name)") }
    }
    return names.sorted()
  }

  /// Writes a file whole or not at all: a temporary file beside it, then a rename.
  static func write(_ bytes: [UInt8], to path: String, replace: Bool) throws(ValueError) {
    if !replace, exists(path) {
      throw ValueError(
        .unwritable, "there is a file \(path) already",
        fixes: [.init("save(\"\(path)\", replace: true)", note: "replaces it")])
    }
    let temporary = "\(path).\(getpid()).part"
    let descriptor = unsafe open(
      temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw refused(path) }
    var written = 0
    while written < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { buffer in
        unsafe Glibc.write(
          descriptor, buffer.baseAddress.map { unsafe $0 + written }, bytes.count - written)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        let error = refused(path)
        close(descriptor)
        unsafe unlink(temporary)
        throw error
      }
      written += count
    }
    guard fsync(descriptor) == 0, close(descriptor) == 0, unsafe rename(temporary, path) == 0 else {
      let error = refused(path)
      unsafe unlink(temporary)
      throw error
    }
  }

  private static func refused(_ path: String) -> ValueError {
    let reason = unsafe strerror(errno).map { unsafe String(cString: $0) } ?? "unknown reason"
    return ValueError(.unwritable, "\(path) cannot be written", because: reason)
  }
}

extension FileScan {
  /// Throws when the file is no longer the one that was loaded.
  func requireUnchanged() throws(ValueError) {
    guard FileSystem.identity(of: path) == identity else {
      throw ValueError(
        .changedFile, "\(path) is not the file that was loaded",
        because: "it was replaced, changed or removed since",
        fixes: [.init("load(\"\(path)\")", note: "reads it anew")])
    }
  }
}
