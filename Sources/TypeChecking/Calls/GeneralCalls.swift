internal import Diagnostics
internal import Syntax
internal import Units
internal import Values

/// Calls of verbs and analyses, whose arguments may be columns, words, units and keys.
extension Checker {
  func general(
    _ overload: Int, _ signature: Signature, _ binding: ArgumentBinding, _ call: PendingCall
  ) -> Checked {
    var types = callTypes()
    var bound: [(parameter: String, argument: CheckedCall.Argument)] = []
    var isKnown = true
    var tables: [String: TableType] = [:]
    for parameter in signature.parameters where !parameter.isFunction {
      guard let positions = binding.byParameter[parameter.name] else { continue }
      var reader = ArgumentReader(
        checker: self, call: call, parameter: parameter,
        tables: Self.tables(tables, of: parameter, binding))
      guard let read = reader.read(positions) else {
        // Tables in the wrong order are one mistake, and what follows from it is none.
        if case .table(_?) = parameter.kind { return .invalid(call.span) }
        isKnown = false
        continue
      }
      for entry in read {
        bound.append((entry.key, entry.argument))
        types.arguments[entry.key] = entry.type
        if case .value(.table(let table), _) = entry.type { tables[entry.key] = table }
      }
    }
    for parameter in signature.parameters where parameter.isFunction {
      guard let position = binding.byParameter[parameter.name]?.first else { continue }
      let isRead = readFunction(parameter, at: position, call, &types, &bound)
      isKnown = isKnown && isRead
    }
    if call.function.text == "explain", call.piped == nil, let argument = call.arguments.first {
      bound += explained(argument.value, at: call.place)
    }
    if call.function.text == "save", case .text(let path)? = types.constant("path") {
      // Held by nothing else, the set grows without being copied.
      types.savedFiles = []
      savedFiles.insert(path)
    }
    guard isKnown else { return .invalid(call.span) }
    return resolve(call) { () throws(ValueError) in
      let type = try signature.result(types)
      if let table = type.table, self.isTooWide(table, call.span) { return .invalid(call.span) }
      let checked = CheckedCall(
        function: call.function.text, overload: overload, arguments: bound, resultType: type,
        span: call.span, argumentSpans: call.spans)
      if signature.isTypedByRunning, type.isUnknown { return self.made(.call(checked), call.span) }
      return Checked(.call(checked), type, span: call.span)
    }
  }
}

extension Checker {
  /// The tables by the parameters that a column may be of.
  ///
  /// The column of a table that is not given is one of the only table there is, as where the touches
  /// hold the purchases.
  private static func tables(
    _ tables: [String: TableType], of parameter: Parameter, _ binding: ArgumentBinding
  ) -> [String: TableType] {
    guard case .column(let owner, _) = parameter.kind, binding.byParameter[owner] == nil,
      tables.count == 1, let only = tables.values.first
    else { return tables }
    return [owner: only]
  }

  /// An expression whose type only running it tells, run while a script runs.
  ///
  /// In a function nothing can be run: the arguments have no values yet.
  func made(_ core: Core, _ span: Span) -> Checked {
    guard let make = environment.make, callChain.isEmpty else {
      return Checked(core, .unknown, span: span)
    }
    switch make(core) {
    case .made(let value): return Checked(.constant(value), value.type, span: span)
    case .failed(let diagnostic):
      report(diagnostic)
      return .invalid(span)
    }
  }

  /// Reports what could not be checked before the run and cannot be in it: a table made inside of a
  /// function, whose columns only running it tells.
  func reportUnknownColumns(_ span: Span) {
    guard environment.make != nil, !callChain.isEmpty, openDeclarations == 0, diagnostics.isEmpty
    else { return }
    report(
      Diagnostic(
        .noTable, "the columns of this table are known only once it is made", at: span,
        because: "inside of a function nothing is made before all of it is checked",
        helps: [.init("let made = \(text(span))", note: "outside of the function")]))
  }
}

