internal import Diagnostics
internal import Syntax
internal import Units
internal import Values

/// Calls of the user's own functions and lambdas: each is checked for the types of the call.
extension Checker {
  /// Finds mistakes in a function that do not depend on its arguments, by checking its body with
  /// arguments of the types written, unknown where none is.
  func checkDeclaration(_ declaration: FunctionDeclaration, in scope: Scope) {
    noteShadowing(declaration.name)
    var names: [String: Binding] = [:]
    for parameter in declaration.parameters {
      let type = parameter.type.flatMap { self.type(of: $0) } ?? .unknown
      names[parameter.name.text] = .value(type, .constant(.missing))
      if let checked = checkDefault(of: parameter, of: declaration, in: scope) {
        conform(checked, to: parameter.type, "the default of `\(parameter.name.text)`")
      }
    }
    guard !callChain.contains(declaration.name) else { return }
    callChain.append(declaration.name)
    defer { callChain.removeLast() }
    metFreeColumn = false
    openDeclarations += 1
    defer { openDeclarations -= 1 }
    let (body, found) = columnTrial {
      check(declaration.body, at: Place(scope: scope.nested(names)))
    }
    // A body over columns is checked at each use, against the table of that use.
    if metFreeColumn { return }
    for diagnostic in found { report(diagnostic) }
    if let result = declaration.result { conform(body, to: result, "the result") }
  }

  /// Says that a function takes the place of a built-in one, which the language allows.
  func noteShadowing(_ name: Name) {
    guard functions[name.text] != nil else { return }
    report(
      Diagnostic(
        .alreadyBound, "`\(name.text)` is a built-in function, too", at: name.span,
        because: "where this one is in reach, it is called in the place of the built-in one",
        severity: .note))
  }

  func callUser(
    _ declaration: FunctionDeclaration, _ scope: Scope, _ arguments: [Checked?], _ span: Span,
    at place: Place
  ) -> Checked {
    let name = declaration.name.text
    guard !callChain.contains(declaration.name) else {
      reportRecursion(of: declaration.name, span)
      return .invalid(span)
    }
    var bindings: [String: Binding] = [:]
    var values: [Core] = []
    var types: [Type] = []
    var isOverColumns = place.columns.type != nil
    for (parameter, argument) in zip(declaration.parameters, arguments) {
      guard
        let argument = argument ?? checkDefault(of: parameter, of: declaration, in: scope)
      else {
        report(
          Diagnostic(
            .wrongArguments, "`\(name)` requires `\(parameter.name.text)`", at: span,
            labels: [.init(parameter.name.span, "declared here, without a default")]))
        return .invalid(span)
      }
      let fitted = conform(argument, to: parameter.type, "`\(parameter.name.text)` of `\(name)`")
      if fitted.type == .function {
        report(givenFunction(fitted.span, to: parameter.name, of: declaration))
        return .invalid(span)
      }
      if fitted.level == .value {
        bindings[parameter.name.text] = .value(fitted.type, .local(values.count))
        values.append(fitted.core)
      } else {
        isOverColumns = true
        bindings[parameter.name.text] = .substitution(fitted)
      }
      types.append(fitted.type)
    }
    if isOverColumns {
      // In a column expression the function is put in place of its call, arguments and all.
      for (parameter, argument) in zip(declaration.parameters, arguments) {
        guard let argument else { continue }
        bindings[parameter.name.text] = .substitution(
          conform(argument, to: parameter.type, "`\(parameter.name.text)`"))
      }
      for parameter in declaration.parameters {
        if case .value = bindings[parameter.name.text],
          let value = checkDefault(of: parameter, of: declaration, in: scope)
        {
          bindings[parameter.name.text] = .substitution(value)
        }
      }
      callChain.append(declaration.name)
      defer { callChain.removeLast() }
      var body = check(
        declaration.body, at: place.with(scope.nested(bindings)))
      body.span = span
      return conform(body, to: declaration.result, "the result of `\(name)`")
    }
    let key = InstanceKey(name: declaration.name.span, types: types)
    let instance: FunctionInstance
    if let known = instances[key] {
      instance = known
    } else {
      let (outerSlots, outerSteps) = (slotCount, steps)
      (slotCount, steps) = (values.count, 0)
      callChain.append(declaration.name)
      var body = check(declaration.body, at: Place(scope: scope.nested(bindings)))
      body = conform(body, to: declaration.result, "the result of `\(name)`")
      callChain.removeLast()
      instance = FunctionInstance(
        name: name, slotCount: slotCount, body: body.core, result: body.type, steps: steps)
      (slotCount, steps) = (outerSlots, outerSteps)
      instances[key] = instance
    }
    if instance.result.isUnknown {
      // A mistake in the body has been reported; without one only running the body tells its type.
      guard environment.make != nil, openDeclarations == 0, diagnostics.isEmpty else {
        return .invalid(span)
      }
      return made(.invoke(instance, values, span), span)
    }
    guard instance.steps <= Self.maximumSteps else {
      report(
        Diagnostic(
          .tooLarge, "a call of `\(name)` takes too many steps", at: span,
          because: "with the functions that it calls it takes over \(Self.maximumSteps)"))
      return .invalid(span)
    }
    steps += instance.steps
    return Checked(.invoke(instance, values, span), instance.result, span: span)
  }

