internal import Diagnostics
internal import Syntax
internal import Values

/// `x.f(a)` as other languages call functions: `f(x, a)`, or `x | f(a)` where `x` is a table.
extension Checker {
  /// The message about a call behind a value, with the whole chain of such calls as it is written here.
  ///
  /// The value is the first argument.
  func methodCall(
    _ method: Name, _ arguments: [Argument], _ span: Span, at place: Place
  ) -> Checked {
    methodChains.answer(for: span, at: place, depth: callChain.count, by: self) {
      methodCallAnew(method, arguments, span, at: place)
    }
  }

  private func methodCallAnew(
    _ method: Name, _ arguments: [Argument], _ span: Span, at place: Place
  ) -> Checked {
    let call = Expression(.call(method, arguments), span: span)
    guard let receiver = arguments.first?.value, let code = methodCode(call, at: place) else {
      return unknownMethod(method, arguments, span, at: place)
    }
    let whole = isAmongOperators(span) ? inParentheses(code.text) : code.text
    report(
      Diagnostic(
        .callOfValue, "a value has no methods", at: method.span,
        because: code.because
          ?? "`\(method.text)` is a function, and takes the value as its first argument",
        helps: code.isWindow
          ? windowHelps(code.text, in: span, at: place) : [.init(whole, replacing: span)]))
    let (checked, found) = trial { check(receiver, at: place) }
    // What is wrong with the value itself is a mistake of its own; its methods are mended already.
    for diagnostic in found where diagnostic.code != .callOfValue { report(diagnostic) }
    guard !checked.type.isUnknown, foreign(method.text, at: place) == nil else {
      return .invalid(span)
    }
    return self.call(method, Array(arguments.dropFirst()), piped: checked, span, at: place)
  }

  /// `x.f(a)` where `x` is a bare name, which reads as a function of a module.
  func methodCall(
    of owner: Name, _ method: Name, _ arguments: [Argument], _ span: Span, at place: Place
  ) -> Checked {
    switch place.scope.lookup(owner.text) {
    case nil where ForeignWord.modules.contains(owner.text):
      return moduleCall(owner, method, arguments, span, at: place)
    case nil: return name(owner, at: place)
    default: break
    }
    let receiver = Expression(.name(owner.text), span: owner.span)
    let all = [Argument(value: receiver, isReceiver: true)] + arguments
    return methodCall(method, all, span, at: place)
  }

  /// `np.mean(x)`: the function without the library of another language.
  private func moduleCall(
    _ module: Name, _ function: Name, _ arguments: [Argument], _ span: Span, at place: Place
  ) -> Checked {
    var help: String?
    if let foreign = foreign(function.text, at: place) {
      let call = ForeignCall(
        checker: self, function: function, piped: nil, arguments: arguments, span: span,
        place: place)
      help = foreign.form(call)?.code
    } else if isFunction(function.text, at: place) {
      help = "\(function.text)(\(arguments.map(argumentText).joined(separator: ", ")))"
    }
    report(
      Diagnostic(
        .unknownFunction, "there is no module `\(module.text)`", at: module.span,
        because: "the functions of the language stand in no module",
        helps: help.map { [.init($0, replacing: span)] } ?? []))
    return .invalid(span)
  }

  private func unknownMethod(
    _ method: Name, _ arguments: [Argument], _ span: Span, at place: Place
  ) -> Checked {
    if let receiver = arguments.first?.value { _ = check(receiver, at: place) }
    let near = Suggestion.nearest(to: method.text, among: functions.names)
    report(
      Diagnostic(
        .unknownFunction, "there is no function `\(method.text)`", at: method.span,
        because: "a value has no methods",
        helps: near.prefix(1).map { .init($0, replacing: method.span) }))
    return .invalid(span)
  }

  // MARK: What was meant

  /// A chain of methods as calls and pipes; nil where one of them has no counterpart.
  private func methodCode(_ expression: Expression, at place: Place) -> MethodCode? {
    methodChains.code(for: expression.span, at: place) { methodCodeAnew(expression, at: place) }
  }

