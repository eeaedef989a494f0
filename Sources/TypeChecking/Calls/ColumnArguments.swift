internal import Diagnostics
internal import Syntax
internal import Units
internal import Values

/// Arguments that are expressions over the columns of a table.
extension ArgumentReader {
  func condition(_ position: Int, on name: String) -> [Entry]? {
    guard let checked = row(position, on: name) else { return nil }
    guard checker.require(checked, .bool, "`\(call.function.text)`") else { return nil }
    let column = ColumnSchema("condition", .bool)
    return [entry(.columns([(column, checked.core)]), .columns([column]))]
  }

  func column(_ position: Int, on name: String, _ pattern: TypePattern) -> [Entry]? {
    guard let checked = row(position, on: name) else { return nil }
    guard checker.require(checked, pattern, "`\(parameter.name)`") else { return nil }
    let column = ColumnSchema(
      checked.column?.name ?? parameter.name, checked.type, role: checked.column?.role)
    return [entry(.columns([(column, checked.core)]), .columns([column]))]
  }

  /// One row expression over a table; nil when the table's columns are not known.
  private func row(_ position: Int, on name: String) -> Checked? {
    guard let table = tables[name], let expression = expression(position) else { return nil }
    let checked = checker.check(expression, at: call.place.over(.rows(table)))
    return checked.type.isUnknown ? nil : checked
  }

  /// `by:` on one table or several: the columns must be in at least one, and the function decides
  /// what it means that another lacks them.
  func columns(_ position: Int, on names: [String]) -> [Entry]? {
    guard let expression = expression(position) else { return nil }
    let present = names.compactMap { name in tables[name].map { (name, $0) } }
    guard !present.isEmpty else { return nil }
    var entries: [Entry] = []
    var firstMistakes: [Diagnostic] = []
    for (name, table) in present {
      let (read, found) = checker.trial { keys(expression, table) }
      guard let read, found.isEmpty else {
        if firstMistakes.isEmpty { firstMistakes = found }
        continue
      }
      if entries.isEmpty {
        entries.append(entry(.columns(read), .columns(read.map(\.column))))
      }
      entries.append(
        Entry(
          key: "\(parameter.name)@\(name)", argument: .columns(read),
          type: .columns(read.map(\.column))))
    }
    if entries.isEmpty {
      for diagnostic in firstMistakes { checker.report(diagnostic) }
      return nil
    }
    return entries
  }

  private func keys(
    _ expression: Expression, _ table: TableType
  ) -> [(column: ColumnSchema, core: Core)]? {
    var keys: [(column: ColumnSchema, core: Core)] = []
    var names: Set<String> = []
    for part in Self.parts(of: expression) {
      let checked = checker.check(part.value, at: call.place.over(.rows(table)))
      if checked.type.isUnknown { return nil }
      var written: String?
      if case .column(let name) = part.value.kind { written = name }
      guard let name = part.name?.text ?? written ?? checked.column?.name else {
        let text = checker.text(part.value.span)
        checker.report(
          Diagnostic(
            .wrongArguments, "a computed key requires a name", at: part.value.span,
            helps: [
              .init(
                namedColumn(part.value, in: table) ?? "[key: \(text)]",
                replacing: part.value.span)
            ]))
        return nil
      }
      guard isNamed(name, part.name?.span ?? part.value.span, part.value) else { return nil }
      guard names.insert(name).inserted else {
        checker.report(
          Diagnostic(.wrongArguments, "`\(name)` is a key twice", at: part.value.span))
        return nil
      }
      keys.append((ColumnSchema(name, checked.type, role: checked.column?.role), checked.core))
    }
    return keys
  }

  func newColumns(_ positions: [Int], on name: String) -> [Entry]? {
    guard let table = tables[name] else { return nil }
    var place = call.place.over(.rows(table))
    let span = call.span
    place.verb = (
      call.function, Span(source: span.source, start: call.function.span.start, end: span.end)
    )
    return named(positions, at: place)
  }

  func aggregates(_ positions: [Int], on name: String) -> [Entry]? {
    guard let table = tables[name] else { return nil }
    return named(positions, at: call.place.over(.groups(table), at: call.spans[name]))
  }

