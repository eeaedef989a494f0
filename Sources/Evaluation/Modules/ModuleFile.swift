internal import Glibc
internal import Syntax

/// The bytes of a file that a text uses.
enum ModuleFile {
  /// The same file by whatever path it is reached.
  struct Identity: Hashable {
    let device: UInt64
    let inode: UInt64
  }

  enum Reading {
    case file(Identity, [UInt8])
    /// Why it cannot be read.
    case refused(String)
  }

  /// The path of a file as the text that uses it writes it, from the folder of that text.
  static func path(_ written: String, from user: String?) -> String {
    guard let user, !written.hasPrefix("/") else { return written }
    let folder = FileSystem.folder(of: user)
    if folder == "." { return written }
    return folder.hasSuffix("/") ? folder + written : "\(folder)/\(written)"
  }

  /// Reads a file, and never waits for one that is none: a pipe or a device.
  static func read(_ path: String) -> Reading {
    guard !path.isEmpty else { return .refused("the path is empty") }
    guard !path.utf8.contains(0) else { return .refused("a name cannot hold a NUL") }
    let file = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK)
    guard file >= 0 else { return .refused(reason(errno)) }
    defer { close(file) }
    guard let (identity, kind) = status(of: file) else { return .refused(reason(errno)) }
    if kind == S_IFDIR { return .refused("it is a folder") }
    guard kind == S_IFREG else { return .refused("it is no file") }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    // Beyond its limit the parser says that the text is too large.
    while bytes.count <= SyntaxLimits.sourceBytes {
      let count = unsafe buffer.withUnsafeMutableBytes {
        unsafe Glibc.read(file, $0.baseAddress, $0.count)
      }
      if count == 0 { break }
      if count < 0 {
        if errno == EINTR { continue }
        return .refused(reason(errno))
      }
      bytes += buffer.prefix(count)
    }
    return .file(identity, bytes)
  }

  /// Which file a script is, so that a circle that leads back to it is found.
  static func identity(of path: String) -> Identity? {
    var found = stat()
    guard unsafe stat(path, &found) == 0 else { return nil }
    return Identity(device: UInt64(found.st_dev), inode: UInt64(found.st_ino))
  }

  private static func status(of file: Int32) -> (Identity, mode_t)? {
    var found = stat()
    guard unsafe fstat(file, &found) == 0 else { return nil }
    let identity = Identity(device: UInt64(found.st_dev), inode: UInt64(found.st_ino))
    return (identity, found.st_mode & S_IFMT)
  }

  /// In English, whatever the locale.
  private static func reason(_ number: Int32) -> String {
    switch number {
    case ENOENT: "there is no such file"
    case EACCES, EPERM: "permission was refused"
    case ENOTDIR: "a part of its path is no folder"
    case ELOOP: "its links lead in a circle"
    case ENAMETOOLONG: "the name is too long"
    default: "the system refused it (error \(number))"
    }
  }
}
