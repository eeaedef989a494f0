import Evaluation
import Foundation
import Testing
import Values

/// What the cells of a text column become, through the engine.
@Suite("Cells") struct CellTests {
  /// A file of one column of these cells, and what `load` makes of it.
  struct Loaded {
    var run: ScriptRun
    var path: String

    init(
      _ cells: [String], header: String = "x", delimiter: String = ",", with arguments: String = "",
      then verb: String = "",
      beside: (header: String, cells: [String])? = nil
    ) throws {
      let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      defer { try? FileManager.default.removeItem(at: folder) }
      path = folder.appending(path: "cells.csv").path
      let others = beside ?? (header: "row", cells: cells.indices.map { "r\($0)a" })
      let lines = ([header] + cells).map(Self.quoted)
      let besides = ([others.header] + others.cells).map(Self.quoted)
      let text = zip(lines, besides).map { "\($0)\(delimiter)\($1)\n" }.joined()
      try text.write(toFile: path, atomically: true, encoding: .utf8)
      run = ScriptRun("load(\"\(path)\"\(arguments))\(verb)")
    }

    private static func quoted(_ cell: String) -> String {
      cell.isEmpty ? "" : "\"\(cell)\""
    }

    var cells: [Value] {
      guard case .table(let table)? = run.shown.first?.value else { return [] }
      return run.column(table.type.columns.first?.name ?? "", ofShown: 0)
    }

    var numbers: [Double?] { cells.map(\.magnitude) }

    var unit: String? {
      guard case .table(let table)? = run.shown.first?.value else { return nil }
      return table.type.columns.first?.type.description
    }

    var texts: [String] { cells.map { NumberText().text($0) } }
  }

  struct Numbers: CustomTestStringConvertible, Sendable {
    var cells: [String]
    var unit: String
    var values: [Double?]
    var testDescription: String { cells.joined(separator: " ; ") }

    init(_ cells: [String], _ unit: String, _ values: [Double?]) {
      self.cells = cells
      self.unit = unit
      self.values = values
    }
  }

