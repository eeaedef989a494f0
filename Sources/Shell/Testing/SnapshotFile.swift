import Diagnostics
import Glibc

/// The file beside a script that holds what its tests show.
enum SnapshotFile {
  /// What is kept; nothing where there is no such file.
  static func read(_ path: String) throws(Diagnostic) -> Snapshots {
    guard !path.utf8.contains(0), unsafe access(path, F_OK) == 0 else { return Snapshots() }
    let text = try ScriptFile.read(path)
    return Snapshots(reading: String(decoding: text.bytes, as: UTF8.self))
  }

  /// Writes a file whole, or leaves the one that is there as it is.
  static func write(_ text: String, to path: String) throws(Diagnostic) {
    let unfinished = "\(path).\(getpid())"
    guard !path.utf8.contains(0) else { throw failure(path, "a name cannot hold a NUL") }
    let descriptor = unsafe open(unfinished, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw failure(path, SystemError.text(errno)) }
    var reason: String?
    do throws(OutputFailure) { try OutputStream(descriptor: descriptor).write(text) } catch {
      reason = error.reason
    }
    close(descriptor)
    if reason == nil, unsafe rename(unfinished, path) != 0 { reason = SystemError.text(errno) }
    guard let reason else { return }
    unsafe unlink(unfinished)
    throw failure(path, reason)
  }

  private static func failure(_ path: String, _ reason: String) -> Diagnostic {
    Diagnostic(.unwritableSnapshot, "`\(path)` cannot be written", because: reason)
  }
}
