package import Diagnostics
internal import StandardLibrary
internal import Syntax
internal import TypeChecking
internal import Units
internal import Values

/// The names, options and engine of one script or one stay at the prompt.
///
/// A session is used from one thread; only its `interruption` may be used from another. A statement
/// binds its name only when it has succeeded.
package final class Session {
  /// Every text seen so far, so that a message can point into any of them.
  package private(set) var sources = SourceMap()
  package let interruption = Interruption()
  /// The number of the entry that runs next, at a prompt.
  package var entryNumber: Int?

  let options: SessionOptions
  let deliver: @Sendable (SessionMessage) -> Void
  let context: SessionContext
  var scope = Scope()
  private(set) var globals = LayeredDictionary<String, Value>()
  private(set) var units = UnitCatalogue()
  /// The files that were used.
  var modules = ModuleLibrary()
  /// What stands before the names of values: a module's number, the mark of a test, or nothing.
  var globalPrefix = ""
  /// The `##` comments of the names in reach.
  private(set) var documentation: [String: String] = [:]
  /// What was found for earlier completions.
  let completionMemory = CompletionMemory()
  /// What is wrong with the user's headers of roles, until it is said.
  private var roleMistakes: [Diagnostic] = []

  package init(
    options: SessionOptions, deliver: @escaping (SessionMessage) -> Void
  ) {
    self.options = options
    let delivery = Delivery(deliver: deliver)
    self.deliver = { delivery.deliver($0) }
    var ownRoles: [RoleFile.Line] = []
    if let text = options.roles {
      let file = RoleFile(text)
      ownRoles = file.lines
      roleMistakes = file.diagnostics(in: text, sources.add(text))
    }
    context = SessionContext(
      options: options, ownRoles: ownRoles, interruption: interruption, dollar: units.dollar,
      deliver: self.deliver)
  }

  /// The shell's receiver of messages.
  ///
  /// Unchecked, since functions of the library hold the session's context as `Sendable`, while all of
  /// them run, and deliver, on the one thread that uses the session.
  private struct Delivery: @unchecked Sendable {
    let deliver: (SessionMessage) -> Void
  }

  /// True when the text ends inside a bracket, a string or after an operator.
  package func isIncomplete(_ text: SourceText) -> Bool {
    Parser.parse(text, id: SourceID(index: 0)).isIncomplete
  }

  /// Checks a whole text, then runs it statement by statement.
  ///
  /// Nothing runs when a mistake is found.
  package func run(_ text: SourceText) -> SessionOutcome {
    defer { interruption.reset() }
    return interruption.heeded { runAll(text) }
  }

  private func runAll(_ text: SourceText) -> SessionOutcome {
    sayRoleMistakes()
    let (tree, outcome) = read(text, requiresParameters: true)
    if let outcome { return outcome }
    scope = checker(evaluating: false).hoist(tree.statements, in: scope)
    for statement in tree.statements {
      do throws(Failure) { try run(statement) } catch {
        deliver(.diagnostic(error.diagnostic))
        return error.outcome
      }
    }
    return .succeeded
  }

  /// Checks a whole text and runs nothing: names, types, units and columns.
  package func check(_ text: SourceText) -> SessionOutcome {
    sayRoleMistakes()
    return read(text, checksTests: true).outcome ?? .succeeded
  }

  /// Parses and checks a whole text with the files that it uses, and tells the mistakes.
  ///
  /// The outcome is nil where the text may run.
  func read(
    _ text: SourceText, requiresParameters: Bool = false, checksTests: Bool = false
  ) -> (tree: SyntaxTree, outcome: SessionOutcome?) {
    let id = sources.add(text)
    let tree = Parser.parse(text, id: id)
    let unread = modules.read(tree, of: text, into: &sources)
    let checker = checker(evaluating: false, requiresParameters: requiresParameters)
    checker.environment.checksTests = checksTests
    _ = checker.checkAll(tree, in: scope)
    let unknown = requiresParameters ? parameterMistakes(of: tree) : []
    // What is wrong with a module comes before what follows from it.
    let found = (unknown + unread + tree.diagnostics + checker.diagnostics).enumerated()
      .sorted { Self.order($0.element, $0.offset, id) < Self.order($1.element, $1.offset, id) }
      .map(\.element)
    // What could not be computed in time counts for no mistake.
    if let first = tree.statements.first, interruption.isInterrupted {
      deliver(.diagnostic(Failure(.interrupted, at: first.span).diagnostic))
      return (tree, .interrupted)
    }
    for diagnostic in found { deliver(.diagnostic(diagnostic)) }
    return (tree, Self.outcome(of: found))
  }

  /// A text with the names that it would have, whatever its mistakes.
  func describing(_ text: SourceText) -> (tree: SyntaxTree, checker: Checker, scope: Scope) {
    let tree = Parser.parse(text, id: sources.add(text))
    _ = modules.read(tree, of: text, into: &sources)
    let checker = checker(evaluating: false)
    return (tree, checker, checker.checkAll(tree, in: scope))
  }

  private static func order(
    _ diagnostic: Diagnostic, _ offset: Int, _ text: SourceID
  ) -> (Int, Int, Int, Int) {
    let source = diagnostic.span?.source ?? text
    // What is wrong with the form of a text comes before names and types, which follow from it.
    let isOfForm = DiagnosticCode.syntaxCodes.contains(diagnostic.code)
    return (
      source == text ? Int.max : source.index, isOfForm ? 0 : 1, diagnostic.span?.start ?? 0, offset
    )
  }

  func sayRoleMistakes() {
    for mistake in roleMistakes { deliver(.diagnostic(mistake)) }
    roleMistakes = []
  }

  /// Options that belong to no `param` of the script.
  private func parameterMistakes(of tree: SyntaxTree) -> [Diagnostic] {
    guard !options.isInteractive else { return [] }
    let names = tree.statements.compactMap { statement in
      if case .parameter(let name, _, _) = statement.kind { name.text } else { nil }
    }
    return options.parameters.filter { !names.contains(Self.parameterName($0.name)) }.map {
      let near = Suggestion.nearest(to: Self.parameterName($0.name), among: names)
      return Diagnostic(
        .parameterValue, "the script has no parameter `--\($0.name)`",
        because: names.isEmpty
          ? "it has no `param`"
          : "its parameters are \(names.map(Self.optionName).joined(separator: ", "))",
        helps: near.prefix(1).map { .init("\(Self.optionName($0)) VALUE") })
    }
  }

  /// `--max-cac` is the parameter `max_cac`, and the reverse.
  private static func parameterName(_ option: String) -> String {
    String(option.map { $0 == "-" ? "_" : $0 })
  }

  static func optionName(_ name: String) -> String {
    "--" + String(name.map { $0 == "_" ? "-" : $0 })
  }

  /// Nil when there is no error.
  ///
  /// Where all errors are in the data, the data is to blame.
  private static func outcome(of diagnostics: [Diagnostic]) -> SessionOutcome? {
    let errors = diagnostics.filter { $0.severity == .error }
    guard !errors.isEmpty else { return nil }
    if errors.contains(where: { $0.code == .interrupted }) { return .interrupted }
    if errors.allSatisfy({ $0.code == .parameterValue }) { return .usageError }
    let isOfData = errors.allSatisfy { DiagnosticCode.failuresOfData.contains($0.code) }
    return isOfData ? .dataError : .checkError
  }

  /// A checker of the session's names; while a script runs it may compute what is known already, such
  /// as a path that is not written out.
  func checker(evaluating: Bool, requiresParameters: Bool = false) -> Checker {
    let sources = sources
    let context = context
    let loading = FileLoading(engine: context.engine)
    let evaluator = Evaluator(globals: globals, context: context, text: sources.text(of:))
    let parameters = options.parameters
    let modules = modules
    var environment = CheckingEnvironment(
      isStrict: options.isStrict, mayRebind: options.isInteractive,
      text: { sources.text(of: $0) },
      describeFile: { request throws(ValueError) in
        try loading.load(context.completing(request)).table.type
      },
      evaluate: evaluating ? { try? evaluator.value($0) } : nil,
      make: evaluating ? { evaluator.making($0) } : nil,
      parameter: { name in
        parameters.last { Self.parameterName($0.name) == name }?.text
      }, requiresParameters: requiresParameters)
    environment.module = { modules.module(at: $0) }
    environment.reservedOptions = options.reservedOptions
    let checker = Checker(
      functions: FunctionTable.index, units: units, environment: environment)
    checker.globalPrefix = globalPrefix
    return checker
  }

  func run(_ statement: Statement) throws(Failure) {
    if interruption.isInterrupted { throw Failure(.interrupted, at: statement.span) }
    if case .use(_, _, let name) = statement.kind { return try use(statement, as: name) }
    let checker = checker(evaluating: true)
    let isRebinding = isRebound(statement)
    let (checked, next) = checker.check(statement, in: scope)
    if interruption.isInterrupted { throw Failure(.interrupted, at: statement.span) }
    if let mistake = checker.diagnostics.first(where: { $0.severity == .error }) {
      for extra in checker.diagnostics where extra != mistake { deliver(.diagnostic(extra)) }
      throw Failure(mistake, outcome: Self.outcome(of: [mistake]) ?? .checkError)
    }
    let evaluator = Evaluator(globals: globals, context: context, text: sources.text(of:))
    switch checked {
    case .bind(let name, let core, _):
      let value = try evaluator.value(core)
      let global = globalPrefix + name.text
      globals = globals.adding(global, value)
      // The value's own type is exact where the checker could only say "unknown".
      scope = scope.adding(name.text, .value(value.type, .global(global), known: value))
      document(name.text, statement.documentation)
      if options.isInteractive, globalPrefix.isEmpty { remember(value) }
      if isRebinding { deliver(.note(Note(.note, "`\(name.text)` is bound anew"))) }
    case .declare(let name, _):
      scope = next
      document(name.text, statement.documentation)
    case .check(let condition, let message, let sides, let span):
      if let note = try evaluator.runCheck(condition, message, sides, span) {
        deliver(.note(note))
      }
    case .show(let core, let type, let span):
      let value = try evaluator.value(core)
      var isValue = true
      if case .function = type { isValue = false }
      if isValue, !statement.isSilent, !isShown(core) {
        do throws(ValueError) {
          try context.show(value, title: nil, rows: nil, mode: nil)
        } catch { throw Failure(error, at: span) }
      }
      if options.isInteractive { remember(value) }
    case .setDollar(let code):
      guard units.setDollar(to: code) else { return }
      context.setDollar(units.dollar)
    case .declareUnit(let name): _ = units.declare(count: name)
    case .nothing: break
    }
  }

  /// The last statement of a text, whose earlier ones count for nothing; nil, and told, where it has
  /// a mistake of grammar.
  func lastStatement(of text: SourceText) -> Statement? {
    let tree = Parser.parse(text, id: sources.add(text))
    return tell(tree.diagnostics) ? tree.statements.last : nil
  }

  /// The value of the last expression of a text; nothing is shown or bound, mistakes are told.
  func value(of text: SourceText) -> Value? {
    interruption.heeded { valueHeeding(text) }
  }

  private func valueHeeding(_ text: SourceText) -> Value? {
    guard let statement = lastStatement(of: text) else { return nil }
    let checker = checker(evaluating: true)
    let (checked, _) = checker.check(statement, in: scope)
    guard tell(checker.diagnostics), case .show(let core, _, _) = checked else { return nil }
    do throws(Failure) {
      return try Evaluator(globals: globals, context: context, text: sources.text(of:)).value(core)
    } catch {
      deliver(.diagnostic(error.diagnostic))
      return nil
    }
  }

  /// Tells mistakes; true when none of them is an error.
  @discardableResult
  func tell(_ diagnostics: [Diagnostic]) -> Bool {
    for diagnostic in diagnostics { deliver(.diagnostic(diagnostic)) }
    return !diagnostics.contains { $0.severity == .error }
  }

  func tellFailure(_ error: ValueError, of text: SourceText) {
    deliver(
      .diagnostic(Failure(error, at: Span(source: SourceID(index: 0), start: 0, end: 0)).diagnostic)
    )
  }

  func document(_ name: String, _ text: String?) {
    guard globalPrefix.isEmpty else { return }
    documentation[name] = text
  }

  private func isRebound(_ statement: Statement) -> Bool {
    guard options.isInteractive, globalPrefix.isEmpty,
      case .let(let name, _) = statement.kind
    else { return false }
    return globals[name.text] != nil
  }

  /// `_` is the last result, and `_3` the last one of entry 3.
  private func remember(_ value: Value) {
    for name in ["_"] + (entryNumber.map { ["_\($0)"] } ?? []) {
      globals = globals.adding(name, value)
      scope = scope.adding(name, .value(value.type, .global(name)))
    }
  }

  /// `show`, `plot` and `save` have shown their input already.
  private func isShown(_ core: Core) -> Bool {
    guard case .call(let call) = core else { return false }
    return ["show", "plot", "save"].contains(call.function)
  }
}
