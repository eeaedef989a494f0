import Foundation

/// A folder for one test, removed with its owner.
final class TemporaryFolder: Sendable {
  let url: URL

  init() {
    url = FileManager.default.temporaryDirectory.appending(path: "sales-test-\(UUID())")
    try? FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(at: url)
  }

  /// Writes a file and gives its path.
  func write(_ text: String, name: String = "\(UUID()).csv") throws -> String {
    try write(bytes: Array(text.utf8), name: name)
  }

  func write(bytes: [UInt8], name: String = "\(UUID()).csv") throws -> String {
    let file = url.appending(path: name)
    try Data(bytes).write(to: file)
    return file.path(percentEncoded: false)
  }
}
