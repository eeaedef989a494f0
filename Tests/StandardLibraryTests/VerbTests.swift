import Planning
import StandardLibrary
import Testing
import Units
import Values

/// What the verbs do to rows in memory.
@Suite struct VerbTests {
  private let cost = localTable([
    ("channel", .text, ["ads", "events", "mail"].map(Value.text)),
    ("cost", .measure(usd), numbers([120, 50, nil], usd)),
  ])
  private let won = localTable([
    ("source", .text, [.text("ads"), .text("mail"), .text("fair"), .missing, .missing]),
    ("won", .number, numbers([4, 1, 2, 7, 8])),
  ])

  private func table(_ table: Table) -> Call.Argument { .value(.table(table)) }

  private var joinedType: TableType {
    TableType([
      ColumnSchema("channel", .text), ColumnSchema("cost", .measure(usd)),
      ColumnSchema("won", .number),
    ])
  }

  private func joined(
    _ right: Table, keep: String, _ keys: String = "one", in context: MemoryContext,
  ) throws -> [[String]] {
    try rows(
      .join,
      [
        "table": table(cost), "other": table(right), "keep": .value(.text(keep)),
        keys: .joinKeys([(left: "channel", right: "source")]),
      ], as: joinedType, in: context)
  }

  @Test("join keeps what it is told to, and says which rows found no partner")
  func join() throws {
    let context = MemoryContext()
    #expect(
      try joined(won, keep: "both", in: context) == [
        ["ads", "mail"], ["$120", "missing"], ["4", "1"],
      ])
    #expect(
      context.notes.map(\.text) == [
        "join: no partner for 1 of 3 rows of the first table (left out) and 3 of 5 rows of the "
          + "other table (left out)"
      ])
    let all = try joined(won, keep: "all", in: context)
    #expect(all.first == ["ads", "events", "mail", "fair", "missing", "missing"])
    #expect(context.notes.last?.text.contains("(kept) and 3 of 5") == true)
    #expect(try joined(won, keep: "left", in: context)[2] == ["4", "missing", "1"])
  }

  @Test("one: refuses keys that occur more than once, with an example, and many: takes them")
  func joinOne() throws {
    let context = MemoryContext()
    let twice = localTable([
      ("source", .text, ["mail", "ads", "mail", "mail"].map(Value.text)),
      ("won", .number, numbers([1, 2, 3, 4])),
    ])
    do {
      _ = try joined(twice, keep: "both", in: context)
      Issue.record("repeated keys were taken")
    } catch let error as ValueError {
      #expect(error.kind == .data)
      #expect(error.because == "3 of its 4 rows share a key; mail occurs 3 times")
      #expect(
        error.fixes.map(\.code) == ["many: .source", "summarize(rows: count(), by: .source)"])
    }
    let many = try joined(twice, keep: "both", "many", in: context)
    #expect(
      many == [
        ["ads", "mail", "mail", "mail"], ["$120", "missing", "missing", "missing"],
        ["2", "1", "3", "4"],
      ])
  }

  @Test("add sees the table as it was before")
  func add() throws {
    let doubled = ScalarExpression.call(
      Arithmetic.multiply(measure: usd), [.column("cost"), .constant(.number(2))])
    let type = TableType(cost.type.columns + [ColumnSchema("before", .measure(usd))])
    let result = try rows(
      .add,
      [
        "table": table(cost),
        "columns": .columns([
          (name: "cost", type: .measure(usd), expression: doubled),
          (name: "before", type: .measure(usd), expression: .column("cost")),
        ]),
      ], as: type)
    #expect(result[1] == ["$240", "$100", "missing"])
    #expect(result[2] == ["$120", "$50", "missing"])
  }

  @Test("top takes the largest, and rows without a value last")
  func top() throws {
    let result = try rows(
      .top,
      [
        "table": table(cost), "n": .value(.number(3)),
        "by": .columns([(name: "cost", type: .measure(usd), expression: .column("cost"))]),
      ], as: cost.type)
    #expect(result[0] == ["ads", "events", "mail"])
  }

  @Test("distinct keeps the first of equal rows")
  func distinct() throws {
    let repeated = localTable([
      ("x", .number, numbers([2, 1, 2, 1])), ("y", .number, numbers([1, 2, 3, 4])),
    ])
    let result = try rows(
      .distinct,
      [
        "table": table(repeated),
        "columns": .columns([(name: "x", type: .number, expression: .column("x"))]),
      ], as: repeated.type)
    #expect(result == [["2", "1"], ["1", "2"]])
  }

  @Test("append converts to the first table's unit, and what is absent is missing")
  func append() throws {
    let first = localTable([("age", .measure(months), numbers([6], months))])
    let years = Measure.unit(Unit(named("year")))
    let second = localTable([
      ("age", .measure(years), numbers([2], years)), ("note", .text, [.text("b")]),
    ])
    let type = TableType([ColumnSchema("age", .measure(months)), ColumnSchema("note", .text)])
    let result = try rows(
      .append, ["table": table(first), "tables": .tables([second])], as: type)
    #expect(result == [["6 months", "24 months"], ["missing", "b"]])
  }

  @Test("rename and keep move columns without touching them")
  func columns() throws {
    let type = TableType([ColumnSchema("channel", .text), ColumnSchema("spent", .measure(usd))])
    let result = try rows(
      .rename, ["table": table(cost), "names": .renames([(new: "spent", old: "cost")])], as: type)
    #expect(result[1] == ["$120", "$50", "missing"])
    let kept = try rows(.keep, ["table": table(cost)], as: TableType([cost.type.columns[1]]))
    #expect(kept == [["$120", "$50", "missing"]])
  }

  @Test("describe tells what is present, missing and different, and the range with its unit")
  func describe() throws {
    let signature = try #require(Function.describe.overloads.first?.signature)
    let type = try #require(try signature.result(types([:])).table)
    let result = try rows(.describe, ["table": table(cost)], as: type)
    // `from` is there only for tables of a file with columns read from text.
    let columns = Function.describe.resultColumns.map(\.name).filter { $0 != "from" }
    #expect(type.columns.map(\.name) == columns)
    func column(_ name: String) -> [String]? { columns.firstIndex(of: name).map { result[$0] } }
    #expect(column("column") == ["channel", "cost"])
    #expect(column("type") == ["Text", "Money"])
    #expect(column("present") == ["3", "2"])
    #expect(column("missing") == ["0", "1"])
    #expect(column("min") == ["ads", "$50"])
    #expect(column("mean") == ["missing", "$85"])
    #expect(column("median") == ["missing", "$85"])
    #expect(column("max") == ["mail", "$120"])
  }

  @Test("count of a table is the number of its rows")
  func count() throws {
    let context = MemoryContext()
    let call = Call(arguments: ["table": table(won)], resultType: .number, context: context)
    #expect(try Function.count.overloads.first?.body?(call).magnitude == 5)
  }

  @Test("show gives its input on")
  func show() throws {
    let context = MemoryContext()
    let call = Call(
      arguments: ["value": .value(.number(3))], resultType: .number, context: context)
    #expect(try Function.show.overloads.first?.body?(call).magnitude == 3)
    #expect(context.shown.count == 1)
  }
}
