internal import Diagnostics
internal import Units
internal import Values

/// What a conflict of measures is called, and the lines that resolve it.
extension Checker {
  func diagnostic(
    _ conflict: MeasureConflict, left: Checked, right: Checked, operatorSpan: Span, _ span: Span
  ) -> Diagnostic {
    switch conflict {
    case .dimensions(let mine, let theirs):
      let (because, helps) = dimensions(mine, theirs, left, right, operatorSpan, span)
      return Diagnostic(
        .dimensions, "\(mine.description) and \(theirs.description) do not go together",
        at: operatorSpan,
        labels: [.init(left.span, mine.description), .init(right.span, theirs.description)],
        because: because, helps: helps)
    case .currencies(let mine, let theirs):
      return Diagnostic(
        .currencies, "\(mine.name) and \(theirs.name) are two currencies", at: operatorSpan,
        labels: [.init(left.span, mine.name), .init(right.span, theirs.name)],
        because: "a currency never converts by itself: the rate is a fact to state",
        helps: currenciesHelp(mine, theirs, right))
    case .shareInSum(let mine, _):
      return shareInSum(left, right, isShareLeft: mine.isShare, operatorSpan, span)
    case .periods, .periodicOverTime, .periodicProduct, .periodicPower:
      return periodic(conflict, left: left, right: right, operatorSpan: operatorSpan, span)
    case .rescaledPeriodic(let from, let to):
      return rescaled(left, from, to, right.span, span)
    case .power(let measure):
      return Diagnostic(
        .wrongUnit,
        "\(measure.description) can only be raised to a small whole number that is written out",
        at: span, helps: [.init("\(operand(left)) ^ 2", replacing: span)])
    case .unconvertible(let from, let to):
      let mended = mending(left, to: to)
      let rates = rateHelp(from: from.unit, to: to.unit, left, asked: right.span, span)
      return Diagnostic(
        .unconvertible, "\(from.description) does not convert to \(to.description)", at: span,
        labels: [.init(left.span, from.description)],
        because: mended?.because,
        helps: rates.isEmpty
          ? mended?.codes.prefix(2).map {
            .init("\($0.code) to \(text(right.span))", note: $0.note, replacing: span)
          } ?? [] : rates)
    }
  }

  /// An expression as an operand of a product: a sum stands in parentheses.
  func operand(_ checked: Checked) -> String {
    let text = text(checked.span)
    let isOneOperand =
      text.hasPrefix("(") && text.hasSuffix(")")
      || !["+", "-", "|", "??", "per", "to", "and", "or", "=>", "else"].contains {
        text.contains(" \($0) ")
      }
    return isOneOperand ? text : "(\(text))"
  }

  /// The side that has a factor too many is named, else the right one; either side may be mended.
  private func dimensions(
    _ mine: Measure, _ theirs: Measure, _ left: Checked, _ right: Checked, _ operatorSpan: Span,
    _ span: Span
  ) -> (because: String?, helps: [Diagnostic.Help]) {
    let rightMended = mending(right, to: mine)
    let leftMended = mending(left, to: theirs)
    let isLeftNamed =
      rightMended.map { right in
        guard let left = leftMended, !right.isClear else { return false }
        return left.isClear || (left.isFurther && !right.isFurther)
      } ?? true
    let because = (isLeftNamed ? leftMended : rightMended)?.because
    let sign = text(operatorSpan)
    let signs = ["+", "-", "==", "!=", "<", "<=", ">", ">="]
    if sign.contains("~="), let mended = isLeftNamed ? leftMended : rightMended {
      return (because, mended.helps(replacing: isLeftNamed ? left.span : right.span))
    }
    guard signs.contains(sign) else { return (because, []) }
    let (a, b) = (text(left.span), text(right.span))
    let fromRight = rightMended?.codes.prefix(1).map { ("\(a) \(sign) \($0.code)", $0.note) } ?? []
    let fromLeft = leftMended?.codes.prefix(1).map { ("\($0.code) \(sign) \(b)", $0.note) } ?? []
    let all = isLeftNamed ? fromLeft + fromRight : fromRight + fromLeft
    return (because, all.prefix(2).map { .init($0.0, note: $0.1, replacing: span) })
  }

  private func currenciesHelp(
    _ mine: NamedUnit, _ theirs: NamedUnit, _ right: Checked
  ) -> [Diagnostic.Help] {
    guard let unit = right.type.measure?.unit,
      let target = unit.replacing(currency: theirs, with: mine)
    else { return [] }
    return [
      .init(
        "(\(text(right.span)) to \(target.description) at \(Self.exampleRate(mine, theirs)))",
        note: "with the rate that you state", replacing: right.span)
    ]
  }

  private func shareInSum(
    _ left: Checked, _ right: Checked, isShareLeft: Bool, _ operatorSpan: Span, _ span: Span
  ) -> Diagnostic {
    let (amount, share) = isShareLeft ? (right, left) : (left, right)
    let isLowered = !isShareLeft && text(operatorSpan) == "-"
    let change = isLowered ? "lowered" : "raised"
    let factor: String
    if case .quantity(let quantity)? = share.known, share.constant != nil {
      let whole = isLowered ? 1 - quantity.magnitude : 1 + quantity.magnitude
      factor = Self.percent(whole)
    } else {
      factor = "(100% \(isLowered ? "-" : "+") \(operand(share)))"
    }
    return Diagnostic(
      .shareInSum, "a percentage cannot be added to an amount", at: operatorSpan,
      labels: [
        .init(left.span, left.type.description), .init(right.span, right.type.description),
      ],
      because: "what `\(text(share.span))` is a share of must be said",
      helps: [
        .init(
          "\(operand(amount)) * \(factor)", note: "\(change) by that share of itself",
          replacing: span)
      ])
  }

  /// The rate or basis that a conversion lacks.
  func rateHelp(
    from: Unit, to: Unit, _ value: Checked, asked: Span, _ span: Span
  ) -> [Diagnostic.Help] {
    let written = "\(text(value.span)) to \(text(asked))"
    if let mine = from.currency, let theirs = to.currency, mine != theirs {
      return [
        .init(
          "\(written) at \(Self.exampleRate(mine, theirs))", note: "with the rate that you state",
          replacing: span)
      ]
    }
    if Self.mixesTimes(from, to) {
      return [
        .init(
          "\(written) at 30.4375 days/month", note: "a month of average length", replacing: span)
      ]
    }
    return []
  }

  /// A rate between two currencies in the form that converts both ways; the dollar stands above.
  private static func exampleRate(_ a: NamedUnit, _ b: NamedUnit) -> String {
    let (above, below) = b.name == "USD" ? (b, a) : (a, b)
    return "1.08 \(above.name)/\(below.name)"
  }

  private static func mixesTimes(_ a: Unit, _ b: Unit) -> Bool {
    let times = (a.factors + b.factors).map(\.unit.base)
    return times.contains(.monthTime) && times.contains(.dayTime)
  }

  static func percent(_ share: Double) -> String { NumberText().text(Quantity(share, .share)) }
}

extension Unit {
  /// The same unit in another currency; nil where the first is no part of it.
  func replacing(currency: NamedUnit, with other: NamedUnit) -> Unit? {
    guard let factor = factors.first(where: { $0.unit == currency }) else { return nil }
    let without = divided(by: Unit(currency, exponent: factor.exponent)).unit
    return without.multiplied(by: Unit(other, exponent: factor.exponent)).unit
  }
}
