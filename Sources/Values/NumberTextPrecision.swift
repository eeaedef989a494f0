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
  /// The numbers in `together`, such as a bound without a value, get the same decimals; how exact
  /// all of them are is decided by the first.
  init(_ first: DecimalDigits, _ style: NumberStyle, together: [DecimalDigits] = []) {
    let leading = Self.leading(first, together)
    guard Self.isPlain(leading) else {
      self = .scientific(significant: 3)
      return
    }
    self = Self.needed([first] + together, style, atMost: Self.mostDecimals(leading, style))
  }

  /// The decimals that an estimate's interval supports, for the estimate and its ends.
  ///
  /// Half the interval's width shows two significant digits; digits before the point always stay.
  init(
    _ value: DecimalDigits, ends: [DecimalDigits], halfWidth: DecimalDigits, _ style: NumberStyle
  ) {
    let leading = Self.leading(value, ends)
    guard !halfWidth.isZero, Self.isPlain(leading) else {
      self.init(value, style, together: ends)
      return
    }
    let supported = Self.supportedDecimals(halfWidth, leading, style)
    self = Self.needed([value] + ends, style, atMost: supported)
  }

  /// How many decimals an interval supports; more than six digits in all would be noise.
  static func supportedDecimals(
    _ halfWidth: DecimalDigits, _ leading: DecimalDigits, _ style: NumberStyle,
  ) -> Int {
    let decimals = max(0, 2 - halfWidth.exponent)
    let most = max(mostDecimals(leading, style), 6 - leading.exponent)
    return money(min(decimals, most), style)
  }

  /// The number that decides whether all are written without a power of ten.
  static func leading(_ first: DecimalDigits, _ together: [DecimalDigits]) -> DecimalDigits {
    first.isZero ? together.max { $0.exponent < $1.exponent } ?? first : first
  }

  static func isPlain(_ leading: DecimalDigits) -> Bool {
    leading.isZero || (-3...15).contains(leading.exponent)
  }

  /// The decimals left when those that are zero in all numbers are dropped.
  static func needed(
    _ numbers: [DecimalDigits], _ style: NumberStyle, atMost most: Int,
  ) -> NumberPrecision {
    .decimals(money(numbers.map { $0.rounded(decimals: most).neededDecimals }.max() ?? 0, style))
  }

  /// An amount of money has no single decimal.
  static func money(_ decimals: Int, _ style: NumberStyle) -> Int {
    style == .money && decimals == 1 ? 2 : decimals
  }

  private static func mostDecimals(_ digits: DecimalDigits, _ style: NumberStyle) -> Int {
    let magnitude = digits.exponent
    switch style {
    case .plain: return magnitude <= 2 ? 3 - magnitude : magnitude <= 4 ? 1 : 0
    case .percent: return max(1, 2 - magnitude)
    case .money: return magnitude > 4 ? 0 : magnitude >= 0 ? 2 : 2 - magnitude
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