  static let numbers: [Numbers] = [
    Numbers(["1,234.5", "12", "-3"], "Number", [1234.5, 12, -3]),
    Numbers(["1.234,5", "12", "-3"], "Number", [1234.5, 12, -3]),
    Numbers(["1,234", "0.5"], "Number", [1234, 0.5]),
    Numbers(["1.234", "0,5"], "Number", [1234, 0.5]),
    Numbers(["1,234,567", "8"], "Number", [1_234_567, 8]),
    Numbers(["1.234.567", "8"], "Number", [1_234_567, 8]),
    Numbers(["12,34,567.89", "1"], "Number", [1_234_567.89, 1]),
    Numbers(["12,5", "7"], "Number", [12.5, 7]),
    Numbers(["1'234.50", "1’234"], "Number", [1234.5, 1234]),
    Numbers(["1 234,50", "12 345"], "Number", [1234.5, 12345]),
    Numbers(["1\u{A0}234,5", "1\u{202F}234", "1\u{2009}234"], "Number", [1234.5, 1234, 1234]),
    Numbers(["(1,234.50)", "12-", "+7", "\u{2212}8"], "Number", [-1234.5, -12, 7, -8]),
    Numbers(["1.5E+03", "2"], "Number", [1500, 2]),
    Numbers([".5", ",5"], "Text", [nil, nil]),
    Numbers(
      ["--", "N/A", "n/a", "null", "#N/A", "None", "-", "", "5"], "Number",
      [nil, nil, nil, nil, nil, nil, nil, nil, 5]),
    Numbers(["4%", "4.35%", "-0.5 %"], "Share", [0.04, 0.0435, -0.005]),
    Numbers(["4,35%", "12%"], "Share", [0.0435, 0.12]),
    Numbers(["%4", "%4.35", "-%0.5", "% 3"], "Share", [0.04, 0.0435, -0.005, 0.03]),
    Numbers(["%12,5", "%7"], "Share", [0.125, 0.07]),
    Numbers(["%4%", "%5"], "Text", [nil, nil]),
    Numbers(["1.5k", "2.3M", "950", "1 K"], "Number", [1500, 2_300_000, 950, 1000]),
    Numbers(["1,5k", "-2,25bn"], "Number", [1500, -2_250_000_000]),
    Numbers(["$1.5k", "($2M)", "$3 bn"], "USD", [1500, -2_000_000, 3_000_000_000]),
    Numbers(["1,5k €", "2M€"], "EUR", [1500, 2_000_000]),
    // Codes, sizes and units.
    Numbers(["12B", "3M"], "Text", [nil, nil]),
    Numbers(["1.5kg", "2.5kg"], "Text", [nil, nil]),
    Numbers(["1.5kk", "2.5k"], "Text", [nil, nil]),
    Numbers(["1.5k%", "2%"], "Text", [nil, nil]),
    Numbers(["1.234,56 ₺", "12 TL"], "TRY", [1234.56, 12]),
    Numbers(["$1,200.50", "-$3", "$-4", "($5)", "$(6.00)"], "USD", [1200.5, -3, -4, -5, -6]),
    Numbers(["EUR 12", "12.5 EUR", "€3"], "EUR", [12, 12.5, 3]),
    Numbers(["12 zł", "1 234,50 zł"], "PLN", [12, 1234.5]),
    Numbers(["¥1,200,000"], "JPY", [1_200_000]),
    Numbers(["12,5 ₼", "AZN 3"], "AZN", [12.5, 3]),
    Numbers(["A$12.50", "AUD 3"], "AUD", [12.5, 3]),
    Numbers(["$12.50 CAD"], "CAD", [12.5]),
    Numbers(["12 usd", "13 Usd"], "USD", [12, 13]),
    Numbers(["1.234,5- %", "7%"], "Share", [-12.345, 0.07]),
    Numbers(["£1,000,000", "7"], "GBP", [1_000_000, 7]),
    // What only looks like numbers stays as it is.
    Numbers(["00123", "00124"], "Text", [nil, nil]),
    Numbers(["00123", "--"], "Text", [nil, nil]),
    Numbers(["12345678901234567", "12345678901234568"], "Text", [nil, nil]),
    Numbers(["9007199254740992", "1"], "Number", [9_007_199_254_740_992, 1]),
    Numbers(["9007199254740993", "1"], "Text", [nil, nil]),
    Numbers(["1,23", "1.234,56,7"], "Text", [nil, nil]),
    Numbers(["12 34", "5"], "Text", [nil, nil]),
    Numbers(["5%", "7"], "Text", [nil, nil]),
    Numbers(["10", "Pro"], "Text", [nil, nil]),
    Numbers(["1.2.3", "1.2.4"], "Text", [nil, nil]),
    Numbers(["((5))", "6.5"], "Text", [nil, nil]),
    Numbers(["--5", "6.5"], "Text", [nil, nil]),
    Numbers(["12 kg", "6 kg"], "Text", [nil, nil]),
  ]

  @Test("of numbers, shares and amounts become their values", arguments: numbers)
  func number(_ example: Numbers) throws {
    let loaded = try Loaded(example.cells)
    #expect(loaded.run.outcome == .succeeded, "\(loaded.run.words)")
    #expect(loaded.unit == example.unit)
    #expect(loaded.numbers == example.values)
    if example.unit == "Text" {
      let shown = example.cells.map { $0.isEmpty ? "missing" : $0 }
      #expect(loaded.texts == shown)
    }
  }

  struct Dates: CustomTestStringConvertible, Sendable {
    var cells: [String]
    var values: [String]
    var testDescription: String { cells.joined(separator: " ; ") }

    init(_ cells: [String], _ values: [String]) {
      self.cells = cells
      self.values = values
    }
  }

