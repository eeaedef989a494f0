internal import Syntax
internal import TypeChecking
internal import Values

/// `use`: the names of other files.
extension Session {
  /// Brings in the names of a module, which runs when it is first used.
  func use(_ statement: Statement, as name: Name?) throws(Failure) {
    guard let module = modules.module(at: statement.span) else { return }
    let inner = try scope(of: module)
    if options.isInteractive, name == nil { sayRebound(module) }
    scope = scope.adding(module, inner, as: name?.text)
    let before = name.map { "\($0.text)." } ?? ""
    for declaration in module.tree.statements {
      guard let declared = declaration.kind.declaredName else { continue }
      document(before + declared.text, declaration.documentation)
    }
    if let name { document(name.text, module.tree.documentation) }
  }

  /// At the prompt names may be taken; those that stood for values of the session are told.
  private func sayRebound(_ module: ModuleText) {
    for name in module.names {
      // A module's own values have its number before their names.
      if case .value(_, .global(let global), _)? = scope.lookup(name.text), global == name.text {
        deliver(.note(Note(.note, "`\(name.text)` is bound anew, by \(module.path)")))
      }
    }
  }

  /// The names of a module, whose declarations see no names but their own.
  private func scope(of module: ModuleText) throws(Failure) -> Scope {
    if let known = module.scope { return known }
    let outer = (scope, globalPrefix)
    defer { (scope, globalPrefix) = outer }
    globalPrefix = module.prefix
    scope = checker(evaluating: false).hoist(module.tree.statements, in: Scope())
    for statement in module.tree.statements {
      if case .test = statement.kind { continue }
      try run(statement)
    }
    modules.setScope(scope, of: module.number)
    return scope
  }
}
