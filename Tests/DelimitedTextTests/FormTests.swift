import Foundation
import Testing

@testable import DelimitedText

/// What one text becomes.
struct ReadText {
  var form: TextForm
  var rows: [[String]]
  var lines: [Int]
  var source: [UInt8]

  init(_ bytes: [UInt8], encoding: String? = nil, totals: TotalsChoice = .proven) throws {
    self.source = bytes
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let source = folder.appending(path: "source.csv").path
    let copy = folder.appending(path: "copy.csv").path
    try Data(bytes).write(to: URL(filePath: source))
    let named = try encoding.map { try TextEncoding(named: $0) }
    form = try Inspection.form(of: source, encoding: named, totals: totals)
    try CleanCopy.write(form, of: source, to: copy)
    // The names stay out of the copy.
    rows = [form.columnNames]
    lines = []
    let records = try RecordStream(copy, encoding: .utf8, dialect: CleanCopy.dialect(of: form))
    _ = try records.advance()
    while try records.advance() { rows.append(records.fields.map(\.text)) }
    for row in 0..<max(0, rows.count - 1) {
      lines.append(try form.line(ofRow: row + 1, of: source) ?? 0)
    }
  }

  init(_ text: String, encoding: String? = nil, totals: TotalsChoice = .proven) throws {
    try self.init(Array(text.utf8), encoding: encoding, totals: totals)
  }
}

@Suite("Forms of delimited text") struct FormTests {
  static let table = [["a", "b"], ["x", "1"], ["y", "2"]]

  @Test(
    "delimiters, line ends and quotes",
    arguments: [
      "a,b\nx,1\ny,2\n", "a,b\r\nx,1\r\ny,2\r\n", "a,b\rx,1\ry,2\r", "a;b\nx;1\ny;2",
      "a\tb\nx\t1\ny\t2\n", "a|b\nx|1\ny|2\n", "sep=;\na;b\nx;1\ny;2\n",
      "\u{FEFF}a,b\nx,1\ny,2\n", "\"a\",\"b\"\n\"x\",\"1\"\n\"y\",\"2\"\n",
      "'a','b'\n'x','1'\n'y','2'\n", "a,b\r\nx,1\ny,2\r\n", "a, \"b\"\nx,1\n \"y\" ,2\n",
      "a,b\r\r\nx,1\r\r\ny,2\r\r\n", "\n\na,b\n\nx,1\n\n\ny,2\n\n", "a,b,\nx,1,\ny,2,\n",
      "a,b\nx,1,\ny,2,\n", "# made today\n# by hand\na,b\nx,1\ny,2\n",
      "A title\n\na,b\nx,1\n# half way, more\ny,2\n".replacing(", more", with: ""),
      "a,b\nx,1\n,\ny,2\n",
    ])
  func forms(text: String) throws {
    #expect(try ReadText(text).rows == Self.table)
  }

  @Test(
    "what a plain file is",
    arguments: [
      "a,b\nx,1\ny,2\n", "a;b\r\nx;1\r\n", "a,b\n\"x, \"\"z\"\"\n\",1", "\u{FEFF}a,b\nx,1\n\n",
    ]) func plain(text: String) throws
  {
    #expect(try ReadText(text).form.isPlain)
    #expect(try ReadText(text).form.repairs.sentence == nil)
  }

