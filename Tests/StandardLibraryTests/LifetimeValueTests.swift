import StandardLibrary
import Testing
import Units
import Values

/// `ltv` by its methods, `cac` with overhead, and quotients of results, on the handbook's example.
@Suite struct LifetimeValueTests {
  private func estimate(
    _ function: Function, spend: Table? = nil, _ arguments: [String: Call.Argument] = [:]
  ) throws -> Estimate {
    guard case .estimate(let result) = try EconomicsFixture.call(function, spend: spend, arguments)
    else { throw ValueError(.unsupported, "no estimate") }
    return result
  }

  private func rate(_ share: Double, _ time: String) throws -> Call.Argument {
    let unit = try #require(EconomicsFixture.units.named(time))
    return .value(.quantity(Quantity(share, .periodic(unit, .growth))))
  }

  /// arpa is 29,170 / 18 and churn 2/9.
  @Test func methodsOnTables() throws {
    let arpa = 29_170.0 / 18, churn = 2.0 / 9
    let half: Call.Argument = .value(.number(0.5))
    let cases: [(String, [String: Call.Argument], Double)] = [
      ("simple", [:], arpa / churn),
      ("margin", ["margin": half], arpa / 2 / churn),
      (
        "discounted_advance", ["margin": half, "discount": try rate(0.01, "month")],
        arpa / 2 * 1.01 / (0.01 + churn)
      ),
      ("discounted_arrears", ["discount": try rate(0.01, "month")], arpa * 7 / 9 / (0.01 + churn)),
      ("expansion", ["expansion": try rate(0.01, "month")], arpa / (churn - 0.01)),
    ]
    for (method, others, expected) in cases {
      let arguments = others.merging(["method": .value(.text(method))]) { $1 }
      let ltv = try estimate(.ltv, arguments)
      #expect(abs(ltv.value / expected - 1) < 1e-14, "\(method)")
      #expect(try #require(ltv.low) < ltv.value && ltv.value < ltv.high ?? .infinity, "\(method)")
      #expect(ltv.explanation?.formula.hasPrefix("ltv = arpa") ?? false)
    }
  }

  /// 1.12^(1/12) − 1 is 0.94888%.
  @Test func yearlyDiscountIsCompounded() throws {
    let ltv = try estimate(.ltv, ["discount": try rate(0.12, "year")])
    let expected = 29_170.0 / 18 * 1.0094888 / (0.0094888 + 2.0 / 9)
    #expect(abs(ltv.value / expected - 1) < 1e-6)
  }

  @Test func expansionAboveChurnHasNoLimit() throws {
    let context = EconomicsContext()
    let value = try EconomicsFixture.call(
      .ltv, ["expansion": try rate(0.3, "month")], context: context)
    #expect(value.isMissing)
    #expect(context.notes.contains { $0.text.contains("ltv has no limit") })
  }

  @Test(arguments: ["survival", "sbg", "weibull"]) func laterMethods(method: String) throws {
    let error = #expect(throws: ValueError.self) {
      try estimate(.ltv, ["method": .value(.text(method))])
    }
    #expect(error?.kind == .unsupported)
  }

  @Test func overheadIsSpreadByCustomersWon() throws {
    let overhead: Call.Argument = .value(
      .quantity(Quantity(1200, .unit(EconomicsFixture.usd))))
    let single = try estimate(
      .cac, spend: EconomicsFixture.spend(), ["overhead": overhead])
    #expect(single.value == (48_440.0 + 1200) / 12)
    // 4 of the 12 customers are Enterprise.
    let value = try EconomicsFixture.call(
      .cac, spend: EconomicsFixture.spend(), by: ["segment"], ["overhead": overhead])
    let table = try #require(EconomicsFixture.rows(value))
    #expect(table.columns[1].map(\.magnitude) == [48_400, 1240])
    guard case .table(let result) = value else { return #expect(Bool(false), "no table") }
    #expect(
      result.notes.contains {
        $0.text == "cost includes $1,200 of overhead, allocated by the customers won, not measured"
      })
  }

  @Test func overheadInAnotherCurrencyIsRefused() throws {
    let error = #expect(throws: ValueError.self) {
      try estimate(
        .cac, spend: EconomicsFixture.spend(),
        ["overhead": .value(.quantity(Quantity(1, .unit(EconomicsFixture.unit("EUR")))))])
    }
    #expect(error.map { $0.message.contains("EUR") && $0.message.contains("USD") } ?? false)
  }

  @Test func arpaRequiresRevenue() throws {
    // Without the column of revenue.
    let rows = EconomicsFixture.exampleCustomers.map { Array($0.prefix(3)) }
    let customers = EconomicsFixture.table(
      [("id", .text), ("started", .date), ("ended", .date)], rows, role: "customers")
    let cac = try EconomicsFixture.call(
      .cac, spend: EconomicsFixture.spend(), customers: customers)
    #expect(cac.magnitude == 48_440.0 / 12)
    for function in [Function.arpa, .ltv] {
      let error = #expect(throws: ValueError.self) {
        try EconomicsFixture.call(function, customers: customers)
      }
      #expect(error?.kind == .role)
      #expect(error?.message.contains("`mrr`") ?? false)
    }
  }
}
