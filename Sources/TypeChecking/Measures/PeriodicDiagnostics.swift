internal import Diagnostics
internal import Glibc
internal import Units
internal import Values

/// Mistakes with shares per time, which compound and are no linear rates.
extension Checker {
  func periodic(
    _ conflict: MeasureConflict, left: Checked, right: Checked, operatorSpan: Span, _ span: Span
  ) -> Diagnostic {
    switch conflict {
    case .periods(let mine, let theirs):
      return Diagnostic(
        .rescaledPeriodic,
        "\(mine.description) and \(theirs.description) are shares of two periods", at: operatorSpan,
        labels: [.init(left.span, mine.description), .init(right.span, theirs.description)],
        because: compoundReason(right, over: Self.timeName(mine))
          ?? "a share per time compounds, so the two cannot be lined up by multiplying",
        helps: [
          compounding(right, over: Self.timeName(mine)),
          compounding(left, over: Self.timeName(theirs)),
        ])
    case .periodicOverTime(let periodic, let unit):
      let isLeft = left.type.measure?.isPeriodic ?? false
      let (rate, time) = isLeft ? (left, right) : (right, left)
      let period = Self.length(of: time) ?? Self.otherTime(periodic)
      return Diagnostic(
        .periodicProduct,
        "a share per \(Self.timeName(periodic)) cannot be \(text(operatorSpan) == "/" ? "divided" : "multiplied") by a time",
        at: operatorSpan,
        labels: [.init(rate.span, periodic.description), .init(time.span, unit.description)],
        because: compoundReason(rate, over: period) ?? Self.generalReason,
        helps: [
          compounding(rate, over: period, replacing: span),
          .init(
            isLeft
              ? "linear(\(Self.bare(text(left.span)))) \(text(operatorSpan)) \(text(right.span))"
              : "\(text(left.span)) \(text(operatorSpan)) linear(\(Self.bare(text(right.span))))",
            note: "only if it is a hazard", replacing: span),
        ])
    case .periodicPower(let periodic):
      let period = Self.otherTime(periodic)
      return Diagnostic(
        .periodicProduct, "a share per \(Self.timeName(periodic)) has no power", at: span,
        because: compoundReason(left, over: period) ?? Self.generalReason,
        helps: [compounding(left, over: period, replacing: span)])
    default:
      return Diagnostic(
        .periodicProduct, "two shares per time cannot be multiplied", at: operatorSpan,
        labels: [left, right].map { .init($0.span, $0.type.description) },
        because: "one takes its share of what the other leaves: (1 − a) × (1 − b) is left",
        helps: [
          .init(
            "linear(\(text(left.span))) * linear(\(text(right.span)))",
            note: "only if both are hazards", replacing: span)
        ])
    }
  }

  /// `churn to 1/year`.
  func rescaled(
    _ value: Checked, _ from: Measure, _ to: Measure, _ asked: Span, _ span: Span
  ) -> Diagnostic {
    let written = text(value.span)
    let period = Self.timeName(to)
    let mine = Self.timeName(from)
    let name = Self.rateName(from, written)
    var helps = [
      compounding(value, over: period, replacing: span),
      Diagnostic.Help(
        "linear(\(written)) to 1/\(period)", note: "only if this is a hazard", replacing: span),
    ]
    if let result = compoundedText(value, over: period),
      let linear = linearText(value, over: period)
    {
      let padding = String(repeating: " ", count: max(0, result.count - linear.count))
      helps[1].note = "\(linear)\(padding)   \(helps[1].note)"
    }
    return Diagnostic(
      .rescaledPeriodic,
      "a \(Self.adjectives[mine] ?? mine) \(name) cannot be rescaled by multiplying",
      at: value.span, label: Self.shown(value, beside: written) ?? "",
      labels: [.init(asked, "asked for a \(Self.adjectives[period] ?? period) rate")],
      because: compoundReason(value, over: period) ?? Self.generalReason,
      helps: helps)
  }

  private static let generalReason =
    "each period takes its share of what the one before has left"

  private static let adjectives = [
    "month": "monthly", "year": "yearly", "quarter": "quarterly", "week": "weekly", "day": "daily",
  ]

  /// The call that brings a share to another period, with what it gives where that is known.
  private func compounding(
    _ value: Checked, over period: String, replacing span: Span? = nil
  ) -> Diagnostic.Help {
    let kind = Self.kind(value)
    let function = kind == .growth ? "compound_growth" : "compound"
    let isChurn = Self.isChurn(value.type.measure, text(value.span))
    let words =
      kind == .growth
      ? "growth in a \(period)" : "share \(isChurn ? "of customers " : "")lost in a \(period)"
    let note = compoundedText(value, over: period).map { "\($0)   \(words)" } ?? words
    return Diagnostic.Help(
      "\(function)(\(Self.bare(text(value.span))), per: \(period))", note: note,
      replacing: span ?? value.span)
  }

