internal import Diagnostics
internal import Syntax
internal import Units

/// Turns units as written into measures.
extension Checker {
  /// The measure of a written unit; a mistake is reported and gives nil.
  ///
  /// For a literal its whole text is given, so that `100/n` can be told from a quantity.
  func measure(
    of syntax: UnitSyntax, dividing literal: String? = nil, in scope: Scope? = nil
  ) -> Measure? {
    var unit = Unit.one
    var isPercent = false
    switch syntax.head {
    case .one: break
    case .percent: isPercent = true
    case .sign(let sign):
      guard let named = units.named(sign) else {
        report(unknownUnit(Name(sign, span: syntax.headSpan)))
        return nil
      }
      unit = Unit(named)
    case .name(let text):
      let name = Name(text, span: syntax.headSpan)
      if units.named(text) == nil,
        let foreign = literal.flatMap({ foreignUnit(name, in: $0, endingAt: syntax.span.end) })
      {
        report(foreign)
        return nil
      }
      guard let named = namedUnit(name) else { return nil }
      unit = Unit(named)
    }
    var denominators: [NamedUnit] = []
    for name in syntax.denominators {
      guard let named = units.named(name.text) else {
        let isLast = name.span == syntax.denominators.last?.span
        let quotient = isLast ? literal.flatMap { Quotient(literal: $0, by: name, in: scope) } : nil
        report(unknownUnit(name, quotient: quotient))
        return nil
      }
      denominators.append(named)
    }
    if isPercent {
      guard let time = denominators.first else { return .share }
      guard denominators.count == 1, time.base.isTime else {
        report(
          Diagnostic(
            .wrongUnit, "a percentage is per one unit of time, or of nothing", at: syntax.span,
            helps: [
              .init(
                text(syntax.span).hasPrefix("%") ? "%/month" : "/month", note: "a share per month",
                replacing: syntax.span)
            ]))
        return nil
      }
      return .periodic(time, .unstated)
    }
    for named in denominators { unit = unit.divided(by: Unit(named)).unit }
    return .unit(unit)
  }

  func namedUnit(_ name: Name) -> NamedUnit? {
    if let unit = units.named(name.text) { return unit }
    report(unknownUnit(name))
    return nil
  }

  /// `100/n` where `n` is no unit: the quotient that was meant.
  private struct Quotient {
    var text: String
    var span: Span
    /// True when the divisor is a name in reach, so that a unit is hardly meant.
    var isLikely: Bool

    /// Nil when more than the last part of the literal's unit is unknown.
    init?(literal: String, by name: Name, in scope: Scope?) {
      guard literal.hasSuffix("/\(name.text)") else { return nil }
      let dividend = literal.dropLast(name.text.count + 1)
      text = "\(dividend) / \(name.text)"
      span = Span(
        source: name.span.source, start: name.span.end - literal.utf8.count, end: name.span.end)
      isLikely = scope?.lookup(name.text) != nil
    }
  }

  func unknownUnit(_ name: Name) -> Diagnostic { unknownUnit(name, quotient: nil) }

  private func unknownUnit(_ name: Name, quotient: Quotient?) -> Diagnostic {
    // A name of a letter or two is near to too many units.
    let near =
      name.text.count < 3 ? [] : Suggestion.nearest(to: name.text, among: units.spellings)
    var helps = near.prefix(1).map { Diagnostic.Help($0, replacing: name.span) }
    if let quotient, quotient.isLikely || near.isEmpty {
      let help = Diagnostic.Help(
        quotient.text, note: "a quotient has spaces around its sign", replacing: quotient.span)
      helps.insert(help, at: quotient.isLikely ? 0 : helps.endIndex)
    }
    helps.append(
      .init("unit \(name.text)", note: "declares it as a count of your own, on a line above"))
    return Diagnostic(
      .unknownUnit, "there is no unit named `\(name.text)`", at: name.span,
      because: near.isEmpty ? nil : "units near it: \(near.joined(separator: ", "))",
      helps: Array(helps.prefix(2)))
  }
}
