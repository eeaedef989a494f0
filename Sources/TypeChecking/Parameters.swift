internal import Diagnostics
package import Syntax
internal import Units
package import Values

/// `param`: a binding whose value may come from the command line.
extension Checker {
  func checkParameter(
    _ name: Name, _ type: TypeSyntax?, _ value: Expression?, in scope: Scope
  ) -> (CheckedStatement, Scope) {
    if !mayRebind, scope.isTaken(name.text) { reportRebinding(name) }
    let option = ParameterText.option(name.text)
    if environment.reservedOptions.contains(option) {
      report(
        Diagnostic(
          .parameterValue, "`\(option)` is an option of `sales` itself", at: name.span,
          because: "so the script would never be given its value",
          helps: [.init("script_\(name.text)", note: "another name", replacing: name.span)]))
    }
    var fallback: Checked?
    if let value {
      fallback = conform(
        check(value, at: Place(scope: scope)), to: type, "the default of `\(option)`")
    }
    let result: Checked
    if let given = environment.parameter(name.text) {
      result = parameter(option, given, type, like: fallback?.type, at: name.span)
    } else if let fallback {
      result = fallback
    } else {
      if environment.requiresParameters {
        report(
          Diagnostic(
            .parameterValue, "the script requires `\(option)`", at: name.span,
            because: "it has no default",
            helps: [.init("\(option) \(parameterForm(type, .unknown).example)")]))
      }
      let known = type.flatMap { self.type(of: $0) } ?? .unknown
      result = Checked(.constant(.missing), known, span: name.span)
    }
    let binding = Binding.value(result.type, .global(name.text), known: result.known)
    return (.bind(name, result.core, result.type), scope.adding(name.text, binding))
  }

  private func parameter(
    _ option: String, _ text: String, _ syntax: TypeSyntax?, like fallback: Type?, at span: Span
  ) -> Checked {
    let wanted = syntax.flatMap { type(of: $0) } ?? fallback
    var named: String?
    if case .named(let name, _)? = syntax?.kind { named = name.text }
    let reader = ParameterText(checker: self, wanted: wanted, named: named)
    guard let value = reader.value(of: text) else {
      let (article, form) = ParameterText.form(wanted, named)
      let read = reader.reading(of: text).map { "it was read as \($0.description)" }
      report(
        Diagnostic(
          .parameterValue, "`\(text)` is no value of `\(option)`", at: span,
          because:
            "\(read ?? "it is no literal of the language"), and `\(option)` takes \(article)",
          helps: [.init("\(option) \(form)")]))
      return .invalid(span)
    }
    return conform(constant(value, span), to: syntax, "`\(option)`")
  }
}

extension Checker {
  /// What a person types for a parameter, in words and as an example.
  ///
  /// The type is that of its default, or what it was checked to be.
  package func parameterForm(_ syntax: TypeSyntax?, _ type: Type) -> (what: String, example: String)
  {
    var named: String?
    if case .named(let name, _)? = syntax?.kind { named = name.text }
    let wanted = syntax.flatMap { self.type(of: $0) } ?? (type.isUnknown ? nil : type)
    return ParameterText.form(wanted, named)
  }
}

/// The value of a parameter as a person types it in a shell: without signs, in the unit of the
/// default unless another is written.
struct ParameterText {
  let checker: Checker
  let wanted: Type?
  /// The type as the script writes it, where it is a word.
  let named: String?

  /// `max_cac` becomes `--max-cac`.
  static func option(_ name: String) -> String {
    "--" + String(name.map { $0 == "_" ? "-" : $0 })
  }

  func value(of text: String) -> Value? {
    if wanted == .text || named == "Text" { return .text(text) }
    // A year alone is a number, too: what fits decides.
    for written in [text, "@" + text, Self.dated(range: text)] {
      guard let value = literal(written) else { continue }
      guard case .quantity(let quantity) = value else {
        if fits(value.type) { return value }
        continue
      }
      if let quantity = inWantedUnit(quantity), isNamed(.measure(quantity.measure)) {
        return .quantity(quantity)
      }
    }
    return nil
  }