  func windows(_ positions: [Int], on name: String) -> [Entry]? {
    guard let table = tables[name] else { return nil }
    return named(positions, at: call.place.over(.windows(table), at: call.spans[name]))
  }

  private func named(_ positions: [Int], at place: Place) -> [Entry]? {
    var columns: [(column: ColumnSchema, core: Core)] = []
    var names: Set<String> = []
    var isComplete = true
    for position in positions {
      guard call.arguments.indices.contains(position) else { return nil }
      let argument = call.arguments[position]
      let checked = checker.check(argument.value, at: place)
      guard !checked.type.isUnknown else {
        isComplete = false
        continue
      }
      var metric: String?
      switch argument.value.kind {
      case .name(let name): metric = name
      case .field(let base, let member):
        if case .name(let alias) = base.kind, checker.moduleNames(alias, at: place) != nil {
          metric = member.text
        }
      default: break
      }
      guard let name = argument.name?.text ?? metric else {
        checker.report(
          Diagnostic(
            .wrongArguments, "a new column requires a name", at: argument.value.span,
            helps: [
              .init("total: \(checker.text(argument.value.span))", replacing: argument.value.span)
            ]))
        isComplete = false
        continue
      }
      guard isNamed(name, argument.name?.span ?? argument.value.span, argument.value) else {
        isComplete = false
        continue
      }
      guard names.insert(name).inserted else {
        checker.report(
          Diagnostic(
            .wrongArguments, "`\(name)` is given twice",
            at: argument.name?.span ?? argument.value.span))
        isComplete = false
        continue
      }
      columns.append((ColumnSchema(name, checked.type), checked.core))
    }
    return isComplete ? [entry(.columns(columns), .columns(columns.map(\.column)))] : nil
  }

  func sortKeys(_ positions: [Int], on name: String) -> [Entry]? {
    var expressions: [Expression] = []
    for position in positions {
      guard let expression = expression(position) else { return nil }
      expressions.append(expression)
    }
    return sortKeys(expressions, on: name)
  }

  /// `order: .date` or `order: [.channel, -.cost]`.
  func order(_ position: Int, on name: String) -> [Entry]? {
    guard let expression = expression(position) else { return nil }
    if case .list(let elements) = expression.kind { return sortKeys(elements, on: name) }
    return sortKeys([expression], on: name)
  }

  private func sortKeys(_ expressions: [Expression], on name: String) -> [Entry]? {
    guard let table = tables[name] else { return nil }
    var keys: [(core: Core, isDescending: Bool)] = []
    var columns: [ColumnSchema] = []
    for (index, given) in expressions.enumerated() {
      var expression = given
      var isDescending = false
      // The sign of a sort key says the direction, whatever the column's type.
      if case .negate(let inner) = expression.kind {
        isDescending = true
        expression = inner
      }
      let before = index > 0 ? expressions[index - 1] : nil
      if reportDirection(expression, after: before) { return nil }
      let checked = checker.check(expression, at: call.place.over(.rows(table)))
      if checked.type.isUnknown { return nil }
      if checked.level == .value {
        checker.report(
          Diagnostic(
            .wrongArguments, "rows are ordered by their columns, and this is a value",
            at: expression.span,
            helps: meantColumns(by: expression, in: table).prefix(1).map {
              .init($0, replacing: expression.span)
            }))
        return nil
      }
      keys.append((checked.core, isDescending))
      columns.append(ColumnSchema(checked.column?.name ?? "key", checked.type))
    }
    return [entry(.sortKeys(keys), .columns(columns))]
  }

  /// Reports the word of a direction in the place of a key, as in `sort(.cost, desc)`.
  private func reportDirection(_ expression: Expression, after key: Expression?) -> Bool {
    guard case .name(let word) = expression.kind, let sign = SortDirection.sign(word),
      call.place.scope.lookup(word) == nil
    else { return false }
    var helps: [Diagnostic.Help] = []
    if let key {
      helps = [
        .init(
          "\(sign)\(checker.text(key.span))", replacing: key.span.joined(with: expression.span))
      ]
    }
    checker.report(
      Diagnostic(
        .unknownName, "there is no name `\(word)` here", at: expression.span,
        because: SortDirection.reason, helps: helps))
    return true
  }

