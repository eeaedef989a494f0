/// A number as reports write it, such as `1,204.50`, `1.234,56 ₺`, `(1,234.50)` or `$ 12`.
struct Amount: Equatable {
  /// The number when the point divides the decimals, and when the comma does; nil where it cannot
  /// be read so.
  var withPoint: Double?
  var withComma: Double?

  var isZero: Bool { (withPoint ?? withComma ?? 0) == 0 }

  /// Nil for a text that is no number.
  init?(_ text: String) {
    var digits: [UInt8] = []
    var (isNegative, letters) = (false, 0)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "0"..."9", ".", ",": digits.append(UInt8(truncatingIfNeeded: scalar.value))
      case "-", "\u{2212}", "(": isNegative = true
      case "+", ")", "%", "'", "\u{2019}": break
      case "A"..."Z", "a"..."z": letters += 1
      default:
        let category = scalar.properties.generalCategory
        guard category == .currencySymbol || category == .spaceSeparator else { return nil }
      }
    }
    guard letters <= 3, digits.contains(where: { (0x30...0x39).contains($0) }) else { return nil }
    withPoint = Self.number(digits, decimal: UInt8(ascii: "."), isNegative)
    withComma = Self.number(digits, decimal: UInt8(ascii: ","), isNegative)
    if withPoint == nil, withComma == nil { return nil }
  }

  private static func number(_ digits: [UInt8], decimal: UInt8, _ isNegative: Bool) -> Double? {
    let parts = digits.split(separator: decimal, omittingEmptySubsequences: false)
    guard parts.count <= 2 else { return nil }
    let whole = parts.first.map { $0.filter { (0x30...0x39).contains($0) } } ?? []
    let fraction = parts.count == 2 ? Array(parts[1]) : []
    guard fraction.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    let plain = (whole.isEmpty ? [0x30] : whole) + [UInt8(ascii: ".")] + fraction + [0x30]
    return Double(String(decoding: plain, as: UTF8.self)).map { isNegative ? -$0 : $0 }
  }
}
