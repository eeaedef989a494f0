/// The sum of a column, read with a decimal point and with a decimal comma.
struct ColumnSums {
  private var (point, comma) = (0.0, 0.0)
  /// How large the numbers are that were added, which bounds what rounding may do.
  private var size = 0.0
  /// Rows with a number other than zero.
  private(set) var rows = 0

  mutating func add(_ amount: Amount) {
    guard !amount.isZero else { return }
    point += amount.withPoint ?? 0
    comma += amount.withComma ?? 0
    size += max(amount.withPoint?.magnitude ?? 0, amount.withComma?.magnitude ?? 0)
    rows += 1
  }

  func minus(_ other: ColumnSums) -> ColumnSums {
    var difference = self
    difference.point -= other.point
    difference.comma -= other.comma
    difference.rows -= other.rows
    return difference
  }

  /// Whether an amount is the sum, to what it shows of the decimals.
  func isNear(_ amount: Amount) -> Bool {
    isNear(amount.withPoint, point) || isNear(amount.withComma, comma)
  }

  private func isNear(_ shown: Double?, _ sum: Double) -> Bool {
    guard let shown, sum.magnitude > size * 1e-13 else { return false }
    return (shown - sum).magnitude <= max(0.005, sum.magnitude * 1e-9, size * 1e-13)
  }
}
