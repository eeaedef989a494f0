import Diagnostics
import Glibc

/// The bytes of a script, read by `read(2)`.
enum ScriptFile {
  /// Scripts beyond this are refused by the parser too.
  private static let mostBytes = 64 << 20

  /// The script of a path; `-` is standard input.
  static func read(_ path: String) throws(Diagnostic) -> SourceText {
    if path == "-" {
      return SourceText(name: "<stdin>", bytes: try read(STDIN_FILENO, path: "standard input"))
    }
    guard !path.utf8.contains(0) else { throw failure(path, "a name cannot hold a NUL") }
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY)
    guard descriptor >= 0 else { throw failure(path, SystemError.text(errno)) }
    defer { close(descriptor) }
    return SourceText(name: path, bytes: try read(descriptor, path: path), path: path)
  }

  private static func read(_ descriptor: Int32, path: String) throws(Diagnostic) -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = unsafe buffer.withUnsafeMutableBytes {
        unsafe Glibc.read(descriptor, $0.baseAddress, $0.count)
      }
      if count == 0 { return bytes }
      if count < 0 {
        if errno == EINTR { continue }
        throw failure(path, SystemError.text(errno))
      }
      bytes += buffer.prefix(count)
      guard bytes.count <= mostBytes else { throw failure(path, "it is larger than 64 MB") }
    }
  }

  /// Writes a script whole or not at all.
  ///
  /// With `replace` a file that is there gives way, in one step
  /// and with its permissions.
  static func write(
    _ text: String, to path: String, replace: Bool = false
  ) throws(Diagnostic) {
    func failure(_ reason: String, helps: [Diagnostic.Help] = []) -> Diagnostic {
      Diagnostic(
        .unwritableScript, "`\(path)` cannot be written", because: reason, helps: helps)
    }
    guard !path.utf8.contains(0) else { throw failure("a name cannot hold a NUL") }
    var status = stat()
    let exists = unsafe lstat(path, &status) == 0
    guard !exists || replace else {
      throw failure(
        "there is such a file already", helps: [.init(":save! \(path)", note: "replaces it")])
    }
    guard !exists || [S_IFREG, S_IFLNK].contains(status.st_mode & S_IFMT) else {
      throw failure("it is no file")
    }
    let part = replace ? "\(path).\(getpid()).part" : path
    let descriptor = unsafe open(part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw failure(SystemError.text(errno)) }
    defer { close(descriptor) }
    if exists, status.st_mode & S_IFMT == S_IFREG { _ = fchmod(descriptor, status.st_mode & 0o777) }
    do throws(OutputFailure) { try OutputStream(descriptor: descriptor).write(text) } catch {
      unsafe unlink(part)
      throw failure(error.reason)
    }
    guard replace, unsafe rename(part, path) != 0 else { return }
    let reason = SystemError.text(errno)
    unsafe unlink(part)
    throw failure(reason)
  }

  private static func failure(_ path: String, _ reason: String) -> Diagnostic {
    Diagnostic(.unreadableFile, "`\(path)` cannot be read", because: reason)
  }
}
