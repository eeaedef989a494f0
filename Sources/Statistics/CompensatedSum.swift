/// A running sum that carries its own rounding error, so that the order hardly matters.
///
/// The error is bounded by two units in the last place of the result plus a second-order term,
/// however many values are added. Source: Neumaier 1974, "Rundungsfehleranalyse einiger Verfahren
/// zur Summation endlicher Summen", ZAMM 54:39.
package struct CompensatedSum: Sendable {
  private var sum = 0.0
  private var compensation = 0.0

  /// The empty sum.
  package init() {}

  /// Adds one value.
  package mutating func add(_ value: Double) {
    let next = sum + value
    // An infinite sum has no rounding error; the difference would be NaN.
    if next.isFinite {
      compensation +=
        sum.magnitude >= value.magnitude ? (sum - next) + value : (value - next) + sum
    }
    sum = next
  }

  /// The sum so far.
  package var value: Double { sum.isFinite ? sum + compensation : sum }

  /// The sum of a span of values.
  package static func of(_ values: Span<Double>) -> Double {
    var sum = CompensatedSum()
    for index in values.indices { sum.add(values[index]) }
    return sum.value
  }
}