  private func compoundedText(_ value: Checked, over period: String) -> String? {
    compounded(value, over: period).map { "\(Self.percent($0.share))/\(period)" }
  }

  /// An argument needs no parentheses of its own.
  private static func bare(_ text: String) -> String {
    let inner = text.dropFirst().dropLast()
    let isEnclosed = text.hasPrefix("(") && text.hasSuffix(")") && !inner.contains("(")
    return isEnclosed ? String(inner) : text
  }

  /// The share of a period from a known share of another, and how many of one make the other.
  private func compounded(
    _ value: Checked, over period: String
  ) -> (share: Double, from: Double, count: Double, time: NamedUnit)? {
    guard case .quantity(let quantity)? = value.known ?? environment.evaluate?(value.core),
      case .periodic(let time, _) = quantity.measure, let target = units.named(period),
      target.base == time.base
    else { return nil }
    let rate = quantity.magnitude
    let isGrowth = Self.kind(value) == .growth
    guard isGrowth ? rate > -1 : (0..<1).contains(rate) else { return nil }
    let count = target.scale / time.scale
    let share = isGrowth ? pow(1 + rate, count) - 1 : 1 - pow(1 - rate, count)
    return (share, rate, count, time)
  }

  /// The reason with the user's own numbers, where they are known.
  private func compoundReason(_ value: Checked, over period: String) -> String? {
    guard let (share, rate, count, time) = compounded(value, over: period) else { return nil }
    let (each, whole) = (Self.percent(rate), Self.percent(share))
    let linear = Self.percent(rate * count)
    let power =
      count < 1
      ? "(1/\(NumberText().text(Quantity(1 / count))))" : NumberText().text(Quantity(count))
    if Self.kind(value) == .growth {
      return
        "each \(time.name) adds \(each) to what is there, so a \(period) adds (1 + \(each))^\(power) − 1 = \(whole), not \(linear)"
    }
    return
      "each \(time.name) takes \(each) of those who are left, so a \(period) takes 1 − (1 − \(each))^\(power) = \(whole), not \(linear)"
  }

  private func linearText(_ value: Checked, over period: String) -> String? {
    compounded(value, over: period).map {
      "\(NumberText().text(Quantity($0.from * $0.count)))/\(period)"
    }
  }

  /// The value beside an expression that does not show it itself.
  private static func shown(_ value: Checked, beside written: String) -> String? {
    guard value.constant == nil, let known = value.known else { return nil }
    return NumberText().text(known)
  }

  private static func kind(_ value: Checked) -> PeriodicKind {
    if case .periodic(_, let kind)? = value.type.measure { kind } else { .unstated }
  }

  private static func isChurn(_ measure: Measure?, _ written: String) -> Bool {
    written.lowercased().contains("churn")
  }

  private static func rateName(_ measure: Measure, _ written: String) -> String {
    if isChurn(measure, written) { return "churn rate" }
    switch measure {
    case .periodic(_, .loss): return "loss"
    case .periodic(_, .growth): return "growth rate"
    default: return "share"
    }
  }

  /// The period of exactly this length, such as a year for 12 months.
  private static func length(of time: Checked) -> String? {
    guard case .quantity(let quantity)? = time.known,
      case .unit(let unit) = quantity.measure, let single = unit.single
    else { return nil }
    let length = quantity.magnitude * unit.scale
    let periods: [(name: String, base: BaseDimension, length: Double)] = [
      ("month", .monthTime, 1), ("quarter", .monthTime, 3), ("year", .monthTime, 12),
      ("day", .dayTime, 1), ("week", .dayTime, 7),
    ]
    return periods.first { $0.base == single.base && $0.length == length }?.name
  }

  private static func timeName(_ measure: Measure) -> String {
    switch measure {
    case .periodic(let time, _): time.name
    case .unit(let unit): unit.perTime?.name ?? unit.single?.name ?? "year"
    case .share: "year"
    }
  }

  /// A longer period than the measure's own.
  private static func otherTime(_ measure: Measure) -> String {
    switch timeName(measure) {
    case "year": "month"
    case "day", "hour", "minute": "week"
    case "week": "day"
    default: "year"
    }
  }
}
