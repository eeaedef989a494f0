import Planning
import Testing
import Values

/// Names of the kinds that break programs: quotes, comments, other scripts, keywords, placeholders.
struct NastyNames {
  private var state: UInt64 = 42
  private let parts = [
    "\"", "'", "--", ";", "/*", "*/", "$1", "?", "\\", "\n", "\t", " ", "select", "DROP TABLE t",
    "c0", "t0.c0", "é", "e\u{301}", "\u{202E}", "\u{FEFF}", "名前", "🎈", "(", ")", "[", "]", "{",
    "%", "`", "position", "NULL", "\u{1}", "\r", "x",
  ]

  private mutating func random(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(bound))
  }

  mutating func next() -> String {
    (0..<random(7)).map { _ in parts[random(parts.count)] }.joined()
  }
}

@Suite struct SQLQuotingTests {
  /// What stands in quotes in a text, and the text without it, read as the SQL standard says: a
  /// quote inside is doubled.
  func parts(_ text: String) -> (outside: String, quoted: [String]) {
    var outside = ""
    var quoted: [String] = []
    var scalars = Array(text.unicodeScalars)[...]
    while let scalar = scalars.popFirst() {
      guard scalar == "\"" || scalar == "'" else {
        outside.unicodeScalars.append(scalar)
        continue
      }
      var inside = String.UnicodeScalarView()
      while let next = scalars.popFirst() {
        if next == scalar {
          guard scalars.first == scalar else { break }
          _ = scalars.popFirst()
        }
        inside.append(next)
      }
      outside += "Q"
      quoted.append(String(inside))
    }
    return (outside, quoted)
  }

  func scan(_ name: String, path: String) -> Relation {
    .scan(
      FileScan(
        path: path, format: .parquet, columns: [.init(name: name, engineType: "DOUBLE")],
        identity: FileIdentity(size: 0, modifiedNanoseconds: 0, inode: 0)))
  }

  @Test func noNameLeavesItsQuotes() throws {
    var names = NastyNames()
    for _ in 0..<10_000 {
      let name = names.next()
      let path = "/" + names.next().filter { !"*?[".contains($0) }
      let query = try SQLWriter.write(scan(name, path: path))
      let (outside, quoted) = parts(query.text)
      #expect(
        outside == "SELECT\n  CAST(t0.Q AS DOUBLE) AS Q\nFROM read_parquet(Q) AS t0", "\(name)")
      #expect(
        quoted.map { Array($0.utf8) } == [name, name, path].map { Array($0.utf8) }, "\(name)")
      #expect(query.parameters.isEmpty)
    }
  }

  @Test func longNames() throws {
    let name = String(repeating: "\"a", count: 5_000)
    let text = try SQLWriter.write(scan(name, path: "/x")).text
    #expect(parts(text).quoted == [name, name, "/x"])
  }

  @Test(arguments: [("a\0b", "/x"), ("a", "/x\0y")])
  func zeroBytesAreRefused(name: String, path: String) {
    #expect { try SQLWriter.write(scan(name, path: path)) } throws: {
      ($0 as? ValueError)?.kind == .invalidArgument
    }
  }

  @Test func wildcardsOfAPathStandForThemselves() throws {
    let text = try SQLWriter.write(scan("a", path: "s3://x*?[1]~")).text
    #expect(text.contains("read_parquet('./s3://x[*][?][[]1]~')"))
  }

  @Test func typesAreCheckedNames() {
    let relation = Relation.scan(
      FileScan(
        path: "/x", format: .parquet, columns: [.init(name: "a", engineType: "DOUBLE); DROP")],
        identity: FileIdentity(size: 0, modifiedNanoseconds: 0, inode: 0)))
    #expect(throws: ValueError.self) { try SQLWriter.write(relation) }
  }

  @Test func parametersAreNumberedInTheOrderOfTheText() throws {
    let twice = ScalarOperation(
      "twice", sql: { "(\($0[1]) + \($0[0]) + \($0[1]))" },
      evaluate: { _ throws(ValueError) in .missing })
    let expression = ScalarExpression.call(
      twice, [.constant(.text("first' --")), .constant(.number(2))])
    let unused = NamedScalar("gone", .constant(.text("dropped")))
    let relation = Relation.project(
      .project(scan("a", path: "/x"), [unused, NamedScalar("b", expression)]),
      [NamedScalar("b", .column("b"))])
    let query = try SQLWriter.write(relation)
    #expect(
      query.text.hasPrefix(
        "SELECT\n  (CAST($1 AS DOUBLE) + CAST($2 AS VARCHAR) + CAST($1 AS DOUBLE)) AS \"b\""))
    #expect(query.parameters == [.number(2), .text("first' --")])
  }

  @Test func everyKindOfConstantHasItsType() throws {
    let date = try #require(CalendarDate(year: 2026, month: 3, day: 1))
    let constants: [(Value, String, SQLParameter?)] = [
      (.missing, "NULL", nil), (.bool(true), "CAST($1 AS BOOLEAN)", .bool(true)),
      (.number(1.5), "CAST($1 AS DOUBLE)", .number(1.5)),
      (.text("\0;"), "CAST($1 AS VARCHAR)", .text("\0;")),
      (.date(date), "CAST($1 AS DATE)", .date(date)),
      (
        .instant(Instant(microseconds: 7)), "CAST($1 AS TIMESTAMP)",
        .instant(Instant(microseconds: 7))
      ),
      // A named period is its first day.
      (
        .period(try #require(Period(.month, containing: date))), "CAST($1 AS DATE)", .date(date)
      ),
    ]
    for (value, text, parameter) in constants {
      let query = try SQLWriter.write(
        .project(scan("a", path: "/x"), [NamedScalar("k", .constant(value))]))
      #expect(query.text.hasPrefix("SELECT\n  \(text) AS \"k\"\n"))
      #expect(query.parameters == (parameter.map { [$0] } ?? []))
    }
    // Any other has two ends.
    let period = try #require(Period(first: date, last: date))
    #expect(throws: ValueError.self) {
      try SQLWriter.write(
        .project(scan("a", path: "/x"), [NamedScalar("k", .constant(.period(period)))]))
    }
  }
}
