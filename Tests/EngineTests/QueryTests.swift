import Columns
import Engine
import Testing

@Suite("Queries and their columns")
struct QueryTests {
  let connection: Connection

  init() throws {
    connection = try Connection.open(EngineOptions(threads: 2))
  }

  @Test("a query gives its columns by name")
  func answer() throws {
    let table = try connection.run(sql: "select 42 as answer, 'text' as word")
    #expect(table.names == ["answer", "word"])
    #expect(table.rowCount == 1)
    #expect(table["answer"]?.integer(at: 0) == 42)
    #expect(table["word"]?.text(at: 0) == "text")
    #expect(table["other"] == nil)
  }

  @Test("the pinned version is used without a notice")
  func version() {
    #expect(connection.version == "1.5.5")
    #expect(connection.notice == nil)
  }

  @Test(
    "whole numbers of every width are read",
    arguments: [
      ("TINYINT", "-128"), ("SMALLINT", "-32768"), ("INTEGER", "-2147483648"),
      ("BIGINT", "-9223372036854775808"), ("HUGEINT", "-9223372036854775808"),
      ("UTINYINT", "255"), ("USMALLINT", "65535"), ("UINTEGER", "4294967295"),
      ("UBIGINT", "9223372036854775807"), ("UHUGEINT", "9223372036854775807"),
    ])
  func integers(type: String, value: String) throws {
    let table = try connection.run(
      sql: "select * from (values (1::\(type)), (null), ((\(value))::\(type))) t(n)")
    let column = try #require(table["n"])
    #expect(column.type == .integer)
    #expect(column.integer(at: 0) == 1)
    #expect(column.integer(at: 1) == nil)
    #expect(column.integer(at: 2) == Int64(value))
    #expect(column.missingCount == 1)
  }

  @Test("a whole number beyond 64 bits makes its column one of doubles")
  func wideIntegers() throws {
    let table = try connection.run(
      sql: """
        select * from (values (3::hugeint), (null), (170141183460469231731687303715884105727)) t(n)
        """)
    let column = try #require(table["n"])
    #expect(column.type == .double)
    #expect(column.double(at: 0) == 3)
    #expect(column.double(at: 1) == nil)
    #expect(column.double(at: 2) == 0x1p127)
  }

  @Test(
    "decimals are the nearest doubles",
    arguments: [
      ("1.10::decimal(4,2)", 1.10), ("-123456.789::decimal(9,3)", -123456.789),
      ("90071992547409.91::decimal(18,2)", 90071992547409.91),
      ("0.1::decimal(38,20)", 0.1), ("7::decimal(18,0)", 7),
    ])
  func decimals(sql: String, value: Double) throws {
    let column = try #require(try connection.run(sql: "select \(sql) as n")["n"])
    #expect(column.type == .decimal)
    #expect(column.double(at: 0) == value)
  }

