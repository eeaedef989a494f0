import Diagnostics
import Glibc

/// The user's own headers of roles: `roles.txt` in the folder of the configuration.
enum UserRoles {
  /// Far more than the headers of every program.
  private static let mostBytes = 1 << 20

  /// Nil where there is no folder of the configuration.
  static var path: String? { UserFolder.configuration("roles.txt") }

  /// The text of the file; nil when there is none.
  static func read() throws(Diagnostic) -> SourceText? {
    guard let path else { return nil }
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return nil }
    guard status.st_mode & S_IFMT == S_IFREG, status.st_size <= mostBytes else {
      throw Diagnostic(
        .unreadableFile, "`\(path)` is not read", because: "it is no file of at most 1 MB",
        severity: .warning)
    }
    do throws(Diagnostic) { return try ScriptFile.read(path) } catch {
      var warning = error
      warning.severity = .warning
      throw warning
    }
  }
}
