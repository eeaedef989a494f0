import Evaluation
import Foundation
import Testing

/// Files and folders in the text of a path.
@Suite("Completion of files") struct CompletionFileTests {
  private final class Folder {
    let path: String

    init(_ files: [String]) throws {
      path = FileManager.default.temporaryDirectory.path + "/completion-\(UUID().uuidString)"
      for file in files {
        let url = URL(filePath: "\(path)/\(file)")
        try FileManager.default.createDirectory(
          at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data("a,b\n1,2\n".utf8).write(to: url)
      }
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
  }

  @Test("folders end with a slash, and only what the function reads is listed")
  func kinds() throws {
    let folder = try Folder([
      "a.csv", "b.csv.gz", "c.parquet", "d.pdf", "e.xls", "inner/f.csv", ".hidden.csv", "g.md",
    ])
    let session = CompletionSession()
    let path = folder.path
    #expect(session.names("load(\"\(path)/▮") == ["a.csv", "b.csv.gz", "c.parquet", "inner/"])
    #expect(session.texts("load(\"\(path)/a▮") == ["\"\(path)/a.csv\""])
    #expect(session.entries("load(\"\(path)/a▮\")") == ["load(\"\(path)/a.csv\")"])
    #expect(session.texts("load(\"\(path)/in▮") == ["\"\(path)/inner/"])
    #expect(session.names("load(\"\(path)/.▮") == [".hidden.csv"])
    #expect(session.names("load(\"\(path)/none/▮").isEmpty)
    #expect(session.names("save(table {\n  a\n  1\n}, \"\(path)/g▮") == ["g.md"])
    #expect(session.names("upper(\"\(path)/▮").isEmpty)
    #expect(session.names("load(path: \"\(path)/a▮") == ["a.csv"])
    #expect(session.names("load(\"Data▮") == ["Datasets/"])
    #expect(session.names("load(\"Datasets/sp▮") == ["spend.csv"])
  }

  @Test("`~/` is the user's folder") func home() throws {
    let home = try #require(ProcessInfo.processInfo.environment["HOME"])
    let session = CompletionSession()
    #expect(session.texts("load(\"~▮") == ["\"~/"])
    #expect(session.names("load(\"~/▮") == session.names("load(\"\(home)/▮"))
    #expect(session.names("load(\"~/.▮") == session.names("load(\"\(home)/.▮"))
    #expect(session.texts("load(\"~/.▮").allSatisfy { $0.hasPrefix("\"~/.") })
  }

  @Test("names with marks, braces and control characters are written as escapes and open")
  func escapes() throws {
    let names = ["a\"b.csv", "a\\b.csv", "a{b}.csv", "a\u{1B}[31m.csv", "a\nb.csv", "a\tb.csv"]
    let folder = try Folder(names)
    let session = CompletionSession()
    let entries = session.entries("load(\"\(folder.path)/a▮")
    #expect(entries.count == names.count)
    for entry in entries {
      #expect(entry.utf8.allSatisfy { $0 >= 0x20 }, "\(entry)")
      let run = ScriptRun("(\(entry))).a")
      #expect(run.outcome == .succeeded, "\(entry): \(run.words)")
    }
  }

  @Test("no more than 1,000 names of a folder are read")
  func manyNames() throws {
    let folder = try Folder((0..<1_200).map { "f\($0).csv" })
    let count = CompletionSession().names("load(\"\(folder.path)/▮").count
    #expect(count > 900 && count <= 1_000)
  }

  @Test("a file that changes is looked at again")
  func changedFile() throws {
    let folder = try Folder(["a.csv"])
    let session = CompletionSession()
    let entry = "let t = load(\"\(folder.path)/a.csv\")\nt | where(.▮"
    #expect(session.names(entry) == ["a", "b"])
    try Data("first,second,third\n1,2,3\n".utf8).write(to: URL(filePath: "\(folder.path)/a.csv"))
    #expect(session.names(entry) == ["first", "second", "third"])
  }

  @Test("the columns of a large file come from its beginning")
  func largeFile() throws {
    let folder = try Folder(["small.csv"])
    let path = "\(folder.path)/large.csv"
    var text = "account,amount\n"
    for row in 0..<400_000 { text += "A\(row),12.50\n" }
    #expect(text.utf8.count > 4 << 20)
    // A fault far from the beginning is not seen.
    try Data((text + "\"open\n").utf8).write(to: URL(filePath: path))
    #expect(CompletionSession().names("load(\"\(path)\") | where(.▮") == ["account", "amount"])
  }
}
