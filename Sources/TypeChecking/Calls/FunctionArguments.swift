internal import Diagnostics
internal import Syntax
internal import Values

/// Functions given as arguments, `map(costs, x => x * 2)`: they are checked with the types of what they
/// will be given, once the other arguments are known.
extension Checker {
  /// Reads the function for a parameter; false when a mistake was reported or a type is not known.
  func readFunction(
    _ parameter: Parameter, at position: Int, _ call: PendingCall, _ types: inout CallTypes,
    _ bound: inout [(parameter: String, argument: CheckedCall.Argument)]
  ) -> Bool {
    guard case .function(let inputs, let gives) = parameter.kind else { return false }
    guard call.arguments.indices.contains(position) else {
      report(
        Diagnostic(
          .wrongArguments, "`\(parameter.name)` of `\(call.function.text)` is a function",
          at: call.piped?.span ?? call.span, because: "a value flows into its place",
          helps: [.init("x => x")]))
      return false
    }
    let expression = call.arguments[position].value
    var found = function(expression, types.inputs(inputs), parameter, call)
    guard let first = found, !first.body.type.isUnknown else { return false }
    switch gives {
    case .any: break
    case .bool:
      guard require(first.body, .bool, "`\(parameter.name)` of `\(call.function.text)`") else {
        return false
      }
    case .same(let name):
      guard let wider = widened(name, by: first.body, call, &types, &bound) else { return false }
      if wider != first.body.type {
        // The first value is an estimate or missing from now on, say, so the steps are checked again.
        found = function(expression, types.inputs(inputs), parameter, call)
        guard let again = found?.body, commonElement(wider, again.type) == wider else {
          if let found { reportStep(found.body, wider, name) }
          return false
        }
      }
      if let body = found?.body { found?.body.core = convert(body, to: wider) }
    }
    guard let found else { return false }
    let type = found.body.type
    bound.append(
      (parameter.name, .function(slots: found.slots, body: found.body.core, result: type)))
    types.arguments[parameter.name] = .function(type)
    return true
  }

  /// The type that holds the first value and those that the steps give; it becomes that of the first.
  private func widened(
    _ name: String, by body: Checked, _ call: PendingCall, _ types: inout CallTypes,
    _ bound: inout [(parameter: String, argument: CheckedCall.Argument)]
  ) -> Type? {
    guard let start = types.type(name),
      let index = bound.firstIndex(where: { $0.parameter == name }),
      case .value(let core) = bound[index].argument
    else { return nil }
    guard let common = commonElement(start, body.type) else {
      reportStep(body, start, name)
      return nil
    }
    if common != start {
      let first = Checked(core, start, span: call.spans[name] ?? call.span)
      bound[index].argument = .value(convert(first, to: common))
      types.arguments[name] = .value(common, constant: nil)
    }
    return common
  }

  private func reportStep(_ body: Checked, _ start: Type, _ name: String) {
    report(
      Diagnostic(
        .wrongType,
        "a step gives \(body.type.description), and it begins with \(start.description)",
        at: body.span,
        because: "what a step gives is given to the next one, as `\(name)` is to the first"))
  }