  /// What a parameter has where a call leaves it out: a part of its function, which it must not call.
  private func checkDefault(
    of parameter: FunctionDeclaration.Parameter, of declaration: FunctionDeclaration,
    in scope: Scope
  ) -> Checked? {
    guard let value = parameter.defaultValue else { return nil }
    callChain.append(declaration.name)
    defer { callChain.removeLast() }
    return check(value, at: Place(scope: scope))
  }

  /// Each circle of calls is reported once, whichever of its functions is met first.
  private func reportRecursion(of name: Name, _ span: Span) {
    let circle = callChain.drop { $0 != name }.map(\.text)
    let name = name.text
    guard reportedCircles.insert(Set(circle)).inserted else { return }
    report(
      Diagnostic(
        .recursion, "`\(name)` calls itself", at: span,
        because: (circle + [name]).map { "`\($0)`" }.joined(separator: " calls ")
          + ", and every script must end"))
  }

  func callLambda(
    _ parameters: [Name], _ body: Expression, _ scope: Scope, _ arguments: [Checked], _ name: Name,
    _ span: Span, at place: Place
  ) -> Checked {
    let declaration = FunctionDeclaration(
      name: name,
      parameters: parameters.map { .init(name: $0, type: nil, defaultValue: nil) }, result: nil,
      body: body)
    guard arguments.count == parameters.count else {
      report(
        Diagnostic(
          .wrongArguments,
          "`\(name.text)` takes \(parameters.count) arguments, this call gives \(arguments.count)",
          at: span))
      return .invalid(span)
    }
    return callUser(declaration, scope, arguments, span, at: place)
  }

  /// Brings a value to a written type: units of one dimension convert, others are a mistake.
  @discardableResult
  func conform(_ checked: Checked, to syntax: TypeSyntax?, _ what: String) -> Checked {
    guard let syntax else { return checked }
    switch syntax.kind {
    case .unit(let unit):
      guard let target = measure(of: unit), let mine = checked.type.measure else {
        if !checked.type.isUnknown, checked.type.measure == nil {
          wrongType(checked, what, text(syntax.span))
        }
        return checked.type.isUnknown ? checked : .invalid(checked.span)
      }
      guard mine != target else { return checked }
      if mine.isNumber, target.unit.isCount, !environment.isStrict {
        return rescaled(checked, 1, target)
      }
      guard let factor = try? MeasureArithmetic.conversion(mine, to: target) else {
        let mended = mending(checked, to: target)
        wrongType(
          checked, what, target.description, because: mended?.because,
          helps: mended?.helps(replacing: checked.span) ?? [])
        return .invalid(checked.span)
      }
      return rescaled(checked, factor, target)
    case .named(let name, _):
      guard let pattern = Self.pattern(named: name.text) else {
        report(
          Diagnostic(
            .unknownName, "there is no type `\(name.text)`", at: name.span,
            helps: Suggestion.nearest(to: name.text, among: Self.typeNames).prefix(1)
              .map { .init($0, replacing: name.span) }))
        return .invalid(checked.span)
      }
      if !pattern.accepts(checked.type) {
        let mended = pattern.wanted(like: checked.type.measure, units)
          .flatMap { mending(checked, to: $0) }
        wrongType(
          checked, what, name.text, because: mended?.because,
          helps: mended?.helps(replacing: checked.span) ?? [])
        return .invalid(checked.span)
      }
      return checked
    }
  }

  private func rescaled(_ checked: Checked, _ factor: Double, _ measure: Measure) -> Checked {
    var result = apply(
      Arithmetic.rescale(factor: factor, measure: measure), [checked],
      checked.type.isEstimate ? .estimate(measure) : .measure(measure), checked.span)
    result.constant = nil
    return result
  }

  private func wrongType(
    _ checked: Checked, _ what: String, _ wanted: String, because: String? = nil,
    helps: [Diagnostic.Help] = []
  ) {
    report(
      Diagnostic(
        .wrongType, "\(what) is a \(wanted), this is \(checked.type.description)",
        at: checked.span, because: because, helps: helps))
  }

  /// The type that an annotation says, where it says one exactly.
  func type(of syntax: TypeSyntax) -> Type? {
    switch syntax.kind {
    case .unit(let unit): measure(of: unit).map { .measure($0) }
    case .named(let name, _):
      switch name.text {
      case "Number": .number
      case "Share": .share
      case "Bool": .bool
      case "Text": .text
      case "Date": .date
      default: nil
      }
    }
  }

  package static let typeNames = [
    "Number", "Share", "Bool", "Text", "Date", "Period", "Duration", "Money", "Quantity",
    "Periodic", "Estimate", "List", "Record", "Table", "Column", "Model", "Plot",
  ]

  static func pattern(named name: String) -> TypePattern? {
    switch name {
    case "Number", "Share": .number
    case "Bool": .bool
    case "Text": .text
    case "Date": .dateOrInstant
    case "Period": .period
    case "Duration": .time
    case "Money": .money
    case "Quantity", "Estimate": .quantity
    case "Periodic": .periodic
    case "List": .list(.any)
    case "Record": .record
    case "Table": .table
    case "Column", "Model", "Plot": .any
    default: nil
    }
  }
}
