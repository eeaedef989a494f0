package import Units

/// What stands before and after the digits of a number: `$` and `/customer`, or ` months`.
extension NumberText {
  /// A written number in its measure: `-$40/customer`, `8.93 months`, `3.1%/month`.
  func dressed(_ digits: String, isNegative: Bool, in measure: Measure) -> String {
    let sign = isNegative ? "-" : ""
    switch measure {
    case .share: return "\(sign)\(digits)%"
    case .periodic(let time, _): return "\(sign)\(digits)%/\(time.name)"
    case .unit(let unit):
      let head = self.sign(of: unit)
      if !head.isEmpty { return sign + head + digits + Self.denominators(unit) }
      let isOne = digits == "1" && !isNegative
      let above = Self.numerators(unit, isOne: isOne)
      return sign + digits + (above.isEmpty ? "" : " " + above) + Self.denominators(unit)
    }
  }

  /// The measure alone, for the head of a column: `$/customer`, `%/month`, `months`; empty for a
  /// plain number.
  package func unitText(_ measure: Measure) -> String {
    switch measure {
    case .share: return "%"
    case .periodic(let time, _): return "%/\(time.name)"
    case .unit(let unit):
      guard !unit.isOne else { return "" }
      let head = sign(of: unit)
      let above = head.isEmpty ? Self.numerators(unit, isOne: false) : head
      return (above.isEmpty ? "1" : above) + Self.denominators(unit)
    }
  }

  /// The sign of an amount of money, such as `$`; empty when the currency has none or something
  /// else is multiplied with it.
  private func sign(of unit: Unit) -> String {
    guard let currency = unit.currency, unit.factors.filter({ $0.exponent > 0 }).count == 1 else {
      return ""
    }
    if currency.name == dollar { return "$" }
    // A sign of letters, such as zł, would run into the digits.
    return currency.aliases.first { $0.unicodeScalars.allSatisfy { !$0.properties.isAlphabetic } }
      ?? ""
  }

  private static func numerators(_ unit: Unit, isOne: Bool) -> String {
    unit.factors.filter { $0.exponent > 0 }
      .map { power(isOne ? $0.unit.name : $0.unit.plural, $0.exponent) }
      .joined(separator: "·")
  }

  private static func denominators(_ unit: Unit) -> String {
    unit.factors.filter { $0.exponent < 0 }
      .map { "/" + power($0.unit.name, -$0.exponent) }
      .joined()
  }

  private static func power(_ name: String, _ exponent: Int) -> String {
    exponent == 1 ? name : "\(name)^\(exponent)"
  }
}
