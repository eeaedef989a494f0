/// A finite number as decimal digits: 0.d₁d₂d₃… × 10^exponent, without leading or trailing zeros.
///
/// The digits are those of the shortest decimal that reads back as the same double, so rounding
/// works on the number as a person would write it: halves go away from zero, and 2.675 to two
/// decimals is 2.68 although the double lies a little below. Nothing depends on a locale.
struct DecimalDigits: Hashable, Sendable {
  private(set) var isNegative: Bool
  /// Values 0 to 9; empty for zero.
  private(set) var digits: [UInt8]
  private(set) var exponent: Int

  /// Zero for a number that is not finite.
  init(_ number: Double) {
    isNegative = number < 0
    digits = []
    exponent = 0
    guard number.isFinite, number != 0 else { return }
    var pointAt: Int?
    var written: [UInt8] = []
    var power = 0
    var text = number.magnitude.description.utf8[...]
    while let byte = text.popFirst() {
      switch byte {
      case UInt8(ascii: "."): pointAt = written.count
      case UInt8(ascii: "e"):
        power = Int(Substring(text)) ?? 0
        text = text.suffix(0)
      default: written.append(byte &- UInt8(ascii: "0"))
      }
    }
    exponent = (pointAt ?? written.count) + power
    digits = written
    normalise()
  }

  var isZero: Bool { digits.isEmpty }

  /// The number times a power of ten, exactly: a share becomes a percentage without an error.
  func shifted(_ places: Int) -> DecimalDigits {
    var result = self
    if !isZero { result.exponent += places }
    return result
  }

  /// Which decimal the first digit is.
  var firstDecimal: Int { 1 - exponent }

  /// How many decimals it takes to write all digits.
  var neededDecimals: Int { max(0, digits.count - exponent) }

  func rounded(decimals: Int) -> DecimalDigits { rounded(keeping: exponent + decimals) }

  func rounded(significant: Int) -> DecimalDigits { rounded(keeping: significant) }

  private func rounded(keeping count: Int) -> DecimalDigits {
    guard count < digits.count else { return self }
    var result = self
    guard count >= 0 else {
      result.digits = []
      result.normalise()
      return result
    }
    let goesUp = digits[count] >= 5
    result.digits = Array(digits[..<count])
    if goesUp {
      while let last = result.digits.last, last == 9 { result.digits.removeLast() }
      if let last = result.digits.popLast() {
        result.digits.append(last + 1)
      } else {
        result.digits = [1]
        result.exponent += 1
      }
    }
    result.normalise()
    return result
  }

  private mutating func normalise() {
    while digits.last == 0 { digits.removeLast() }
    let leading = digits.prefix { $0 == 0 }.count
    digits.removeFirst(leading)
    exponent = digits.isEmpty ? 0 : exponent - leading
    if digits.isEmpty { isNegative = false }
  }

  /// The magnitude in plain notation; the sign is the caller's, since it stands before a `$`.
  func plain(decimals: Int, grouped: Bool) -> String {
    let number = rounded(decimals: decimals)
    let wholeCount = max(0, number.exponent)
    var whole = number.digits.prefix(wholeCount).map(Self.character)
    whole += Array(repeating: "0", count: wholeCount - whole.count)
    if whole.isEmpty { whole = ["0"] }
    var text = ""
    for (index, digit) in whole.enumerated() {
      if grouped, index > 0, (whole.count - index) % 3 == 0 { text.append(",") }
      text.append(digit)
    }
    guard decimals > 0 else { return text }
    var fraction = Array(
      repeating: Character("0"), count: min(decimals, max(0, -number.exponent)))
    fraction += number.digits.dropFirst(wholeCount).map(Self.character)
    fraction += Array(repeating: "0", count: max(0, decimals - fraction.count))
    return text + "." + String(fraction)
  }

  /// The magnitude as `1.23e-5`; with `padded` all digits asked for are written.
  func scientific(significant: Int, padded: Bool = false) -> String {
    let number = rounded(significant: significant)
    var characters = number.digits.map(Self.character)
    if characters.isEmpty { characters = ["0"] }
    if padded {
      characters += Array(repeating: "0", count: max(0, significant - characters.count))
    }
    let power = number.isZero ? 0 : number.exponent - 1
    let fraction = characters.count > 1 ? "." + String(characters.dropFirst()) : ""
    return String(characters.prefix(1)) + fraction + "e\(power)"
  }

  private static func character(_ digit: UInt8) -> Character {
    Character(Unicode.Scalar(digit + UInt8(ascii: "0")))
  }
}
