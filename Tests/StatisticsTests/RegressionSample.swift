import Statistics

/// Rows that the oracle makes as well, from the bits of a SplitMix64 state.
///
/// The second column is in millions beside shares, the third nearly a multiple of the first, and the
/// errors of the amounts are correlated and grow with the first column.
struct RegressionSample {
  static let count = 80
  private(set) var columns: [[Double]] = [[], [], []]
  private(set) var amounts: [Double] = []
  private(set) var counts: [Double] = []
  private(set) var answers: [Double] = []
  private(set) var weights: [Double] = []
  private(set) var offsets: [Double] = []

  init() {
    let generator = CounterGenerator(state: 2024)
    var error = 0.0
    for row in 0..<UInt64(Self.count) {
      let u = (0..<4).map { generator.uniform(at: 4 * row + $0) }
      let third = u[0] + 0.25 * u[2]
      error = 0.5 * error + (u[3] - 0.5) * (1 + u[0])
      columns[0].append(u[0])
      columns[1].append(1e6 * u[1])
      columns[2].append(third)
      let trend = 2 + 3 * u[0] - 2 * u[1]
      amounts.append(trend + third + error)
      counts.append((u[3] * (1 + 6 * u[0])).rounded(.down))
      answers.append(u[3] < 0.25 + 0.5 * u[0] ? 1 : 0)
      weights.append(0.5 + u[1])
      offsets.append(0.5 * u[2])
    }
  }

  func regressors(hasIntercept: Bool = true, isWeighted: Bool = false) throws -> Regressors {
    try Regressors(
      columns, count: Self.count, hasIntercept: hasIntercept,
      weights: isWeighted ? weights : nil)
  }
}
