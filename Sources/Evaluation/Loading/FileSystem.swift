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

  /// All bytes of a file; nil, with the reason in `errno`, if it cannot be read.
  static func contents(of path: String) -> [UInt8]? {
    let file = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let count = unsafe buffer.withUnsafeMutableBytes {
        unsafe read(file, $0.baseAddress, $0.count)
      }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { return nil }
      if count == 0 { return bytes }
      bytes += buffer[..<count]
    }
  }

  /// A path with the user's folder in the place of `~`, as a shell reads it.
  ///
  /// `~name`, and any path where HOME is not set, stays as it is.
  static func expanded(_ path: String) -> String {
    guard path == "~" || path.hasPrefix("~/"),
      let home = unsafe getenv("HOME").map({ unsafe String(cString: $0) }), home.hasPrefix("/")
    else { return path }
    return (home == "/" && path != "~" ? "" : home) + path.dropFirst()
  }

  static func isReadable(_ path: String) -> Bool { unsafe access(path, R_OK) == 0 }

  static func exists(_ path: String) -> Bool { unsafe access(path, F_OK) == 0 }

  static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// The names in a folder, in alphabetical order; no more than `limit` are read.
  static func names(in folder: String, limit: Int = 100_000) -> [String] {
    guard let stream = unsafe opendir(folder) else { return [] }
    defer { unsafe closedir(stream) }
    var names: [String] = []
    while names.count < limit, let entry = unsafe readdir(stream) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) {
          unsafe String(cString: $0)
        }
      }
      names.append(name)
    }
    return names.sorted()
  }

  /// The visible files in the folder of a path, in alphabetical order, for "did you mean".
  static func neighbours(of path: String) -> [String] {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    let start = parts.dropLast().joined(separator: "/")
    return names(in: folder(of: path)).filter { !$0.hasPrefix(".") }
      .map { parts.count < 2 ? $0 : "\(start)/\($0)" }
  }

  /// The folder that a path is in.
  static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// Why the system refused the last call.
  static var reason: String {
    unsafe strerror(errno).map { unsafe String(cString: $0) } ?? "the system does not say why"
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
