import StandardLibrary
import Testing
import Units
import Values

/// The definitions of churn on the handbook's example, whose counts were taken by hand.
@Suite struct ChurnDefinitionTests {
  private func churn(_ definition: String, per: String? = nil) throws -> Estimate {
    var arguments: [String: Call.Argument] = ["definition": .value(.text(definition))]
    if let per { arguments["per"] = .word(per) }
    guard case .estimate(let churn) = try EconomicsFixture.call(.churn, arguments) else {
      throw ValueError(.unsupported, "no estimate")
    }
    return churn
  }

  /// 18 open, 4 of them lost, 7 joined in a complete month, 2 of them left within it.
  @Test(arguments: ["classic": 4.0 / 18, "profitwell": 4.0 / 18, "stripe": 0.24, "maxio": 1.0 / 3])
  func shares(definition: String, expected: Double) throws {
    let churn = try churn(definition)
    #expect(abs(churn.value - expected) < 1e-15)
    #expect(churn.measure.description == "%/month")
    #expect(try #require(churn.low) < churn.value && churn.value < #require(churn.high))
    #expect(churn.explanation?.definition.isEmpty == false)
  }

  /// 6 cancellations in 634 days.
  @Test func exposureIsALinearRate() throws {
    let hazard = try churn("exposure")
    #expect(abs(hazard.value - 6 * 30.4375 / 634) < 1e-15)
    #expect(hazard.measure.description == "1/month")
    #expect(try #require(hazard.low) < hazard.value && hazard.value < #require(hazard.high))
    let yearly = try churn("exposure", per: "year")
    #expect(abs(yearly.value - 12 * hazard.value) < 1e-14)
    #expect(yearly.measure.description == "1/year")
  }

  @Test func moreLostThanOpenIsNoShare() throws {
    // One is open in February; two others join and leave within it.
    let customers = EconomicsFixture.customers([
      ["1", "2026-01-05", nil, nil, nil, nil], ["2", "2026-02-03", "2026-02-09", nil, nil, nil],
      ["3", "2026-02-04", "2026-02-10", nil, nil, nil], ["4", "2026-03-01", nil, nil, nil, nil],
    ])
    let context = EconomicsContext()
    let value = try EconomicsFixture.call(
      .churn, customers: customers, ["definition": .value(.text("maxio"))], context: context)
    #expect(value.isMissing)
    #expect(context.notes.contains { $0.text.contains("more customers left than were at risk") })
  }

  @Test func unknownDefinitionIsRefused() throws {
    let error = #expect(throws: ValueError.self) { try churn("recurly") }
    #expect(error?.argument == "definition")
  }
}
