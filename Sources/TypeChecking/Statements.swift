internal import Units
internal import Diagnostics
package import Syntax
package import Values

extension Checker {
  /// Checks a whole text without running it: every mistake is in `diagnostics` afterwards.
  ///
  /// Gives the scope with the text's names, so that a check of a later text can build on it.
  package func checkAll(_ tree: SyntaxTree, in scope: Scope) -> Scope {
    let outerUnits = declaredUnits
    declaredUnits = []
    defer { declaredUnits = outerUnits }
    var scope = hoist(tree.statements, in: scope)
    for circle in MetricCircles(tree.statements).diagnostics { report(circle) }
    for (index, statement) in tree.statements.enumerated() {
      if index > 0, case .currency(let name) = statement.kind {
        report(
          Diagnostic(
            .statementPlace, "`currency \(name.text)` comes too late", at: statement.span,
            because: "it is the first statement, so that `$` means one currency in the whole script"
          ))
      }
      let (_, next) = check(statement, in: scope)
      scope = next
    }
    return scope
  }

  /// The type of one expression; unknown where it has a mistake.
  package func type(of expression: Expression, at place: Place) -> Type {
    check(expression, at: place).type
  }

  /// Functions and metrics are usable above their line.
  package func hoist(_ statements: [Statement], in scope: Scope) -> Scope {
    var scope = scope
    var seen = Set<String>()
    for statement in statements {
      let name: Name
      let binding: Binding
      switch statement.kind {
      case .function(let declaration):
        name = declaration.name
        binding = .function(declaration, scope)
      case .metric(let metric, let expression):
        name = metric
        binding = .metric(expression, scope)
      default: continue
      }
      if !seen.insert(name.text).inserted { reportRebinding(name) }
      scope = scope.adding(name.text, binding)
    }
    // Each hoisted function sees all the others.
    var complete = scope
    for statement in statements {
      if case .function(let declaration) = statement.kind {
        complete = complete.adding(declaration.name.text, .function(declaration, scope))
      }
    }
    return complete
  }

  /// Checks one statement and gives the scope after it.
  package func check(_ statement: Statement, in scope: Scope) -> (CheckedStatement, Scope) {
    let place = Place(scope: scope)
    statementScope = scope
    switch statement.kind {
    case .let(let name, let expression):
      return checkLet(name, expression, in: scope)
    case .function(let declaration):
      checkDeclaration(declaration, in: scope)
      let binding = Binding.function(declaration, scope)
      return (.declare(declaration.name, binding), scope.adding(declaration.name.text, binding))
    case .metric(let name, let expression):
      checkMetric(expression, in: scope)
      let binding = Binding.metric(expression, scope)
      return (.declare(name, binding), scope.adding(name.text, binding))
    case .check(let condition, let message):
      return (checkCheck(condition, message: message, at: place, span: statement.span), scope)
    case .expression(let expression):
      let checked = check(expression, at: place)
      if case .function = checked.type { return (.nothing, scope) }
      return (.show(checked.core, checked.type, expression.span), scope)
    case .currency(let name):
      guard units.setDollar(to: name.text) else {
        report(
          Diagnostic(
            .unknownUnit, "`\(name.text)` is no currency", at: name.span,
            helps: [.init("currency AUD", replacing: statement.span)]))
        return (.nothing, scope)
      }
      return (.setDollar(name.text), scope)
    case .unit(let name):
      let isNew = declaredUnits.insert(name.text).inserted
      // A module and its script that both declare a count mean the same one.
      guard units.declare(count: name.text) || (isNew && units.isDeclared(name.text)) else {
        report(
          Diagnostic(
            .alreadyBound, "there is a unit `\(name.text)` already", at: name.span))
        return (.nothing, scope)
      }
      return (.declareUnit(name.text), scope)
    case .parameter(let name, let type, let value):
      return checkParameter(name, type, value, in: scope)
    case .use(_, _, let name):
      return (.nothing, checkUse(statement, as: name, in: scope))
    case .test(let name, let body):
      // Tests run under `sales test`; a run passes over them.
      if environment.checksTests, globalPrefix.isEmpty {
        checkTest(name, body, statement.span, in: scope)
      }
      return (.nothing, scope)
    case .invalid:
      return (.nothing, scope)
    }
  }

  private func checkLet(
    _ name: Name, _ expression: Expression, in scope: Scope
  ) -> (CheckedStatement, Scope) {
    if !mayRebind, scope.isTaken(name.text) { reportRebinding(name) }
    if case .lambda(let parameters, let body) = expression.kind {
      noteShadowing(name)
      let binding = Binding.lambda(parameters, body, scope)
      return (.declare(name, binding), scope.adding(name.text, binding))
    }
    metFreeColumn = false
    let (checked, found) = columnTrial { check(expression, at: Place(scope: scope)) }
    if metFreeColumn {
      let binding = Binding.columnExpression(expression, scope)
      return (.declare(name, binding), scope.adding(name.text, binding))
    }
    for diagnostic in found { report(diagnostic) }
    loadsByName[name.text] = load(at: expression.span)
    let binding = Binding.value(
      checked.type, .global(globalPrefix + name.text), known: checked.known)
    return (.bind(name, checked.core, checked.type), scope.adding(name.text, binding))
  }

  private func checkCheck(
    _ condition: Expression, message: Expression?, at place: Place, span: Span
  ) -> CheckedStatement {
    let checked = check(condition, at: place)
    require(checked, .bool, "`check`")
    let text = message.map { check($0, at: place) }
    var sides: (left: Core, right: Core)?
    if case .comparison(let left, _, let right, _) = condition.kind {
      let (pair, _) = trial { (check(left, at: place), check(right, at: place)) }
      sides = (pair.0.core, pair.1.core)
    }
    return .check(checked.core, message: text?.core, sides: sides, condition.span)
  }

  func reportRebinding(_ name: Name) {
    report(
      Diagnostic(
        .alreadyBound, "`\(name.text)` is bound already", at: name.span,
        because:
          "in a script each name is bound once, so that a line means the same wherever it stands",
        helps: [.init("\(name.text)_2", note: "another name", replacing: name.span)]))
  }
}