  /// The body of a function for inputs of these types, with the slots that hold them.
  private func function(
    _ expression: Expression, _ inputs: [Type]?, _ parameter: Parameter, _ call: PendingCall
  ) -> (slots: [Int], body: Checked)? {
    guard let inputs else { return nil }
    let slots = inputs.map { _ in
      defer { slotCount += 1 }
      return slotCount
    }
    let span = expression.span
    let given = zip(slots, inputs).map { Checked(.local($0), $1, span: span) }
    let place = Place(scope: call.place.scope)
    switch expression.kind {
    case .lambda(let names, let body):
      guard names.count == inputs.count else {
        reportCount(names.count, inputs.count, parameter, call, span)
        return nil
      }
      let bindings = zip(names, given).map { name, value in
        (name.text, Binding.value(value.type, value.core))
      }
      let scope = place.scope.nested(
        Dictionary(bindings, uniquingKeysWith: { first, _ in first }))
      return (slots, check(body, at: Place(scope: scope)))
    case .name, .field:
      let name = Name(text(span), span: span)
      switch place.scope.lookup(name.text) {
      case .function(let declaration, let home)?:
        guard declaration.parameters.count >= inputs.count else {
          reportCount(declaration.parameters.count, inputs.count, parameter, call, span)
          return nil
        }
        let rest = declaration.parameters.dropFirst(inputs.count).map { _ in Checked?.none }
        let names = place.scope.names(ofFunctionFrom: home)
        return (slots, callUser(declaration, names, given + rest, span, at: place))
      case .lambda(let names, let body, let scope)?:
        guard names.count == inputs.count else {
          reportCount(names.count, inputs.count, parameter, call, span)
          return nil
        }
        return (slots, callLambda(names, body, scope, given, name, span, at: place))
      case nil:
        if let signatures = functions[name.text], let first = given.first, given.count == 1 {
          let pending = PendingCall(
            function: name, piped: first, arguments: [], span: span, place: place)
          return (slots, builtIn(signatures, pending))
        }
      default: break
      }
    default: break
    }
    reportNoFunction(expression, inputs.count, parameter, call)
    return nil
  }

  private func reportCount(
    _ count: Int, _ wanted: Int, _ parameter: Parameter, _ call: PendingCall, _ span: Span
  ) {
    report(
      Diagnostic(
        .wrongArguments,
        "`\(parameter.name)` of `\(call.function.text)` takes \(wanted == 1 ? "one value" : "\(wanted) values"), and this function has \(count)",
        at: span, because: "it is \(parameter.summary)"))
  }

  private func reportNoFunction(
    _ expression: Expression, _ inputs: Int, _ parameter: Parameter, _ call: PendingCall
  ) {
    if case .name(let name) = expression.kind, isParameter(name, at: call.place) {
      let parameter = Name(name, span: expression.span)
      return report(parameterAsFunction(parameter, inputs: inputs, at: call.place))
    }
    let names = inputs == 1 ? "x" : "(a, x)"
    // A name that nobody knows, or an expression of a column, gets its own message first.
    let (checked, found) = trial { check(expression, at: Place(scope: call.place.scope)) }
    if let unknown = found.first {
      if case .name = expression.kind { return report(unknown) }
      if unknown.code == .unknownName { return report(unknown) }
    }
    let type = checked.type.isUnknown ? "" : ", and this is \(checked.type.description)"
    report(
      Diagnostic(
        .wrongType, "`\(parameter.name)` of `\(call.function.text)` is a function\(type)",
        at: expression.span, because: "it is \(parameter.summary)",
        helps: [.init("\(names) => \(text(expression.span))", replacing: expression.span)]))
  }
}

extension Checker {
  /// What to write where a function of lists was given a table.
  func rowHelps(
    _ checked: Checked, _ pattern: TypePattern, _ call: PendingCall
  ) -> [Diagnostic.Help] {
    guard case .list = pattern, let table = checked.type.table else { return [] }
    let overColumns = call.arguments.contains { argument in
      var rest = [argument.value]
      while let next = rest.popLast() {
        if case .column = next.kind { return true }
        rest += next.kind.children
      }
      return false
    }
    if overColumns, let verb = ["filter": "where", "map": "add"][call.function.text] {
      return [.init(verb, note: "works on the rows of a table", replacing: call.function.span)]
    }
    return table.columns.prefix(1).map {
      let list = "\(text(checked.span))\(Self.columnText($0.name))"
      return .init(list, note: "the column as a list", replacing: checked.span)
    }
  }
}

extension CallTypes {
  /// The types of what a function is given; nil where one is not known.
  fileprivate func inputs(_ inputs: [Parameter.FunctionInput]) -> [Type]? {
    var result: [Type] = []
    for input in inputs {
      switch input {
      case .element(let name):
        guard case .list(let element)? = type(name) else { return nil }
        result.append(element)
      case .value(let name):
        guard let type = type(name) else { return nil }
        result.append(type)
      }
    }
    return result
  }
}
