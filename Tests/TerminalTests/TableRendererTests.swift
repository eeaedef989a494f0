import Foundation
import Testing
import Units
import Values

@testable import Terminal

private let units = UnitCatalogue()

private func unit(_ above: String, per below: String...) throws -> Units.Unit {
  var result = Units.Unit(try #require(units.named(above)))
  for name in below {
    result = result.divided(by: Units.Unit(try #require(units.named(name)))).unit
  }
  return result
}

private func table(_ columns: [(ColumnSchema, [Value])]) -> LocalTable {
  LocalTable(
    type: TableType(columns.map(\.0)), columns: columns.map(\.1),
    rowCount: columns.first?.1.count ?? 0)
}

private func quantities(_ numbers: [Double?], _ measure: Measure) -> [Value] {
  numbers.map { $0.map { .quantity(Quantity($0, measure)) } ?? .missing }
}

@Suite("Form of tables")
struct TableRendererTests {
  @Test("units in the head, points aligned, missing values as dashes")
  func segments() throws {
    let month = try #require(units.named("month"))
    let churn = Measure.periodic(month, .loss)
    let arpa = Measure.unit(try unit("USD", per: "customer", "month"))
    let customers = Measure.unit(try unit("customer"))
    let segments = table([
      (ColumnSchema("segment", .text), [.text("SMB"), .text("Enterprise"), .missing]),
      (ColumnSchema("customers", .measure(customers)), quantities([1200, 40, 7], customers)),
      (ColumnSchema("arpa", .measure(arpa)), quantities([60, 4100.5, nil], arpa)),
      (ColumnSchema("churn", .measure(churn)), quantities([0.04, 0.008, 0.123], churn)),
    ])
    #expect(
      TableRenderer().text(segments, title: "By segment").plain == """
        By segment
        segment     customers              arpa    churn
                    customers  $/customer/month  %/month
        ────────────────────────────────────────────────
        SMB             1,200             60.00      4.0
        Enterprise         40          4,100.50      0.8
        –                   7                 –     12.3

        """)
  }

  @Test("estimates with their ends aligned")
  func estimates() throws {
    let money = Measure.unit(try unit("USD", per: "customer"))
    func estimate(_ value: Double, _ interval: Estimate.Interval) -> Value {
      .estimate(Estimate(value: value, measure: money, interval: interval))
    }
    let cac = table([
      (
        ColumnSchema("channel", .text),
        [.text("search"), .text("fairs"), .text("radio"), .text("mail"), .text("post")],
      ),
      (
        ColumnSchema("cac", .estimate(money)),
        [
          estimate(540, .between(low: 498, high: 590)),
          estimate(1890, .between(low: 1204, high: 3310)), estimate(.nan, .atLeast(250)),
          estimate(77, .none), .missing,
        ],
      ),
    ])
    #expect(
      TableRenderer().text(cac).plain
        == """
        channel                   cac
                           $/customer
        ─────────────────────────────
        search     540 [  498,   590]
        fairs    1,890 [1,204, 3,310]
        radio        – [≥ 250]
        mail        77
        post         –
        [low, high]: 95% interval

        """)
  }

  @Test("the head and the tail with the rows between counted")
  func longTable() {
    let numbers = (1...100).map { Value.number(Double($0)) }
    let long = table([(ColumnSchema("n", .number), numbers)])
    let text = TableRenderer(mostRows: 4).text(long).plain
    #expect(text == "  n\n───\n  1\n  2\n… 96 more rows\n 99\n100\n")
    let fetched = table([(ColumnSchema("n", .number), Array(numbers.prefix(3)))])
    #expect(
      TableRenderer(mostRows: 4).text(fetched, rowCount: 1200).plain
        == "n\n─\n1\n2\n3\n… 1,197 more rows\n")
    #expect(TableRenderer().text(table([])).plain.hasSuffix("no columns\nno rows\n"))
  }

  @Test("on a terminal text is cut and columns without room are named")
  func narrow() {
    let wide = table([
      (ColumnSchema("name", .text), [.text(String(repeating: "x", count: 90))]),
      (ColumnSchema("amount", .number), [.number(123_456_789)]),
      (ColumnSchema("remark", .text), [.text("some words here")]),
    ])
    let text = TableRenderer(width: 34).text(wide).plain
    for line in text.split(separator: "\n") { #expect(DisplayWidth.of(String(line)) <= 34) }
    #expect(text.contains("xxx…") && text.contains("123,456,789"))
    let narrow = TableRenderer(width: 22).text(wide).plain
    #expect(narrow.contains("1 column not shown, for lack of room: remark"))
    let full = TableRenderer().text(wide).plain
    #expect(full.contains(String(repeating: "x", count: 90)) && full.contains("some words here"))
  }

  @Test("wide letters align")
  func wideLetters() {
    let cities = table([
      (ColumnSchema("city", .text), [.text("東京"), .text("Köln"), .text("e\u{301}")]),
      (ColumnSchema("n", .number), [.number(1), .number(22), .number(3)]),
    ])
    #expect(
      TableRenderer().text(cities).plain
        == "city   n\n────────\n東京   1\nKöln  22\ne\u{301}      3\n")
  }

  @Test("a column of several measures is written in full")
  func mixed() throws {
    let money = Measure.unit(try unit("USD"))
    let values = [Value.quantity(Quantity(5, money)), .number(2), .bool(true)]
    let text = TableRenderer().text(table([(ColumnSchema("x", .unknown), values)])).plain
    #expect(text == "x\n────\n$5\n2\ntrue\n")
  }

  @Test("no control, hidden or turning character reaches the output, whatever the data holds")
  func fuzz() {
    var generator = SystemRandomNumberGenerator()
    let hostile: [Unicode.Scalar] = [
      "\u{1B}", "\u{07}", "\u{00}", "\n", "\r", "\t", "\u{7F}", "\u{85}", "\u{9B}", "\u{202E}",
      "\u{2066}", "\u{200B}", "\u{2028}", "\u{FEFF}", "\u{E0041}", "\u{301}", "a", "東", "\u{061C}",
    ]
    func text() -> String {
      var scalars = String.UnicodeScalarView()
      for _ in 0..<Int.random(in: 0...30, using: &generator) {
        let isAny = Bool.random(using: &generator)
        let any = Unicode.Scalar(UInt32.random(in: 0...0x10FFFF, using: &generator))
        scalars.append((isAny ? any : nil) ?? hostile.randomElement(using: &generator) ?? "a")
      }
      return String(scalars)
    }
    let forbidden = { (scalar: Unicode.Scalar) in
      switch scalar.value {
      case 0x0A: false
      case 0..<0x20, 0x7F...0x9F, 0x061C, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF,
        0xE0000...0xE007F:
        true
      default: false
      }
    }
    for _ in 0..<500 {
      let data = table([
        (ColumnSchema(text(), .text), [.text(text()), .text(text())]),
        (ColumnSchema(text(), .unknown), [.list(List(of: .text, [.text(text())])), .missing]),
      ])
      let width = Bool.random(using: &generator) ? 40 : nil
      let shown = ValueRenderer(tables: TableRenderer(width: width)).text(
        .table(Table(type: data.type, plan: data)), title: text())
      #expect(!shown.plain.unicodeScalars.contains(where: forbidden))
      let loose = ValueRenderer().text(.text(text()))
      #expect(!loose.plain.unicodeScalars.contains(where: forbidden))
    }
  }

  @Test("a letter with a million marks is cut")
  func manyMarks() {
    let text = "e" + String(repeating: "\u{301}", count: 100_000)
    #expect(VisibleText.line(text).unicodeScalars.count == 16)
  }

  @Test("records and explanations")
  func recordsAndExplanations() {
    let record = Record([("value", .number(1)), ("of", .text("x"))])
    #expect(
      ValueRenderer().text(.record(record)).plain
        == "value  1\nof     x\n")
    let explanation = Explanation(
      title: "Customer lifetime value", definition: "What a customer is worth.",
      formula: "arpa × margin ÷ churn", worked: "$84 × 72% ÷ 3% = $2,016",
      rowsUsed: [("customers", 1204)], leftOut: [.init("no channel", 12)],
      range: "2026-01 to 2026-06",
      interval: "1,000 replicates", assumptions: ["churn is constant", "no expansion"],
      source: "Gupta and Lehmann 2003")
    #expect(
      ExplanationRenderer().text(explanation).plain == """
        Customer lifetime value
        What a customer is worth.

        formula    arpa × margin ÷ churn
        worked     $84 × 72% ÷ 3% = $2,016
        rows       customers: 1,204 used
        left out   12: no channel
        range      2026-01 to 2026-06
        interval   1,000 replicates
        assumes    churn is constant
                   no expansion
        source     Gupta and Lehmann 2003

        """)
  }
}
