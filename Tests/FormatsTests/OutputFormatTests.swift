import Foundation
import Testing
import Units
import Values

@testable import Formats

private let catalogue = UnitCatalogue()

private func unit(_ above: String, per below: String...) throws -> Units.Unit {
  var result = Units.Unit(try #require(catalogue.named(above)))
  for name in below {
    result = result.divided(by: Units.Unit(try #require(catalogue.named(name)))).unit
  }
  return result
}

private func table(_ columns: [(ColumnSchema, [Value])]) -> Value {
  let local = LocalTable(
    type: TableType(columns.map(\.0)), columns: columns.map(\.1),
    rowCount: columns.first?.1.count ?? 0)
  return .table(Table(type: local.type, plan: local))
}

/// Reads the text back with an independent parser.
private func parsed(_ text: String) throws -> NSDictionary {
  try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? NSDictionary)
}

@Suite("Formats")
struct OutputFormatTests {
  private let json = OutputFormat.json
  private let csv = OutputFormat.csv

  private func results() throws -> Value {
    let month = try #require(catalogue.named("month"))
    let money = Measure.unit(try unit("USD", per: "customer"))
    let day = try #require(CalendarDate(year: 2026, month: 4, day: 1))
    let quarter = try #require(Period(.quarter, containing: day))
    return table([
      (ColumnSchema("channel", .text), [.text("a, \"b\""), .missing]),
      (
        ColumnSchema("cac", .estimate(money)),
        [
          .estimate(
            Estimate(value: 540.25, measure: money, interval: .between(low: 498, high: 590.5))),
          .estimate(Estimate(value: .nan, measure: money, interval: .atLeast(250))),
        ]
      ),
      (
        ColumnSchema("churn", .measure(.periodic(month, .loss))),
        [.quantity(Quantity(0.031, .periodic(month, .loss))), .missing]
      ),
      (ColumnSchema("quarter", .period(.quarter)), [.period(quarter), .missing]),
      (ColumnSchema("day", .date), [.date(day), .missing]),
      (ColumnSchema("kept", .bool), [.bool(true), .missing]),
    ])
  }

  @Test("the JSON of scalars, to the byte")
  func scalars() throws {
    let month = try #require(catalogue.named("month"))
    func text(_ magnitude: Double, _ measure: Measure) throws -> String {
      try json.text(.quantity(Quantity(magnitude, measure)))
    }
    #expect(
      try text(2016, .unit(try unit("USD", per: "customer")))
        == "{\"value\":2016,\"unit\":\"USD/customer\"}\n")
    #expect(try text(1.5, .number) == "{\"value\":1.5,\"unit\":null}\n")
    #expect(
      try text(0.031, .periodic(month, .loss))
        == "{\"value\":0.031,\"unit\":\"1/month\",\"type\":\"periodic\"}\n")
    #expect(try text(0.25, .share) == "{\"value\":0.25,\"unit\":null,\"type\":\"share\"}\n")
    #expect(try text(-0.0, .number) == "{\"value\":0,\"unit\":null}\n")
    #expect(try text(.nan, .number) == "{\"value\":null,\"unit\":null}\n")
    #expect(try json.text(.missing) == "{\"value\":null,\"unit\":null}\n")
    let estimate = Estimate(
      value: 0.031, measure: .periodic(month, .loss), interval: .between(low: 0.028, high: 0.034))
    #expect(
      try json.text(.estimate(estimate))
        == "{\"value\":0.031,\"unit\":\"1/month\",\"type\":\"periodic\","
        + "\"low\":0.028,\"high\":0.034,\"level\":0.95}\n")
  }

  @Test("the JSON of a table has columns with units and rows with estimates")
  func tables() throws {
    let object = try parsed(json.text(try results()))
    let columns = try #require(object["columns"] as? [[String: Any]])
    #expect(
      columns.map { $0["name"] as? String } == [
        "channel", "cac", "churn", "quarter", "day", "kept",
      ])
    #expect(
      columns.map { $0["type"] as? String } == [
        "text", "estimate", "periodic", "period", "date", "bool",
      ])
    #expect(
      columns.map { $0["unit"] as? String } == [nil, "USD/customer", "1/month", nil, nil, nil])
    #expect(columns[1]["level"] as? Double == 0.95 && columns[0]["level"] is NSNull)
    let rows = try #require(object["rows"] as? [[Any]])
    #expect(rows[0][0] as? String == "a, \"b\"" && rows[1][0] is NSNull)
    let cell = try #require(rows[0][1] as? [String: Double])
    #expect(cell == ["value": 540.25, "low": 498, "high": 590.5])
    let bound = try #require(rows[1][1] as? [String: Any])
    #expect(bound["value"] is NSNull && bound["low"] as? Double == 250 && bound["high"] is NSNull)
    #expect(rows[0][3] as? String == "2026-Q2" && rows[0][4] as? String == "2026-04-01")
    #expect(rows[0][5] as? Bool == true)
  }

  @Test("a line of JSON for each row")
  func jsonLines() throws {
    let lines = try OutputFormat.jsonLines.text(try results()).split(separator: "\n")
    #expect(lines.count == 2)
    #expect(try parsed(String(lines[0]))["quarter"] as? String == "2026-Q2")
    #expect(try parsed(String(lines[1]))["channel"] is NSNull)
  }

  @Test("any text comes back from JSON, and nothing that a terminal obeys is in it")
  func jsonText() throws {
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<500 {
      var scalars = String.UnicodeScalarView()
      for _ in 0..<20 {
        let most: UInt32 = Bool.random(using: &generator) ? 0xA0 : 0x10FFFF
        if let scalar = Unicode.Scalar(UInt32.random(in: 0...most, using: &generator)) {
          scalars.append(scalar)
        }
      }
      let text = try json.text(.text(String(scalars)))
      #expect(!text.dropLast().unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F })
      let value = try #require(try parsed(text)["value"] as? String)
      #expect(Array(value.unicodeScalars) == Array(scalars))
    }
  }

  @Test("CSV writes an estimate as three columns, and quotes what needs it")
  func csvTable() throws {
    #expect(
      try csv.text(try results()) == """
        channel,cac,cac_low,cac_high,churn,quarter,day,kept
        "a, ""b\""",540.25,498,590.5,0.031,2026-Q2,2026-04-01,true
        ,,250,,,,,

        """)
    let money = Measure.unit(try unit("USD"))
    #expect(try csv.text(.quantity(Quantity(1234.5, money))) == "value,unit\n1234.5,USD\n")
    #expect(
      try csv.text(.record(Record([("a", .number(1)), ("b", .text(""))]))) == "a,b\n1,\"\"\n")
  }

  @Test(
    "text that a spreadsheet would run gets an apostrophe; numbers do not",
    arguments: [
      ("=1+1", "'=1+1"), ("+1", "'+1"), ("-1", "'-1"), ("@sum", "'@sum"), ("\t=1", "'\t=1"),
      ("\r=1", "\"'\r=1\""), ("＝1", "'＝1"), ("\0=1", "'\0=1"), ("a=1", "a=1"), (" =1", "\" =1\""),
      ("=\"a\",b", "\"'=\"\"a\"\",b\""),
    ])
  func formulas(text: String, cell: String) throws {
    #expect(try csv.text(table([(ColumnSchema("x", .text), [.text(text)])])) == "x\n\(cell)\n")
    #expect(try csv.text(.number(-5)) == "value,unit\n-5,\n")
  }

  @Test("a Markdown table has its units in the head")
  func markdown() throws {
    let markdown = OutputFormat.markdown
    #expect(
      try markdown.text(try results()) == """
        | channel | cac ($/customer) | churn (%/month) | quarter | day | kept |
        | --- | ---: | ---: | --- | --- | --- |
        | a, "b" | 540 \\[498, 591\\] | 3.1 | 2026-Q2 | 2026-04-01 | true |
        | – | – \\[≥ 250\\] | – | – | – | – |

        """)
    #expect(
      try markdown.text(table([(ColumnSchema("a|b", .text), [.text("x\ny|*z*")])]))
        == "| a\\|b |\n| --- |\n| x y\\|\\*z\\* |\n")
  }

  @Test("a title is a heading in Markdown alone, where groups without a name have one")
  func titles() throws {
    let groups = table([(ColumnSchema("channel", .text, isGroupKey: true), [.missing])])
    #expect(
      try OutputFormat.markdown.text(groups, title: "By *channel*")
        == "## By \\*channel\\*\n\n| channel |\n| --- |\n| (none) |\n")
    #expect(try csv.text(groups, title: "By channel") == "channel\n\n")
    #expect(
      try OutputFormat.jsonLines.text(groups, title: "By channel") == "{\"channel\":null}\n")
    let amount = Value.quantity(Quantity(40, .unit(try unit("AUD"))))
    #expect(try OutputFormat.markdown.text(amount) == "40 AUD\n")
    #expect(try OutputFormat.markdown.text(amount, dollar: "AUD") == "$40\n")
    #expect(try OutputFormat.markdown.text(.text("a_b\nc")) == "a\\_b\\\nc\n")
    #expect(OutputFormat.all.map(\.separator) == ["\n", "", "", "\n"])
  }

  @Test("the text of a long table or list ends when the person wants it")
  func stopped() throws {
    let numbers = (0..<20_000).map { Value.number(Double($0)) }
    let values = [
      table([(ColumnSchema("x", .number), numbers)]), .list(List(of: .number, numbers)),
    ]
    for format in OutputFormat.all {
      for value in values where format.name != "markdown" || value.type != .list(.number) {
        let error = #expect(throws: ValueError.self) {
          var asked = 0
          _ = try StopRequest.heeding({
            asked += 1
            return asked > 3
          }) { () throws(ValueError) in try format.text(value) }
        }
        #expect(error?.kind == .interrupted, "\(format.name)")
      }
    }
  }

  @Test("every format has a name and a suffix of its own")
  func declarations() {
    #expect(Set(OutputFormat.all.map(\.name)).count == OutputFormat.all.count)
    #expect(OutputFormat.all.map(\.name) == ["csv", "json", "jsonl", "markdown"])
    #expect(OutputFormat.named("csv")?.suffix == "csv" && OutputFormat.named("x") == nil)
  }
}