  @Test("other types are read, each with a missing cell")
  func otherTypes() throws {
    let table = try connection.run(
      sql: """
        select * from (values
          (true, 1.5::float, 2.5::double, 'short', date '2024-02-29',
           timestamp '1969-12-31 23:59:59.999999', 'b'::enum('a', 'b')),
          (null, null, null, null, null, null, null),
          (false, 'nan'::float, 'inf'::double, 'more than twelve bytes: ü', date '0001-01-01',
           timestamp '2024-01-01 00:00:00', 'a'::enum('a', 'b'))) t(a, b, c, d, e, f, g)
        """)
    #expect(
      table.columns.map(\.type) == [.boolean, .double, .double, .text, .date, .instant, .text])
    #expect(table.columns.allSatisfy { !$0.isValid(1) && $0.count == 3 })
    #expect((0..<3).map { table["a"]?.bool(at: $0) } == [true, nil, false])
    #expect((0..<3).map { table["b"]?.double(at: $0) } == [1.5, nil, nil])
    #expect((0..<3).map { table["c"]?.double(at: $0) } == [2.5, nil, .infinity])
    #expect(table["c"]?.doubles() == [2.5, 0, .infinity])
    #expect(
      (0..<3).map { table["d"]?.text(at: $0) } == ["short", nil, "more than twelve bytes: ü"])
    #expect((0..<3).map { table["e"]?.day(at: $0) } == [19782, nil, -719_162])
    #expect(
      (0..<3).map { table["f"]?.microseconds(at: $0) } == [-1, nil, 1_704_067_200_000_000])
    #expect((0..<3).map { table["g"]?.text(at: $0) } == ["b", nil, "a"])
  }

  @Test(
    "moments of every unit are read to the microsecond",
    arguments: [
      ("timestamp_s '1969-12-31 23:59:58'", -2_000_000),
      ("timestamp_ms '1969-12-31 23:59:59.999'", -1000),
      ("timestamp_ns '1969-12-31 23:59:59.999999999'", -1),
      ("timestamp_ns '1970-01-01 00:00:00.000001999'", 1),
      ("timestamptz '1970-01-01 01:00:00+01'", 0),
    ])
  func moments(sql: String, value: Int64) throws {
    let column = try #require(try connection.run(sql: "select \(sql) as t")["t"])
    #expect(column.type == .instant)
    #expect(column.microseconds(at: 0) == value)
  }

  @Test("many rows are read in order, over several chunks")
  func manyRows() throws {
    let table = try connection.run(
      sql: """
        select i, i / 4.0::double as x, case when i % 3 = 0 then null else 'row ' || i end as t
        from range(100000) r(i) order by i
        """)
    #expect(table.rowCount == 100_000)
    let (numbers, quarters, texts) = (table.columns[0], table.columns[1], table.columns[2])
    #expect(texts.missingCount == 33_334)
    for row in stride(from: 0, to: 100_000, by: 997) {
      #expect(numbers.integer(at: row) == Int64(row))
      #expect(quarters.double(at: row) == Double(row) / 4)
      #expect(texts.text(at: row) == (row % 3 == 0 ? nil : "row \(row)"))
    }
    #expect(numbers.double(at: 100_000) == nil)
    #expect(numbers.double(at: -1) == nil)
  }

  @Test("a type that cannot be read is named with its column")
  func unreadable() throws {
    let error = #expect(throws: EngineError.self) {
      try connection.run(sql: "select interval 1 day as pause")
    }
    #expect(error?.message == "column pause has the type INTERVAL, which cannot be read")
    let infinite = #expect(throws: EngineError.self) {
      try connection.run(sql: "select 'infinity'::date as day")
    }
    #expect(infinite?.message == "column day holds an infinite date")
  }

  @Test("values are bound and come back as they were")
  func parameters() throws {
    let text = "quote ' \" ; -- \0 ü \u{202E} end"
    let table = try connection.run(
      sql: "select ? as a, ? as b, ? as c, ? as d, ? as e, ? as f, ? as g",
      parameters: [
        .null, .bool(true), .integer(.min), .double(-0.1), .text(text), .date(-1), .timestamp(7),
      ])
    #expect(table["a"]?.isValid(0) == false)
    #expect(table["b"]?.bool(at: 0) == true)
    #expect(table["c"]?.integer(at: 0) == .min)
    #expect(table["d"]?.double(at: 0) == -0.1)
    #expect(table["e"]?.text(at: 0) == text)
    #expect(table["f"]?.day(at: 0) == -1)
    #expect(table["g"]?.microseconds(at: 0) == 7)
  }

  @Test("a query is described without being run")
  func describe() throws {
    let columns = try connection.describe(
      sql: "select ?::date as day, 1::hugeint as n, [1] as list, error('is not run') as t",
      parameters: [.text("2024-01-01")])
    #expect(columns.map(\.name) == ["day", "n", "list", "t"])
    #expect(columns.prefix(3).map(\.type) == [.date, .integer, .other("INTEGER[]")])
  }
}
