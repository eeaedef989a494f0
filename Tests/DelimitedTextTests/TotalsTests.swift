import Foundation
import Testing

@testable import DelimitedText

/// The sums in these tables are done by hand.
@Suite("Rows of sums between others") struct TotalsTests {
  private static let head = "day,channel,cost\n"

  @Test(
    "are left out when they are sums",
    arguments: [
      "Subtotal,,30.5", ",Zwischensumme,\"30.50\"", "Sous-total,,30.50", "Sub-total:,-,$30.50",
      "Subtotale,,30.5", "Ara toplam,,30.5", "Suma częściowa,,30.5", "小计,,30.5", "cəmi,,30.5",
      "Промежуточный итог,,30.5", "TOTAL,,30.5", "January total,,30.5", "Toplam: ocak,,30.5",
      "Subtotal,January,30.5", "2/2/2026,Total,30.5",
    ])
  func proven(row: String) throws {
    let text = try ReadText(
      Self.head + "1/2/2026,a,10.5\n2/2/2026,b,20\n" + row + "\n3/2/2026,a,1\n4/2/2026,b,2\n")
    #expect(text.rows.dropFirst().map { $0[2] } == ["10.5", "20", "1", "2"])
    #expect(text.form.repairs.sentence == "the totals row (line 4) left out")
    #expect(text.lines == [2, 3, 5, 6])
    #expect(text.form.suspects.isEmpty)
  }

  @Test("of groups, of groups of groups, and of one row") func nested() throws {
    let text = try ReadText(
      """
      day,channel,cost
      1/1/2026,a,10
      2/1/2026,b,20
      Subtotal,,30
      3/2/2026,a,5
      Subtotal,,5
      Q1 total,,35
      4/4/2026,a,1
      5/4/2026,b,2
      Subtotal,,3
      Q2 total,,3
      Grand total,,38

      """)
    #expect(text.rows.dropFirst().map { $0[2] } == ["10", "20", "5", "1", "2"])
    #expect(
      text.form.repairs.sentence == "6 totals rows (lines 4, 6, 7, 10, 11, 12) left out")
  }

  @Test("above the rows of their group") func above() throws {
    let text = try ReadText(
      Self.head + "Subtotal,,30\n1/2/2026,a,10\n2/2/2026,b,20\nSubtotal,,7\n3/2/2026,a,3\n"
        + "4/2/2026,b,4\n")
    #expect(text.rows.dropFirst().map { $0[2] } == ["10", "20", "3", "4"])
  }

  @Test(
    "count, and are told, when their amounts are no sums",
    arguments: [
      "Subtotal,,99", "5/2/2026,Total,99", "1.2.2026,Total,99", "2026-02-05,Totaal,99",
      // One row of the same amount proves nothing of a customer of that name.
      "5/2/2026,Total,20",
    ])
  func suspects(row: String) throws {
    let text = try ReadText(
      Self.head + "1/2/2026,a,10.5\n2/2/2026,b,20\n" + row + "\n3/2/2026,a,1\n")
    #expect(text.rows.count == 5)
    #expect(text.form.repairs.sentence == nil)
    #expect(text.form.suspects.map(\.line) == [4])
    let kept = try ReadText(text.source, totals: .keep)
    #expect(kept.rows.count == 5)
    #expect(kept.form.suspects.isEmpty)
    let dropped = try ReadText(text.source, totals: .drop)
    #expect(dropped.rows.count == 4)
    #expect(dropped.form.repairs.totalsLines == [4])
  }

  @Test(
    "rows with such a word in a name are like others",
    arguments: ["Total Energies,b,99", "Summer sale,,99", "Toplamacı,,99", "Totalis,,30.5"])
  func names(row: String) throws {
    let text = try ReadText(
      Self.head + "1/2/2026,a,10.5\n2/2/2026,b,20\n" + row + "\n3/2/2026,a,1\n")
    #expect(text.rows.count == 5)
    #expect(text.form.suspects.isEmpty)
    #expect(text.form.isPlain)
  }

  @Test("kept ones stay at the ends too") func keptEnds() throws {
    let text = try ReadText(
      Self.head + "Total,,30\n1/2/2026,a,10\n2/2/2026,b,20\nTotal,,30\n", totals: .keep)
    #expect(text.rows.count == 5)
  }

  @Test("a short row of sums is no short row") func short() throws {
    let text = try ReadText(
      "channel,cost,clicks\na,10,1\nb,20,2\nSubtotal,30\nc,5\nd,6,1\n")
    #expect(
      text.form.repairs.sentence == """
        the totals row (line 4) left out; 1 row was short (line 5): what it lacks is missing
        """)
  }

  @Test("of a large file are seen at its ends and at places between") func pieces() throws {
    func haveTotals(_ lines: [String]) throws -> Bool {
      let path = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
      try Data("name,cost\n\(lines.joined(separator: "\n"))\n".utf8).write(to: URL(filePath: path))
      defer { try? FileManager.default.removeItem(atPath: path) }
      return try FilePieces.haveTotals(path, dialect: Dialect())
    }
    let rows = (0..<200_000).map { "a name of usual length \($0),\($0 % 100)" }
    #expect(try !haveTotals(rows))
    #expect(try haveTotals(rows + ["Total,1"]))
    var report = rows
    for group in 1...100 { report[group * 1_900] = "Subtotal,94050" }
    #expect(try haveTotals(report))
  }

  @Test("the places shown are few") func places() {
    #expect(
      Repairs.totals(Array(1...1_010), place: "row")
        == "1,010 totals rows (rows 1, 2, 3, 4, 5, 6, 7, 8 and 1,002 more)")
  }
}