  @Test("UTF-16 and UTF-32, with and without a mark")
  func wide() throws {
    let text = "a,b\nx,1\ny,2\n"
    for encoding in [String.Encoding.utf16LittleEndian, .utf16BigEndian] {
      let bytes = Array(try #require(text.data(using: encoding)))
      #expect(try ReadText(bytes).rows == Self.table)
      let mark: [UInt8] = encoding == .utf16LittleEndian ? [0xFF, 0xFE] : [0xFE, 0xFF]
      #expect(try ReadText(mark + bytes).rows == Self.table)
    }
    let bytes = Array(try #require(text.data(using: .utf32LittleEndian)))
    #expect(try ReadText([0xFF, 0xFE, 0, 0] + bytes).rows == Self.table)
  }

  @Test(
    "an encoding that has to be named",
    arguments: [
      ("windows-1254", [UInt8]([0xDD, 0x7A, 0x6D, 0x69, 0x72]), "İzmir"),
      ("windows-1250", [UInt8]([0xA3, 0xF3, 0x64, 0x9F]), "Łódź"),
      ("ISO-8859-9", [UInt8]([0xDE, 0x69, 0xFE]), "Şiş"),
      ("gb18030", [UInt8]([0xC9, 0xCF, 0xBA, 0xA3]), "上海"),
    ]) func named(encoding: String, bytes: [UInt8], word: String) throws
  {
    let text = Array("a,b\n".utf8) + bytes + Array(",1\n".utf8) + bytes + Array(",2\n".utf8)
    #expect(throws: TextFileError.self) { try ReadText(text) }
    #expect(
      try ReadText(text, encoding: encoding).rows == [["a", "b"], [word, "1"], [word, "2"]])
    do { _ = try ReadText(text) } catch TextFileError.undecodable(
      let line, let byte, let value, _, let candidates)
    {
      #expect(line == 2)
      #expect(bytes.dropFirst(byte - 1).first == value)
      // ISO 8859-9 has the letters of windows-1254.
      let offered = encoding == "ISO-8859-9" ? "windows-1254" : encoding
      #expect(candidates.first == .init(encoding: offered, word: word))
    }
  }

  @Test(
    "a file of several pieces in another encoding",
    arguments: [
      ("utf-16le", String.Encoding.utf16LittleEndian), ("utf-16be", .utf16BigEndian),
      ("windows-1254", .windowsCP1254), ("windows-1250", .windowsCP1250),
    ]) func long(name: String, encoding: String.Encoding) throws
  {
    // The letters of most rows take two bytes in UTF-8, and each row is of another length.
    let letter = name == "windows-1250" ? "ł" : "İ"
    let cells = (0..<30_000).map { String(repeating: letter, count: $0 % 7 + 1) + String($0) }
    let text = "name,number\n" + cells.map { "\($0),1\n" }.joined()
    let path = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try #require(text.data(using: encoding)).write(to: URL(filePath: path))
    let stream = try TextStream(path, encoding: TextEncoding(named: name))
    var read: [UInt8] = []
    while !stream.isAtEnd { try stream.read(10_000, into: &read) }
    let isSame = read == Array(text.utf8)
    #expect(isSame)
    #expect(stream.invalid.count == 0)
  }

  @Test("an unknown encoding") func unknown() {
    #expect(throws: TextFileError.unknownEncoding("klingon")) { try TextEncoding(named: "klingon") }
    #expect(throws: TextFileError.unknownEncoding("UTF-8//IGNORE")) {
      try TextEncoding(named: "UTF-8//IGNORE")
    }
  }

  @Test("rows keep the lines of the file") func lines() throws {
    let text = try ReadText("Title\n\na,b\n\"x\nz\",1\n,\n\ny,2\nTotal,3\n")
    #expect(text.rows == [["a", "b"], ["x\nz", "1"], ["y", "2"]])
    #expect(text.lines == [4, 8])
  }

  @Test("a quote that is never closed") func openQuote() {
    #expect(throws: TextFileError.openQuote(line: 3)) { try ReadText("a,b\nx,1\n\"y,2\nz,3\n") }
  }

  @Test("nothing in a file", arguments: ["", "\n\n", " \t\r\n"]) func empty(text: String) {
    #expect(throws: TextFileError.empty) { try ReadText(text) }
  }

  @Test("a comma in numbers is no delimiter") func decimalCommas() throws {
    #expect(
      try ReadText("Tag;Betrag\n1.3.2026;1.234,50\n2.3.2026;2,25\n").rows
        == [["Tag", "Betrag"], ["1.3.2026", "1.234,50"], ["2.3.2026", "2,25"]])
  }
}
