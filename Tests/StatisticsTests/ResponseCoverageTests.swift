import Foundation
import Statistics
import TestSets
import Testing

/// How often the interval of the marginal return holds it, by the kind of the market; the family of the
/// curve is not told.
@Suite(
  "Coverage of marginal returns", .enabled(if: SlowSet.isEnabled, "set SALES_SLOW=1, or part"))
struct ResponseCoverageTests {
  static let markets = SlowSet.isPart ? 24 : 200

  @Test("intervals of the marginal return hold it as often as they say, or a warning is given")
  func coverage() async throws {
    let found = try await withThrowingTaskGroup(of: ResponseCoverage.self) { group in
      for kind in ResponseMarketKind.allCases {
        group.addTask { try ResponseCoverage(kind, markets: Self.markets) }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    let kinds = ResponseMarketKind.allCases
    let rows = kinds.compactMap { kind in found.first { $0.kind == kind } }
    print((["", ResponseCoverage.tableHead] + rows.map(\.tableRow)).joined(separator: "\n"))
    #expect(2 * kinds.count { $0.isBroken } >= kinds.count)
    for row in rows {
      if row.kind == .constant {
        #expect(row.unidentified == 1, "\(row.tableRow)")
        continue
      }
      // No channel brings more than there is, within what a mean is uncertain by.
      #expect(row.greatestShare < 1.5, "\(row.tableRow)")
      // Three standard errors more of a part of the markets.
      let slack = SlowSet.isPart ? 3 * (0.05 * 0.95 / Double(row.markets)).squareRoot() : 0
      if row.kind.isBroken {
        #expect(row.held >= 0.85 - slack || row.warned > 0.6, "\(row.tableRow)")
      } else {
        #expect((0.9 - slack...0.98 + slack).contains(row.held), "\(row.tableRow)")
        #expect(row.averageHeld >= 0.9 - slack, "\(row.tableRow)")
        #expect(row.width <= 1.5, "\(row.tableRow)")
        #expect(row.unidentified <= 0.1, "\(row.tableRow)")
      }
    }
  }
}

/// The intervals of one kind of market.
struct ResponseCoverage: Sendable {
  let kind: ResponseMarketKind
  let markets: Int
  /// Shares of the markets: the marginal return is held, by the interval of the one who is told the family,
  /// by the replicates; it is said not to be identified; a warning is given.
  private(set) var held = 0.0
  private(set) var heldTold = 0.0
  private(set) var heldByReplicates = 0.0
  private(set) var unidentified = 0.0
  private(set) var warned = 0.0
  /// The median of the half-width over that of the one who is told, and over the truth.
  private(set) var width = Double.nan
  private(set) var relativeWidth = Double.nan
  /// Shares of the markets: the average return is held; its interval says too little for a value.
  private(set) var averageHeld = 0.0
  private(set) var averageUnknown = 0.0
  /// The median of the upper over the lower end of the average return.
  private(set) var averageRatio = Double.nan
  /// The greatest upper end of what a channel brings today, as a share of the mean outcome.
  private(set) var greatestShare = 0.0
  private(set) var warnings: [String: Int] = [:]

  init(_ kind: ResponseMarketKind, markets: Int) throws {
    self.kind = kind
    self.markets = markets
    let share = 1 / Double(markets)
    var counts = (held: 0, told: 0, replicates: 0, unidentified: 0, warned: 0)
    var (averages, unknown) = (0, 0)
    var ratios: [Double] = []
    var (widths, toldWidths, relative) = ([Double](), [Double](), [Double]())
    for number in 0..<markets {
      let market = ResponseMarket(kind, number)
      let fit = try market.fit(isTold: false, replicates: 200)
      let response = fit.channels[0]
      if response.identification != .identified { counts.unidentified += 1 }
      if !fit.warnings.isEmpty { counts.warned += 1 }
      for warning in fit.warnings {
        let name = String("\(warning)".prefix { $0 != "(" })
        warnings[name, default: 0] += 1
      }
      guard kind != .constant else { continue }
      let told = try market.fit(isTold: true).channels[0].marginal
      if response.marginal.contains(market.marginal) { counts.held += 1 }
      if told.contains(market.marginal) { counts.told += 1 }
      let draws = fit.replicates.map { $0.curves[0]?.slope(at: market.today) ?? .nan }
      if ReplicateInterval(replicates: draws.span, level: 0.95).interval.contains(market.marginal) {
        counts.replicates += 1
      }
      if response.average.contains(market.average) { averages += 1 }
      if response.average.value == nil { unknown += 1 }
      ratios.append((response.average.high ?? .infinity) / (response.average.low ?? 0))
      let outcome = market.outcome.reduce(0, +) / Double(market.outcome.count)
      greatestShare = max(
        greatestShare, (response.average.high ?? .infinity) * market.today / outcome)
      let half = Self.halfWidth(response.marginal)
      widths.append(half)
      toldWidths.append(Self.halfWidth(told))
      relative.append(half / market.marginal)
    }
    held = share * Double(counts.held)
    heldTold = share * Double(counts.told)
    heldByReplicates = share * Double(counts.replicates)
    unidentified = Double(counts.unidentified) / Double(markets)
    warned = share * Double(counts.warned)
    averageHeld = share * Double(averages)
    averageUnknown = share * Double(unknown)
    averageRatio = Quantile.of(ratios.span, at: 0.5) ?? .nan
    let told = Quantile.of(toldWidths.span, at: 0.5) ?? .nan
    width = (Quantile.of(widths.span, at: 0.5) ?? .nan) / told
    relativeWidth = Quantile.of(relative.span, at: 0.5) ?? .nan
  }

  private static func halfWidth(_ estimate: ParameterEstimate) -> Double {
    ((estimate.high ?? .infinity) - (estimate.low ?? 0)) / 2
  }

  static let tableHead = """
    | market | held | family told | replicates | not identified | warned | half-width over told | over truth | average held | unknown | high over low | greatest share |
    |---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|
    """

  var tableRow: String {
    let shares = [held, heldTold, heldByReplicates, unidentified, warned].map {
      String(format: "%.1f", 100 * $0)
    }
    return "| \(kind.rawValue) | \(shares.joined(separator: " | ")) | "
      + String(format: "%.2f | %.2f | %.1f | ", width, relativeWidth, 100 * averageHeld)
      + String(format: "%.1f | %.1f | %.2f |", 100 * averageUnknown, averageRatio, greatestShare)
      + " \(warnings.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", "))"
  }
}