  /// The type of a text that is a literal, whatever is wanted.
  func reading(of text: String) -> Type? { (literal(text) ?? literal("@" + text))?.type }

  /// `2026-01..2026-06` with the sign of a date before each part.
  private static func dated(range text: String) -> String {
    var parts = text.split(separator: ".", omittingEmptySubsequences: true).map(String.init)
    guard parts.count == 2, text == parts.joined(separator: "..") else { return text }
    parts = parts.map { $0.hasPrefix("@") ? $0 : "@" + $0 }
    return parts.joined(separator: "..")
  }

  private func fits(_ type: Type) -> Bool {
    switch (wanted, type) {
    case (nil, _): isNamed(type)
    case (.period?, .period): true
    case (let wanted?, _): wanted == type
    }
  }

  /// Whether a type is what the script calls it by a word.
  private func isNamed(_ type: Type) -> Bool {
    named.flatMap(Checker.pattern(named:))?.accepts(type) ?? true
  }

  /// The value of a text that is one literal.
  private func literal(_ text: String) -> Value? {
    let tree = Parser.parse(
      SourceText(name: "parameter", text: text), id: SourceID(index: -1))
    guard tree.diagnostics.isEmpty, tree.statements.count == 1,
      case .expression(let expression)? = tree.statements.first?.kind
    else { return nil }
    var inner = expression
    if case .negate(let operand) = expression.kind { inner = operand }
    switch inner.kind {
    case .number, .text, .date, .period, .bool: break
    case .range(let low, let high, inclusive: true):
      for end in [low, high] {
        switch end.kind {
        case .date, .period: break
        default: return nil
        }
      }
    default: return nil
    }
    let (checked, found) = checker.trial { checker.check(expression, at: Place(scope: Scope())) }
    return found.isEmpty ? checked.constant : nil
  }

  private func inWantedUnit(_ quantity: Quantity) -> Quantity? {
    guard let target = wanted?.measure else {
      guard wanted == nil else { return nil }
      guard named == "Money", quantity.measure.isNumber else { return quantity }
      return Quantity(quantity.magnitude, .unit(Unit(checker.units.dollar)))
    }
    let mine = quantity.measure
    if mine == target { return quantity }
    if let factor = try? MeasureArithmetic.conversion(mine, to: target) {
      return Quantity(quantity.magnitude * factor, target)
    }
    switch (mine, target) {
    // A bare number is in the unit of the default; a share must have its sign.
    case (.unit(let unit), .unit) where unit.isOne: return Quantity(quantity.magnitude, target)
    case (.share, .periodic): return Quantity(quantity.magnitude, target)
    case (.unit(let unit), .unit(let wanted)):
      guard let theirs = unit.single, theirs.base.kind == .currency,
        let currency = wanted.currency,
        let other = wanted.replacing(currency: currency, with: theirs)
      else { return nil }
      return Quantity(quantity.magnitude, .unit(other))
    default: return nil
    }
  }

  /// What is wanted, and a value of it.
  static func form(_ wanted: Type?, _ named: String?) -> (what: String, example: String) {
    switch (wanted, named) {
    case (nil, "Periodic"?): ("a share per time", "3%/month")
    case (nil, "Duration"?): ("a time", "'18 months'")
    case (.text?, _), (_, "Text"?): ("a text", "'search ads'")
    case (.period?, _), (_, "Period"?): ("a period", "2026-Q2")
    case (.date?, _), (_, "Date"?): ("a day", "2026-03-01")
    case (.bool?, _): ("true or false", "true")
    case (.measure(let measure)?, _) where measure.isPeriodic:
      ("a share per time, in \(measure.description)", "3%/month")
    case (.measure(let measure)?, _) where measure.isShare: ("a share", "3%")
    case (.measure(let measure)?, _) where measure.isNumber: ("a number", "12")
    case (.measure(let measure)?, _): ("a number of \(measure.description)", "250k")
    case (_, "Money"?): ("an amount of money", "250k")
    default: ("a literal of the language", "12")
    }
  }
}
