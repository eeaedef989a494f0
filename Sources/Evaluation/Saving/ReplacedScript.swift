internal import Glibc
package import Values

/// A script in a file that is written anew.
package enum ReplacedScript {
  /// Puts a text in the place of a script's, whole or not at all; its permissions stay.
  ///
  /// Of a symbolic link, the file that it leads to is written.
  ///
  /// - Throws: `unwritable` when the file may not be written, or when the disk or the folder does not
  ///   take it; the script is then as it was.
  package static func write(_ bytes: [UInt8], to path: String) throws(ValueError) {
    let target = try target(of: path)
    guard unsafe access(target, W_OK) == 0 else {
      throw ReplacementFile.refused(path, because: FileSystem.reason)
    }
    var file = try ReplacementFile(for: target, replace: true)
    try file.write(bytes)
    try file.commit()
  }

  private static func target(of path: String) throws(ValueError) -> String {
    guard !path.utf8.contains(0), let resolved = unsafe realpath(path, nil) else {
      throw ReplacementFile.refused(path, because: FileSystem.reason)
    }
    defer { unsafe free(resolved) }
    return unsafe String(cString: resolved)
  }
}
