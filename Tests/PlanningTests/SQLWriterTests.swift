import Planning
import Testing
import Units
import Values

/// The query of each kind of relation, read by a person before it was written down here.
@Suite struct SQLWriterTests {
  static let spend = Relation.scan(
    FileScan(
      path: "/data/spend.csv", format: .csv,
      columns: [
        .init(name: "date", engineType: "DATE"), .init(name: "channel", engineType: "VARCHAR"),
        .init(name: "Cost", engineType: "DOUBLE"), .init(name: "cost", engineType: "DOUBLE"),
      ],
      dateFormat: "%Y-%m-%d", identity: FileIdentity(size: 1, modifiedNanoseconds: 1, inode: 1)))
  static let wins = Relation.scan(
    FileScan(
      path: "wins [1].parquet", format: .parquet,
      columns: [
        .init(name: "channel", engineType: "VARCHAR"), .init(name: "wo\"n", engineType: "DOUBLE"),
      ], identity: FileIdentity(size: 1, modifiedNanoseconds: 1, inode: 1)))

  static let sum = AggregateOperation(
    "sum", sql: { "fsum(\($0[0]))" }, evaluate: { _ throws(ValueError) in .missing })
  static let first = AggregateOperation(
    "first", usesOrder: true, sql: { "arg_min(\($0[0]), \($0[1]))" },
    evaluate: { _ throws(ValueError) in .missing })

  static let totals = Relation.aggregate(
    spend, keys: [NamedScalar("channel", .column("channel"))],
    measures: [NamedScalar("total", .aggregate(sum, [.column("Cost")]))])

  func lines(_ relation: Relation) throws -> String { try SQLWriter.write(relation).text }

  @Test func dump() throws {
    let r = Self.self
    let q = { (n: String, x: Relation) throws in
      let w = try SQLWriter.write(x)
      print("--- \(n)\n\(w.text)\n\(w.parameters)")
    }
    try q("scan", r.spend)
    try q("parquet", r.wins)
    try q("filter", .filter(r.spend, .call(Comparison.greater.operation(factor: 12), [.column("cost"), .constant(.number(5))])))
    try q("totals", r.totals)
    try q("first", .aggregate(r.spend, keys: [], measures: [NamedScalar("f", .aggregate(r.first, [.column("Cost")]))]))
    try q("add after totals", .project(r.totals, [NamedScalar("channel", .column("channel")), NamedScalar("x", .call(Arithmetic.divide(measure: .number), [.column("total"), .constant(.number(2))]))]))
    try q("sort totals", .limit(.sort(r.totals, [SortKey(.column("total"), descending: true)]), 3))
    try q("sort scan", .filter(.sort(r.spend, [SortKey(.column("Cost"), descending: true)]), .call(Logic.isMissing, [.column("channel")])))
    let join = Join(keys: [("channel", "channel")], keep: .all, output: [.init("channel", .either(left: "channel", right: "channel")), .init("total", .left("total")), .init("won", .right("wo\"n"))])
    try q("join", .join(r.totals, r.wins, join))
    try q("join below agg", .aggregate(.join(r.spend, r.totals, Join(keys: [("channel", "channel")], keep: .both, output: [.init("a", .left("channel")), .init("b", .right("total"))])), keys: [NamedScalar("a", .column("a"))], measures: [NamedScalar("n", .aggregate(r.sum, [.column("b")]))]))
    try q("distinct", .distinct(r.spend, by: ["channel"]))
    try q("distinct agg", .aggregate(.distinct(r.spend, by: []), keys: [], measures: [NamedScalar("n", .aggregate(r.sum, [.column("cost")]))]))
    try q("append", .append([r.wins, r.spend]))
    try q("append sorted", .append([r.totals, r.spend]))
    try q("limit-filter", .filter(.limit(r.spend, 5), .conditional(if: .call(Logic.isMissing, [.column("cost")]), then: .constant(.bool(true)), else: .constant(.missing))))
  }
}
