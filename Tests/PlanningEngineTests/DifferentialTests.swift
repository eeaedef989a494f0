import Columns
import Engine
import Foundation
import Planning
import Testing
import Units
import Values

extension Connection {
  /// Runs what the writer wrote.
  func run(_ query: SQLQuery) throws -> ColumnTable {
    try run(
      sql: query.text,
      parameters: query.parameters.map { parameter in
        switch parameter {
        case .bool(let value): .bool(value)
        case .number(let value): .double(value)
        case .text(let text): .text(text)
        case .date(let date): .date(Int32(date.dayNumber))
        case .instant(let instant): .timestamp(Int64(instant.microseconds))
        }
      })
  }
}

/// The engine and the execution in memory give the same rows in the same order.
@Suite struct DifferentialTests {
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "sales-test-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  func rows(_ table: LocalTable) -> [[String]] {
    (0..<table.rowCount).map { row in
      table.columns.map { column in
        switch column[row] {
        case .missing: "missing"
        case .text(let text): text.debugDescription
        case .quantity(let quantity): "\(quantity.magnitude + 0)"
        case .date(let date): "\(date)"
        case .bool(let value): "\(value)"
        default: "?"
        }
      }
    }
  }

  func rows(_ table: ColumnTable, _ columns: [RandomRelations.Column]) -> [[String]] {
    (0..<table.rowCount).map { row in
      zip(columns, table.columns).map { described, column in
        guard column.isValid(row) else { return "missing" }
        let text: String? =
          switch described.kind {
          case .text: column.text(at: row)?.debugDescription
          case .number: column.double(at: row).map { "\($0 + 0)" }
          case .date: column.day(at: row).flatMap(CalendarDate.init(dayNumber:))?.description
          case .bool: column.bool(at: row)?.description
          }
        return text ?? "?"
      }
    }
  }

  @Test(arguments: 0..<8)
  func sameRowsInTheSameOrder(batch: Int) throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let connection = try Connection.open(EngineOptions(threads: 2))
    for seed in 0..<100 {
      let seed = UInt64(batch * 100 + seed)
      var number = 0
      var relations = RandomRelations(seed: seed) { text in
        number += 1
        let file = folder.appending(path: "\(seed)-\(number).csv")
        try Data(text.utf8).write(to: file)
        return file.path(percentEncoded: false)
      }
      let pair = try relations.relation(depth: 1 + relations.random(6))
      let type = TableType(pair.columns.map { ColumnSchema($0.name, .unknown) })
      let local = try LocalExecution.run(pair.local, as: type).table
      let query = try SQLWriter.write(pair.engine)
      do {
        let engine = try connection.run(query)
        #expect(engine.names == pair.columns.map(\.name))
        #expect(rows(engine, pair.columns) == rows(local), "seed \(seed): \(query.text)")
      } catch {
        Issue.record("seed \(seed): \(error)\n\(query.text)")
      }
    }
  }

  /// Enough rows for several threads: a file's order, the joins and the ties of a sort must hold.
  @Test func orderOfManyRows() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let count = 300_000
    var text = "n,k\n"
    for row in 0..<count { text += "\(row),\(row * 7919 % 10)\n" }
    let file = folder.appending(path: "many.csv")
    try Data(text.utf8).write(to: file)
    let scan = Relation.scan(
      FileScan(
        path: file.path(percentEncoded: false), format: .csv,
        columns: [
          .init(name: "n", engineType: "DOUBLE"), .init(name: "k", engineType: "DOUBLE"),
        ], identity: FileIdentity(size: 0, modifiedNanoseconds: 0, inode: 0)))
    let connection = try Connection.open(EngineOptions(threads: 2))
    let numbers = { (relation: Relation) throws in
      try connection.run(SQLWriter.write(relation)).columns[0].doubles()
    }
    let all = (0..<count).map(Double.init)
    #expect(try numbers(scan) == all)
    let byKey = { (n: Double) in Int(n) * 7919 % 10 }
    #expect(
      try numbers(.sort(scan, [SortKey(.column("k"), descending: true)]))
        == (0..<10).reversed().flatMap { k in all.filter { byKey($0) == k } })
    #expect(try numbers(.distinct(scan, by: ["k"])) == Array(all.prefix(10)))
    let few = Relation.limit(scan, 10)
    let join = Join(
      keys: [("k", "k")], keep: .left, output: [.init("n", .left("n")), .init("m", .right("n"))])
    #expect(try numbers(.join(scan, few, join)) == all)
    #expect(
      try numbers(.append([.sort(few, [SortKey(.column("n"), descending: true)]), scan]))
        == all.prefix(10).reversed() + all)
  }

  /// Columns of 10,000 nasty names keep their names and their values.
  @Test func nastyNames() throws {
    let connection = try Connection.open(EngineOptions(threads: 2))
    let file = folder.appending(path: "one ' \" [row]*.csv")
    try Data("1\n".utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: folder) }
    let alphabet = [
      "\"", "'", "--", ";", "/*", "$1", "?", "\\", "\n", "select", "c0", "t0.c0", "é", "\u{202E}",
      "名前", "(", ")", "position", "NULL", "\u{1}",
    ]
    var state: UInt64 = 7
    for _ in 0..<100 {
      let names = (0..<100).map { column in
        var name = "\(column)"
        for _ in 0..<5 {
          state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
          name += alphabet[Int((state >> 33) % UInt64(alphabet.count))]
        }
        return name
      }
      let scan = Relation.scan(
        FileScan(
          path: file.path(percentEncoded: false), format: .csv,
          columns: [.init(name: names[0], engineType: "DOUBLE")], hasHeader: false,
          identity: FileIdentity(size: 0, modifiedNanoseconds: 0, inode: 0)))
      let scalars = names.enumerated().map { index, name in
        NamedScalar(
          name,
          .call(
            Arithmetic.add(measure: .number),
            [.column(names[0]), .constant(.number(Double(index)))]))
      }
      let relation = Relation.distinct(.project(scan, scalars), by: Array(names.prefix(3)))
      let table = try connection.run(SQLWriter.write(relation))
      #expect(table.names == names)
      #expect(table.columns.map { $0.double(at: 0) } == (1...100).map(Double.init))
    }
  }

  /// The deepest expression and the longest chain of steps that the writer lets through.
  @Test func depthLimits() throws {
    let connection = try Connection.open(EngineOptions(threads: 2))
    let file = folder.appending(path: "one.csv")
    try Data("1\n".utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: folder) }
    let scan = Relation.scan(
      FileScan(
        path: file.path(percentEncoded: false), format: .csv,
        columns: [.init(name: "n", engineType: "DOUBLE")], hasHeader: false,
        identity: FileIdentity(size: 0, modifiedNanoseconds: 0, inode: 0)))
    var deep = ScalarExpression.column("n")
    for _ in 0..<790 {
      deep = .call(Arithmetic.add(measure: .number), [deep, .constant(.number(1))])
    }
    let table = try connection.run(SQLWriter.write(.project(scan, [NamedScalar("x", deep)])))
    #expect(table.columns[0].double(at: 0) == 791)
    var long = scan
    for _ in 0..<490 {
      long = .project(
        long,
        [
          NamedScalar(
            "n", .call(Arithmetic.add(measure: .number), [.column("n"), .constant(.number(1))]))
        ])
    }
    #expect(try connection.run(SQLWriter.write(long)).columns[0].double(at: 0) == 491)
  }
}
