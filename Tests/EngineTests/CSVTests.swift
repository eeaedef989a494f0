import Columns
import Engine
import Foundation
import Testing

@Suite("Files of separated values")
struct CSVTests {
  let connection: Connection
  let folder = TemporaryFolder()

  init() throws {
    connection = try Connection.open(EngineOptions(threads: 2))
  }

  @Test("names, types and the quoted field are found")
  func quoted() throws {
    let path = try folder.write(
      "name,when,amount,ok\nx,2024-01-02,1.5,true\n\"y, \"\"z\"\"\",2024-02-03,,false\n")
    let format = try connection.sniffCSV(path: path)
    #expect(format.columns.map(\.name) == ["name", "when", "amount", "ok"])
    #expect(format.columns.map(\.type) == [.text, .date, .double, .boolean])
    #expect(format.columns.map(\.engineType) == ["VARCHAR", "DATE", "DOUBLE", "BOOLEAN"])
    #expect(format.delimiter == "," && format.quote == "\"" && format.escape == "\"")
    #expect(format.header && format.skip == 0 && format.dateFormat == "%Y-%m-%d")
    let names = try #require(try read(path, format)["name"])
    #expect(names.text(at: 1) == "y, \"z\"")
  }

  @Test("one column, tabs, line ends and a byte order mark are understood")
  func forms() throws {
    let one = try connection.sniffCSV(path: try folder.write("amount\n1\n2\n"))
    #expect(one.columns.map(\.name) == ["amount"] && one.columns.map(\.type) == [.integer])
    let tabs = try connection.sniffCSV(path: try folder.write("a\tb\n1\tx\n"))
    #expect(tabs.delimiter == "\t" && tabs.columns.map(\.name) == ["a", "b"])
    let windows = try folder.write("\u{FEFF}a;b\r\n1,5;02.03.2024\r\n2,5;13.03.2024\r\n")
    let format = try connection.sniffCSV(path: windows)
    #expect(format.delimiter == ";" && format.columns.map(\.name) == ["a", "b"])
    #expect(format.dateFormat == "%d.%m.%Y")
    #expect(try read(windows, format)["b"]?.day(at: 0) == 19784)
  }

  @Test("a file of a header alone has columns, an empty file has none")
  func empty() throws {
    let header = try folder.write("a,b,c\n")
    let format = try connection.sniffCSV(path: header)
    #expect(format.columns.map(\.name) == ["a", "b", "c"])
    #expect(try read(header, format).rowCount == 0)
    for text in ["", "\n", "\u{FEFF}", " \r\n\r\n"] {
      #expect(try connection.sniffCSV(path: try folder.write(text)).columns.isEmpty)
    }
  }

  @Test("a bad cell far behind the sample is reported with its line, column and value")
  func badCell() throws {
    let rows = String(repeating: "1,2\n", count: 30_000)
    let path = try folder.write("a,b\n\(rows)x,3\n1,2\n")
    let format = try connection.sniffCSV(path: path)
    #expect(format.columns.map(\.type) == [.integer, .integer])
    let error = #expect(throws: EngineError.self) { try read(path, format) }
    #expect(error?.kind == .conversion)
    #expect(error?.place?.line == 30_002)
    #expect(error?.place?.column == "a")
    #expect(error?.place?.value == "x")
    #expect(error?.place?.wantedType == "BIGINT")
    #expect(error?.place?.lineText == "x,3")
    #expect(error?.message == "line 30002, column a: \"x\" is not of type BIGINT")
    let whole = try connection.sniffCSV(path: path, rows: nil)
    #expect(whole.columns.map(\.type) == [.text, .integer])
  }

  @Test("a quoted field far behind the sample is read, though the sample has no quotes")
  func lateQuote() throws {
    let rows = String(repeating: "x,2\n", count: 30_000)
    let path = try folder.write("a,b\n\(rows)\"y, z\",3\n")
    let table = try read(path, try connection.sniffCSV(path: path))
    #expect(table["a"]?.text(at: 30_000) == "y, z")
  }

