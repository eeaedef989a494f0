internal import Diagnostics
internal import Syntax
internal import Units
internal import Values

/// A call as another language writes it, and what the text says of its arguments.
struct ForeignCall {
  let checker: Checker
  let function: Name
  let piped: Checked?
  let arguments: [Argument]
  /// The call with what flows into it.
  let span: Span
  let place: Place
  /// The call of a function of ours, whose arguments are checked once for all that looks at them.
  var pending: PendingCall?
  private let memory = Memory()

  /// What was checked so far: nested calls would else be checked twice as often at each level.
  private final class Memory { var checked: [Span: Checked] = [:] }

  init(
    checker: Checker, function: Name, piped: Checked?, arguments: [Argument], span: Span,
    place: Place, pending: PendingCall? = nil
  ) {
    self.checker = checker
    self.function = function
    self.piped = piped
    self.arguments = arguments
    self.span = span
    self.place = place
    self.pending = pending
  }

  /// The call alone.
  var stage: Span { Span(source: span.source, start: function.span.start, end: span.end) }

  /// What the first operand of a call is.
  enum Subject {
    case table(TableType)
    case list
    case text
    case column(Type)
    case other
  }

  /// The arguments without names; what flows in comes first.
  var operands: [String] {
    (piped.map { [checker.text($0.span)] } ?? []) + positional.map { text($0) }
  }

  var positional: [Expression] { arguments.filter { $0.name == nil }.map(\.value) }

  /// The arguments without names after the first operand.
  var rest: [Expression] { Array(positional.dropFirst(piped == nil ? 1 : 0)) }

  /// The first operand, checked.
  var first: Checked? { piped ?? positional.first.map(checked) }

  var subject: Subject {
    guard let first else { return .other }
    if first.level == .row { return .column(first.type) }
    switch first.type {
    case .table(let table): return .table(table)
    case .list: return .list
    case .text: return .text
    default: return .other
    }
  }

  /// The table whose columns the arguments may name: that of the call, or of the verb around it.
  var table: TableType? {
    if case .table(let table) = subject { return table }
    return place.columns.type
  }

  /// Whether rows are reduced to one here, as in `summarize`.
  var isInGroups: Bool { if case .groups = place.columns { true } else { false } }

  func text(_ expression: Expression) -> String { checker.text(expression.span) }

  func checked(_ expression: Expression) -> Checked {
    if let known = memory.checked[expression.span] { return known }
    let found = firstChecked(expression)
    memory.checked[expression.span] = found
    return found
  }

  private func firstChecked(_ expression: Expression) -> Checked {
    let name = function.text
    if let pending, let index = arguments.firstIndex(where: { $0.value.span == expression.span }) {
      let overRows = checker.functions[name]?.contains(where: \.takesColumns) ?? false
      return pending.checked(index, overRows: overRows, by: checker).checked
    }
    var inner = place
    if let table = place.columns.type { inner = place.over(.rows(table)) }
    return checker.trial { checker.check(expression, at: inner) }.result
  }

  /// The first argument given under one of these names.
  func named(_ names: String...) -> Expression? {
    arguments.first { argument in
      argument.name.map { names.contains($0.text.lowercased()) } ?? false
    }?.value
  }

  /// The call under another name, its arguments as they are written.
  func renamed(_ name: String) -> String {
    "\(name)\(checker.text(stage).dropFirst(function.text.utf8.count))"
  }

  /// A stage of a pipeline on the first operand: alone where it flows in already.
  func verb(_ code: String, note: String = "", because: String? = nil) -> ForeignFix? {
    if piped != nil { return .call(code, note: note, because: because) }
    guard let table = positional.first else { return nil }
    return .whole("\(operand(table)) | \(code)", note: note, because: because)
  }

  /// A call with the first operand in its parentheses: without it where it flows in already.
  func call(_ name: String, _ arguments: [String] = []) -> String {
    let first = piped == nil ? positional.first.map { [text($0)] } ?? [] : []
    return "\(name)(\((first + arguments).joined(separator: ", ")))"
  }

  /// An expression as an operand: a chain or a condition stands in parentheses.
  func operand(_ expression: Expression) -> String {
    let text = text(expression)
    switch expression.kind {
    case .chain, .comparison, .approximately, .isMissing, .range, .conversion, .per, .not, .negate,
      .ifElse, .lambda, .pipeline:
      return text.hasPrefix("(") && text.hasSuffix(")") ? text : "(\(text))"
    default: return text
    }
  }
}

extension ForeignCall {
  /// The column that an expression names: itself, a text, or a bare word that is none but a column's.
  func column(_ expression: Expression) -> String? {
    switch expression.kind {
    case .column: return text(expression)
    case .text, .name:
      guard let name = word(expression), table == nil || table?[name] != nil else { return nil }
      return Checker.columnText(name)
    default: return nil
    }
  }

  /// The columns that an expression names, alone or in a list; nil where one of them is none.
  func columns(_ expression: Expression) -> [String]? {
    guard let elements = expression.elements else { return column(expression).map { [$0] } }
    var names: [String] = []
    for element in elements {
      guard let name = column(element) else { return nil }
      names.append(name)
    }
    return names
  }

  /// The columns that several expressions name.
  func columns(_ expressions: [Expression]) -> [String]? {
    var names: [String] = []
    for expression in expressions {
      guard let more = columns(expression) else { return nil }
      names += more
    }
    return names.isEmpty ? nil : names
  }

  /// Columns as the value of `by:` or `one:`: one alone, or a list.
  func keys(_ columns: [String]) -> String {
    columns.count == 1 ? columns[0] : "[\(columns.joined(separator: ", "))]"
  }

  /// A bare word or a text that is written out.
  func word(_ expression: Expression) -> String? {
    switch expression.kind {
    case .name(let name): return name
    case .text(let parts):
      guard parts.count == 1, case .characters(let characters)? = parts.first else { return nil }
      return characters
    default: return nil
    }
  }

  func bool(_ expression: Expression) -> Bool? {
    switch expression.kind {
    case .bool(let value): value
    // As R and Python write them.
    case .name("True"), .name("TRUE"), .name("T"): true
    case .name("False"), .name("FALSE"), .name("F"): false
    default: nil
    }
  }

  /// The number that an expression writes out.
  func number(_ expression: Expression) -> Double? {
    guard case .quantity(let quantity)? = checked(expression).constant,
      quantity.measure.isDimensionless
    else { return nil }
    return quantity.magnitude
  }

  /// A value in the unit of a measure: a bare number takes it.
  func value(_ expression: Expression, like measure: Measure?) -> String {
    let written = measure.flatMap { checker.literal(checked(expression), like: $0) }
    return written ?? operand(expression)
  }

  /// A key of `sort`: `desc(.x)` is `-.x`, a text is the column that it names.
  func key(_ expression: Expression, descending: Bool = false) -> String? {
    if case .call(let function, let parts) = expression.kind,
      let sign = SortDirection.sign(function.text), let inner = parts.first?.value
    {
      return key(inner, descending: descending != (sign == "-"))
    }
    if case .negate(let inner) = expression.kind { return key(inner, descending: !descending) }
    let sign = descending ? "-" : ""
    if let column = column(expression) { return sign + column }
    if word(expression) != nil { return nil }
    return sign + operand(expression)
  }
}

extension Expression {
  /// The elements of a list that is written out.
  var elements: [Expression]? { if case .list(let elements) = kind { elements } else { nil } }
}