  static let dates: [Dates] = [
    Dates(["2025-07-26", "2025-01-02"], ["2025-07-26", "2025-01-02"]),
    Dates(["2025/07/26", "2025/1/2"], ["2025-07-26", "2025-01-02"]),
    Dates(["26.07.2025", "01.02.2025"], ["2025-07-26", "2025-02-01"]),
    Dates(["26/07/2025", "1/2/2025"], ["2025-07-26", "2025-02-01"]),
    Dates(["26-07-2025", "01-02-2025"], ["2025-07-26", "2025-02-01"]),
    Dates(["7/26/2025", "1/2/2025"], ["2025-07-26", "2025-01-02"]),
    Dates(["07-26-2025", "01-02-2025"], ["2025-07-26", "2025-01-02"]),
    Dates(["26.07.25", "01.02.69", "01.02.68"], ["2025-07-26", "1969-02-01", "2068-02-01"]),
    Dates(["July 26, 2025", "Jan 2 2025"], ["2025-07-26", "2025-01-02"]),
    Dates(["26 July 2025", "2-Jan-25"], ["2025-07-26", "2025-01-02"]),
    Dates(["26. Juli 2025", "2. März 2025"], ["2025-07-26", "2025-03-02"]),
    Dates(["26 juillet 2025", "1er août 2025"], ["2025-07-26", "2025-08-01"]),
    Dates(["26 de julio de 2025", "2 enero 2025"], ["2025-07-26", "2025-01-02"]),
    Dates(["26 Temmuz 2025", "2 Şubat 2025"], ["2025-07-26", "2025-02-02"]),
    Dates(["26 luglio 2025", "2 gennaio 2025"], ["2025-07-26", "2025-01-02"]),
    Dates(["26 lipca 2025", "2 października 2025"], ["2025-07-26", "2025-10-02"]),
    Dates(["2025-W07", "2025-W01", "2020-W53"], ["2025-02-10", "2024-12-30", "2020-12-28"]),
    Dates(["2025-07", "2025-12"], ["2025-07-01", "2025-12-01"]),
    Dates(["07/2025", "12/2025"], ["2025-07-01", "2025-12-01"]),
    Dates(["Jul 2025", "December 2025"], ["2025-07-01", "2025-12-01"]),
    Dates(["Sep-26", "Okt-69", "Oca-25"], ["2026-09-01", "1969-10-01", "2025-01-01"]),
    Dates(["Sep '26", "Oct-'26"], ["2026-09-01", "2026-10-01"]),
    Dates(["2025-Q3", "2025-Q4"], ["2025-07-01", "2025-10-01"]),
    Dates(["Q3 2025", "Q4 2025"], ["2025-07-01", "2025-10-01"]),
    Dates(
      ["2025-07-26T10:00:00Z", "2025-07-26 10:00"],
      ["2025-07-26T10:00:00Z", "2025-07-26T10:00:00Z"]),
    Dates(
      ["2025-07-26T10:00:00+02:00", "2025-07-26T23:30:00-0330"],
      ["2025-07-26T08:00:00Z", "2025-07-27T03:00:00Z"]),
    Dates(
      ["7/26/2025 2:30 PM", "7/1/2025 12:05:09 AM"],
      ["2025-07-26T14:30:00Z", "2025-07-01T00:05:09Z"]),
    Dates(
      ["26.07.2025 09:05", "1.7.2025 9:05:06"], ["2025-07-26T09:05:00Z", "2025-07-01T09:05:06Z"]),
    Dates(["26.07.2025", "--", ""], ["2025-07-26", "missing", "missing"]),
  ]

  @Test("of days and moments become their values", arguments: dates)
  func date(_ example: Dates) throws {
    let loaded = try Loaded(example.cells)
    #expect(loaded.run.outcome == .succeeded, "\(loaded.run.words)")
    #expect(loaded.texts == example.values)
    #expect(loaded.unit == "Date" || loaded.unit == "Instant")
  }

  @Test("of digits are days only where the role is a date")
  func digits() throws {
    let spend = ", as: spend"
    for (cells, values) in [
      (["45864", "45865"], ["2025-07-26", "2025-07-27"]),
      (["20250726", "20250727"], ["2025-07-26", "2025-07-27"]),
      (["1753488000", "1753491600"], ["2025-07-26T00:00:00Z", "2025-07-26T01:00:00Z"]),
      (
        ["1753488000000", "1753488000500"], ["2025-07-26T00:00:00Z", "2025-07-26T00:00:00.500000Z"]
      ),
    ] {
      let date = try Loaded(cells, header: "date", with: spend)
      #expect(date.texts == values, "\(date.run.words)")
      let number = try Loaded(cells)
      #expect(number.unit == "Number")
      #expect(number.numbers == cells.map { Double($0) })
    }
  }

