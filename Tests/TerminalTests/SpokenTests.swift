import Diagnostics
import Testing
import Units
import Values

@testable import Terminal

private let units = UnitCatalogue()

/// What is drawn for the eye is said in words for a person to whom the screen is read aloud.
@Suite("Words in place of drawings") struct SpokenTests {
  private func table() throws -> LocalTable {
    let dollars = Units.Unit(try #require(units.named("USD")))
    let money = Measure.unit(
      dollars.divided(by: Units.Unit(try #require(units.named("customer")))).unit)
    func estimate(_ value: Double, _ interval: Estimate.Interval) -> Value {
      .estimate(Estimate(value: value, measure: money, interval: interval))
    }
    let type = TableType([
      ColumnSchema("channel", .text, isGroupKey: true), ColumnSchema("cac", .estimate(money)),
    ])
    return LocalTable(
      type: type,
      columns: [
        [.text("search\u{1B}[2J"), .missing, .text("post")],
        [estimate(540, .between(low: 498, high: 590)), estimate(.nan, .atLeast(250)), .missing],
      ], rowCount: 3)
  }

  @Test("each cell has the name of its column, its unit and its interval")
  func cells() throws {
    let rows = try table()
    let text = try SpokenValue().text(
      .table(Table(type: rows.type, plan: rows)), title: "By channel")
    #expect(
      text.plain == """
        By channel
        table of 3 rows and 2 columns
        row 1: channel search␛[2J; cac $540 per customer, 95% interval from $498 per customer to $590 per customer
        row 2: channel none; cac no value, at least $250 per customer at 95%
        row 3: channel post; cac missing

        """)
  }

  @Test("rows keep their numbers where some are left out, and the total is told last")
  func rows() throws {
    let rows = try table()
    var whole = Table(type: rows.type, plan: rows)
    whole.total = LocalTable(type: rows.type, columns: [[.missing], [.missing]], rowCount: 1)
    let text = try SpokenValue().text(.table(whole), hidden: 2..<40).plain.split(separator: "\n")
    #expect(text.first == "table of 41 rows and 2 columns")
    #expect(text[3] == "rows 3 to 40 are left out")
    #expect(text[4] == "row 41: channel post; cac missing")
    #expect(text[5] == "all rows: ")
    let few = try SpokenValue(mostRows: 2).text(.table(Table(type: rows.type, plan: rows))).plain
    #expect(few.contains("row 2 is left out\nrow 3: "))
  }

  @Test("a message says what its marks point at")
  func message() {
    var sources = SourceMap()
    let id = sources.add(SourceText(name: "a.sales", bytes: Array("1\nx to 1/year\n".utf8)))
    let diagnostic = Diagnostic(
      DiagnosticCode("E0311", "rescaled rate", page: ""), "a churn cannot be rescaled",
      at: Span(source: id, start: 2, end: 3), label: "3%/month",
      labels: [.init(Span(source: id, start: 7, end: 13), "asked for")], because: "so it is",
      helps: [.init("compound(x, per: year)", note: "30.6%/year")])
    #expect(
      SpokenDiagnostic.text(diagnostic, in: sources).plain == """
        error E0311: a churn cannot be rescaled
        in a.sales, line 2, column 1
        at: x, 3%/month
        with: 1/year, asked for
        because so it is
        help: compound(x, per: year), which is: 30.6%/year

        """)
  }
}
