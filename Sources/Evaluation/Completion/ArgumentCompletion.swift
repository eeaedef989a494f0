internal import Diagnostics
internal import StandardLibrary
internal import Syntax
internal import TypeChecking
internal import Values

/// What may stand at the beginning of an argument of a call.
extension EntryCompletion {
  func arguments(of function: String) -> [Completion] {
    let scope = session.names(after: preceding).scope
    if case .function(let declaration, _)? = scope.lookup(function) {
      return parameters(of: declaration) + names(.any) + Self.values
    }
    guard let library = Catalogue.named(function) else { return names(.any) + Self.values }
    let place = entry.place
    let signatures = library.overloads.map(\.signature)
    let parameter =
      signatures.lazy.compactMap { $0.parameter(at: place) }.first
    let values = parameter.map(values(of:)) ?? names(.any) + Self.values
    guard place.argumentName == nil else { return values }
    let names = parameterNames(signatures)
    // Where all arguments have names, those are what is looked for.
    return parameter?.isRest == true || parameter == nil ? names + values : values + names
  }

  /// What may be given for a parameter.
  private func values(of parameter: Parameter) -> [Completion] {
    switch parameter.kind {
    case .word(let words):
      return words.isEmpty
        ? names(.text) : words.map { Completion($0, detail: "of \(parameter.name)", .value) }
    case .choice(let choices): return choices.map { quoted($0, of: parameter) }
    case .value(.bool):
      return Self.values.filter { ["true", "false"].contains($0.name) } + names(.bool)
    case .value(let pattern): return names(pattern) + Self.values
    case .table(let role):
      return tables(role)
    case .tables: return names(.table)
    case .function: return names(.any)
    case .units: return [Completion("{", detail: "units of columns: {cost: USD}", .value)]
    case .condition, .column, .sortKeys, .order, .pickedColumns, .joinKeys, .columns, .terms:
      return columnsInReach + names(.any) + Self.values
    case .aggregates, .newColumns, .windows, .renames:
      // The name of the new column comes first, and a metric brings its own.
      return entry.place.argumentName == nil ? metrics : columnsInReach + names(.any) + Self.values
    }
  }

  func quoted(_ choice: String, of parameter: Parameter) -> Completion {
    Completion(
      text("\"\(choice)", endedBy: "\""), name: choice, detail: "of \(parameter.name)", .value)
  }

  /// The tables in reach, those of the role first, then what may make one.
  private func tables(_ role: String?) -> [Completion] {
    let scope = session.names(after: preceding).scope
    let all = names(.table)
    guard let role else { return all }
    func isWanted(_ completion: Completion) -> Bool {
      guard case .value(.table(let table), _, _)? = scope.lookup(completion.name) else {
        return false
      }
      return table.role == role
    }
    return all.filter(isWanted) + all.filter { !isWanted($0) }
  }

  private var metrics: [Completion] {
    let scope = session.names(after: preceding).scope
    return scope.visibleNames.compactMap { name in
      guard let binding = scope.lookup(name), case .metric = binding else { return nil }
      return completion(name, binding)
    }
  }

  /// The names of arguments that are not given yet.
  private func parameterNames(_ signatures: [Signature]) -> [Completion] {
    let place = entry.place
    var given = Set(place.arguments.compactMap(\.name) + namesAfterCursor)
    let count = place.arguments.count { $0.name == nil } + (place.piped == nil ? 0 : 1)
    for signature in signatures {
      let positional = signature.parameters.filter { !$0.isRest && !$0.isNamedOnly }
      given.formUnion(positional.prefix(count).map(\.name))
    }
    return signatures.flatMap(\.parameters).filter { !$0.isRest && given.insert($0.name).inserted }
      .map { parameter in
        var detail = ReferencePage.kind(parameter.kind)
        if let text = parameter.defaultText { detail += "; \(text) when left out" }
        return Completion("\(parameter.name): ", name: parameter.name, detail: detail, .argument)
      }
  }

  private func parameters(of declaration: FunctionDeclaration) -> [Completion] {
    let place = entry.place
    guard place.argumentName == nil else { return [] }
    let count = place.arguments.count { $0.name == nil } + (place.piped == nil ? 0 : 1)
    let given = Set(place.arguments.compactMap(\.name) + namesAfterCursor)
    return declaration.parameters.dropFirst(count).filter { !given.contains($0.name.text) }
      .map { parameter in
        let name = parameter.name.text
        let isOptional = parameter.defaultValue != nil
        return Completion(
          "\(name): ", name: name, detail: isOptional ? "may be left out" : "", .argument)
      }
  }

  /// The names of the arguments that follow the cursor in the same call.
  private var namesAfterCursor: [String] {
    let tokens = TokenList(SourceText(name: "entry", bytes: rest)).tokens
    var names: [String] = []
    var depth = 0
    for (index, token) in tokens.enumerated() {
      switch token.kind {
      case .symbol(.leftParenthesis), .symbol(.leftBracket), .symbol(.leftBrace): depth += 1
      case .symbol(.rightParenthesis), .symbol(.rightBracket), .symbol(.rightBrace): depth -= 1
      case .symbol(.colon) where depth == 0 && index > 0:
        if case .word(let name) = tokens[index - 1].kind { names.append(name) }
      default: break
      }
      if depth < 0 { break }
    }
    return names
  }
}
