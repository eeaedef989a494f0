/// A series made ready for a structural model: checked, with gaps and dark points left out.
///
/// Points are equally far apart. A point is observed where its value is not NaN; a dark point is one whose
/// value is left out although there may be one, since what it would have been is asked for. Points to
/// forecast are dark points at the end.
package struct StructuralSeries: Sendable {
  /// So many observed points more than states and controls are needed.
  package static let leastFreedom = 10

  package let model: StructuralModel
  /// How many points there are, observed or not.
  package let count: Int
  package let controlCount: Int
  /// The positions of the dark points in ascending order.
  package private(set) var dark: [Int]
  /// How many points are observed and not dark.
  package private(set) var observedCount: Int

  /// Whether a point is observed and not dark.
  private(set) var isObserved: [Bool]
  /// What the fixed parts give by ordinary least squares: states, then controls about their means.
  let fixedCoefficients: [Double]
  let controlMeans: [Double]
  /// For each point its columns in groups of four: zeros for the states, the controls about their means,
  /// and what ordinary least squares left of the series.
  private(set) var rows: [SIMD4<Double>]
  /// States, controls and the series.
  let columnCount: Int
  let groupCount: Int

  /// Checks a series and takes its fixed parts out.
  ///
  /// - Parameters:
  ///   - values: the series; NaN where it has no value.
  ///   - controls: for each point its controls, those of a point together; in any units.
  ///   - controlCount: how many controls a point has.
  ///   - dark: positions of points whose values are left out.
  ///   - model: the parts that the series has.
  /// - Throws: what is wrong with the series, with its numbers.
  /// - Complexity: O(points · columns²).
  package init(
    values: Span<Double>, controls: Span<Double>, controlCount: Int, dark: [Int],
    model: StructuralModel
  ) throws(StructuralError) {
    let count = values.count
    let controlCount = max(0, controlCount)
    try Self.checkControls(controls, controlCount, points: count)
    var isObserved = [Bool](repeating: false, count: count)
    for position in 0..<count where !values[position].isNaN {
      guard values[position].magnitude <= Self.greatestMagnitude else {
        throw .valueOutOfRange(position: position, value: values[position])
      }
      isObserved[position] = true
    }
    let sorted = dark.sorted()
    for (place, position) in sorted.enumerated() {
      guard position >= 0, position < count, place == 0 || sorted[place - 1] != position else {
        throw .darkPoint(position: position, points: count)
      }
      isObserved[position] = false
    }
    let observed = (0..<count).filter { isObserved[$0] }
    let states = model.stateCount
    let needed = states + controlCount + Self.leastFreedom
    guard observed.count >= needed, let first = observed.first else {
      throw .tooFew(
        observed: observed.count, needed: needed, states: states, controls: controlCount)
    }
    if observed.allSatisfy({ values[$0] == values[first] }) {
      throw .constant(value: values[first], observed: observed.count)
    }
    if model.season != nil {
      var isSeen = [Bool](repeating: false, count: model.period)
      for position in observed { isSeen[position % model.period] = true }
      if let place = isSeen.firstIndex(of: false) {
        throw .unobservedSeason(place: place, period: model.period)
      }
    }
    let means = (0..<controlCount).map { control in
      let column = observed.map { controls[$0 * controlCount + control] }
      return CompensatedSum.of(column.span) / Double(column.count)
    }
    // The columns of least squares, a point after the other.
    var effects = [Double](repeating: 0, count: states)
    var columns = [[Double]](repeating: [], count: states + controlCount)
    for position in observed {
      model.writeInitialEffects(at: position, to: &effects)
      for state in 0..<states { columns[state].append(effects[state]) }
      for control in 0..<controlCount {
        columns[states + control].append(
          controls[position * controlCount + control] - means[control])
      }
    }
    let design = try ObservedDesign(
      columns: columns, series: observed.map { values[$0] }, states: states)
    // What is left is rounding: 1e-12 of the variation as a standard deviation.
    guard design.residualSum > 1e-24 * design.variation else {
      throw .exactFit(observed: observed.count)
    }
    let coefficients = design.coefficients
    columnCount = states + controlCount + 1
    groupCount = (columnCount + 3) / 4
    var rows = [SIMD4<Double>](repeating: .zero, count: count * groupCount)
    for position in 0..<count {
      model.writeInitialEffects(at: position, to: &effects)
      var fixed = 0.0
      for state in 0..<states { fixed += effects[state] * coefficients[state] }
      let row = position * groupCount
      for control in 0..<controlCount {
        let value = controls[position * controlCount + control] - means[control]
        let column = states + control
        fixed += value * coefficients[column]
        rows[row + column / 4][column % 4] = value
      }
      let last = columnCount - 1
      if isObserved[position] { rows[row + last / 4][last % 4] = values[position] - fixed }
    }
    self.model = model
    self.count = count
    self.controlCount = controlCount
    self.dark = sorted
    self.isObserved = isObserved
    self.rows = rows
    observedCount = observed.count
    fixedCoefficients = coefficients
    controlMeans = means
  }

  private static let greatestMagnitude = 1e100

  private static func checkControls(
    _ controls: Span<Double>, _ controlCount: Int, points: Int
  ) throws(StructuralError) {
    let (expected, isTooMany) = points.multipliedReportingOverflow(by: controlCount)
    guard !isTooMany, controls.count == expected else {
      throw .controlCount(expected: isTooMany ? Int.max : expected, found: controls.count)
    }
    var missing = 0
    var firstMissing = 0
    for place in controls.indices {
      let value = controls[place]
      if value.isNaN {
        if missing == 0 { firstMissing = place }
        missing += 1
      } else if value.magnitude > greatestMagnitude {
        throw .valueOutOfRange(position: place / controlCount, value: value)
      }
    }
    guard missing == 0 else {
      throw .missingControls(
        count: missing, position: firstMissing / controlCount,
        control: firstMissing % controlCount)
    }
  }

  /// The same series with more positions left out; nil where what is left does not tell its parts.
  ///
  /// - Complexity: that of a copy.
  func leavingOut(_ positions: Range<Int>) -> StructuralSeries? {
    var less = self
    less.dark = Set(dark).union(positions).sorted()
    var isSeen = [Bool](repeating: model.season == nil, count: model.period)
    for position in 0..<count where isObserved[position] {
      if positions.contains(position) {
        less.isObserved[position] = false
        less.observedCount -= 1
        let last = columnCount - 1
        less.rows[position * groupCount + last / 4][last % 4] = 0
      } else {
        isSeen[position % model.period] = true
      }
    }
    let needed = model.stateCount + controlCount + Self.leastFreedom
    return less.observedCount >= needed && !isSeen.contains(false) ? less : nil
  }

  /// What the fixed parts that were taken out give at a point, with the controls about their means.
  func fixedPart(at position: Int) -> Double {
    let states = model.stateCount
    var effects = [Double](repeating: 0, count: states)
    model.writeInitialEffects(at: position, to: &effects)
    var sum = 0.0
    for state in 0..<states { sum += effects[state] * fixedCoefficients[state] }
    for control in 0..<controlCount {
      sum += self.control(control, at: position) * fixedCoefficients[states + control]
    }
    return sum
  }

  /// A control about its mean.
  func control(_ control: Int, at position: Int) -> Double {
    let column = model.stateCount + control
    return rows[position * groupCount + column / 4][column % 4]
  }
}
