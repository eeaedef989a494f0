import Diagnostics
import Evaluation
import Foundation
import Testing
import Values

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

  @Test(
    "the names of many columns are those that `load` gives",
    arguments: [
      "plain", "semicolons", "title", "quotes", "twice", "unnamed", "guarded", "utf16", "no header",
      "large", "carriage returns", "comments", "trailing delimiter", "latin",
    ])
  func manyColumns(kind: String) throws {
    var names = (0..<250).map { "c\($0)" }
    var (delimiter, lineEnd, before, after) = (",", "\n", "", "")
    var (encoding, rowCount, option) = (String.Encoding.utf8, 5, "")
    switch kind {
    case "semicolons": (delimiter, names[3]) = (";", "a,b")
    case "title": before = "Report of the year\n\n"
    case "quotes": (names[0], names[249]) = ("\"a,\"\"b\"\"\"", "\" c\"")
    case "twice": (names[7], names[8], names[249]) = ("c6", "c6", "c248")
    case "unnamed": (names[7], names[200]) = ("", "")
    case "guarded": (names[1], names[2]) = ("'=sum", "'plain")
    case "utf16": encoding = .utf16
    case "large": rowCount = 10_000
    case "carriage returns": lineEnd = "\r"
    case "comments": before = "# made by hand\n"
    case "trailing delimiter": after = ","
    case "latin": (names[5], encoding, option) = ("né", .isoLatin1, ", encoding: \"iso-8859-1\"")
    default: break
    }
    let row = (0..<250).map { "\($0 + 1)" }.joined(separator: delimiter) + after
    var lines = [names.joined(separator: delimiter) + after]
    if kind == "no header" { lines = ["2026-01-01" + row.dropFirst()] }
    let first = kind == "no header" ? ["2026-01-02" + row.dropFirst()] : [row]
    lines += first + Array(repeating: row, count: rowCount - 1)
    let text = before + lines.joined(separator: lineEnd) + lineEnd
    let folder = try Folder(["a.csv"])
    let path = "\(folder.path)/a.csv"
    try #require(text.data(using: encoding)).write(to: URL(filePath: path))
    if kind == "large" { #expect(text.utf8.count > 4 << 20) }

    let load = "load(\"\(path)\"\(option))"
    let offered = CompletionSession().names("\(load) | keep(.▮")
    let session = Session(options: SessionOptions()) { _ in }
    let table = try #require(session.schema(of: SourceText(name: "entry", text: load)))
    #expect(table.columns.count >= 250)
    #expect(offered == table.columns.map(\.name))
  }

  @Test("the types of many columns are shown when the file is loaded, and no wrong ones before")
  func typesOfManyColumns() throws {
    let folder = try Folder(["a.csv"])
    let path = "\(folder.path)/a.csv"
    let names = (0..<250).map { "c\($0)" }
    let row = (0..<250).map { $0.isMultiple(of: 2) ? "\($0)" : "x" }
    let text = [names, row, row].map { $0.joined(separator: ",") + "\n" }.joined()
    try Data(text.utf8).write(to: URL(filePath: path))
    let session = CompletionSession()
    let entry = "load(\"\(path)\") | keep(.▮"
    #expect(Set(session.completions(entry).candidates.map(\.detail)) == [""])
    session.run("let t = load(\"\(path)\");")
    let details = session.completions(entry).candidates.map(\.detail)
    #expect(details.count == 250 && details[0] == "Number" && details[1] == "Text")
    #expect(session.completions("t | keep(.▮").candidates.map(\.detail) == details)
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
