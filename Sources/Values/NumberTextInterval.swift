/// What the interval of an estimate says about its digits.
extension NumberStyle {
  /// The decimals of an estimate with a finite value, and of its ends.
  func precision(_ estimate: Estimate) -> NumberPrecision {
    let value = digits(estimate.value)
    let ends = [estimate.low, estimate.high].compactMap { $0 }.filter(\.isFinite).map(digits)
    guard let halfWidth = halfWidth(estimate) else {
      return NumberPrecision(value, self, together: ends)
    }
    return NumberPrecision(value, ends: ends, halfWidth: halfWidth, self)
  }

  /// Half the interval's width, or the way from the value to its only bound; nil without either.
  func halfWidth(_ estimate: Estimate) -> DecimalDigits? {
    let width: Double? =
      switch estimate.interval {
      case .between(let low, let high): (high - low) / 2
      case .atLeast(let bound), .atMost(let bound): bound - estimate.value
      case .none: nil
      }
    guard let width, width.isFinite, width != 0 else { return nil }
    return digits(width.magnitude)
  }
}
