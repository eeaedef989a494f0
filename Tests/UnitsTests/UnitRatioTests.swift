import Testing
import Units

@Suite("Ratios of units") struct UnitRatioTests {
  @Test(
    "a unit that is a whole number of another converts to the last digit",
    arguments: [
      ("hour", "minute", 60.0), ("day", "minute", 1440), ("week", "hour", 168),
      ("year", "month", 12), ("quarter", "month", 3),
    ])
  func wholeRatios(_ large: String, _ small: String, _ count: Double) throws {
    let units = UnitCatalogue()
    let one = Unit(try #require(units.named(large)))
    let other = Unit(try #require(units.named(small)))
    #expect(one.factor(to: other) == count)
    #expect(other.factor(to: one) == 1 / count)
  }
}
