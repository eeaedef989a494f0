import Columns
import Planning
import Statistics
import Values

extension Function {
  package static let sample = Function(
    "sample", .tables, "Rows picked at random, each as likely as any other, in the table's order.",
    overloads: [
      Overload(
        Signature(
          [
            .table,
            Parameter("n", .value(.number), "how many rows, at most 1,000,000"),
            Parameter(
              "seed", .value(.number), optional: true, named: true,
              "another number picks other rows; that of `--seed` when left out"),
          ], resultText: "Table", result: sampleType),
        body: sampled)
    ],
    definition: """
      The rows are picked by their numbers in the table's order, without repetition: the same seed picks \
      the same rows of the same table, whatever runs it. Of a table with fewer rows all are taken.
      """,
    source: """
      Floyd's algorithm, in Bentley & Floyd 1987, "A sample of brilliance", Communications of the ACM \
      30:754
      """,
    examples: [
      Example(
        "let t = table {\n  x\n  1\n  2\n  3\n  4\n}\n(t | sample(9, seed: 1)).x",
        gives: "[1, 2, 3, 4]")
    ],
    seeAlso: ["top", "where"])
}

private let largestSample = 1_000_000

private func sampleType(_ types: CallTypes) throws(ValueError) -> Type {
  if let constant = types.constant("n") { _ = try rowCount(constant) }
  if let constant = types.constant("seed") { _ = try seed(constant) }
  return try types.knownTable("table").map(Type.table) ?? .unknown
}

private func rowCount(_ value: Value?) throws(ValueError) -> Int {
  try WindowSetting.wholeNumber(value, "n", of: "sample", within: 0...largestSample)
}

private func seed(_ value: Value) throws(ValueError) -> UInt64 {
  UInt64(
    try WindowSetting.wholeNumber(value, "seed", of: "sample", within: 0...9_007_199_254_740_992))
}

private func sampled(_ call: Call) throws(ValueError) -> Value {
  let table = try call.table("table")
  let wanted = try rowCount(call.value("n"))
  let seed = try call.value("seed").map(seed) ?? call.context.seed
  let relation = try table.relation()
  let counted = try call.context.reduce(
    .aggregate(
      relation, keys: [],
      measures: [NamedScalar("rows", .aggregate(.rowCount, [.constant(.number(1))]))]))
  let count = Int(exactly: (counted["rows"]?.double(at: 0) ?? 0).rounded()) ?? 0
  let text = NumberText()
  call.context.note(
    Note(
      .note,
      "sample: \(text.text(.number(Double(min(wanted, count))))) of \(text.text(.number(Double(count)))) rows"
    ))
  guard wanted < count else { return .table(table) }

  let places = RowSample.rows(wanted, of: count, seed: seed).map { Value.number(Double($0 + 1)) }
  var parts = WindowParts(apartFrom: table.type.columns.map(\.name))
  _ = parts.take(.ordered(.rowNumber), [])
  let name = parts.columns.first?.name ?? "place"
  let picked = LocalTable(
    type: TableType([ColumnSchema(name, .number)]), columns: [places], rowCount: places.count)
  let join = Join(
    keys: [(left: name, right: name)], keep: .both,
    output: table.type.columns.map { Join.Output($0.name, .left($0.name)) })
  let numbered = Relation.window(relation, Window(columns: parts.columns))
  return .table(
    table.deriving(table.type, .join(numbered, picked.relation(beside: relation), join)))
}
