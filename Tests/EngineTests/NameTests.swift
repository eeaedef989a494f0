import Columns
import Engine
import Testing

@Suite("Names and texts of any kind")
struct NameTests {
  let connection: Connection

  init() throws {
    connection = try Connection.open(EngineOptions(threads: 2))
  }

  @Test("1,000 names come back as they were, and touch nothing else")
  func names() throws {
    _ = try connection.run(sql: "create table bystander as select 7 as kept")
    var source = SplitMix(state: 20_260_101)
    for _ in 0..<1000 {
      let name = Self.name(&source)
      let quoted = try SQLText.identifier(name)
      _ = try connection.run(sql: "create table \(quoted) as select 1 as \(quoted)")
      let table = try connection.run(sql: "select \(quoted).\(quoted) from \(quoted)")
      #expect(table.names == [name])
      let literal = try connection.run(sql: "select \(try SQLText.literal(name)) as t")
      #expect(literal["t"]?.text(at: 0) == name)
      #expect(try connection.describe(sql: "from \(quoted)").map(\.name) == [name])
      _ = try connection.run(sql: "drop table \(quoted)")
    }
    #expect(try connection.run(sql: "from bystander")["kept"]?.integer(at: 0) == 7)
    let count = try connection.run(sql: "select count(*) as n from duckdb_tables()")
    #expect(count["n"]?.integer(at: 0) == 1)
  }

  /// A name of up to 40 pieces that are likely to be misread, or one of 10,000 bytes.
  private static func name(_ source: inout SplitMix) -> String {
    if source.next() % 100 == 0 { return String(repeating: "\"'", count: 5000) }
    let count = Int(source.next() % 40) + 1
    return (0..<count).map { _ in
      pieces[Int(source.next() % UInt64(pieces.count))]
    }.joined()
  }

  private static let pieces = [
    "\"", "\"\"", "'", "''", ";", "--", "/*", "*/", "\\", "\n", "\r", "\t", " ", "$1", "?", "$$",
    "a", "Z", "select", "drop table bystander", "é", "e\u{301}", "日本", "\u{202E}", "\u{200D}",
    "👩‍👧", "\u{1}", "\u{7F}", "\u{FEFF}", "%", "`", "[", "]", "{", "}", "(", ")", ".", ",", "=",
  ]
}

/// A small generator of numbers that look random (Steele, Lea and Flood 2014, SplitMix64).
struct SplitMix {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
