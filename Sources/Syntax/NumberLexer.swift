import Diagnostics

extension Lexer {
  /// Reads `123  1_234.5  1.2e6  250k  1.2M  3bn  3%`.
  mutating func lexNumber() {
    let start = position
    takeDigits()
    let integerEnd = position
    if takeThousands(from: start) {
      takeFraction()
    } else {
      takeFraction()
      takeExponent()
    }
    let digitsEnd = position
    let scale = takeScale()
    let text = text(from: start, to: position)
    let value = value(from: start, to: digitsEnd, scale: scale)
    var isPercent = false
    if peek(0) == UInt8(ascii: "%"), peek(1) != UInt8(ascii: ">") {
      isPercent = true
      position += 1
    }
    reportTrailingSeparator(from: start, to: integerEnd)
    emit(.number(NumberToken(value: value, isPercent: isPercent, text: text)), from: start)
  }

  /// `.5`, which is an error with its fix.
  mutating func lexNumberWithoutInteger() {
    let start = position
    position += 1
    takeDigits()
    takeExponent()
    let digitsEnd = position
    let scale = takeScale()
    let written = text(from: start, to: position)
    diagnostics.report(
      Diagnostic(
        .numberForm, "a number begins with a digit", at: span(from: start, to: position),
        because: "a dot before a name means a column, so it cannot begin a number",
        helps: [Diagnostic.Help("0" + written, replacing: span(from: start, to: position))]))
    let value = value(from: start, to: digitsEnd, scale: scale)
    var isPercent = false
    if peek(0) == UInt8(ascii: "%") {
      isPercent = true
      position += 1
    }
    emit(
      .number(NumberToken(value: value, isPercent: isPercent, text: "0" + written)), from: start)
  }

  private mutating func takeDigits() {
    while let byte = peek(0), byte.isDigit || byte == UInt8(ascii: "_") { position += 1 }
  }

  private mutating func takeFraction() {
    guard peek(0) == UInt8(ascii: "."), peek(1)?.isDigit == true else { return }
    position += 1
    takeDigits()
  }

  private mutating func takeExponent() {
    guard let byte = peek(0), byte | 0x20 == UInt8(ascii: "e") else { return }
    let sign = peek(1)
    let length = sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") ? 2 : 1
    guard peek(length)?.isDigit == true else { return }
    position += length
    takeDigits()
  }

  /// `k`, `M` or `bn` directly after the digits: the power of ten.
  private mutating func takeScale() -> Int {
    let scales: [(String, Int, Int)] = [("bn", 2, 9), ("k", 1, 3), ("M", 1, 6)]
    for (name, length, power) in scales
    where starts(with: name, at: position) && !isWordByte(at: position + length) {
      position += length
      return power
    }
    return 0
  }

  private func isWordByte(at offset: Int) -> Bool {
    guard offset < bytes.count else { return false }
    return bytes[offset].isWordStart || bytes[offset].isDigit || bytes[offset] >= 0x80
  }

  /// `2,016`: refused, since `[2,016]` could be read as two numbers.
  private mutating func takeThousands(from start: Int) -> Bool {
    guard (1...3).contains(position - start), isGroup(at: position) else { return false }
    while isGroup(at: position) { position += 4 }
    let whole = span(from: start, to: position)
    let groups = text(from: start, to: position).split(separator: ",")
    diagnostics.report(
      Diagnostic(
        .thousandsComma, "a comma cannot group the digits of a number", at: whole,
        because: "a comma separates values, so this could mean one number or \(groups.count)",
        helps: [
          Diagnostic.Help(groups.joined(separator: "_"), note: "one number", replacing: whole),
          Diagnostic.Help(
            groups.joined(separator: ", "), note: "\(groups.count) values", replacing: whole),
        ]))
    return true
  }

  private func isGroup(at offset: Int) -> Bool {
    guard offset + 3 < bytes.count, bytes[offset] == UInt8(ascii: ",") else { return false }
    guard bytes[offset + 1...offset + 3].allSatisfy(\.isDigit) else { return false }
    guard offset + 4 < bytes.count else { return true }
    return !bytes[offset + 4].isDigit && bytes[offset + 4] != UInt8(ascii: "_")
  }

  /// The value with its scale, rounded once.
  private mutating func value(from start: Int, to end: Int, scale: Int) -> Double {
    let place = span(from: start, to: min(end, start + 40))
    guard end - start <= SyntaxLimits.numberBytes else {
      diagnostics.report(
        Diagnostic(
          .numberTooLarge, "this number has too many digits", at: place,
          because: "it has \(end - start), and a number may have \(SyntaxLimits.numberBytes)"))
      return 0
    }
    var digits = ""
    var exponent = ""
    var isExponent = false
    for byte in bytes[start..<end] where byte != UInt8(ascii: "_") && byte != UInt8(ascii: ",") {
      let character = Character(Unicode.Scalar(byte))
      if byte | 0x20 == UInt8(ascii: "e") {
        isExponent = true
      } else if isExponent {
        if character != "+" { exponent.append(character) }
      } else {
        digits.append(character)
      }
    }
    if digits.hasPrefix(".") { digits = "0" + digits }
    let power = exponent.isEmpty ? 0 : Int(exponent).flatMap { $0.magnitude < 100_000 ? $0 : nil }
    guard let power, let value = Double("\(digits)e\(power + scale)"), value.isFinite else {
      if exponent.hasPrefix("-") { return 0 }
      diagnostics.report(
        Diagnostic(
          .numberTooLarge, "this number is too large", at: place,
          because: "the largest number is about 1.8e308"))
      return 0
    }
    return value
  }

  private mutating func reportTrailingSeparator(from start: Int, to end: Int) {
    guard end > start, bytes[end - 1] == UInt8(ascii: "_") else { return }
    var digitsEnd = end
    while digitsEnd > start, bytes[digitsEnd - 1] == UInt8(ascii: "_") { digitsEnd -= 1 }
    guard digitsEnd - start <= 40 else { return }
    let written = span(from: start, to: end)
    diagnostics.report(
      Diagnostic(
        .numberForm, "a number ends with a digit", at: written,
        because: "`_` stands between digits only",
        helps: [Diagnostic.Help(text(from: start, to: digitsEnd), replacing: written)]))
  }
}
