import Statistics

#if canImport(Glibc)
import Glibc
#endif

/// One cell of the handbook's coverage table: a population whose truth is known.
struct CoverageScenario: Sendable, CustomStringConvertible {
  /// The row of the result that is judged.
  enum Row: String, CaseIterable, Sendable {
    case blendOfFive = "blend of 5"
    case blendOfFifteen = "blend of 15"
    case channel = "channel"

    var channelCount: Int {
      switch self {
      case .blendOfFive: 5
      case .blendOfFifteen: 15
      case .channel: 1
      }
    }
  }

  let row: Row
  let monthlyChurn: Double
  let sigma: Double
  let months: Int
  let customers: Int

  static let margin = 0.8
  static let costPerCustomer = 300.0
  static let meanRevenue = 100.0

  /// All 162 cells, in the order of the handbook.
  static let all: [CoverageScenario] = Row.allCases.flatMap { row in
    [0.01, 0.04, 0.1].flatMap { churn in
      [0.5, 1.0].flatMap { sigma in
        [3, 12, 36].flatMap { months in
          [50, 500, 5000].map { customers in
            CoverageScenario(
              row: row, monthlyChurn: churn, sigma: sigma, months: months, customers: customers,
            )
          }
        }
      }
    }
  }

  var description: String {
    "\(row.rawValue), churn \(monthlyChurn), sigma \(sigma), \(months) months, n = \(customers)"
  }

  var cost: Double { Self.costPerCustomer * Double(customers) }

  /// The factor of a channel's churn: evenly spaced from 0.5 to 1.5, and 1 where there is one.
  func churnFactor(_ channel: Int) -> Double {
    let count = row.channelCount
    return count == 1 ? 1 : 0.5 + Double(channel) / Double(count - 1)
  }

  func churn(_ channel: Int) -> Double { monthlyChurn * churnFactor(channel) }

  func revenue(_ channel: Int) -> Double {
    Self.meanRevenue * churnFactor(row.channelCount - 1 - channel)
  }

  /// The true values, from expected numbers.
  var truth: CoverageTruth {
    var (open, lost, revenue) = (0.0, 0.0, 0.0)
    for channel in 0..<row.channelCount {
      let churn = churn(channel)
      // Of those who join at a uniform moment of a month, the share still there at its end.
      let kept = churn / -log1p(-churn)
      var months = 0.0
      for joined in 0..<self.months {
        for month in (joined + 1)..<max(joined + 1, self.months) {
          months += kept * pow(1 - churn, Double(month - joined - 1))
        }
      }
      open += months
      lost += months * churn
      revenue += months * self.revenue(channel)
    }
    let (churn, arpa) = (lost / open, revenue / open)
    let ltv = arpa * Self.margin / churn
    let repaid = Self.costPerCustomer / ltv
    return CoverageTruth(
      cac: Self.costPerCustomer, churn: churn, arpa: arpa, ltv: ltv, ltvToCac: 1 / repaid,
      payback: repaid < 1 ? log1p(-repaid) / log1p(-churn) : .infinity,
    )
  }
}

/// The true values of a scenario.
struct CoverageTruth: Sendable {
  let cac: Double
  let churn: Double
  let arpa: Double
  let ltv: Double
  let ltvToCac: Double
  let payback: Double
}
