/// The observed values of a series with the positions where they stand.
///
/// A missing value, NaN, is left out and its position kept: nothing is filled in. Segments are
/// ranges of observed values; with the positions, a line keeps its slope per position of the
/// series and a break says between which positions it lies.
struct ObservedSeries: Sendable {
  let values: [Double]
  /// Where each value stands in the series, ascending, from 0.
  let positions: [Int]

  /// Leaves missing values out.
  ///
  /// - Complexity: O(n).
  init(_ series: [Double]) throws(ChangePointError) {
    var values: [Double] = []
    var positions: [Int] = []
    values.reserveCapacity(series.count)
    positions.reserveCapacity(series.count)
    for (position, value) in series.enumerated() where !value.isNaN {
      guard value.isFinite else { throw .infinite(position: position) }
      values.append(value)
      positions.append(position)
    }
    self.values = values
    self.positions = positions
  }

  var count: Int { values.count }

  /// The values less their mean, which leaves every cost as it is and its rounding small.
  ///
  /// - Returns: the differences, exact to half a unit in the last place of each.
  func centred() throws(ChangePointError) -> [Double] {
    guard let first = values.first else { return [] }
    let spread = values.reduce(0) { max($0, ($1 - first).magnitude) }
    if spread == 0 { throw .constant(value: first, observed: count) }
    guard spread > 1e-140, spread < 1e140 else { throw .spread(spread) }
    var sum = CompensatedSum()
    for value in values { sum.add(value - first) }
    let mean = sum.value / Double(count)
    return values.map { ($0 - first) - mean }
  }
}
