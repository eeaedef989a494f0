import Glibc

/// The entries of all sessions, in a file that open sessions share: one entry a line, the oldest first.
///
/// Only the user may read it. Each entry is appended while the file is locked, so that entries of two
/// sessions never mix; and it is not followed where it is a link to another file.
final class HistoryFile {
  /// Entries beyond these are left out when a session begins, the oldest first.
  static let mostEntries = 10_000
  private static let mostBytes = 64 << 20

  let path: String
  /// How much of the file was read, and of which file.
  private var offset: off_t = 0
  private var inode: ino_t = 0

  /// - Parameter path: nil where there is no folder for it.
  init?(path: String? = HistoryFile.usualPath) {
    guard let path else { return nil }
    self.path = path
    Self.makeFolders(of: path)
    guard let descriptor = locked() else { return nil }
    defer { close(descriptor) }
    trim(descriptor)
  }

  /// `history` in the folder of the user's state.
  static var usualPath: String? { UserFolder.state("history") }

  /// Appends an entry; false when it cannot be written.
  func append(_ entry: String) -> Bool {
    guard let descriptor = locked() else { return false }
    defer { close(descriptor) }
    return Self.write(Self.line(entry), to: descriptor)
  }

  /// The entries that were appended since the last time, by this session and by others.
  func news() -> [String] {
    guard let descriptor = locked() else { return [] }
    defer { close(descriptor) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { return [] }
    // Another session has written the file anew: what it kept is known already.
    if status.st_ino != inode || status.st_size < offset {
      if inode != 0 { offset = status.st_size }
      inode = status.st_ino
    }
    guard status.st_size > offset, status.st_size - offset <= Self.mostBytes else { return [] }
    let bytes = Self.read(descriptor, from: offset, count: Int(status.st_size - offset))
    guard let end = bytes.lastIndex(of: UInt8(ascii: "\n")) else { return [] }
    offset += off_t(end + 1)
    return Self.entries(bytes[...end])
  }

  /// Every entry, the oldest first.
  func all() -> [String] {
    guard let descriptor = locked() else { return [] }
    defer { close(descriptor) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0, status.st_size <= Self.mostBytes else {
      return []
    }
    return Self.entries(Self.read(descriptor, from: 0, count: Int(status.st_size))[...])
  }

  /// Forgets all entries, those of other sessions too; false when that fails.
  func clear() -> Bool {
    guard let descriptor = locked() else { return false }
    defer { close(descriptor) }
    offset = 0
    return ftruncate(descriptor, 0) == 0
  }

  // MARK: The form of an entry

  /// The entry on one line: a backslash is doubled, a line's end is `\n`.
  static func line(_ entry: String) -> [UInt8] {
    var bytes: [UInt8] = []
    for byte in entry.utf8 {
      switch byte {
      case UInt8(ascii: "\\"): bytes += Array("\\\\".utf8)
      case UInt8(ascii: "\n"): bytes += Array("\\n".utf8)
      case UInt8(ascii: "\r"), 0: continue
      default: bytes.append(byte)
      }
    }
    return bytes + [UInt8(ascii: "\n")]
  }

  static func entries(_ bytes: ArraySlice<UInt8>) -> [String] {
    bytes.split(separator: UInt8(ascii: "\n")).map { line in
      var text: [UInt8] = []
      var isEscaped = false
      for byte in line {
        if isEscaped {
          text.append(byte == UInt8(ascii: "n") ? UInt8(ascii: "\n") : byte)
          isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
          isEscaped = true
        } else {
          text.append(byte)
        }
      }
      return String(decoding: text, as: UTF8.self)
    }
  }

  // MARK: The file

  /// The file, open and locked; nil where it may not be written.
  private func locked() -> Int32? {
    // Between opening and locking, another session may have put a new file in its place.
    for _ in 0..<10 {
      let flags = O_RDWR | O_APPEND | O_CREAT | O_NOFOLLOW | O_CLOEXEC | O_NOCTTY | O_NONBLOCK
      let descriptor = unsafe open(path, flags, 0o600)
      guard descriptor >= 0 else { return nil }
      var own = stat()
      var named = stat()
      guard flock(descriptor, LOCK_EX) == 0, unsafe fstat(descriptor, &own) == 0,
        own.st_mode & S_IFMT == S_IFREG
      else {
        close(descriptor)
        return nil
      }
      if unsafe lstat(path, &named) == 0, named.st_ino == own.st_ino {
        if own.st_mode & 0o077 != 0 { fchmod(descriptor, 0o600) }
        return descriptor
      }
      close(descriptor)
    }
    return nil
  }

  /// Writes the file anew with the newest entries, where it has grown too long.
  private func trim(_ descriptor: Int32) {
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0, status.st_size <= Self.mostBytes else { return }
    let bytes = Self.read(descriptor, from: 0, count: Int(status.st_size))
    let lines = bytes.split(separator: UInt8(ascii: "\n"))
    guard lines.count > Self.mostEntries + Self.mostEntries / 10 else { return }
    let temporary = path + ".new"
    let new = unsafe open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard new >= 0 else { return }
    defer { close(new) }
    let kept = lines.suffix(Self.mostEntries).flatMap { $0 + [UInt8(ascii: "\n")] }
    guard Self.write(kept, to: new), fsync(new) == 0, unsafe rename(temporary, path) == 0 else {
      unsafe unlink(temporary)
      return
    }
  }

  private static func makeFolders(of path: String) {
    var folder = ""
    for part in path.split(separator: "/").dropLast() {
      folder += "/\(part)"
      _ = unsafe mkdir(folder, 0o700)
    }
  }

  private static func read(_ descriptor: Int32, from offset: off_t, count: Int) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: max(0, count))
    var filled = 0
    while filled < bytes.count {
      let got = unsafe bytes.withUnsafeMutableBytes { buffer in
        let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[filled...])
        return unsafe pread(descriptor, rest.baseAddress, rest.count, offset + off_t(filled))
      }
      guard got > 0 else { break }
      filled += got
    }
    return Array(bytes.prefix(filled))
  }

  private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    (try? OutputStream(descriptor: descriptor).write(bytes)) != nil
  }
}
