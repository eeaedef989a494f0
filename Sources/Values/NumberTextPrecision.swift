import Units

/// What decides the number of decimals: money has cents, a share is read as a percentage.
enum NumberStyle: Hashable, Sendable {
  case plain
  case money
  case percent

  init(_ measure: Measure) {
    switch measure {
    case .share, .periodic: self = .percent
    case .unit(let unit): self = unit.currency == nil ? .plain : .money
    }
  }

  /// The digits to be written: a share is written times one hundred.
  func digits(_ magnitude: Double) -> DecimalDigits {
    let digits = DecimalDigits(magnitude)
    return self == .percent ? digits.shifted(2) : digits
  }
}

/// How the digits of one number, or of numbers that stand together, are written.
enum NumberPrecision: Hashable, Sendable {
  case decimals(Int)
  case scientific(significant: Int)

  /// Plain numbers have three significant digits below 100; percentages one decimal and at least
  /// two significant digits; money has cents below 10,000 unless they are all zero.
  ///
  /// The numbers in `together`, such as the ends of an interval, get the same decimals; how exact
  /// all of them are is decided by the first.
  init(_ first: DecimalDigits, _ style: NumberStyle, together: [DecimalDigits] = []) {
    let leading = first.isZero ? together.max { $0.exponent < $1.exponent } ?? first : first
    if !leading.isZero, leading.exponent > 15 || leading.exponent < -3 {
      self = .scientific(significant: 3)
      return
    }
    let most = Self.mostDecimals(leading, style, isEstimate: !together.isEmpty)
    let needed = ([first] + together).map { $0.rounded(decimals: most).neededDecimals }.max() ?? 0
    self = .decimals(style == .money && needed > 0 ? max(2, needed) : needed)
  }

  private static func mostDecimals(
    _ digits: DecimalDigits, _ style: NumberStyle, isEstimate: Bool,
  ) -> Int {
    let magnitude = digits.exponent
    switch style {
    case .plain: return magnitude <= 2 ? 3 - magnitude : magnitude <= 4 && !isEstimate ? 1 : 0
    case .percent: return max(1, 2 - magnitude)
    case .money:
      // An interval to the cent would claim what no estimate of thousands can know.
      if magnitude > (isEstimate ? 3 : 4) { return 0 }
      return magnitude >= 0 ? 2 : 2 - magnitude
    }
  }

  /// The magnitude without its sign.
  func text(_ digits: DecimalDigits, grouped: Bool = true) -> String {
    switch self {
    case .decimals(let count): digits.plain(decimals: count, grouped: grouped)
    case .scientific(let significant): digits.scientific(significant: significant)
    }
  }

  /// True when what is written is less than zero, so that there is never a `-0`.
  func isNegative(_ digits: DecimalDigits) -> Bool {
    switch self {
    case .decimals(let count): digits.rounded(decimals: count).isNegative
    case .scientific: digits.isNegative
    }
  }

  func signedText(_ digits: DecimalDigits, grouped: Bool = true) -> String {
    (isNegative(digits) ? "-" : "") + text(digits, grouped: grouped)
  }
}
