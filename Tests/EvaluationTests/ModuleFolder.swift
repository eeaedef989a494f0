import Diagnostics
import Foundation

/// A folder of scripts that use each other, which goes away with the test.
final class ModuleFolder {
  let path: String

  init(_ files: [String: String] = [:]) throws {
    path =
      FileManager.default.temporaryDirectory
      .appending(path: "sales-modules-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    for (name, text) in files { try write(name, text) }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ name: String, _ text: String) throws {
    let file = URL(filePath: path).appending(path: name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try text.write(to: file, atomically: true, encoding: .utf8)
  }

  /// A script of the folder, as the command reads it.
  func script(_ name: String) throws -> SourceText {
    let file = "\(path)/\(name)"
    let bytes = try Data(contentsOf: URL(filePath: file))
    return SourceText(name: name, bytes: Array(bytes), path: file)
  }

  /// A script that is not in a file of its own, but uses files of the folder.
  func text(_ text: String) -> SourceText {
    SourceText(name: "main.sales", bytes: Array(text.utf8), path: "\(path)/main.sales")
  }
}
