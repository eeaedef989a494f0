import Columns
import Engine
import Testing

@Suite("Sums on several threads")
struct SumTests {
  let connection: Connection

  init() throws {
    connection = try Connection.open(EngineOptions(threads: 2))
    _ = try connection.run(
      sql: """
        create table amounts as
        select ((hash(i) % 10000000) / 300.0 - 16666)::double as x, i % 7 as g
        from range(400000) r(i)
        """)
  }

  @Test(
    "sums are the same to the last bit, time after time",
    arguments: ["x", "x / 1e6", "x * 1e5", "abs(x) / 16666"])
  func identicalSums(of expression: String) throws {
    let query =
      "select g, reproducible_sum(\(expression)) as s from amounts group by g order by g"
    let first = try connection.run(sql: query)
    #expect(first.rowCount == 7)
    for _ in 0..<10 {
      let again = try connection.run(sql: query)
      #expect(again["s"]?.doubles().map(\.bitPattern) == first["s"]?.doubles().map(\.bitPattern))
    }
  }

  @Test("the order of the rows does not show")
  func anyOrder() throws {
    let sums = try connection.run(
      sql: """
        select (select reproducible_sum(x) from (select x from amounts order by x)) as up,
          (select reproducible_sum(x) from (select x from amounts order by hash(x))) as mixed
        """)
    #expect(sums["up"]?.double(at: 0) == sums["mixed"]?.double(at: 0))
  }

  @Test("sums agree with exact decimals to fifteen digits")
  func exactSums() throws {
    let table = try connection.run(
      sql: """
        select g, reproducible_sum(x) as s, sum(x::decimal(38, 10))::double as exact,
          sum(abs(x)) as size
        from amounts group by g order by g
        """)
    #expect(table.rowCount == 7)
    for row in 0..<table.rowCount {
      let sum = try #require(table["s"]?.double(at: row))
      let exact = try #require(table["exact"]?.double(at: row))
      let size = try #require(table["size"]?.double(at: row))
      #expect(abs(sum - exact) <= size * 1e-15 + 400_000 * 5e-11)
    }
  }

  @Test("the sum of no numbers is missing")
  func noNumbers() throws {
    let table = try connection.run(
      sql: "select reproducible_sum(x) as s from amounts where x is null")
    #expect(table["s"]?.double(at: 0) == nil)
  }
}
