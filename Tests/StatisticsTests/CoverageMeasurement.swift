import Foundation
import Statistics

/// The measured coverage of one scenario.
struct Coverage: Sendable {
  /// The figures judged, in the order of the table.
  enum Figure: Int, CaseIterable {
    case cac, churn, arpa, ltv, ltvToCac, payback
  }

  let scenario: CoverageScenario
  let samples: Int
  private var covered = [Int](repeating: 0, count: Figure.allCases.count)
  private var warned = 0

  init(_ scenario: CoverageScenario, revenues: [Double], samples: Int) {
    self.scenario = scenario
    self.samples = samples
    let sampler = CoverageSampler(scenario, revenues: revenues)
    let truth = scenario.truth
    for seed in 0..<samples {
      let customers = sampler.customers(seed: seed)
      let estimate = UnitEconomicsEstimate(
        customers, cost: scenario.cost, margin: CoverageScenario.margin)
      count(.cac, estimate.cac, truth.cac)
      count(.churn, estimate.churn, truth.churn)
      count(.arpa, estimate.arpa, truth.arpa)
      count(.ltv, estimate.ltv, truth.ltv)
      count(.ltvToCac, estimate.ltvToCac, truth.ltvToCac)
      count(.payback, estimate.payback, truth.payback)
      let warnings = SampleWarning.ofMean(
        units: Double(customers.count), unit: "customers", skewness: estimate.revenueSkewness,
      )
      if !warnings.isEmpty { warned += 1 }
    }
  }

  private mutating func count(
    _ figure: Figure, _ estimate: UnitEconomicsEstimate.Figure, _ truth: Double,
  ) {
    if estimate.interval.contains(truth) { covered[figure.rawValue] += 1 }
  }

  /// The share of samples whose interval holds the truth.
  func share(_ figure: Figure) -> Double {
    Double(covered[figure.rawValue]) / Double(samples)
  }

  /// What is not as required.
  ///
  /// A part of the samples is given three Monte-Carlo standard errors
  /// beyond what all of them are given.
  var faults: [String] {
    func slack(_ limit: Double) -> Double {
      samples >= 2000 ? 0 : 3 * (limit * (1 - limit) / Double(samples)).squareRoot()
    }
    var faults: [String] = []
    for figure in Figure.allCases {
      let share = share(figure)
      let low: Double
      var high = 1.0
      switch (figure, scenario.customers) {
      case (.cac, 50), (.churn, 50): low = 0.9
      case (.arpa, _), (.payback, _), (_, 50):
        // Below 93% the warning must be there, in every sample.
        low = warned == samples ? 0 : 0.93
        if scenario.customers > 50 { continue }
      default: (low, high) = (0.93, 0.97)
      }
      if share < low - slack(low) || share > high + slack(high) {
        faults.append("\(figure) covers \(share)")
      }
    }
    return faults
  }

  static let tableHead = """
    | row | churn | σ | months | cac | churn | arpa | ltv | ltv_cac | payback | warned |
    |---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|
    """

  var tableRow: String {
    func percent(_ share: Double) -> String { String(format: "%.1f", 100 * share) }
    let cells =
      [
        scenario.row.rawValue, String(format: "%.0f%%", 100 * scenario.monthlyChurn),
        "\(scenario.sigma)", "\(scenario.months)",
      ] + Figure.allCases.map { percent(share($0)) } + [percent(Double(warned) / Double(samples))]
    return "| " + cells.joined(separator: " | ") + " |"
  }
}
