import Evaluation
import Foundation
import Testing
import Values

/// A table is a plan until it is used; what a use has computed is kept for the same use again.
@Suite("Tables that are used more than once") struct RememberedTableTests {
  /// Writes other rows of the same length into a file and gives it back its times.
  ///
  /// It stays on its place on the disk, too, so that only a query that reads it can tell.
  private func replaceUnnoticed(_ file: URL, by text: String) throws {
    let before = try FileManager.default.attributesOfItem(atPath: file.path)
    var status = stat()
    try #require(unsafe stat(file.path, &status) == 0)
    let handle = try FileHandle(forWritingTo: file)
    try handle.write(contentsOf: Data(text.utf8))
    try handle.close()
    var times = [status.st_atim, status.st_mtim]
    try #require(unsafe utimensat(AT_FDCWD, file.path, &times, 0) == 0)
    let after = try FileManager.default.attributesOfItem(atPath: file.path)
    try #require(before[.size] as? Int == after[.size] as? Int)
  }

  @Test("the engine computes them once, and another question reads the file")
  func once() throws {
    let file = FileManager.default.temporaryDirectory
      .appending(component: "\(UUID().uuidString).csv")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data("key,n\na,1\na,2\nb,3\n".utf8).write(to: file)
    let totals = "summarize(total: sum(.n), by: .key)"
    var uses = 0
    let run = ScriptRun(
      """
      let t = load("\(file.path)")
      let totals = t | \(totals)
      totals
      totals
      t | \(totals)
      totals | show(title: "again")
      t | summarize(most: max(.n), by: .key)
      """,
      onShown: {
        uses += 1
        guard uses == 1 else { return }
        do { try replaceUnnoticed(file, by: "key,n\na,4\na,5\nb,6\n") } catch {
          Issue.record(error)
        }
      })
    #expect(run.outcome == .succeeded, "\(run.words)")
    try #require(run.shown.count == 5)
    for index in 0..<4 {
      #expect(run.column("total", ofShown: index).map(\.magnitude) == [3, 3])
    }
    #expect(run.column("most", ofShown: 4).map(\.magnitude) == [5, 6])
  }
}
