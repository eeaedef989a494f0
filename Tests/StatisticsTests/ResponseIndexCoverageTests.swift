import Foundation
import Statistics
import TestSets
import Testing

/// Weeks of a channel under growing, seasonal demand, which multiplies what it brings or is added to it.
struct DemandMarket: Sendable {
  let spend: [Double]
  let outcome: [Double]
  let columns: [ResponseRegressor]
  let curve: SaturationCurve
  let today: Double

  static let weeks = 156

  /// - Parameters:
  ///   - multiplies: or else demand is added.
  ///   - number: others by other numbers.
  ///   - noise: standard deviation of the errors.
  init(multiplies: Bool, _ number: Int, noise: Double = 4) {
    let draws = SequentialDraws(CounterGenerator(seed: UInt64(number), stream: "demand of markets"))
    let weeks = 0..<Self.weeks
    let phase = draws.uniform()
    let columns = [
      weeks.map { Double($0) / 52.18 },
      weeks.map { cos(2 * .pi * (Double($0) / 52.18 - phase)) },
      weeks.map { sin(2 * .pi * (Double($0) / 52.18 - phase)) },
    ]
    let means = columns.map { $0.suffix(13).reduce(0, +) / 13 }
    let growth = 0.1 + 0.25 * draws.uniform()
    let season = 0.1 + 0.2 * draws.uniform()
    let exponents = weeks.map {
      growth * (columns[0][$0] - means[0]) + season * (columns[1][$0] - means[1])
    }
    // Spend with some persistence; in half of the markets it goes with the season.
    let usual = 1000 * exp(0.5 * draws.normal())
    let spread = 0.4 + 0.3 * draws.uniform()
    let seasonal = draws.uniform() < 0.5 ? 0.2 : 0
    var present = draws.normal()
    let spend = weeks.map { week in
      present = 0.4 * present + (1 - 0.16).squareRoot() * draws.normal()
      return usual * exp(spread * present - spread * spread / 2 + seasonal * columns[1][week])
    }
    today = usual
    let family = CurveFamily.allCases[number % CurveFamily.allCases.count]
    let scale = family == .power ? usual : usual * exp(log(0.4) + log(6) * draws.uniform())
    let shape = family == .hill ? 0.7 + 1.8 * draws.uniform() : 0.3 + 0.5 * draws.uniform()
    let unit = SaturationCurve(family, amplitude: 1, scale: scale, shape: shape)
    let effect = 30 + 30 * draws.uniform()
    curve = SaturationCurve(
      family, amplitude: effect / unit.value(at: usual), scale: scale, shape: shape)
    let stock = CarryOver.geometric(retention: 0.1 + 0.6 * draws.uniform()).stock(spend)
    let base = 40 + 60 * draws.uniform()
    let rho = 0.5 * draws.uniform()
    var before = 0.0
    let curve = curve
    outcome = weeks.map { week in
      before = rho * before + noise * (1 - rho * rho).squareRoot() * draws.normal()
      let level = base + curve.value(at: stock[week])
      let demand = exponents[week]
      return (multiplies ? exp(demand) * level : level + demand * base) + before
    }
    self.spend = spend
    self.columns = zip(["growth", "season", "season, a quarter later"], columns).map {
      ResponseRegressor(name: $0, values: $1)
    }
  }

  enum Form: String, CaseIterable, Sendable { case multiplied, added, compared }

  func fit(_ form: Form, families: [CurveFamily] = CurveFamily.allCases) throws -> ResponseFit {
    var setting = ResponseSetting()
    setting.replicateCount = 0
    setting.isBaseNonnegative = true
    setting.isIndexCompared = form == .compared
    return try ResponseFit(
      outcome: outcome,
      channels: [
        ResponseChannel(name: "channel", spend: spend, families: families, today: today)
      ],
      regressors: form == .added ? columns : [], index: form == .added ? [] : columns,
      setting: setting)
  }
}

@Suite(
  "Coverage of marginal returns under demand",
  .enabled(if: SlowSet.isEnabled, "set SALES_SLOW=1, or part"))
struct ResponseIndexCoverageTests {
  static let markets = SlowSet.isPart ? 24 : 200

  /// How often the interval of one form holds the marginal return of today.
  struct Row: Sendable {
    let multiplies: Bool
    let form: DemandMarket.Form
    var held = 0.0
    var averageHeld = 0.0
    /// The median of the half-width over the truth.
    var width = Double.nan
    /// How often the form that is chosen is that of the market.
    var right = 0.0
    var warned = 0.0

    init(_ multiplies: Bool, _ form: DemandMarket.Form) throws {
      (self.multiplies, self.form) = (multiplies, form)
      let share = 1 / Double(markets)
      var widths: [Double] = []
      for number in 0..<markets {
        let market = DemandMarket(multiplies: multiplies, number)
        let fit = try market.fit(form)
        let (marginal, average) = (fit.channels[0].marginal, fit.channels[0].average)
        let truth = market.curve.slope(at: market.today)
        if marginal.contains(truth) { held += share }
        if average.contains(market.curve.value(at: market.today) / market.today) {
          averageHeld += share
        }
        if (fit.indexComparison?.isMultiplied ?? (form == .multiplied)) == multiplies {
          right += share
        }
        if !fit.warnings.isEmpty { warned += share }
        widths.append(((marginal.high ?? .infinity) - (marginal.low ?? 0)) / 2 / truth)
      }
      width = Quantile.of(widths.span, at: 0.5) ?? .nan
    }

    var text: String {
      "| \(multiplies ? "multiplies" : "is added") | \(form.rawValue) | "
        + String(
          format: "%.1f | %.1f | %.2f | %.1f | %.1f |", 100 * held, 100 * averageHeld, width,
          100 * right, 100 * warned)
    }
  }

  @Test("the form of demand is paid for where it is not told")
  func coverage() async throws {
    let rows = try await withThrowingTaskGroup(of: Row.self) { group in
      for multiplies in [true, false] {
        for form in DemandMarket.Form.allCases {
          group.addTask { try Row(multiplies, form) }
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    print("| demand | form | held | average held | over truth | right form | warned |")
    print("|---|---|--:|--:|--:|--:|--:|")
    for row in rows.sorted(by: { $0.text < $1.text }) { print(row.text) }
    // Three standard errors more of a part of the markets.
    let slack = SlowSet.isPart ? 3 * (0.05 * 0.95 / Double(Self.markets)).squareRoot() : 0
    for row in rows {
      switch (row.form, row.multiplies) {
      case (.multiplied, true), (.added, false):
        #expect((0.9 - slack...0.98 + slack).contains(row.held), "\(row.text)")
        #expect(row.averageHeld >= 0.9 - slack, "\(row.text)")
      case (.compared, _):
        #expect(row.held >= 0.9 - slack, "\(row.text)")
        #expect(row.right >= 0.7 - slack, "\(row.text)")
      default: break
      }
    }
  }
}