  private func methodCodeAnew(_ expression: Expression, at place: Place) -> MethodCode? {
    guard case .call(var method, var arguments) = expression.kind else {
      return MethodCode(text: text(withoutAccessor(expression).span))
    }
    if arguments.first?.isReceiver != true {
      guard let (owner, member) = method.parts, isValue(owner.text, at: place) else {
        return MethodCode(text: text(expression.span))
      }
      let receiver = Expression(.name(owner.text), span: owner.span)
      (method, arguments) = (member, [Argument(value: receiver, isReceiver: true)] + arguments)
    }
    guard let receiver = arguments.first.map({ withoutAccessor($0.value) }),
      let base = methodCode(receiver, at: place)
    else { return nil }
    let rest = Array(arguments.dropFirst())
    if let foreign = foreign(method.text, at: place) {
      return code(foreign, method, of: receiver, base, rest, expression.span, at: place)
    }
    guard isFunction(method.text, at: place) else { return nil }
    let list = rest.map(argumentText).joined(separator: ", ")
    return joined(base, "\(method.text)(\(list))", isVerb: isVerb(method.text))
  }

  /// A method of another language by the table of its names: the value flows in, or is the first
  /// argument where only that has a form.
  private func code(
    _ foreign: ForeignFunction, _ method: Name, of receiver: Expression, _ base: MethodCode,
    _ rest: [Argument], _ span: Span, at place: Place
  ) -> MethodCode? {
    let value = trial { check(receiver, at: place) }.result
    func fix(_ piped: Checked?, _ arguments: [Argument]) -> ForeignFix? {
      foreign.form(
        ForeignCall(
          checker: self, function: method, piped: piped, arguments: arguments, span: span,
          place: place))
    }
    var found = fix(value, rest)
    if found == nil {
      found = fix(nil, [Argument(value: receiver)] + rest)
      if case .call? = found?.place { return nil }
    }
    guard let found, !found.code.isEmpty else { return nil }
    let because = found.because ?? foreign.because
    switch found.place {
    case .call:
      let name = String(found.code.prefix { $0 != "(" })
      var code = joined(base, found.code, isVerb: value.type.table != nil || isVerb(name))
      code.because = because
      return code
    case .whole, .window:
      let own = text(receiver.span)
      let code =
        found.code.hasPrefix(own) ? base.text + found.code.dropFirst(own.count) : found.code
      var isWindow = false
      if case .window = found.place { isWindow = true }
      return MethodCode(text: code, isWindow: isWindow, because: because)
    case .beside: return nil
    }
  }

  /// A call behind a pipe, or with the value as its first argument.
  private func joined(_ base: MethodCode, _ call: String, isVerb: Bool) -> MethodCode {
    if base.isPiped || isVerb { return MethodCode(text: "\(base.text) | \(call)", isPiped: true) }
    guard let opening = call.firstIndex(of: "(") else {
      return MethodCode(text: "\(call)(\(base.text))")
    }
    let arguments = call[call.index(after: opening)...]
    let comma = arguments == ")" ? "" : ", "
    return MethodCode(text: "\(call[...opening])\(base.text)\(comma)\(arguments)")
  }

  /// `.a.str` of pandas, whose `.str` reaches the functions of texts.
  private func withoutAccessor(_ expression: Expression) -> Expression {
    guard case .field(let base, let accessor) = expression.kind,
      ["str", "dt"].contains(accessor.text)
    else { return expression }
    return base
  }

  private func argumentText(_ argument: Argument) -> String {
    (argument.name.map { "\($0.text): " } ?? "") + text(argument.value.span)
  }

  private func foreign(_ name: String, at place: Place) -> ForeignFunction? {
    isFunction(name, at: place) ? nil : ForeignFunction.named(name)
  }

  private func isFunction(_ name: String, at place: Place) -> Bool {
    switch place.scope.lookup(name) {
    case .function?, .lambda?: true
    default: functions[name] != nil
    }
  }

  private func isValue(_ name: String, at place: Place) -> Bool {
    switch place.scope.lookup(name) {
    case .value?, .columnExpression?, .substitution?: true
    default: false
    }
  }

  /// Whether the first argument of a function is a table.
  private func isVerb(_ name: String) -> Bool {
    if case .table? = functions[name]?.first?.parameters.first?.kind { true } else { false }
  }
}

extension Name {
  /// `x` and `f` of `x.f`.
  var parts: (owner: Name, member: Name)? {
    guard let dot = text.firstIndex(of: ".") else { return nil }
    let owner = String(text[..<dot])
    let member = String(text[text.index(after: dot)...])
    let middle = min(span.start + owner.utf8.count, span.end)
    return (
      Name(owner, span: Span(source: span.source, start: span.start, end: middle)),
      Name(member, span: Span(source: span.source, start: min(middle + 1, span.end), end: span.end))
    )
  }
}
