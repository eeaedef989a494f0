internal import Diagnostics
package import Syntax
internal import Values

/// A file that a text uses: read, parsed, and known by a number.
///
/// The checker reads no files; the session has read all of them before.
package struct ModuleText: Sendable {
  package let number: Int
  /// The path as the `use` writes it.
  package let path: String
  package let tree: SyntaxTree
  /// Its names, once it has run.
  package let scope: Scope?

  package init(number: Int, path: String, tree: SyntaxTree, scope: Scope?) {
    self.number = number
    self.path = path
    self.tree = tree
    self.scope = scope
  }

  /// What stands before the names of its values in the session, where no script's name can be.
  package var prefix: String { "\(number)/" }

  /// What it declares, in its order; what it uses itself is its own affair.
  package var names: [Name] { tree.statements.compactMap(\.kind.declaredName) }
}

extension Statement.Kind {
  /// The name that a `let`, `fn` or `metric` gives.
  package var declaredName: Name? {
    switch self {
    case .let(let name, _), .metric(let name, _): name
    case .function(let declaration): declaration.name
    default: nil
    }
  }
}

extension Scope {
  /// The scope with the names of a module, behind the name of the module where it has one.
  package func adding(_ module: ModuleText, _ inner: Scope, as alias: String?) -> Scope {
    let home = inner.asModule
    var scope = self
    var names: [String] = []
    for name in module.names.map(\.text) {
      guard var binding = inner.lookup(name) else { continue }
      // A function of a module sees the names of its module, wherever it is called.
      if case .function(let declaration, _) = binding { binding = .function(declaration, home) }
      scope = scope.adding(alias.map { "\($0).\(name)" } ?? name, binding)
      names.append(name)
    }
    return alias.map { scope.adding($0, .module(names)) } ?? scope
  }
}

extension Checker {
  /// `use "lib/saas.sales" as saas`: the names of a file, which is checked once.
  func checkUse(_ statement: Statement, as alias: Name?, in scope: Scope) -> Scope {
    guard let module = environment.module(statement.span) else {
      // Why it could not be read has been said, and what follows from it is no mistake of its own.
      hasUnreadModule = true
      return alias.map { scope.adding($0.text, .value(.unknown, .constant(.missing))) } ?? scope
    }
    let inner = names(of: module, usedAt: statement.span)
    if let alias {
      if !mayRebind, scope.lookup(alias.text) != nil { reportRebinding(alias) }
    } else if !mayRebind, plainModules.insert(module.number).inserted {
      reportClash(of: module, statement.span, in: scope)
    }
    return scope.adding(module, inner, as: alias?.text)
  }

  private func names(of module: ModuleText, usedAt use: Span) -> Scope {
    if let known = module.scope ?? moduleScopes[module.number] { return known }
    let outer = globalPrefix
    globalPrefix = module.prefix
    defer { globalPrefix = outer }
    var declarations = module.tree
    declarations.statements.removeAll { statement in
      guard let mistake = ModuleStatement.mistake(statement, text) else { return false }
      var diagnostic = mistake
      diagnostic.labels.append(.init(use, "used here"))
      report(diagnostic)
      return true
    }
    let scope = checkAll(declarations, in: Scope())
    for statement in declarations.statements {
      guard var mistake = ModuleStatement.effect(of: statement, in: scope) else { continue }
      mistake.labels.append(.init(use, "used here"))
      report(mistake)
    }
    moduleScopes[module.number] = scope
    return scope
  }

  /// Names of a module that come in without its name, and are taken.
  private func reportClash(of module: ModuleText, _ span: Span, in scope: Scope) {
    let taken = module.names.map(\.text).filter { scope.lookup($0) != nil }
    guard let first = taken.first else { return }
    let others = taken.count > 1 ? " and \(taken.count - 1) more of its names" : ""
    report(
      Diagnostic(
        .alreadyBound,
        "`\(first)`\(others) of `\(module.path)` cannot come in: it is bound already",
        at: span, because: "without `as` the names of a module stand beside those of the script",
        helps: [
          .init(
            "use \"\(module.path)\" as \(ModuleStatement.alias(of: module.path))",
            note: "its names stand behind that one", replacing: span)
        ]))
  }

