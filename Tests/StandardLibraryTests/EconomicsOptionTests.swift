import StandardLibrary
import Testing
import Units
import Values

/// Options and refusals of the economic functions, with figures taken by hand from the example.
@Suite struct EconomicsOptionTests {
  private func message(_ body: () throws -> Value) throws -> ValueError {
    do {
      _ = try body()
    } catch let error as ValueError {
      return error
    }
    throw ValueError(.unsupported, "nothing was refused")
  }

  @Test func lagMovesSpend() throws {
    let month = try #require(EconomicsFixture.units.named("month"))
    // Moved by a month, the outlays of 2026-04-06 and 2026-04-20 lie after as_of.
    guard
      case .estimate(let cac) = try EconomicsFixture.call(
        .cac, spend: EconomicsFixture.spend(), by: [],
        ["lag": .value(.quantity(Quantity(1, .unit(Unit(month)))))])
    else { return #expect(Bool(false), "no estimate") }
    #expect(cac.value == 36_300.0 / 12)
    #expect(cac.notes.contains { $0.text == "left out: 2 outlays after as_of" })
  }

  @Test func shareAllocatesCost() throws {
    // The spend without its segment: search won 5 SMB, events 3 Enterprise, podcast nobody.
    let spend = EconomicsFixture.table(
      [("date", .date), ("channel", .text), ("cost", .unit(EconomicsFixture.usd))],
      EconomicsFixture.exampleSpend.map { Array($0.prefix(3)) }, role: "spend")
    let refused = try message {
      try EconomicsFixture.call(.cac, spend: spend, by: ["segment"])
    }
    #expect(refused.fixes.first?.code == "share: .channel")
    let channel = EconomicsFixture.columns(["channel"], of: EconomicsFixture.customers().type)
    let value = try EconomicsFixture.call(
      .cac, spend: spend, by: ["segment"], ["share": .columns(channel)])
    let table = try #require(EconomicsFixture.rows(value))
    #expect(table.rowCount == 3)
    #expect(table.columns[1].map(\.magnitude) == [48_000, 300, 140])
    #expect(table.columns[2].map(\.magnitude) == [4, 8, 0])
  }

  /// With intervals the customers are reduced in other ways than without: the figures are the same.
  @Test(arguments: [nil, "month", "quarter", "year"], [false, true])
  func intervalsLeaveTheFigures(every: String?, isBounded: Bool) throws {
    var options: [String: Call.Argument] = [:]
    if let every { options["every"] = .word(every) }
    if isBounded {
      let first = try #require(EconomicsFixture.date("2026-02-01"))
      let grain = try #require(Period(.quarter, containing: first))
      options["during"] = .value(.period(grain))
    }
    let context = EconomicsContext(), plainContext = EconomicsContext()
    let value = try EconomicsFixture.call(
      .unitEconomics, spend: EconomicsFixture.spend(), by: ["channel", "segment"], options,
      context: context)
    options["intervals"] = .value(.bool(false))
    let plain = try EconomicsFixture.call(
      .unitEconomics, spend: EconomicsFixture.spend(), by: ["channel", "segment"], options,
      context: plainContext)
    let rows = try #require(EconomicsFixture.rows(value))
    let plainRows = try #require(EconomicsFixture.rows(plain))
    try #require(rows.rowCount == plainRows.rowCount && rows.rowCount > 0)
    for (column, plainColumn) in zip(rows.columns, plainRows.columns) {
      for (cell, plainCell) in zip(column, plainColumn) {
        if let number = cell.magnitude, let other = plainCell.magnitude {
          #expect(abs(number - other) <= 1e-12 * abs(other))
        } else {
          #expect("\(cell)" == "\(plainCell)")
        }
      }
    }
    if case .table(let table) = value, case .table(let plainTable) = plain {
      #expect(table.explanation?.range == plainTable.explanation?.range)
      let shared = ["left out", "joined and left", "with an end after"]
      let notes = [table, plainTable].map { table in
        table.notes.map(\.text).filter { text in shared.contains { text.contains($0) } }
      }
      #expect(notes[0] == notes[1] && !notes[0].isEmpty)
    }
  }

  @Test func longerTimesCompound() throws {
    guard
      case .estimate(let churn) = try EconomicsFixture.call(
        .churn, by: [], ["per": .word("year")])
    else { return #expect(Bool(false), "no estimate") }
    var kept = 1.0
    for _ in 0..<12 { kept *= 14.0 / 18 }
    #expect(abs(churn.value - (1 - kept)) < 1e-14)
    #expect(churn.measure.description == "%/year")
  }

  @Test func twoCurrenciesAreRefused() throws {
    let error = try message {
      try EconomicsFixture.call(
        .unitEconomics, spend: EconomicsFixture.spend(cost: EconomicsFixture.unit("EUR")))
    }
    #expect(error.message.contains("EUR") && error.message.contains("USD"))
  }

  @Test func swappedTablesAreRefused() throws {
    let error = try message {
      try EconomicsFixture.call(
        .cac, spend: EconomicsFixture.customers(), customers: EconomicsFixture.spend())
    }
    #expect(error.kind == .role)
  }

  @Test func emptyTables() throws {
    let context = EconomicsContext()
    let single = try EconomicsFixture.call(
      .cac, spend: EconomicsFixture.spend([]), customers: EconomicsFixture.customers([]),
      context: context)
    #expect(single.isMissing)
    let whole = try EconomicsFixture.call(
      .unitEconomics, spend: EconomicsFixture.spend([]),
      customers: EconomicsFixture.customers([]))
    let row = try #require(EconomicsFixture.rows(whole))
    #expect(row.rowCount == 1)
    #expect(row.columns[0][0].magnitude == 0 && row.columns[2][0].isMissing)
    let groups = try EconomicsFixture.call(
      .unitEconomics, spend: EconomicsFixture.spend([]),
      customers: EconomicsFixture.customers([]), by: ["channel"])
    #expect(EconomicsFixture.rows(groups)?.rowCount == 0)
  }

  @Test func yearlyRevenueCountsByTheMonth() throws {
    let yearly = EconomicsFixture.usd.divided(by: EconomicsFixture.unit("year")).unit
    guard
      case .estimate(let arpa) = try EconomicsFixture.call(
        .arpa, customers: EconomicsFixture.customers(mrr: yearly))
    else { return #expect(Bool(false), "no estimate") }
    #expect(abs(arpa.value - (670.0 + 28_500) / 18 / 12) < 1e-9)
  }
}
