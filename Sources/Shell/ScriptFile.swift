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
    return SourceText(name: path, bytes: try read(descriptor, path: path))
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

  /// Writes a new script; a file that is there is not replaced.
  static func write(_ text: String, to path: String) throws(Diagnostic) {
    func failure(_ reason: String) -> Diagnostic {
      Diagnostic(.unwritableScript, "`\(path)` cannot be written", because: reason)
    }
    guard !path.utf8.contains(0) else { throw failure("a name cannot hold a NUL") }
    let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else {
      throw failure(errno == EEXIST ? "there is such a file already" : SystemError.text(errno))
    }
    defer { close(descriptor) }
    do throws(OutputFailure) { try OutputStream(descriptor: descriptor).write(text) } catch {
      unsafe unlink(path)
      throw failure(error.reason)
    }
  }

  private static func failure(_ path: String, _ reason: String) -> Diagnostic {
    Diagnostic(.unreadableFile, "`\(path)` cannot be read", because: reason)
  }
}
