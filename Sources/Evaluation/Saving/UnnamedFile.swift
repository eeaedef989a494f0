internal import Glibc

/// A file without a name, which is gone when the process ends, however it ends.
///
/// The lock that it holds is given back by the system together with the file, so a process that finds
/// a name of it unlocked knows that nobody writes to it any more.
struct UnnamedFile: ~Copyable {
  let descriptor: Int32
  /// The name that it had to be given where the file system knows no files without one.
  private(set) var name: String?

  private static let temporaryFile = 0o20_000_000 | O_DIRECTORY

  /// A file for reading and writing in a folder; nil, with the reason in `errno`, where none can be
  /// made.
  init?(in folder: String) {
    var descriptor = unsafe open(folder, Self.temporaryFile | O_RDWR | O_CLOEXEC, 0o666)
    var name: String?
    if descriptor < 0, [EOPNOTSUPP, EISDIR, EINVAL].contains(errno) {
      let path = Self.temporaryName(in: folder)
      descriptor = unsafe open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o666)
      name = path
    }
    guard descriptor >= 0 else { return nil }
    _ = flock(descriptor, LOCK_EX | LOCK_NB)
    self.descriptor = descriptor
    self.name = name
  }

  deinit {
    if let name { unsafe unlink(name) }
    close(descriptor)
  }

  /// The path by which this process reaches the file.
  var path: String { "/proc/self/fd/\(descriptor)" }

  /// Writes all bytes at the end of what was written; false, with the reason in `errno`, if it
  /// cannot.
  func write(_ bytes: [UInt8]) -> Bool {
    var written = 0
    while written < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { buffer in
        unsafe Glibc.write(
          descriptor, buffer.baseAddress.map { unsafe $0 + written }, bytes.count - written)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      written += count
    }
    return true
  }

  /// Gives the file a name that nothing has yet; false, with the reason in `errno`, if it cannot.
  mutating func link(to path: String) -> Bool {
    if let name {
      guard unsafe Glibc.link(name, path) == 0 else { return false }
      unsafe unlink(name)
      self.name = nil
      return true
    }
    return unsafe linkat(AT_FDCWD, self.path, AT_FDCWD, path, AT_SYMLINK_FOLLOW) == 0
  }

  /// Puts the file in the place of what has that name; false, with the reason in `errno`, if it
  /// cannot.
  mutating func replace(_ path: String, in folder: String) -> Bool {
    let temporary = name ?? Self.temporaryName(in: folder)
    if name == nil {
      guard unsafe linkat(AT_FDCWD, self.path, AT_FDCWD, temporary, AT_SYMLINK_FOLLOW) == 0 else {
        return false
      }
      name = temporary
    }
    guard unsafe rename(temporary, path) == 0 else { return false }
    name = nil
    return true
  }

  // MARK: Names

  private static let prefix = ".sales-"
  private static let suffix = ".part"

  private static func temporaryName(in folder: String) -> String {
    "\(folder)/\(prefix)\(getpid())-\(UInt32.random(in: 0 ... .max))\(suffix)"
  }

  /// Removes the named files of processes that were killed between naming a file and moving it.
  static func removeAbandoned(in folder: String) {
    for name in FileSystem.names(in: folder) where name.hasPrefix(prefix) && name.hasSuffix(suffix)
    {
      let path = "\(folder)/\(name)"
      let descriptor = unsafe open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
      guard descriptor >= 0 else { continue }
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { unsafe unlink(path) }
      close(descriptor)
    }
  }
}
