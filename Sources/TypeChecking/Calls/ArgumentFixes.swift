internal import Diagnostics
internal import Syntax
internal import Units
internal import Values

/// A fix that is a named argument is put where that argument is taken: into the call itself, or into
/// the `load` that opened its table.
extension Checker {
  func help(
    _ fix: ValueError.Fix, for argument: String?, in call: PendingCall
  ) -> Diagnostic.Help {
    guard let colon = fix.code.firstIndex(of: ":") else { return .init(fix.code, note: fix.note) }
    let name = fix.replaced ?? String(fix.code[..<colon])
    if takes(call.function.text, name) { return argumentHelp(fix, name, in: call) }
    if takes("load", name), let argument, let table = table(of: argument, in: call) {
      return loadHelp(fix, name, of: table, in: call)
    }
    return .init(fix.code, note: fix.note)
  }

  /// The table parameter that an argument is about: itself, or the one whose column it names.
  func table(of argument: String, in call: PendingCall) -> String? {
    for parameter in functions[call.function.text]?.flatMap(\.parameters) ?? []
    where parameter.name == argument {
      switch parameter.kind {
      case .table: return argument
      case .column(let table, _): return table
      default: continue
      }
    }
    return nil
  }

  /// The `load` with which an expression begins.
  func load(at span: Span) -> Span? {
    loads.last { $0.source == span.source && $0.start == span.start && $0.end <= span.end }
  }

  private func takes(_ function: String, _ name: String) -> Bool {
    functions[function]?.contains { $0.parameters.contains { $0.name == name } } ?? false
  }

  private func argumentHelp(
    _ fix: ValueError.Fix, _ name: String, in call: PendingCall
  ) -> Diagnostic.Help {
    if let given = call.arguments.first(where: { $0.name?.text == name }), let word = given.name {
      let span = word.span.joined(with: given.value.span)
      if let key = fix.key {
        return .init(
          "\(name): \(renaming(key, in: given.value))", note: fix.note, replacing: span)
      }
      return .init(fix.code, note: fix.note, replacing: span)
    }
    if let span = call.spans[name], fix.code.hasPrefix("\(name): "), span != call.piped?.span {
      // An argument without its name is replaced by the value.
      return .init(
        String(fix.code.dropFirst(name.count + 2)), note: fix.note, replacing: span)
    }
    return .init(
      Self.adding(fix.code, toCall: text(call.span), hasArguments: !call.arguments.isEmpty),
      note: fix.note, replacing: call.span)
  }

  /// The keys of `by:` with another name for one of them.
  private func renaming(_ key: String, in value: Expression) -> String {
    var parts: [(name: String?, value: Expression)]
    switch value.kind {
    case .list(let elements): parts = elements.map { (nil, $0) }
    case .namedList(let elements): parts = elements.map { ($0.name?.text, $0.value) }
    case .record(let fields): parts = fields.map { ($0.name.text, $0.value) }
    default: parts = [(nil, value)]
    }
    let texts = parts.map { part in
      var name = part.name
      if case .column(let own) = part.value.kind, name == nil, own == key { name = key }
      let written = name == key ? "\(key)_group" : name
      return (written.map { "\($0): " } ?? "") + text(part.value.span)
    }
    return "[\(texts.joined(separator: ", "))]"
  }

  private func loadHelp(
    _ fix: ValueError.Fix, _ name: String, of table: String, in call: PendingCall
  ) -> Diagnostic.Help {
    let place = call.spans[table].flatMap { load(at: $0) ?? loadsByName[text($0)] }
    guard let place, !text(place).contains("\(name):") else {
      return .init("load(\"\(table).csv\", \(fix.code))", note: fix.note)
    }
    return .init(
      Self.adding(fix.code, toCall: text(place), hasArguments: true), note: fix.note,
      replacing: place)
  }

  /// A call as it is written, with one argument more.
  private static func adding(
    _ argument: String, toCall text: String, hasArguments: Bool
  ) -> String {
    guard text.hasSuffix(")") else { return "\(text)(\(argument))" }
    return "\(text.dropLast())\(hasArguments ? ", " : "")\(argument))"
  }

  /// The column of a table that was meant where a table is given to an aggregate: the first of
  /// money, else of numbers.
  func tableHelps(_ checked: Checked, _ call: PendingCall) -> [Diagnostic.Help] {
    guard let table = checked.type.table else { return [] }
    let numbers = table.columns.filter { $0.type.measure != nil }
    let money = numbers.first { $0.type.measure?.unit.currency != nil }
    guard let column = (money ?? numbers.first).map({ Self.columnText($0.name) }) else { return [] }
    let name = call.function.text
    if call.piped != nil {
      // A column that is given is the one that is meant.
      let given = call.arguments.first { $0.name == nil }.map(\.value)
      if let given, case .column(let written) = given.kind, table[written] == nil { return [] }
      let column = given.flatMap { $0.hasColumn ? text($0.span) : nil } ?? column
      let stage = Span(
        source: call.span.source, start: call.function.span.start, end: call.span.end)
      return [.init("summarize(\(name): \(name)(\(column)))", replacing: stage)]
    }
    return [
      .init("\(text(checked.span))\(column)", note: "a column of it", replacing: checked.span)
    ]
  }
}