  @Test("take the order of day and month, or a pattern, from `dates:`")
  func statedDates() throws {
    let cells = ["01/02/2025", "03/04/2025"]
    #expect(
      try Loaded(cells, with: ", dates: \"day-first\"").texts == ["2025-02-01", "2025-04-03"])
    #expect(
      try Loaded(cells, with: ", dates: \"month-first\"").texts == ["2025-01-02", "2025-03-04"])
    #expect(
      try Loaded(["25|02|01", "25|02|28"], with: ", dates: \"yy|mm|dd\"").texts
        == ["2025-02-01", "2025-02-28"])
    #expect(
      try Loaded(["1.Şub.2025"], with: ", dates: \"d.mmm.yyyy\"").texts == ["2025-02-01"])
    #expect(try Loaded(cells, with: ", dates: \"dd/mm\"").run.outcome != .succeeded)
  }

  @Test("of another column, or semicolons, decide what a lone comma or point is")
  func decimals() throws {
    let ambiguous = ["1,234", "5,678"]
    #expect(try Loaded(ambiguous, delimiter: ";").numbers == [1.234, 5.678])
    #expect(
      try Loaded(ambiguous, beside: ("y", ["1,200.50", "3"])).numbers == [1234, 5678])
    #expect(try Loaded(ambiguous, beside: ("y", ["0,5", "3"])).numbers == [1.234, 5.678])
    #expect(try Loaded(ambiguous, beside: ("y", ["0.5", "3"])).numbers == [1234, 5678])
    #expect(try Loaded(["1.234", "5.678"]).numbers == [1.234, 5.678])
    #expect(try Loaded(["1.234", "5.678"], delimiter: ";").numbers == [1234, 5678])
    #expect(
      try Loaded(["1.234", "5.678"], delimiter: ";", beside: ("y", ["0.5", "2"])).numbers
        == [1.234, 5.678])
    #expect(try Loaded(["1.234", "5.678"], beside: ("y", ["0,5", "3"])).numbers == [1234, 5678])
    #expect(try Loaded(["1.234", "5.678"], with: ", decimal: \",\"").numbers == [1234, 5678])
    #expect(try Loaded(ambiguous, with: ", decimal: \",\"").numbers == [1.234, 5.678])
    #expect(try Loaded(ambiguous, with: ", decimal: \".\"").numbers == [1234, 5678])
  }

  @Test("have the currency of their header or of the column beside them")
  func currencies() throws {
    for (header, unit) in [
      ("Cost (USD)", "USD"), ("Amount [€]", "EUR"), ("mrr_eur", "EUR"), ("Spend, TRY", "TRY"),
      ("cost", "Number"), ("days", "Number"),
    ] {
      #expect(try Loaded(["12", "13"], header: header).unit == unit)
      #expect(try Loaded(["12,5", "13"], header: header).unit == unit)
    }
    for header in ["currency", "Currency code", "Para birimi", "cost_currency", "Währung"] {
      let loaded = try Loaded(
        ["12", "13"], header: "cost", with: ", as: spend", beside: (header, ["PLN", "PLN"]))
      #expect(loaded.unit == "PLN", "\(header) \(loaded.run.words)")
    }
  }

  @Test("of the reference become what it says") func reference() throws {
    let rows = ReferenceChapter.cells.text.split(separator: "\n").dropFirst(4)
      .map { $0.split(separator: "|").map { $0.trimmingCharacters(in: .init(charactersIn: " `")) } }
    let table = rows.filter { $0.count == 4 && $0[0] != "a cell such as" && $0[0] != "---" }
    #expect(table.count > 20)
    for row in table {
      let isRole = row[3] == "roles of dates"
      let loaded = try Loaded(
        [row[0]], header: isRole ? "date" : "x", with: isRole ? ", as: spend" : "")
      #expect(loaded.texts == [row[1]], "\(row) \(loaded.run.words)")
      #expect((loaded.unit == "Text") == (row[3] == "stays text"))
    }
  }

  @Test("of telephones and codes of places stay text") func identifiers() throws {
    for header in ["Phone", "postal code", "PLZ"] {
      let loaded = try Loaded(["5321234567", "12"], header: header)
      #expect(loaded.unit == "Text")
      #expect(loaded.texts == ["5321234567", "12"])
    }
  }

  @Test("are said to be read, and shown by `describe`") func said() throws {
    let loaded = try Loaded(["1.234,56 €", "n/a"], header: "cost", then: " | describe()")
    let notes = loaded.run.notes.map(\.text)
    #expect(
      notes == [
        "\(loaded.path): 2 columns; cost in EUR from \"1.234,56 €\" with 1 cell \"n/a\" missing"
      ])
    #expect(
      loaded.run.column("from", ofShown: 0).map { NumberText().text($0) } == [
        "\"1.234,56 €\"", "missing",
      ])
    #expect(
      try Loaded(["26/07/2025"], header: "date").run.notes.map(\.text).first?
        .hasSuffix("; date day-first") == true)
  }
}
