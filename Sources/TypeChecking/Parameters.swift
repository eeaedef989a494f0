internal import Diagnostics
internal import Syntax
internal import Units
internal import Values

/// `param`: a binding whose value may come from the command line.
extension Checker {
  func checkParameter(
    _ name: Name, _ type: TypeSyntax?, _ value: Expression?, in scope: Scope
  ) -> (CheckedStatement, Scope) {
    if !environment.mayRebind, case .value? = scope.lookup(name.text) { reportRebinding(name) }
    let option = ParameterText.option(name.text)
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
            because: "it has no default"))
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
    guard let value = ParameterText(checker: self, wanted: wanted, named: named).value(of: text)
    else {
      let (article, form) = ParameterText.form(wanted, named)
      report(
        Diagnostic(
          .parameterValue, "`\(text)` is no value of `\(option)`", at: span,
          because: "it is \(article), such as `\(option) \(form)`"))
      return .invalid(span)
    }
    return conform(constant(value, span), to: syntax, "`\(option)`")
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
    guard let value = literal(text) ?? literal("@" + text) else { return nil }
    guard case .quantity(let quantity) = value else {
      return fits(value.type) ? value : nil
    }
    return inWantedUnit(quantity).map { .quantity($0) }
  }

  private func fits(_ type: Type) -> Bool {
    switch (wanted, type) {
    case (nil, _): true
    case (.period?, .period): true
    case (let wanted?, _): wanted == type
    }
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
    case (.period?, _), (_, "Period"?): ("a period", "2026-Q2")
    case (.date?, _), (_, "Date"?): ("a day", "2026-03-01")
    case (.bool?, _): ("true or false", "true")
    case (.measure(let measure)?, _) where measure.isShare || measure.isPeriodic:
      ("a share", "3%")
    case (.measure(let measure)?, _) where measure.isNumber: ("a number", "12")
    case (.measure(let measure)?, _): ("a number of \(measure.description)", "250k")
    case (_, "Money"?): ("an amount of money", "250k")
    default: ("a literal of the language", "12")
    }
  }
}
