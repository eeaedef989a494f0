package import Units

/// The numbers of one column of a table, written with the same decimals so that points align.
///
/// The unit is not written: it stands in the column's head. All cells are of one measure.
package struct NumberTextColumn: Sendable {
  /// The parts of a cell; an estimate's ends are aligned on their own.
  package struct Cell: Hashable, Sendable {
    package var value: String
    package var low: String?
    package var high: String?
  }

  private let style: NumberStyle
  private let precision: NumberPrecision

  /// Decides the decimals from the cells that will be seen.
  ///
  /// Estimates have those that the middle one of their intervals supports, but at most one more
  /// than the widest does, and so many that none which is clear of zero reads as zero. Other numbers have those of the most exact one, but at most two more
  /// than the largest needs.
  ///
  /// - Throws: `interrupted` when the person does not want to wait for it.
  package init(_ values: [Value], measure: Measure) throws(ValueError) {
    let style = NumberStyle(measure)
    self.style = style
    if let supported = try Self.precision(ofEstimates: values, style) {
      precision = supported
    } else {
      precision = try Self.precision(ofNumbers: values, style)
    }
  }

  /// Nil when no cell has an interval with a width.
  private static func precision(
    ofEstimates values: [Value], _ style: NumberStyle
  ) throws(ValueError) -> NumberPrecision? {
    var supported: [Int] = []
    var clear: [DecimalDigits] = []
    var numbers: [DecimalDigits] = []
    for (turn, value) in values.enumerated() {
      try StopRequest.check(turn: turn)
      guard case .estimate(let estimate) = value else { continue }
      let written = [estimate.value, estimate.low, estimate.high].compactMap { $0 }
        .filter(\.isFinite).map(style.digits)
      numbers += written
      guard let first = written.first, let halfWidth = style.halfWidth(estimate) else { continue }
      let leading = NumberPrecision.leading(first, Array(written.dropFirst()))
      guard NumberPrecision.isPlain(leading) else { return nil }
      supported.append(NumberPrecision.supportedDecimals(halfWidth, leading, style))
      if written.allSatisfy({ !$0.isZero && $0.isNegative == first.isNegative }) {
        clear.append(first)
      }
    }
    guard let least = supported.min() else { return nil }
    let middle = supported.sorted()[supported.count / 2]
    let usual = min(middle, least + 1)
    let decimals = clear.filter { $0.rounded(decimals: usual).isZero }.map(\.firstDecimal)
      .reduce(usual) { max($0, NumberPrecision.money($1, style)) }
    // Cents beside an interval that supports none would be noise.
    return NumberPrecision.needed(
      numbers, style, atMost: style == .money && decimals == 1 ? 0 : decimals)
  }

  private static func precision(
    ofNumbers values: [Value], _ style: NumberStyle
  ) throws(ValueError) -> NumberPrecision {
    var most = 0
    var needsScience = false
    var largest: (exponent: Int, decimals: Int)?
    for (turn, value) in values.enumerated() {
      try StopRequest.check(turn: turn)
      guard let magnitude = value.magnitude, magnitude.isFinite else { continue }
      let digits = style.digits(magnitude)
      switch NumberPrecision(digits, style) {
      case .decimals(let count):
        most = max(most, count)
        if largest.map({ $0.exponent < digits.exponent }) ?? true {
          largest = (digits.exponent, count)
        }
      case .scientific:
        needsScience = needsScience || digits.exponent > 15
        most = max(most, digits.exponent > 15 ? 0 : 3)
      }
    }
    guard let largest, !needsScience else {
      return needsScience || most > 0 ? .scientific(significant: 3) : .decimals(0)
    }
    return .decimals(min(most, max(2, largest.decimals + 2)))
  }

  /// The texts of a number or an estimate; nil for any other value, and where there is no number.
  package func cell(_ value: Value) -> Cell? {
    guard let magnitude = value.magnitude else { return nil }
    func written(_ number: Double) -> String? {
      number.isFinite ? precision.signedText(style.digits(number)) : nil
    }
    guard let interval = Self.interval(value) else {
      return written(magnitude).map { Cell(value: $0, low: nil, high: nil) }
    }
    let number = written(magnitude) ?? "–"
    switch interval {
    case .between(let low, let high):
      return Cell(value: number, low: written(low), high: written(high))
    case .atLeast(let low):
      return Cell(value: number, low: written(low).map { "≥ " + $0 }, high: nil)
    case .atMost(let high):
      return Cell(value: number, low: nil, high: written(high).map { "≤ " + $0 })
    case .none: return Cell(value: number, low: nil, high: nil)
    }
  }

  private static func interval(_ value: Value) -> Estimate.Interval? {
    if case .estimate(let estimate) = value { estimate.interval } else { nil }
  }
}
