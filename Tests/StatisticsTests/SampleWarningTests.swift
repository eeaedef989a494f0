import Statistics
import Testing

@Suite("Warnings of small and skewed samples")
struct SampleWarningTests {
  @Test("say what is small, with the numbers")
  func sentences() {
    #expect(
      SampleWarning.ofShare(units: 12, unit: "customers").map(\.sentence)
        == ["small sample: number of customers 12, below 30; the interval may be too narrow"])
    #expect(SampleWarning.ofShare(units: 30, unit: "customers").isEmpty)
    #expect(
      SampleWarning.ofMean(units: 99, unit: "customers", skewness: 0.25).map(\.sentence)
        == ["small sample: number of customers 99, below 100; the interval may be too narrow"])
    #expect(
      SampleWarning.ofMean(units: 500, unit: "customers", skewness: -0.416).map(\.sentence)
        == [
          "skewed amounts: a few large ones decide the mean (skewness of its error 0.42, above "
            + "0.25); the interval may be too narrow"
        ])
    #expect(SampleWarning.ofMean(units: 100, unit: "customers", skewness: 0).isEmpty)
    #expect(
      SampleWarning.ofMean(units: 20, unit: "deals", skewness: 1)
        == [.fewUnits(count: 20, least: 30, unit: "deals"), .skewed(skewness: 1)])
  }
}