  @Test(
    "a line that cannot be read is reported with its number and its fault",
    arguments: [
      ("a,b,c\n1,2,3\n4,5\n6,7,8\n", "line 3 has 2 columns, not 3"),
      ("a,b,c\n1,2,3,4\n", "line 2 has 4 columns, not 3"),
      ("a,b,c\n1,2,\"x\n4,5,6\n", "line 2 has a quoted field that does not end as one"),
    ])
  func badLines(text: String, message: String) throws {
    let path = try folder.write(text)
    let error = #expect(throws: EngineError.self) {
      try read(path, CSVFormat.plain(["a", "b", "c"]))
    }
    #expect(error?.message == message)
  }

  @Test("a line of more than two million bytes is refused by its length")
  func longLine() throws {
    let path = try folder.write("a,b,c\n1,2,\(String(repeating: "x", count: 3_000_000))\n")
    let error = #expect(throws: EngineError.self) {
      try read(path, CSVFormat.plain(["a", "b", "c"]))
    }
    #expect(error?.message == "line 2 is longer than 2000000 bytes")
  }

  @Test(
    "the name of a file is no pattern, no home folder and no server",
    arguments: ["sales[1].csv", "s*les.csv", "sale?.csv", "~sales.csv", "sales,2024 'x'.csv"])
  func names(name: String) throws {
    _ = try folder.write("decoy\n0\n", name: "sales1.csv")
    _ = try folder.write("decoy\n0\n", name: "sales.csv")
    let path = try folder.write("value\n7\n", name: name)
    let format = try connection.sniffCSV(path: path)
    #expect(format.columns.map(\.name) == ["value"])
    #expect(try read(path, format)["value"]?.integer(at: 0) == 7)
  }

  @Test("relative names stay on this machine")
  func relative() {
    #expect(SQLText.filePattern("http://host/x.csv") == "./http://host/x.csv")
    #expect(SQLText.filePattern("~/x.csv") == "./~/x.csv")
    #expect(SQLText.filePattern("/tmp/a[b]*?.csv") == "/tmp/a[[]b][*][?].csv")
  }

  @Test("a missing file and text that is not UTF-8 are errors")
  func unreadable() throws {
    let missing = #expect(throws: EngineError.self) {
      try connection.sniffCSV(path: "/nowhere/at/all.csv")
    }
    #expect(missing?.kind == .io)
    let latin = try folder.write(bytes: Array("a,b\nx,1\n".utf8) + [0x64, 0xE9, 0x2C, 0x31, 0x0A])
    let error = #expect(throws: EngineError.self) {
      try read(latin, CSVFormat.plain(["a", "b"]))
    }
    #expect(error?.message == "line 3 is not in UTF-8")
  }

  /// Reads all of a file with the form and the types that were found.
  private func read(_ path: String, _ format: CSVFormat) throws -> ColumnTable {
    let columns = try format.columns.map {
      "\(try SQLText.literal($0.name)): \(try SQLText.literal($0.engineType))"
    }
    let dates = try format.dateFormat.map { ", dateformat = \(try SQLText.literal($0))" } ?? ""
    return try connection.run(
      sql: """
        select * from read_csv(?, auto_detect = false, delim = ?, quote = ?, escape = ?,
          header = ?, skip = ?, columns = {\(columns.joined(separator: ", "))}\(dates))
        """,
      parameters: [
        .text(SQLText.filePattern(path)), .text(format.delimiter), .text(format.quote),
        .text(format.escape), .bool(format.header), .integer(Int64(format.skip)),
      ])
  }
}

extension CSVFormat {
  /// A plain file of texts.
  fileprivate static func plain(_ names: [String]) -> CSVFormat {
    CSVFormat(
      delimiter: ",", quote: "\"", escape: "\"", header: true, skip: 0, dateFormat: nil,
      timestampFormat: nil,
      columns: names.map { CSVFormat.Field(name: $0, type: .text, engineType: "VARCHAR") })
  }
}
