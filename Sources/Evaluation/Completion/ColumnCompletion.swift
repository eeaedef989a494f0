internal import StandardLibrary
internal import Syntax
internal import TypeChecking
internal import Values

/// Columns and fields after a dot.
extension EntryCompletion {
  func columns(_ typed: TypedName) -> [Completion] {
    let index = typed.index
    if entry.isJoined(index), entry.endsOperand(index - 1) {
      guard let start = entry.operandStart(endingBefore: index) else { return [] }
      if start == index - 1, let members = members(index - 1) { return members }
      return fields(of: type(start..<index, over: tableInReach().map { TableType($0) }))
    }
    return columnsInReach
  }

  /// The names of a module, where a word is one; nil where it is not.
  private func members(_ index: Int) -> [Completion]? {
    guard case .word(let alias)? = entry.kind(index) else { return nil }
    let scope = session.names(after: preceding).scope
    guard case .module(let names)? = scope.lookup(alias) else { return nil }
    return names.compactMap { name in
      scope.lookup("\(alias).\(name)").map { binding in
        var member = completion("\(alias).\(name)", binding)
        member.name = name
        // The dot is part of what is typed.
        member.text = String(member.text.dropFirst(alias.count))
        return member
      }
    }
  }

  /// The columns that a dot reaches where no value stands before it.
  var columnsInReach: [Completion] {
    if let columns = tableInReach() { return columns.compactMap { completion($0) } }
    guard isColumnExpression else { return [] }
    // An expression over columns may be for any table of the session.
    let scope = session.names(after: preceding).scope
    var seen: Set<String> = []
    return scope.visibleNames.flatMap { name -> [Completion] in
      guard case .value(.table(let table), _, _)? = scope.lookup(name), name != "_" else {
        return []
      }
      return table.columns.filter { seen.insert($0.name).inserted }.compactMap { completion($0) }
    }
  }

  /// The columns of the file to load that may have a unit: `load("spend.csv", units: {co`.
  func columnsToMeasure(_ index: Int) -> [Completion]? {
    guard entry.place.kind == .record, index == entry.place.argumentStart,
      let call = entry.places.dropLast().last, call.argumentName == "units",
      case .call("load") = call.kind, call.opening > 0,
      let end = call.arguments.first?.value.upperBound
    else { return nil }
    let loading = entry.text(call.opening - 1..<end) + [UInt8(ascii: ")")]
    guard let table = session.type(of: Array(loading), after: preceding).table else { return nil }
    let given = Set(entry.place.arguments.compactMap(\.name))
    return table.columns.filter { !given.contains($0.name) && ColumnText.isWord($0.name) }
      .map { Completion("\($0.name): ", name: $0.name, detail: detail($0.type), .column) }
  }

  /// Whether the entry binds a name to an expression over columns, as `metric` does.
  private var isColumnExpression: Bool {
    guard let statement = entry.places.last(where: { $0.kind == .statements }) else { return false }
    let words: [Keyword] = [.let, .metric, .fn]
    return words.contains { entry.kind(statement.statementStart) == .keyword($0) }
  }

  /// The columns of the table that the innermost verb around the cursor works on; nil where there is
  /// none.
  func tableInReach() -> [ColumnSchema]? {
    for depth in entry.places.indices.reversed() {
      let place = entry.places[depth]
      switch place.kind {
      case .statements, .parameters, .table: return nil
      case .group, .list, .record, .text, .interpolation: continue
      case .call(let name):
        guard let signatures = FunctionTable.named(name)?.overloads.map(\.signature) else {
          continue
        }
        // What is neither verb nor analysis works on the rows of the verb around it.
        guard let signature = signatures.first(where: \.isVerb) else { continue }
        guard let parameter = signature.parameter(at: place) else { return nil }
        return columns(for: parameter, of: signature, in: place)
      }
    }
    return nil
  }

  private func columns(
    for parameter: Parameter, of signature: Signature, in place: OpenPlace
  ) -> [ColumnSchema]? {
    switch parameter.kind {
    case .condition(let name), .column(let name, _), .newColumns(let name), .aggregates(let name),
      .windows(let name), .order(let name), .sortKeys(let name), .pickedColumns(let name),
      .renames(let name), .terms(let name):
      return columns(of: name, of: signature, in: place)
    case .columns(let names):
      let tables = names.compactMap { columns(of: $0, of: signature, in: place) }
      guard !tables.isEmpty else { return nil }
      var seen: Set<String> = []
      return tables.flatMap { $0.filter { seen.insert($0.name).inserted } }
    case .joinKeys(let left, let right):
      let isRight = entry.tokens.dropFirst(max(0, place.expressionStart))
        .contains { $0.kind == .symbol(.equal) }
      let mine = columns(of: isRight ? right : left, of: signature, in: place)
      guard !isRight, let mine,
        let theirs = columns(of: right, of: signature, in: place).map({ Set($0.map(\.name)) })
      else { return mine }
      // A key of one name for both tables is the usual one.
      return mine.filter { theirs.contains($0.name) } + mine.filter { !theirs.contains($0.name) }
    case .value, .word, .choice, .units, .table, .tables, .function: return nil
    }
  }