  /// A member of a module that it does not have.
  func reportNoMember(_ member: String, of alias: String, _ names: [String], _ span: Span) {
    report(
      Diagnostic(
        .unknownName, "the module `\(alias)` has no `\(member)`", at: span,
        because: names.isEmpty
          ? "it declares nothing"
          : "its names are \(names.prefix(12).joined(separator: ", "))"
            + (names.count > 12 ? ", … (\(names.count) in all)" : ""),
        helps: Suggestion.nearest(to: member, among: names).prefix(2)
          .map { .init("\(alias).\($0)", replacing: span) }))
  }

  /// The names that are near to one, of those given or of modules in reach by their last part.
  func nearest(to name: String, among names: [String], in scope: Scope) -> [String] {
    let plain = Suggestion.nearest(to: name, among: names.filter { !$0.contains(".") })
    return plain + members(like: name, in: scope)
  }

  private func members(like name: String, in scope: Scope) -> [String] {
    var whole: [String: String] = [:]
    for visible in scope.visibleNames {
      guard let dot = visible.firstIndex(of: ".") else { continue }
      let member = String(visible[dot...].dropFirst())
      if member == name { return [visible] }
      whole[member] = whole[member] ?? visible
    }
    return Suggestion.nearest(to: name, among: whole.keys.sorted()).compactMap { whole[$0] }
  }

  /// The names of a module where a name stands for one.
  func moduleNames(_ alias: String, at place: Place) -> [String]? {
    guard case .module(let names)? = place.scope.lookup(alias) else { return nil }
    return names
  }
}

/// What may stand in a file that is used, and what may not.
enum ModuleStatement {
  /// Functions that reach outside, so that no value of a module may be made by them.
  private static let effects: Set<String> = ["load", "save", "show", "plot"]

  /// Nil for a declaration.
  static func mistake(_ statement: Statement, _ text: (Span) -> String) -> Diagnostic? {
    func diagnostic(_ message: String, _ because: String, _ helps: [Diagnostic.Help] = [])
      -> Diagnostic
    {
      Diagnostic(.moduleStatement, message, at: statement.span, because: because, helps: helps)
    }
    switch statement.kind {
    case .let, .function, .metric, .unit, .test, .use, .invalid: return nil
    case .parameter(let name, _, _):
      return diagnostic(
        "a module has no parameters",
        "`\(ParameterText.option(name.text))` would belong to the script, which can give its value to a function"
      )
    case .currency:
      return diagnostic(
        "a module has no currency of its own", "`$` is what the script that uses it says")
    case .check:
      let code = text(statement.span)
      return diagnostic(
        "a module checks nothing when it is used",
        "a `check` stands in a `test`, which `sales test` runs",
        code.contains("\n")
          ? [] : [.init("test \"a name\" { \(code) }", replacing: statement.span)])
    case .expression:
      return diagnostic(
        "a module shows nothing",
        "it holds declarations: `let`, `fn`, `metric`, `unit`, `use`, `test`")
    }
  }

  /// A value that is made by reading a file, or that writes or shows something.
  static func effect(of statement: Statement, in scope: Scope) -> Diagnostic? {
    guard case .let(_, let value) = statement.kind else { return nil }
    var walk = ExpressionWalk(scope: scope)
    walk.visit(value)
    guard let effect = walk.calls.first(where: effects.contains) else { return nil }
    return Diagnostic(
      .moduleStatement, "a value of a module cannot come from `\(effect)`", at: value.span,
      because: "using a module reads no data and writes nothing; "
        + "a function of it, which the script calls, may")
  }

  /// A name for a module, made of its file's: `saas` of `lib/saas.sales`.
  static func alias(of path: String) -> String {
    let file = path.split(separator: "/").last ?? ""
    let stem = file.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
    return stem.first?.isLetter == true ? String(stem) : "lib"
  }
}
