import Units

/// The formats of `"{value:format}"`: `.N` decimals, `,` grouping, `%`, `e`, or a date pattern.
///
///     number   ","? ("." digits)? ("%" | "e")?
///     date     yyyy, yy, mm, m, dd and d with anything but letters between them
extension NumberText {
  /// More decimals than any double has would only be zeros.
  static let mostDecimals = 20

  /// The value in a format; nil when the format is invalid or not one for such a value.
  ///
  /// A number keeps its unit; without `,` its digits are not grouped. A missing value is `missing`
  /// in every format. A period is written by its first day.
  package func text(_ value: Value, format: String) -> String? {
    switch value {
    case .missing:
      NumberFormat(format) != nil || DatePattern(format) != nil ? "missing" : nil
    case .quantity(let quantity):
      NumberFormat(format).flatMap {
        formatted(quantity.magnitude, quantity.measure, .none, $0)
      }
    case .estimate(let estimate):
      NumberFormat(format).flatMap {
        formatted(estimate.value, estimate.measure, estimate.interval, $0)
      }
    case .date(let date): DatePattern(format)?.text(date)
    case .instant(let instant): instant.date.flatMap { DatePattern(format)?.text($0) }
    case .period(let period): DatePattern(format)?.text(period.first)
    case .bool, .text, .list, .record, .table: nil
    }
  }

  /// Whether values of a type can be written in a format, known before anything runs.
  package static func accepts(format: String, for type: Type) -> Bool {
    switch type {
    case .unknown, .missing: NumberFormat(format) != nil || DatePattern(format) != nil
    case .measure(let measure), .estimate(let measure):
      NumberFormat(format).map { !$0.isPercent || $0.measure(measure) != nil } ?? false
    case .date, .instant, .period: DatePattern(format) != nil
    case .bool, .text, .list, .record, .table, .function, .columnExpression, .plot, .model: false
    }
  }

  private func formatted(
    _ magnitude: Double, _ measure: Measure, _ interval: Estimate.Interval, _ format: NumberFormat,
  ) -> String? {
    guard let measure = format.measure(measure) else { return nil }
    guard magnitude.isFinite else { return text(Quantity(magnitude, measure)) }
    let style = NumberStyle(measure)
    let digits = style.digits(magnitude)
    if format.isScientific {
      let text = digits.scientific(
        significant: (format.decimals ?? 2) + 1, padded: format.decimals != nil)
      return dressed(text, isNegative: digits.isNegative, in: measure)
    }
    let precision =
      format.decimals.map(NumberPrecision.decimals)
      ?? style.precision(Estimate(value: magnitude, measure: measure, interval: interval))
    let text = precision.text(digits, grouped: format.isGrouped)
    return dressed(text, isNegative: precision.isNegative(digits), in: measure)
      + Self.interval(interval, style, precision, grouped: format.isGrouped)
  }
}

/// A number's format, read.
private struct NumberFormat {
  var isGrouped = false
  var decimals: Int?
  var isPercent = false
  var isScientific = false

  init?(_ format: String) {
    var rest = Substring(format)
    guard !rest.isEmpty else { return nil }
    if rest.first == "," {
      isGrouped = true
      rest.removeFirst()
    }
    if rest.first == "." {
      rest.removeFirst()
      let digits = rest.prefix { $0.isASCII && $0.isNumber }
      guard let count = Int(digits), count <= NumberText.mostDecimals else { return nil }
      decimals = count
      rest.removeFirst(digits.count)
    }
    switch rest {
    case "": break
    case "%": isPercent = true
    case "e" where !isGrouped: isScientific = true
    default: return nil
    }
  }

  /// The measure in which the number is written; nil when it is no share and cannot become one.
  func measure(_ measure: Measure) -> Measure? {
    guard isPercent else { return measure }
    if measure.isDimensionless { return .share }
    return measure.isPeriodic ? measure : nil
  }
}

/// A date pattern, read: each piece is a part of the date or characters to be copied.
private struct DatePattern {
  private enum Piece {
    case year(Int)
    case month(Int)
    case day(Int)
    case characters(Character)
  }

  private var pieces: [Piece] = []

  init?(_ pattern: String) {
    var rest = Substring(pattern)
    var hasPart = false
    while let first = rest.first {
      let run = rest.prefix { $0 == first }
      switch (first, run.count) {
      case ("y", 4), ("y", 2): pieces.append(.year(run.count))
      case ("m", 1...2): pieces.append(.month(run.count))
      case ("d", 1...2): pieces.append(.day(run.count))
      case _ where first.isLetter || first.isNumber: return nil
      default: pieces += run.map(Piece.characters)
      }
      hasPart = hasPart || first.isLetter
      rest.removeFirst(run.count)
    }
    guard hasPart else { return nil }
  }

  func text(_ date: CalendarDate) -> String {
    let (year, month, day) = date.parts
    return pieces.map { piece in
      switch piece {
      case .year(let width): CalendarDate.padded(width == 2 ? year % 100 : year, width)
      case .month(let width): CalendarDate.padded(month, width)
      case .day(let width): CalendarDate.padded(day, width)
      case .characters(let character): String(character)
      }
    }.joined()
  }
}
