internal import Diagnostics
internal import StandardLibrary
internal import Syntax
internal import TypeChecking
internal import Values

/// Variables, functions and words of the language.
extension EntryCompletion {
  static let statementWords =
    keywords(["let ", "fn ", "metric ", "param ", "use ", "check ", "test ", "unit ", "currency "])
    + keywords(["if ", "not "])
  static let values = keywords(["if ", "not ", "true", "false", "missing", "table {"])
  private static let operatorWords = keywords([
    "and ", "or ", "not in ", "in ", "is missing", "is not missing", "to ", "per ", "mod ",
  ])
  private static let branchWords = keywords(["then ", "else "])

  private static func keywords(_ words: [String]) -> [Completion] {
    words.map { word in
      Completion(word, name: word.split(separator: " ").joined(separator: " "), .keyword)
    }
  }

  /// What may follow a value.
  var operators: [Completion] {
    let statement = entry.tokens.dropFirst(entry.place.statementStart)
    let hasCondition = statement.contains { $0.kind == .keyword(.if) }
    return Self.operatorWords + (hasCondition ? Self.branchWords : [])
  }

  /// The names in reach, those of a value that fits first: the user's, then the library's.
  func names(_ pattern: TypePattern) -> [Completion] {
    let scope = session.names(after: preceding).scope
    var fitting: [Completion] = []
    var others: [Completion] = []
    // The names of a module are listed after its own.
    for name in scope.visibleNames where !name.contains(".") {
      guard let binding = scope.lookup(name) else { continue }
      let completion = completion(name, binding)
      if case .value(let type, _, _) = binding, pattern.accepts(type) {
        fitting.append(completion)
      } else {
        others.append(completion)
      }
    }
    let own = Set(scope.visibleNames)
    let today =
      own.contains("today")
      ? [] : [Completion("today", detail: "the day of the option --today", .variable)]
    let library = functionsInReach.filter { !own.contains($0.name) }
    return localNames + fitting + others + today + library.map(unopened)
  }

  /// The functions that take what stands left of a pipe.
  func stages(piped: Range<Int>) -> [Completion] {
    let type = type(piped)
    let scope = session.names(after: preceding).scope
    let own = scope.visibleNames.compactMap { name -> Completion? in
      switch scope.lookup(name) {
      case .function(let declaration, _)?:
        guard let first = declaration.parameters.first, takes(type, first.type) else { return nil }
      case .lambda(let parameters, _, _)? where parameters.count == 1: break
      default: return nil
      }
      return scope.lookup(name).map { completion(name, $0) }
    }
    let hidden = Set(own.map(\.name))
    let library = functionsInReach.filter { completion in
      guard !hidden.contains(completion.name), let function = Catalogue.named(completion.name)
      else { return false }
      return function.overloads.contains { $0.signature.takes(type) }
    }
    return own + library.map(unopened)
  }

  private func takes(_ type: Type, _ written: TypeSyntax?) -> Bool {
    guard case .named(let name, _)? = written?.kind else {
      return written == nil || type.table == nil
    }
    return type.isUnknown || (name.text == "Table") == (type.table != nil)
  }

  /// The functions of the library in the order of the alphabet.
  private static let library = Catalogue.functions.sorted { $0.name < $1.name }.map { function in
    Completion(
      "\(function.name)(", name: function.name,
      detail: ReferencePage(function).signatures.first ?? function.summary, .function)
  }

  /// Window functions have a meaning only inside `window`.
  private var functionsInReach: [Completion] {
    let isInWindow = entry.places.contains { $0.kind == .call("window") }
    return isInWindow
      ? Self.library : Self.library.filter { !Self.windowFunctions.contains($0.name) }
  }

  private static let windowFunctions = Set(
    Catalogue.functions.filter { $0.overloads.allSatisfy(\.signature.isWindow) }.map(\.name))

  /// A function whose bracket stands after the cursor already is inserted without one.
  private func unopened(_ function: Completion) -> Completion {
    var function = function
    function.text = text(function.name, endedBy: "(")
    return function
  }

  func completion(_ name: String, _ binding: Binding) -> Completion {
    switch binding {
    case .module(let names):
      Completion(
        text(name, endedBy: "."), name: name,
        detail: "a module of \(names.count) name\(names.count == 1 ? "" : "s")", .variable)
    case .value(let type, _, _): Completion(name, detail: detail(type), .variable)
    case .columnExpression: Completion(name, detail: "an expression over columns", .variable)
    case .metric: Completion(name, detail: "a metric", .variable)
    case .substitution(let checked): Completion(name, detail: detail(checked.type), .variable)
    case .lambda(let parameters, _, _):
      unopened(
        Completion(
          name, detail: "\(name)(\(parameters.map(\.text).joined(separator: ", ")))", .function))
    case .function(let declaration, _):
      unopened(
        Completion(
          name,
          detail: "\(name)(\(declaration.parameters.map(\.name.text).joined(separator: ", ")))",
          .function))
    }
  }

  /// A type as it is listed; a table with the number of its columns.
  func detail(_ type: Type) -> String {
    guard let table = type.table else { return type.isUnknown ? "" : type.description }
    let role = table.role.map { " of \($0)" } ?? ""
    return "Table\(role), \(table.columns.count) column\(table.columns.count == 1 ? "" : "s")"
  }

  /// The parameters of the function that is being declared.
  private var localNames: [Completion] {
    guard
      let outer = entry.places.last(where: { place in
        place.kind == .statements && entry.kind(place.statementStart) == .keyword(.fn)
      })
    else { return [] }
    var names: [Completion] = []
    var depth = 0
    for index in entry.tokens.indices.dropFirst(outer.statementStart + 2) {
      switch entry.kind(index) {
      case .symbol(.leftParenthesis)?, .symbol(.leftBracket)?: depth += 1
      case .symbol(.rightParenthesis)?, .symbol(.rightBracket)?: depth -= 1
      case .word(let name)? where depth == 1:
        let before = entry.kind(entry.previous(index))
        if before == .symbol(.leftParenthesis) || before == .symbol(.comma) {
          names.append(Completion(name, detail: "a parameter", .variable))
        }
      default: break
      }
      if depth == 0 { break }
    }
    return names
  }
}

extension Signature {
  fileprivate var isWindow: Bool { if case .window = form { true } else { false } }

  /// Whether the first argument may be of a type; what is not known may be anything.
  func takes(_ type: Type) -> Bool {
    let first = parameters.first { !$0.isRest && !$0.isNamedOnly }
    switch first?.kind {
    case .table(let role)?:
      guard let table = type.table else { return type.isUnknown }
      guard let role, let own = table.role, !table.isRoleRecognised else { return true }
      return role == own
    case .value(let pattern)?: return pattern.accepts(type)
    case nil: return takesTables && (type.table != nil || type.isUnknown || type.isListOfTables)
    default: return type.isUnknown
    }
  }

  private var takesTables: Bool {
    parameters.contains { if case .tables = $0.kind { true } else { false } }
  }
}

extension Type {
  fileprivate var isListOfTables: Bool {
    if case .list(.table) = self { true } else { false }
  }
}
