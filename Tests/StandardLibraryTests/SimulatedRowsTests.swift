import Columns
import Engine
import StandardLibrary
import Testing
import Values

/// The bytes of simulated tables.
@Suite struct SimulatedRowsTests {
  private static let market: [(name: String, value: Value)] = [
    ("market", .text("mixed")), ("customers", .number(400)), ("months", .number(9)),
    ("enterprise_share", .number(0.3)), ("path_conversion", .number(0.4)),
  ]

  private static let names = [
    "customers", "spend", "touches", "conversions", "leads", "deals", "stages", "activities",
    "orders", "billing", "events", "teams", "quotas", "expenses",
  ]

  @Test("simulate gives every table of the catalogue, and the columns that it promises")
  func promised() throws {
    let market = try SimulatedMarket(Self.market)
    #expect(market.names == Self.names)
    for name in market.names {
      let (rows, type) = try market.source(name)
      #expect(rows.columns.map(\.name) == type.columns.map(\.name), "\(name)")
      #expect(rows.rowCount > 0, "\(name)")
    }
    for name in market.truthNames {
      let (rows, type) = try market.truthSource(name)
      #expect(rows.columns.map(\.name) == type.columns.map(\.name), "\(name)")
      #expect(rows.rowCount > 0, "\(name)")
    }
  }

  @Test("any range of rows, and any column, is the same made alone", arguments: names)
  func ranges(_ name: String) throws {
    let market = try SimulatedMarket(Self.market)
    let source = try market.source(name).rows
    let all = source.make(0..<source.rowCount, columns: Array(source.columns.indices))
    // Lengths that no block and no chunk has, from the end to the start.
    let lengths = [1, 255, 256, 257, 700, 2_048]
    var end = source.rowCount
    var turn = 0
    while end > 0 {
      let start = max(0, end - lengths[turn % lengths.count])
      let wanted = turn % source.columns.count
      let part = source.make(start..<end, columns: [wanted])
      #expect(
        part == [Self.slice(all[wanted], start..<end)], "\(name) \(start)..<\(end) \(wanted)")
      end = start
      turn += 1
    }
    #expect(source.make(0..<0, columns: [0]).first?.count == 0)
  }

  private static func slice(_ column: Column, _ rows: Range<Int>) -> Column {
    switch column.type {
    case .boolean: Column(booleans: rows.map { column.bool(at: $0) })
    case .integer: Column(integers: rows.map { column.integer(at: $0) })
    case .date: Column(days: rows.map { column.day(at: $0).flatMap { Int32(exactly: $0) } })
    case .instant: Column(microseconds: rows.map { column.microseconds(at: $0) })
    case .text, .other: Column(texts: rows.map { column.text(at: $0) })
    case .double, .decimal: Column(doubles: rows.map { column.double(at: $0) })
    }
  }

  @Test("the engine reads the same rows in the same order on 1 and 2 threads", arguments: names)
  func threads(_ name: String) throws {
    let source = try SimulatedMarket(Self.market).source(name).rows
    let columns = source.make(0..<source.rowCount, columns: Array(source.columns.indices))
    for threads in [1, 2] {
      let connection = try Connection.open(EngineOptions(threads: threads))
      connection.register(source)
      let read = try connection.run(sql: "SELECT * FROM generated_rows('\(source.key)')")
      #expect(read.rowCount == source.rowCount)
      for (index, column) in columns.enumerated() {
        #expect(read.columns[index] == column, "\(name) \(source.columns[index].name)")
      }
      let counted = try connection.run(
        sql: "SELECT count(*), count(c0) FROM generated_rows('\(source.key)')")
      #expect(counted.columns[0].integer(at: 0) == Int64(source.rowCount))
    }
  }

  @Test("a seed gives the same tables again, another seed or parameter others")
  func seeds() throws {
    func rows(_ seed: Int, _ customers: Double = 400) throws -> ColumnTable {
      var market = Self.market
      market[1].value = .number(customers)
      return try SimulatedMarket(market, seed: seed).rows("customers").table
    }
    let first = try rows(1)
    #expect(try rows(1) == first)
    #expect(try rows(2) != first)
    #expect(try rows(1, 500) != first)
    let keys = try [1, 2].map {
      try SimulatedMarket(Self.market, seed: $0).source("spend").rows.key
    }
    #expect(keys[0] != keys[1])
  }

  @Test("an engine that knows no such source says so")
  func unknown() throws {
    let connection = try Connection.open()
    #expect(throws: EngineError.self) {
      try connection.run(sql: "SELECT * FROM generated_rows('nothing')")
    }
  }
}
