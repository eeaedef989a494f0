import StandardLibrary
import Testing
import Units
import Values

/// What the verbs promise before anything runs.
@Suite struct VerbTypeTests {
  let spend = TableType(
    [
      ColumnSchema("date", .date, role: "date"),
      ColumnSchema("channel", .text, role: "channel"),
      ColumnSchema("cost", .measure(usd), role: "cost"),
    ], role: "spend")

  private var table: CallTypes.Argument { value(.table(spend)) }

  private func error(_ body: () throws -> Void) -> ValueError? {
    do {
      try body()
      return nil
    } catch {
      return error as? ValueError
    }
  }

  @Test("where, sort and top keep every column")
  func unchanged() throws {
    let condition = CallTypes.Argument.columns([ColumnSchema("condition", .bool)])
    #expect(try verbType(.where, ["table": table, "condition": condition]) == spend)
    #expect(try verbType(.sort, ["table": table]) == spend)
    #expect(try verbType(.top, ["table": table, "n": value(.number, .number(3))]) == spend)
  }

  @Test("a condition must be true or false, and a number of rows must be whole")
  func wrongArguments() {
    let condition = CallTypes.Argument.columns([ColumnSchema("cost", .measure(usd))])
    let mistake = error { _ = try verbType(.where, ["table": table, "condition": condition]) }
    #expect(mistake?.message == "`where` requires a condition, but this is USD")
    #expect(
      error { _ = try verbType(.top, ["table": table, "n": value(.number, .number(2.5))]) } != nil)
  }

  @Test("add replaces in place and appends what is new")
  func add() throws {
    let columns = CallTypes.Argument.columns([
      ColumnSchema("channel", .bool), ColumnSchema("share", .share),
    ])
    let result = try #require(try verbType(.add, ["table": table, "columns": columns]))
    #expect(result.columns.map(\.name) == ["date", "channel", "cost", "share"])
    #expect(result["channel"]?.type == .bool)
    #expect(result["cost"]?.role == "cost")
    #expect(result.role == "spend")
  }

  @Test("keep follows the order written, drop that of the table")
  func keepAndDrop() throws {
    let picked = CallTypes.Argument.columns([
      ColumnSchema("cost", .measure(usd)), ColumnSchema("date", .date),
    ])
    let kept = try #require(try verbType(.keep, ["table": table, "columns": picked]))
    #expect(kept.columns.map(\.name) == ["cost", "date"])
    #expect(kept["cost"] == spend["cost"])
    let rest = try #require(try verbType(.drop, ["table": table, "columns": picked]))
    #expect(rest.columns.map(\.name) == ["channel"])
    let all = CallTypes.Argument.columns(spend.columns)
    #expect(error { _ = try verbType(.drop, ["table": table, "columns": all]) } != nil)
  }

  @Test("rename keeps place, type and role, and no name may come twice")
  func rename() throws {
    let result = try #require(
      try verbType(.rename, ["table": table, "names": .renames([(new: "day", old: "date")])]))
    #expect(result.columns.map(\.name) == ["day", "channel", "cost"])
    #expect(result["day"]?.role == "date")
    let twice = error {
      _ = try verbType(.rename, ["table": table, "names": .renames([(new: "cost", old: "date")])])
    }
    #expect(twice?.message == "the result has two columns named `cost`")
  }

  @Test("summarize puts the columns of by: first")
  func summarize() throws {
    let result = try #require(
      try verbType(
        .summarize,
        [
          "table": table,
          "measures": .columns([ColumnSchema("total", .measure(usd))]),
          "by": .columns([ColumnSchema("channel", .text, role: "channel")]),
        ]))
    #expect(result.columns.map(\.name) == ["channel", "total"])
    #expect(result["channel"]?.role == "channel")
    #expect(error { _ = try verbType(.summarize, ["table": table]) } != nil)
  }

  @Test("join puts the other's columns behind, without its keys and with a suffix where needed")
  func join() throws {
    let won = TableType([
      ColumnSchema("source", .text), ColumnSchema("cost", .number, role: "cost"),
      ColumnSchema("won", .unit(Unit(named("customer")))),
    ])
    let result = try #require(
      try verbType(
        .join,
        [
          "table": table, "other": value(.table(won)),
          "one": .joinKeys([(left: "channel", right: "source")]),
        ]))
    #expect(result.columns.map(\.name) == ["date", "channel", "cost", "cost_2", "won"])
    #expect(result["cost_2"]?.type == .number)
    #expect(result["cost_2"]?.role == nil)
  }

  @Test("keys that cannot be compared, and a join without keys, are errors")
  func joinMistakes() {
    let other = value(.table(TableType([ColumnSchema("channel", .number)])))
    let keys = CallTypes.Argument.joinKeys([(left: "channel", right: "channel")])
    let types = error { _ = try verbType(.join, ["table": table, "other": other, "one": keys]) }
    #expect(types?.message == "the keys `.channel` and `.channel` cannot be compared")
    #expect(types?.because == "the first is Text, the second Number")
    let none = error { _ = try verbType(.join, ["table": table, "other": other]) }
    #expect(none?.fixes.count == 2)
  }

  @Test("append puts columns together by name, in the first table's units")
  func append() throws {
    let years = TableType([
      ColumnSchema("age", .unit(Unit(named("year")))), ColumnSchema("note", .text),
    ])
    let first = TableType([ColumnSchema("age", .measure(months))])
    let result = try #require(
      try verbType(
        .append, ["table": value(.table(first)), "tables": .tables([.table(years)])]))
    #expect(result.columns.map(\.name) == ["age", "note"])
    #expect(result["age"]?.type == .measure(months))
    let clash = error {
      _ = try verbType(
        .append,
        [
          "table": table,
          "tables": .tables([.table(TableType([ColumnSchema("cost", .text)]))]),
        ])
    }
    #expect(clash?.message == "the tables have different columns of the name `cost`")
  }

  @Test("a path that is not constant leaves the columns unknown")
  func load() throws {
    let signature = try #require(Function.load.overloads.first?.signature)
    #expect(try signature.result(types(["path": value(.text)])) == .unknown)
    #expect(
      error { _ = try signature.result(types(["path": value(.text, .text("a.csv"))])) } != nil)
  }

  @Test("what is not known stays unknown")
  func unknown() throws {
    for function in [Function.where, .add, .keep, .drop, .sort, .summarize, .rename, .distinct] {
      let result = try function.overloads.first?.signature.result(types(["table": value(.unknown)]))
      #expect(result == .unknown, "\(function.name)")
    }
  }
}
