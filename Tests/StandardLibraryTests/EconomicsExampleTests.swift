import Foundation
import Planning
import StandardLibrary
import Testing
import Units
import Values

/// The worked example of the handbook's page Definitions, whose fractions were taken by hand.
@Suite struct EconomicsExampleTests {
  private let names = [
    "cost", "won", "cac", "arpa", "churn", "lifetime", "ltv", "ltv_cac", "payback", "verdict",
  ]

  private struct Row {
    var key: String?
    var numbers: [Double?]
    var verdict: String?
  }

  private func expect(_ value: Value, _ rows: [Row]) throws {
    let table = try #require(EconomicsFixture.rows(value))
    #expect(Array(table.type.columns.map(\.name).dropFirst()) == names)
    try #require(table.rowCount == rows.count)
    for (index, row) in rows.enumerated() {
      if case .text(let key) = table.value(row: index, column: 0) {
        #expect(key == row.key)
      } else {
        #expect(row.key == nil)
      }
      for (column, expected) in row.numbers.enumerated() {
        let actual = table.value(row: index, column: column + 1).magnitude
        let place = "\(row.key ?? "(none)") \(names[column])"
        guard let expected, let actual else {
          #expect((expected == nil) == (actual == nil), "\(place)")
          continue
        }
        #expect(abs(actual - expected) <= 1e-12 * max(1, abs(expected)), "\(place) \(actual)")
      }
      if case .text(let verdict) = table.value(row: index, column: 10) {
        #expect(verdict == row.verdict)
      } else {
        #expect(row.verdict == nil)
      }
    }
  }

  @Test(arguments: [true, false]) func bySegment(intervals: Bool) throws {
    let value = try EconomicsFixture.call(
      Function.unitEconomics, spend: EconomicsFixture.spend(), by: ["segment"],
      ["intervals": .value(.bool(intervals))])
    try expect(
      value,
      [
        Row(
          key: "Enterprise",
          numbers: [
            48000, 4, 12000, 7125.0 / 2, 1.0 / 8, 8, 28500, 19.0 / 8,
            log(11.0 / 19) / log(7.0 / 8),
          ], verdict: "below 1:3"),
        Row(
          key: "SMB",
          numbers: [
            440, 8, 55, 67, 3.0 / 10, 10.0 / 3, 670.0 / 3, 134.0 / 33,
            log(101.0 / 134) / log(7.0 / 10),
          ], verdict: "meets 1:3"),
      ])
  }

  @Test(arguments: [true, false]) func byChannel(intervals: Bool) throws {
    let value = try EconomicsFixture.call(
      Function.unitEconomics, spend: EconomicsFixture.spend(), by: ["channel"],
      ["intervals": .value(.bool(intervals))])
    try expect(
      value,
      [
        Row(
          key: "events",
          numbers: [
            42000, 3, 14000, 3600, 1.0 / 5, 5, 18000, 9.0 / 7, log(2.0 / 9) / log(4.0 / 5),
          ], verdict: "below 1:3"),
        Row(key: "partners", numbers: [6000, 1, 6000, 3500, 0, nil, nil, nil, 12.0 / 7]),
        Row(key: "podcast", numbers: [140, 0, nil, nil, nil, nil, nil, nil, nil]),
        Row(
          key: "radio", numbers: [100, 1, 100, 90, 1, 1, 90, 9.0 / 10, nil],
          verdict: "never pays back"),
        Row(key: "referral", numbers: [0, 1, 0, 60, 1.0 / 3, 3, 180, nil, 0]),
        Row(
          key: "search",
          numbers: [
            200, 5, 40, 65, 1.0 / 4, 4, 260, 13.0 / 2, log(11.0 / 13) / log(3.0 / 4),
          ], verdict: "meets 1:3"),
        Row(key: nil, numbers: [0, 1, 0, 70, 0, nil, nil, nil, 0]),
      ])
  }

  @Test func notesNameGroups() throws {
    let value = try EconomicsFixture.call(
      Function.unitEconomics, spend: EconomicsFixture.spend(), by: ["channel"])
    guard case .table(let table) = value else { return #expect(Bool(false), "no table") }
    let notes = table.notes.map(\.text)
    #expect(notes.contains { $0.contains("no customer won: podcast") })
    #expect(notes.contains { $0.contains("cac is 0: referral, (none)") })
    #expect(notes.contains { $0.contains("payback is never: radio") })
    #expect(notes.contains { $0.hasPrefix("2 customers joined and left within one") })
    #expect(notes.contains { $0.hasPrefix("1 customer with an end after 2026-04-30") })
    #expect(notes.contains { $0.hasPrefix("partners: nobody was lost in 3 customer-months") })
    #expect(table.explanation?.range == "as of 2026-04-30, complete months 2026-02 to 2026-04")
  }

  /// With one customer-month the share of 95% confidence is 1 − 0.05^(1/1) = 95%, not 300%.
  @Test("the note of a churn of zero has the limits of the intervals") func oneLimit() throws {
    let value = try EconomicsFixture.call(
      Function.unitEconomics, spend: EconomicsFixture.spend(),
      customers: EconomicsFixture.customers([
        ["a", "2026-01-05", nil, "search", "SMB", "60"],
        ["b", "2026-02-05", nil, "search", "SMB", "60"],
      ]))
    guard case .table(let table) = value else { return #expect(Bool(false), "no table") }
    let note = try #require(table.notes.map(\.text).first { $0.contains("nobody was lost") })
    let local = try #require(table.plan as? LocalTable)
    let index = try #require(table.type.index(of: "churn"))
    guard case .estimate(let churn) = local.columns[index][0],
      case .atMost(let most) = churn.interval
    else { return #expect(Bool(false), "no bound") }
    let months = try #require(Double(note.split(separator: " ")[4].replacing(",", with: "")))
    #expect(abs(most - (1 - pow(0.05, 1 / months))) < 1e-12)
    #expect(
      note.contains("at most \(NumberText().text(.number((most * 1e4).rounded() / 100)))%/month"))
  }

  @Test func single() throws {
    guard
      case .estimate(let cac) = try EconomicsFixture.call(
        Function.cac, spend: EconomicsFixture.spend()),
      case .estimate(let churn) = try EconomicsFixture.call(Function.churn)
    else { return #expect(Bool(false), "no estimate") }
    #expect(cac.value == 48440.0 / 12)
    #expect(cac.parts.map(\.name) == ["cost", "won"])
    #expect(cac.measure.description == "USD/customer")
    #expect(churn.value == 4.0 / 18)
    #expect(churn.measure.description == "%/month")
    #expect(try #require(churn.low) < churn.value && churn.value < #require(churn.high))
    #expect(try cac.replicates.count == 1000)
  }
}
