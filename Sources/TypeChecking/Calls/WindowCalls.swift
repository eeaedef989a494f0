package import Diagnostics
internal import Syntax
internal import Values

/// Calls of window functions, which give each row a value from the rows around it.
extension Checker {
  func window(
    _ make: (CallTypes) throws(ValueError) -> WindowFunction, _ signature: Signature,
    _ binding: ArgumentBinding, _ call: PendingCall
  ) -> Checked {
    if case .windows = call.place.columns, reportInnerAggregate(signature, call) {
      return .invalid(call.span)
    }
    guard let (parts, types, choices) = values(signature, binding, call, overRows: true) else {
      return .invalid(call.span)
    }
    guard case .windows = call.place.columns else {
      reportOutside(call)
      return .invalid(call.span)
    }
    let given = signature.parameters.filter { parameter in
      guard case .value = parameter.kind else { return false }
      return binding.byParameter[parameter.name] != nil
    }
    guard let column = parts.first, given.count == parts.count else { return .invalid(call.span) }
    guard isPerRow(column, in: call) else { return .invalid(call.span) }
    var settings = choices
    var constants: [String: Value] = [:]
    for choice in choices {
      if let constant = types.constant(choice.name) { constants[choice.name] = constant }
    }
    for (parameter, part) in zip(given, parts).dropFirst() {
      guard part.level == .value else {
        report(
          Diagnostic(
            .wrongType, "`\(parameter.name)` of `\(call.function.text)` is one value for all rows",
            at: part.span, because: "this has a value for each row"))
        return .invalid(call.span)
      }
      settings.append((parameter.name, part.core))
      if let constant = part.known { constants[parameter.name] = constant }
    }
    return resolve(call) { () throws(ValueError) in
      let type = try signature.result(types)
      let function = try make(types)
      // What is known before anything runs is checked before anything runs.
      if constants.count == settings.count { _ = try function.bind(constants) }
      let checked = CheckedWindow(
        function: function, column: column.core, settings: settings, span: call.span)
      return Checked(.window(checked), type, level: .row, span: call.span)
    }
  }

  /// Reports a list, which has no rows to stand beside.
  private func isPerRow(_ column: Checked, in call: PendingCall) -> Bool {
    guard column.level == .value, case .list = column.type else { return true }
    report(
      Diagnostic(
        .wrongType, "`\(call.function.text)` takes a column, and this is a list", at: column.span,
        because: "it gives a value for each row of a table"))
    return false
  }

  /// Reports `running(sum(.x))`, with the same as it is written here.
  private func reportInnerAggregate(_ signature: Signature, _ call: PendingCall) -> Bool {
    guard let argument = call.arguments.first?.value,
      case .call(let inner, let parts) = argument.kind,
      let signatures = functions[inner.text], signatures.contains(where: \.isAggregate),
      let column = parts.first, parts.count == 1, column.name == nil
    else { return false }
    let name = call.function.text
    var texts = [text(column.value.span)]
    for other in call.arguments.dropFirst() {
      texts.append((other.name.map { "\($0.text): " } ?? "") + text(other.value.span))
    }
    let aggregate = signature.parameters.first { parameter in
      if case .choice(let choices) = parameter.kind { choices.contains(inner.text) } else { false }
    }
    if let aggregate, aggregate.defaultText != "\"\(inner.text)\"" {
      texts.append("\(aggregate.name): \"\(inner.text)\"")
    }
    report(
      Diagnostic(
        .aggregateInRow,
        "`\(name)` takes a column, and `\(inner.text)` makes one value of many rows",
        at: argument.span, because: "`\(name)` itself looks at the rows around each row",
        helps: [.init("\(name)(\(texts.joined(separator: ", ")))", replacing: call.span)]))
    return true
  }

  private func reportOutside(_ call: PendingCall) {
    let name = call.function.text
    if case .none = call.place.columns { metFreeColumn = true }
    report(
      Diagnostic(
        .windowOutside, "`\(name)` looks at the rows around a row, and only `window` orders them",
        at: call.span,
        because: "inside of `window` it stands beside columns, and in no other function",
        helps: windowHelps(text(call.span), in: call.span, at: call.place)))
  }
}

extension DiagnosticCode {
  package static let windowOutside = DiagnosticCode(
    "E0407", "a window function outside of `window`",
    page: """
      `lag`, `lead`, `running`, `moving` and `rank` give each row a value from the rows around it. That
      needs groups and an order, which `window` has; in it they stand beside columns and aggregates,
      and not inside one another.

          sales | window(before: lag(.amount), by: .channel, order: .month)
      """)
}
