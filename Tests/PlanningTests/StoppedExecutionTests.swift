import Planning
import Testing
import Units
import Values

/// The steps of a relation in memory end when the person wants it.
@Suite("Stopped execution") struct StoppedExecutionTests {
  private let table: LocalTable = {
    let count = 20_000
    let numbers = (0..<count).map { Value.number(Double(($0 * 7_919) % 20_011)) }
    let texts = (0..<count).map { Value.text("t\($0 % 5_000)") }
    return LocalTable(
      type: TableType([ColumnSchema("n", .number), ColumnSchema("t", .text)]),
      columns: [numbers, texts], rowCount: count)
  }()

  private static let isPresent = ScalarOperation(
    "is present", passesMissing: false, sql: { _ in nil },
    evaluate: { arguments throws(ValueError) in .bool(arguments.first?.isMissing == false) })

  private static let count = AggregateOperation(
    "count", sql: { _ in "count(*)" },
    evaluate: { columns throws(ValueError) in .number(Double(columns.first?.count ?? 0)) })

  private var steps: [(name: String, relation: Relation)] {
    let rows = Relation.local(table)
    let condition = ScalarExpression.call(Self.isPresent, [.column("n")])
    let join = Join(
      keys: [("n", "n")], keep: .both,
      output: [.init("n", .left("n")), .init("t", .right("t"))])
    return [
      ("filter", .filter(rows, condition)),
      ("project", .project(rows, [NamedScalar("x", condition)])),
      ("sort", .sort(rows, [SortKey(.column("n"))])),
      ("limit", .limit(rows, 19_000)),
      ("distinct", .distinct(rows, by: ["t"])),
      ("join", .join(rows, rows, join)),
      (
        "aggregate",
        .aggregate(
          rows, keys: [NamedScalar("t", .column("t"))],
          measures: [NamedScalar("c", .aggregate(Self.count, [.column("n")]))])
      ),
    ]
  }

  @Test("every step asks more than once, and ends at each time that it asks")
  func stops() throws {
    for (name, relation) in steps {
      let type = TableType(relation.columnNames.map { ColumnSchema($0, .unknown) })
      var asked = 0
      _ = try StopRequest.heeding({
        asked += 1
        return false
      }) { () throws(ValueError) in try LocalExecution.run(relation, as: type) }
      #expect(asked > 4, "\(name) asks \(asked) times")
      for last in [1, 2, asked / 2, asked] {
        var count = 0
        let error = #expect(throws: ValueError.self) {
          _ = try StopRequest.heeding({
            count += 1
            return count >= last
          }) { () throws(ValueError) in try LocalExecution.run(relation, as: type) }
        }
        #expect(error?.kind == .interrupted, "\(name) at \(last)")
      }
    }
  }
}
