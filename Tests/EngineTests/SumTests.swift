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

  /// Sums of floating-point numbers depend on the order of the rows, also the compensated ones of
  /// `fsum`; sums of decimal fractions are exact, so they do not.
  @Test("sums of decimals are the same to the last bit, time after time")
  func identicalSums() throws {
    let query = "select g, sum(x::decimal(38, 10))::double as s from amounts group by g order by g"
    let first = try connection.run(sql: query)
    #expect(first.rowCount == 7)
    for _ in 0..<10 {
      let again = try connection.run(sql: query)
      #expect(again["s"]?.doubles().map(\.bitPattern) == first["s"]?.doubles().map(\.bitPattern))
    }
  }

  @Test("compensated sums agree with the exact ones to fifteen digits")
  func compensatedSums() throws {
    let table = try connection.run(
      sql: """
        select g, fsum(x) as s, sum(x::decimal(38, 10))::double as exact, sum(abs(x)) as size
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
}