  /// The column that a text names, as in `sort("cost")`.
  private func namedColumn(_ expression: Expression, in table: TableType) -> String? {
    guard case .text(let parts) = expression.kind, parts.count == 1,
      case .characters(let name)? = parts.first, table[name] != nil
    else { return nil }
    return Checker.columnText(name)
  }

  /// The columns that were meant by a text, or by a list of texts or columns; else the first one.
  private func meantColumns(by expression: Expression, in table: TableType) -> [String] {
    var elements = [expression]
    if case .list(let listed) = expression.kind { elements = listed }
    let names = elements.compactMap { element -> String? in
      if case .column(let name) = element.kind, table[name] != nil {
        return Checker.columnText(name)
      }
      return namedColumn(element, in: table)
    }
    return names.isEmpty ? table.columns.prefix(1).map { Checker.columnText($0.name) } : names
  }

  func picked(_ positions: [Int], on name: String) -> [Entry]? {
    guard let table = tables[name] else { return nil }
    var columns: [(column: ColumnSchema, core: Core)] = []
    for position in positions {
      guard let column = plainColumn(expression(position), of: table) else { return nil }
      columns.append((column, .column(column.name)))
    }
    return [entry(.columns(columns), .columns(columns.map(\.column)))]
  }

  private func plainColumn(_ expression: Expression?, of table: TableType) -> ColumnSchema? {
    guard let expression else { return nil }
    guard case .column = expression.kind else {
      checker.report(
        Diagnostic(
          .wrongArguments, "\(call.function.text) takes columns by name", at: expression.span,
          helps: [
            .init(
              meantColumns(by: expression, in: table).joined(separator: ", "),
              replacing: expression.span)
          ]))
      return nil
    }
    return checker.check(expression, at: call.place.over(.rows(table))).column
  }

  func renames(_ positions: [Int], on name: String) -> [Entry]? {
    guard let table = tables[name] else { return nil }
    var renames: [(new: String, old: String)] = []
    for position in positions {
      guard call.arguments.indices.contains(position), let new = call.arguments[position].name,
        let expression = expression(position), let column = plainColumn(expression, of: table),
        isNamed(new.text, new.span, expression)
      else { return nil }
      renames.append((new.text, column.name))
    }
    return [entry(.renames(renames), .renames(renames))]
  }

  /// Reports an empty name for a column, by which nothing could reach it.
  private func isNamed(_ name: String, _ span: Span, _ value: Expression) -> Bool {
    guard name.allSatisfy(\.isWhitespace) else { return true }
    var other = "column"
    if case .column(let old) = value.kind { other = "\(old)_2" }
    checker.report(
      Diagnostic(
        .wrongArguments, "a column requires a name that is not empty", at: span,
        because:
          "a column is reached by its name, as in `.\(call.function.text == "rename" ? "new" : "cost")`",
        helps: [.init(String(Checker.columnText(other).dropFirst()), replacing: span)]))
    return false
  }

  func joinKeys(_ position: Int, _ left: String, _ right: String) -> [Entry]? {
    guard let mine = tables[left], let theirs = tables[right], let given = expression(position)
    else { return nil }
    var parts = [given]
    if case .list(let elements) = given.kind { parts = elements }
    var keys: [(left: String, right: String)] = []
    for part in parts {
      var sides = (part, part)
      if case .comparison(let a, .equal, let b, _) = part.kind { sides = (a, b) }
      guard let a = plainColumn(sides.0, of: mine), let b = plainColumn(sides.1, of: theirs) else {
        return nil
      }
      if checker.commonType(a.type, b.type) == nil {
        checker.report(
          Diagnostic(
            .wrongType,
            "the keys are \(a.type.description) and \(b.type.description), which are never equal",
            at: part.span))
        return nil
      }
      keys.append((a.name, b.name))
    }
    return [entry(.joinKeys(keys), .joinKeys(keys))]
  }
}