/// Reads the arguments of one parameter by its kind.
struct ArgumentReader {
  let checker: Checker
  let call: PendingCall
  let parameter: Parameter
  /// The tables of the parameters before this one.
  let tables: [String: TableType]

  struct Entry {
    var key: String
    var argument: CheckedCall.Argument
    var type: CallTypes.Argument
  }

  /// Nil when a mistake was reported, or when a table's columns are not known.
  mutating func read(_ positions: [Int]) -> [Entry]? {
    guard let first = positions.first else { return [] }
    switch parameter.kind {
    case .value(let pattern): return value(first, pattern)
    case .table(let role): return table(first, role)
    case .word(let words): return word(first, words)
    case .choice(let choices): return choice(first, choices)
    case .units: return units(first)
    case .condition(let name): return condition(first, on: name)
    case .column(let name, let pattern): return column(first, on: name, pattern)
    case .columns(let names): return columns(first, on: names)
    case .terms(let name): return terms(first, on: name)
    case .newColumns(let name): return newColumns(positions, on: name)
    case .aggregates(let name): return aggregates(positions, on: name)
    case .windows(let name): return windows(positions, on: name)
    case .order(let name): return order(first, on: name)
    case .sortKeys(let name): return sortKeys(positions, on: name)
    case .pickedColumns(let name): return picked(positions, on: name)
    case .renames(let name): return renames(positions, on: name)
    case .joinKeys(let left, let right): return joinKeys(first, left, right)
    case .tables: return manyTables(positions)
    case .function: return nil
    }
  }

  private var what: String { "`\(parameter.name)` of `\(call.function.text)`" }

  func expression(_ position: Int) -> Expression? {
    call.arguments.indices.contains(position) ? call.arguments[position].value : nil
  }

  private func plain(_ position: Int) -> Checked? {
    let (checked, found) = call.checked(position, overRows: false, by: checker)
    for diagnostic in found { checker.report(diagnostic) }
    if checked.type.isUnknown {
      if found.isEmpty { checker.reportUnknownColumns(checked.span) }
      return nil
    }
    if checked.level != .value {
      checker.report(
        Diagnostic(
          .wrongType, "\(what) is a value, and this is a column", at: checked.span))
      return nil
    }
    return checked
  }

  private func value(_ position: Int, _ pattern: TypePattern) -> [Entry]? {
    guard var checked = plain(position),
      checker.require(checked, pattern, what, helps: checker.rowHelps(checked, pattern, call))
    else { return nil }
    if checked.constant == nil, case .text = checked.type {
      checked.constant = checker.environment.evaluate?(checked.core)
    }
    return [entry(.value(checked.core), .value(checked.type, constant: checked.constant))]
  }

  func entry(_ argument: CheckedCall.Argument, _ type: CallTypes.Argument) -> Entry {
    Entry(key: parameter.name, argument: argument, type: type)
  }

  private func table(_ position: Int, _ role: String?) -> [Entry]? {
    guard let checked = plain(position), checker.require(checked, .table, what) else { return nil }
    if let role, let table = checked.type.table, let loaded = table.role, loaded != role,
      !table.isRoleRecognised || isTable(of: role, besides: position)
    {
      let how = table.isRoleRecognised ? "has the headers of" : "was loaded as"
      checker.report(
        Diagnostic(
          .wrongArguments, "\(what) is a table of \(role), and this one \(how) \(loaded)",
          at: checked.span, helps: checker.swapHelp(call)))
      return nil
    }
    return [entry(.value(checked.core), .value(checked.type, constant: nil))]
  }

  /// Whether another argument without a name is the kind of table that is wanted here.
  private func isTable(of role: String, besides position: Int) -> Bool {
    call.arguments.indices.contains { other in
      guard other != position, call.arguments[other].name == nil else { return false }
      return call.checked(other, overRows: false, by: checker).checked.type.table?.role == role
    }
  }

