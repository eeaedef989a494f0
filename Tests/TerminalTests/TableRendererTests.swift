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
      try TableRenderer().text(segments, title: "By segment").plain == """
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
      try TableRenderer().text(cac).plain
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
  func longTable() throws {
    let numbers = (1...100).map { Value.number(Double($0)) }
    let long = table([(ColumnSchema("n", .number), numbers)])
    let text = try TableRenderer(mostRows: 4).text(long).plain
    #expect(text == "  n\n───\n  1\n  2\n… 96 more rows\n 99\n100\n")
    let fetched = table([(ColumnSchema("n", .number), Array(numbers.prefix(3)))])
    #expect(
      try TableRenderer(mostRows: 4).text(fetched, hidden: 2..<1199).plain
        == "n\n─\n1\n2\n… 1,197 more rows\n3\n")
    #expect(
      try TableRenderer(mostRows: 4).text(fetched, hidden: 3..<5).plain
        == "n\n─\n1\n2\n3\n… 2 more rows\n")
    #expect(try TableRenderer().text(table([])).plain.hasSuffix("no columns\nno rows\n"))
  }

  @Test("on a terminal text is cut where that makes room")
  func narrow() throws {
    let wide = table([
      (ColumnSchema("name", .text), [.text(String(repeating: "x", count: 90))]),
      (ColumnSchema("amount", .number), [.number(123_456_789)]),
      (ColumnSchema("remark", .text), [.text("some words here")]),
    ])
    #expect(
      try TableRenderer(width: 50).text(wide).plain == """
        name                       amount  remark
        ──────────────────────────────────────────────────
        xxxxxxxxxxxxxxxxxxx…  123,456,789  some words here

        """)
    let full = try TableRenderer().text(wide).plain
    #expect(full.contains(String(repeating: "x", count: 90)) && full.contains("some words here"))
  }

  private func economics() throws -> LocalTable {
    let money = Measure.unit(try unit("USD", per: "customer"))
    func estimate(_ value: Double, _ low: Double, _ high: Double, _ measure: Measure) -> Value {
      .estimate(
        Estimate(value: value, measure: measure, interval: .between(low: low, high: high)))
    }
    return table([
      (ColumnSchema("channel", .text, isGroupKey: true), [.text("search"), .missing]),
      (
        ColumnSchema("cac", .estimate(money)),
        [
          estimate(53_441.38, 46_068.86, 61_993.75, money),
          estimate(546.96, 527.45, 567.19, money),
        ]
      ),
      (
        ColumnSchema("ltv_cac", .estimate(.number)),
        [estimate(11.094, 6.651, 18.506, .number), .missing]
      ),
    ])
  }

  @Test("intervals go below their values, then columns into blocks with the keys")
  func folded() throws {
    let economics = try economics()
    #expect(
      try TableRenderer(width: 60).text(economics).plain == """
        channel                      cac           ltv_cac
                              $/customer
        ──────────────────────────────────────────────────
        search   53,441 [46,069, 61,994]  11.1 [6.7, 18.5]
        (none)      547 [   527,    567]     –
        [low, high]: 95% interval

        """)
    #expect(
      try TableRenderer(width: 44).text(economics).plain == """
        channel               cac      ltv_cac
                       $/customer
        ──────────────────────────────────────
        search             53,441         11.1
                 [46,069, 61,994]  [6.7, 18.5]
        (none)                547            –
                 [   527,    567]
        [low, high]: 95% interval

        """)
    #expect(
      try TableRenderer(width: 27).text(economics).plain.hasSuffix(
        """
        channel      ltv_cac
        ────────────────────
        search          11.1
                 [6.7, 18.5]
        (none)             –
        [low, high]: 95% interval

        """))
    #expect(
      try TableRenderer(width: 34).text(economics).plain == """
        channel                      cac
                              $/customer
        ────────────────────────────────
        search   53,441 [46,069, 61,994]
        (none)      547 [   527,    567]

        channel           ltv_cac
        ─────────────────────────
        search   11.1 [6.7, 18.5]
        (none)      –
        [low, high]: 95% interval

        """)
  }

  @Test("no line is wider than the terminal, and every column is shown or named")
  func anyWidth() throws {
    let columns = (0..<30).map { index in
      (ColumnSchema("column_\(index)", .number), [Value.number(Double(index) * 1e6 + 0.5)])
    }
    let many = table([(ColumnSchema("id", .text), [.text("A-1")])] + columns)
    for width in stride(from: 40, through: 200, by: 8) {
      let text = try TableRenderer(width: width).text(many).plain
      for line in text.split(separator: "\n") { #expect(DisplayWidth.of(String(line)) <= width) }
      for column in many.type.columns { #expect(text.contains(column.name)) }
      let figures = try TableRenderer(width: width).text(try economics())
      for line in figures.plain.split(separator: "\n") {
        #expect(DisplayWidth.of(String(line)) <= width)
      }
    }
    let words = try TableRenderer(width: 40).text(many).plain.replacing("\n", with: " ")
    #expect(words.contains("6 columns not shown, for lack of room: column_24, column_25"))
  }

  @Test("a cell of a million letters is cut")
  func longCell() throws {
    let long = table([
      (ColumnSchema("text", .text), [.text(String(repeating: "x", count: 1_000_000))]),
      (ColumnSchema("n", .number), [.number(1)]),
    ])
    let lines = try TableRenderer(width: 80).text(long).plain.split(separator: "\n")
    #expect(lines.last.map { $0.count == 80 && $0.hasSuffix("x…  1") } ?? false)
  }

  @Test("wide letters align")
  func wideLetters() throws {
    let cities = table([
      (ColumnSchema("city", .text), [.text("東京"), .text("Köln"), .text("e\u{301}")]),
      (ColumnSchema("n", .number), [.number(1), .number(22), .number(3)]),
    ])
    #expect(
      try TableRenderer().text(cities).plain
        == "city   n\n────────\n東京   1\nKöln  22\ne\u{301}      3\n")
  }

  @Test("a column of several measures is written in full")
  func mixed() throws {
    let money = Measure.unit(try unit("USD"))
    let values = [Value.quantity(Quantity(5, money)), .number(2), .bool(true)]
    let text = try TableRenderer().text(table([(ColumnSchema("x", .unknown), values)])).plain
    #expect(text == "x\n────\n$5\n2\ntrue\n")
  }

  @Test("no control, hidden or turning character reaches the output, whatever the data holds")
  func fuzz() throws {
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
      let shown = try ValueRenderer(tables: TableRenderer(width: width)).text(
        .table(Table(type: data.type, plan: data)), title: text())
      #expect(!shown.plain.unicodeScalars.contains(where: forbidden))
      let loose = try ValueRenderer().text(.text(text()))
      #expect(!loose.plain.unicodeScalars.contains(where: forbidden))
    }
  }

  @Test("the drawing of a long table ends when the person wants it")
  func stopped() throws {
    let numbers = (0..<20_000).map { Value.number(Double($0)) }
    let long = table([(ColumnSchema("x", .number), numbers)])
    var asked = 0
    _ = try StopRequest.heeding({
      asked += 1
      return false
    }) { () throws(ValueError) in try TableRenderer().text(long) }
    for last in stride(from: 1, through: asked, by: 3) {
      var count = 0
      let error = #expect(throws: ValueError.self) {
        _ = try StopRequest.heeding({
          count += 1
          return count >= last
        }) { () throws(ValueError) in try TableRenderer().text(long) }
      }
      #expect(error?.kind == .interrupted)
    }
  }

  @Test("a letter with a million marks is cut")
  func manyMarks() {
    let text = "e" + String(repeating: "\u{301}", count: 100_000)
    #expect(VisibleText.line(text).unicodeScalars.count == 16)
  }

  @Test("records, and text broken at words")
  func recordsAndText() throws {
    let record = Record([("value", .number(1)), ("of", .text("x"))])
    #expect(
      try ValueRenderer().text(.record(record)).plain
        == "value  1\nof     x\n")
    let narrow = ValueRenderer(tables: TableRenderer(width: 20))
    #expect(
      try narrow.text(.text("one two three four five\n  a: six seven eight nine")).plain == """
        one two three four
        five
          a: six seven eight
            nine

        """)
  }

  @Test("notes are broken under their words")
  func notes() {
    let note = Note(.warning, "fewer than 100 customers, so intervals may be too narrow: radio")
    #expect(
      NoteRenderer.text(note, width: 50).plain == """
        warning: fewer than 100 customers, so intervals
                 may be too narrow: radio

        """)
    #expect(NoteRenderer.text(note).plain.split(separator: "\n").count == 1)
  }

  @Test("pages are broken to the width, their code is not")
  func pages() {
    let page = "A word and\nanother one.\n\n    let code = 1 + 2 + 3 + 4   # stays\n\nThe end."
    #expect(
      Page.text(page, width: 16).plain == """
        A word and
        another one.

            let code = 1 + 2 + 3 + 4   # stays

        The end.

        """)
    #expect(Page.text(page, width: nil).plain.hasPrefix("A word and another one.\n"))
  }
}
