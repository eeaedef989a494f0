import Statistics
import Testing

@Suite("The interval of a function of estimates") struct VarianceRecoveryTests {
  private typealias Component = VarianceRecovery.Component

  /// One distance below and above of 3, another of 4 and 12.
  private let parts = [
    Component(value: 10, lower: 7, upper: 13), Component(value: 20, lower: 16, upper: 32),
  ]

  @Test("distances combine as the root of their squares, by Pythagoras") func sum() {
    let interval = VarianceRecovery.interval(of: parts, correlation: { _, _ in 0 }) {
      $0[0] + $0[1]
    }
    #expect(interval == .interval(lower: 30 - 5, upper: 30 + 153.squareRoot()))
  }

  @Test("distances of estimates that go together add up, and those of a difference cancel")
  func correlated() {
    let sum = VarianceRecovery.interval(of: parts, correlation: { _, _ in 1 }) { $0[0] + $0[1] }
    #expect(sum == .interval(lower: 30 - 7, upper: 30 + 15))
    let difference = VarianceRecovery.interval(of: parts, correlation: { _, _ in 1 }) {
      $0[0] - $0[1]
    }
    #expect(difference == .interval(lower: -10 - 9, upper: -10 + 1))
  }

  @Test("a limit that the function sends to infinity leaves a bound, whatever is correlated")
  func infinite() {
    for correlation in [-0.5, 0, 0.5] {
      let interval = VarianceRecovery.interval(of: parts, correlation: { _, _ in correlation }) {
        $0[0] + ($0[1] > 30 ? .infinity : 0)
      }
      #expect(interval == .lowerBound(7))
    }
  }
}
