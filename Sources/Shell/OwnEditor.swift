import Diagnostics
import Glibc

/// The user's own editor of text: `$VISUAL`, else `$EDITOR`, else `vi`.
enum OwnEditor {
  /// A text as it was when the editor ended; nil when that says that nothing is to be done.
  static func edit(_ text: [UInt8]) throws(Diagnostic) -> [UInt8]? {
    let folder = Environment.value("TMPDIR").flatMap { $0.hasPrefix("/") ? $0 : nil } ?? "/tmp"
    // The ending lets the editor colour it.
    var template = Array("\(folder)/sales-XXXXXX.sales".utf8CString)
    let descriptor = unsafe template.withUnsafeMutableBufferPointer { buffer in
      unsafe buffer.baseAddress.map { unsafe mkstemps($0, 6) } ?? -1
    }
    let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    guard descriptor >= 0 else {
      throw failure("no file can be made in \(folder)", SystemError.text(errno))
    }
    defer { unsafe unlink(path) }
    let isWritten = (try? OutputStream(descriptor: descriptor).write(text)) != nil
    close(descriptor)
    guard isWritten else { throw failure("\(path) cannot be written", nil) }
    let editor =
      ["VISUAL", "EDITOR"].compactMap(Environment.value).first { !$0.isEmpty } ?? "vi"
    // The variable may hold options, which a shell divides.
    let status = ChildProcess.run(["/bin/sh", "-c", "\(editor) \"$1\"", "sh", path])
    guard status == 0 else {
      throw failure("`\(editor)` ended with \(status)", "the entry stays as it was")
    }
    var bytes = try ScriptFile.read(path).bytes
    while let last = bytes.last, last == 0x0A || last == 0x20 { bytes.removeLast() }
    return bytes.isEmpty ? nil : bytes
  }

  private static func failure(_ message: String, _ reason: String?) -> Diagnostic {
    Diagnostic(.ownProgram, message, because: reason)
  }
}
