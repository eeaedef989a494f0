internal import Diagnostics
internal import Syntax
internal import Units

/// Turns units as written into measures.
extension Checker {
  /// The measure of a written unit; a mistake is reported and gives nil.
  func measure(of syntax: UnitSyntax) -> Measure? {
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
      guard let named = namedUnit(Name(text, span: syntax.headSpan)) else { return nil }
      unit = Unit(named)
    }
    var denominators: [NamedUnit] = []
    for name in syntax.denominators {
      guard let named = namedUnit(name) else { return nil }
      denominators.append(named)
    }
    if isPercent {
      guard let time = denominators.first else { return .share }
      guard denominators.count == 1, time.base.isTime else {
        report(
          Diagnostic(
            .wrongUnit, "a percentage is per one unit of time, or of nothing", at: syntax.span,
            helps: [.init("%/month", note: "a share per month", replacing: syntax.span)]))
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

  func unknownUnit(_ name: Name) -> Diagnostic {
    let near = Suggestion.nearest(to: name.text, among: units.spellings)
    var helps = near.prefix(1).map { Diagnostic.Help($0, replacing: name.span) }
    helps.append(
      .init("unit \(name.text)", note: "declares it as a count of your own, on a line above"))
    return Diagnostic(
      .unknownUnit, "there is no unit named `\(name.text)`", at: name.span,
      because: near.isEmpty ? nil : "units near it: \(near.joined(separator: ", "))",
      helps: Array(helps.prefix(2)))
  }
}
