internal import Diagnostics
internal import Units
internal import Values

/// What a conflict of measures is called, and the lines that resolve it.
extension Checker {
  func diagnostic(
    _ conflict: MeasureConflict, left: Checked, right: Checked, operatorSpan: Span, _ span: Span
  ) -> Diagnostic {
    let a = text(left.span)
    let b = text(right.span)
    switch conflict {
    case .dimensions(let mine, let theirs):
      return Diagnostic(
        .dimensions, "\(mine.description) and \(theirs.description) do not go together",
        at: operatorSpan,
        labels: [.init(left.span, mine.description), .init(right.span, theirs.description)],
        because: dimensionsReason(mine, theirs), helps: dimensionsHelp(mine, theirs, a, b, span))
    case .currencies(let mine, let theirs):
      return Diagnostic(
        .currencies, "\(mine.name) and \(theirs.name) are two currencies", at: operatorSpan,
        labels: [.init(left.span, mine.name), .init(right.span, theirs.name)],
        because: "a currency never converts by itself: the rate is a fact to state",
        helps: [
          .init(
            "\(b) to \(mine.name) at 1.08 \(mine.name)/\(theirs.name)",
            note: "with the rate that you state", replacing: right.span)
        ])
    case .shareInSum(let mine, _):
      let (amount, share) = mine.isShare ? (b, a) : (a, b)
      return Diagnostic(
        .shareInSum, "a percentage cannot be added to an amount", at: operatorSpan,
        labels: [
          .init(left.span, left.type.description), .init(right.span, right.type.description),
        ],
        because: "\(share) of what is not said",
        helps: [
          .init("\(amount) * (100% + \(share))", note: "raised by that share", replacing: span),
          .init("\(amount) * 110%", note: "raised by ten percent"),
        ])
    case .periods(let mine, let theirs):
      let period = Self.timeName(mine)
      return Diagnostic(
        .rescaledPeriodic,
        "\(mine.description) and \(theirs.description) are shares of two periods", at: operatorSpan,
        labels: [.init(left.span, mine.description), .init(right.span, theirs.description)],
        because: "a share per period compounds, so the two cannot be lined up by multiplying",
        helps: [
          .init(
            "compound(\(b), per: \(period))", note: "the same share per \(period)",
            replacing: right.span)
        ])
    case .periodicOverTime(let periodic, let unit):
      let isLeft = left.type.measure?.isPeriodic ?? false
      let (rate, time) = isLeft ? (left, right) : (right, left)
      return Diagnostic(
        .periodicProduct, "\(periodic.description) cannot be multiplied by a time",
        at: operatorSpan,
        labels: [.init(rate.span, periodic.description), .init(time.span, unit.description)],
        because: compoundReason(rate),
        helps: [
          .init(
            "compound(\(text(rate.span)), per: \(Self.otherPeriod(periodic)))",
            note: "the share lost in that time"),
          .init("linear(\(text(rate.span))) * \(text(time.span))", note: "only if it is a hazard"),
        ])
    case .periodicProduct, .periodicPower:
      return Diagnostic(
        .periodicProduct, "shares per period do not multiply", at: operatorSpan,
        because: "they compound over time",
        helps: [
          .init("compound(\(a), per: year)", note: "over a year"),
          .init("linear(\(a))", note: "only if it is a hazard"),
        ])
    case .rescaledPeriodic(let from, let to):
      return rescaled(left, from, to, right.span, span)
    case .power(let measure):
      return Diagnostic(
        .wrongUnit,
        "\(measure.description) can only be raised to a small whole number that is written out",
        at: span, helps: [.init("\(a) ^ 2")])
    case .unconvertible(let from, let to):
      return Diagnostic(
        .unconvertible, "\(from.description) does not convert to \(to.description)", at: span,
        labels: [.init(left.span, from.description)],
        helps: Self.rateHelp(from: from.unit, to: to.unit, value: a))
    }
  }

  private func dimensionsReason(_ mine: Measure, _ theirs: Measure) -> String? {
    let (ratio, _) = mine.unit.divided(by: theirs.unit)
    guard !mine.isPeriodic, !theirs.isPeriodic, !ratio.isOne else { return nil }
    let (other, _) = theirs.unit.divided(by: mine.unit)
    let missing = ratio.single?.name ?? other.single?.name
    return missing.map { "they differ by a factor of \($0)s" }
  }

  private func dimensionsHelp(
    _ mine: Measure, _ theirs: Measure, _ a: String, _ b: String, _ span: Span
  ) -> [Diagnostic.Help] {
    guard !mine.isPeriodic, !theirs.isPeriodic else { return [] }
    let onRight = mine.unit.divided(by: theirs.unit).unit.single
    let onLeft = theirs.unit.divided(by: mine.unit).unit.single
    let sign = text(span).contains("+") ? "+" : text(span).contains("-") ? "-" : ""
    guard !sign.isEmpty else { return [] }
    if let unit = onRight {
      return [
        .init(
          "\(a) \(sign) \(b) * 12 \(unit.plural)", note: "over a stated number of \(unit.plural)",
          replacing: span)
      ]
    }
    if let unit = onLeft {
      return [
        .init(
          "\(a) * 12 \(unit.plural) \(sign) \(b)", note: "over a stated number of \(unit.plural)",
          replacing: span)
      ]
    }
    return []
  }

  private func rescaled(
    _ value: Checked, _ from: Measure, _ to: Measure, _ asked: Span, _ span: Span
  ) -> Diagnostic {
    let written = text(value.span)
    let period = Self.timeName(to)
    let adjective = [
      "month": "monthly", "year": "yearly", "quarter": "quarterly", "week": "weekly",
      "day": "daily",
    ]
    let mine = Self.timeName(from)
    return Diagnostic(
      .rescaledPeriodic,
      "a \(adjective[mine] ?? mine) share cannot be rescaled by multiplying",
      at: value.span,
      labels: [
        .init(asked, "asked for a \(adjective[period] ?? period) rate")
      ],
      because: compoundReason(value, over: period),
      helps: [
        .init(
          "compound(\(written), per: \(period))", note: "share lost in a \(period)", replacing: span
        ),
        .init(
          "linear(\(written)) to 1/\(period)", note: "only if this is a hazard", replacing: span),
      ])
  }

  /// The reason with the user's own numbers where they are known.
  private func compoundReason(_ value: Checked, over period: String = "year") -> String {
    guard case .quantity(let quantity)? = value.constant ?? environment.evaluate?(value.core),
      case .periodic(let time, _) = quantity.measure,
      let target = units.named(period), target.base == time.base, quantity.magnitude < 1
    else { return "each period takes its share of those who are left" }
    let count = target.scale / time.scale
    var left = 1.0
    for _ in 0..<(Int(exactly: count) ?? 1) { left *= 1 - quantity.magnitude }
    let share = Self.percent(quantity.magnitude)
    return
      "each \(time.name) takes \(share) of those who are left, so a \(period) takes 1 − (1 − \(share))^\(Self.plain(count)) = \(Self.percent(1 - left)), not \(Self.percent(quantity.magnitude * count))"
  }

  private static func timeName(_ measure: Measure) -> String {
    switch measure {
    case .periodic(let time, _): time.name
    case .unit(let unit): unit.perTime?.name ?? unit.single?.name ?? "year"
    case .share: "year"
    }
  }

  private static func otherPeriod(_ measure: Measure) -> String {
    timeName(measure) == "year" ? "month" : "year"
  }

  private static func percent(_ share: Double) -> String {
    NumberText().text(Quantity(share, .share))
  }

  private static func plain(_ number: Double) -> String { NumberText().text(Quantity(number)) }
}