  private func word(_ position: Int, _ words: [String]) -> [Entry]? {
    guard let expression = expression(position) else { return nil }
    let text: String
    switch expression.kind {
    case .name(let name): text = name
    case .text(let parts):
      if parts.count == 1, case .characters(let characters)? = parts.first {
        text = characters
      } else {
        text = ""
      }
    default: text = ""
    }
    if text.isEmpty {
      guard let checked = plain(position) else { return nil }
      guard checker.require(checked, .text, what) else { return nil }
      let known = checked.known ?? checker.environment.evaluate?(checked.core)
      return [entry(.value(checked.core), .value(.text, constant: known))]
    }
    guard words.isEmpty || words.contains(text) else {
      reportChoice(text, words, expression.span, quoted: false)
      return nil
    }
    return [entry(.word(text), .word(text))]
  }

  private func choice(_ position: Int, _ choices: [String]) -> [Entry]? {
    if let expression = expression(position), case .name(let word) = expression.kind,
      call.place.scope.lookup(word) == nil
    {
      // A word without quotes is a name, and none of this name is in reach.
      let meant =
        choices.contains(word) ? word : Suggestion.nearest(to: word, among: choices).first
      checker.report(
        Diagnostic(
          .wrongArguments, "\(what) is a text, which stands in quotes", at: expression.span,
          because: "it is one of \(choices.map { "\"\($0)\"" }.joined(separator: ", "))",
          helps: meant.map { [.init("\"\($0)\"", replacing: expression.span)] } ?? []))
      return nil
    }
    guard let checked = plain(position), checker.require(checked, .text, what) else { return nil }
    if case .text(let text)? = checked.constant, !choices.contains(text) {
      reportChoice(text, choices, checked.span, quoted: true)
      return nil
    }
    return [entry(.value(checked.core), .value(.text, constant: checked.constant))]
  }

  private func reportChoice(_ text: String, _ choices: [String], _ span: Span, quoted: Bool) {
    let write: (String) -> String = { quoted ? "\"\($0)\"" : $0 }
    let near = Suggestion.nearest(to: text, among: choices).first ?? owner(of: text, choices)
    checker.report(
      Diagnostic(
        .wrongArguments, "\(what) cannot be \(write(text))", at: span,
        because: "it is one of \(choices.map(write).joined(separator: ", "))",
        helps: near.map { [.init(write($0), replacing: span)] } ?? []))
  }

  /// The kind of table that has a column of nearly this name: `spend` for `costs`.
  private func owner(of word: String, _ choices: [String]) -> String? {
    guard choices == TableRole.words else { return nil }
    let names = TableRole.all.flatMap { $0.roles.map(\.name) }
    let name = names.contains(word) ? word : Suggestion.nearest(to: word, among: names).first
    // The amount is what such a table is for.
    return TableRole.all.first { table in
      table.roles.contains { $0.name == name && $0.kind == .money && !$0.isOptional }
    }?.name
  }

  private func units(_ position: Int) -> [Entry]? {
    guard let expression = expression(position), case .record(let fields) = expression.kind else {
      checker.report(
        Diagnostic(
          .wrongArguments, "\(what) is a record of units", at: expression(position)?.span,
          helps: [.init("units: {cost: USD}")]))
      return nil
    }
    var units: [(name: String, measure: Measure)] = []
    for field in fields {
      guard case .unit(let syntax) = field.value.kind else {
        checker.report(
          Diagnostic(.wrongUnit, "this is no unit", at: field.value.span))
        return nil
      }
      guard let measure = checker.measure(of: syntax) else { return nil }
      units.append((field.name.text, measure))
    }
    return [entry(.units(units), .units(units))]
  }

  private func manyTables(_ positions: [Int]) -> [Entry]? {
    var cores: [Core] = []
    var types: [Type] = []
    for position in positions {
      guard let checked = plain(position) else { return nil }
      guard checker.require(checked, .oneOf([.table, .list(.table)]), what) else { return nil }
      cores.append(checked.core)
      types.append(checked.type)
    }
    return [entry(.tables(cores), .tables(types))]
  }
}