  /// The columns of the table that is given for a parameter.
  private func columns(
    of parameter: String, of signature: Signature, in place: OpenPlace
  ) -> [ColumnSchema]? {
    guard let argument = signature.argument(parameter, of: place) else { return nil }
    if let table = type(argument).table { return table.columns }
    return promisedColumns(argument)
  }

  /// What a function promises of its result, where its type is not known.
  private func promisedColumns(_ value: Range<Int>) -> [ColumnSchema]? {
    guard let last = value.last else { return nil }
    let name: String?
    if case .word(let word)? = entry.kind(last) {
      name = word
    } else {
      let opening = entry.openings[last]
      name = opening >= 0 ? entry.callee(before: opening)?.name : nil
    }
    guard let name, let columns = Catalogue.named(name)?.resultColumns, !columns.isEmpty else {
      return nil
    }
    return columns.map { ColumnSchema($0.name, .unknown) }
  }

  /// What stands after the dot of a value.
  private func fields(of type: Type) -> [Completion] {
    switch type {
    case .table(let table): return table.columns.compactMap { completion($0) }
    case .record(let fields):
      return fields.compactMap { completion(ColumnSchema($0.name, $0.type)) }
    case .estimate(let measure):
      let parts: [(String, Type)] = [
        ("value", .measure(measure)), ("low", .measure(measure)), ("high", .measure(measure)),
        ("level", .share),
      ]
      return parts.compactMap { completion(ColumnSchema($0.0, $0.1)) }
    case .period:
      return ["start", "end"].compactMap { completion(ColumnSchema($0, .date)) }
    default: return []
    }
  }

  /// A column as it is listed; nil for a name that cannot be written.
  private func completion(_ column: ColumnSchema) -> Completion? {
    guard let text = ColumnText.written(column.name) else { return nil }
    let inserted =
      text.hasSuffix("\"") ? self.text(String(text.dropLast()), endedBy: "\"") : text
    var detail = self.detail(column.type)
    if let role = column.role, role != column.name { detail += ", the role \(role)" }
    return Completion(inserted, name: column.name, detail: detail, .column)
  }
}

/// A column as a program writes it.
enum ColumnText {
  /// `.channel`, `."New Customers"`; nil for a name that no program can write.
  static func written(_ name: String) -> String? {
    guard !name.isEmpty, name.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else { return nil }
    guard !isWord(name) else { return ".\(name)" }
    let escaped = name.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : String($0) }.joined()
    return ".\"\(escaped)\""
  }

  static func isWord(_ name: String) -> Bool {
    guard name.utf8.count <= SyntaxLimits.nameBytes else { return false }
    return name.unicodeScalars.enumerated().allSatisfy { index, scalar in
      switch scalar {
      case "a"..."z", "A"..."Z", "_": true
      case "0"..."9": index > 0
      default: index == 0 ? scalar.properties.isXIDStart : scalar.properties.isXIDContinue
      }
    }
  }
}

extension Signature {
  /// Whether it is a verb or an analysis, in whose arguments a dot reaches the columns of its table.
  var isVerb: Bool { if case .general = form { true } else { false } }

  private var positional: [Parameter] { parameters.filter { !$0.isRest && !$0.isNamedOnly } }

  /// The parameter of the argument that is being typed.
  func parameter(at place: OpenPlace) -> Parameter? {
    let rest = parameters.first { $0.isRest }
    if let name = place.argumentName {
      if let named = parameters.first(where: { !$0.isRest && $0.name == name }) { return named }
      return rest.flatMap { $0.takesNamedRest ? $0 : nil }
    }
    let position = place.arguments.count { $0.name == nil } + (place.piped == nil ? 0 : 1)
    if positional.indices.contains(position) { return positional[position] }
    // The name of a new column may be yet to come.
    return rest
  }

  /// The tokens of an argument before the one that is being typed; nil where it is not given.
  func argument(_ name: String, of place: OpenPlace) -> Range<Int>? {
    if let named = place.arguments.first(where: { $0.name == name }) { return named.value }
    guard var position = positional.firstIndex(where: { $0.name == name }) else { return nil }
    if let piped = place.piped {
      if position == 0 { return piped }
      position -= 1
    }
    let given = place.arguments.filter { $0.name == nil }
    return given.indices.contains(position) ? given[position].value : nil
  }
}
