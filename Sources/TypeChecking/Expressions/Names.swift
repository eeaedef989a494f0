internal import Diagnostics
internal import Syntax
internal import Values

/// Names, columns, fields and elements.
extension Checker {
  func name(_ name: Name, at place: Place) -> Checked {
    switch place.scope.lookup(name.text) {
    case .value(let type, let core, let known)?:
      var checked = Checked(core, type, span: name.span)
      checked.known = known
      return checked
    case .substitution(var checked)?:
      checked.span = name.span
      return checked
    case .columnExpression(let expression, let scope)?:
      guard case .none = place.columns else {
        return check(expression, at: place.with(scope))
      }
      metFreeColumn = true
      report(
        Diagnostic(
          .noTable, "`\(name.text)` is an expression over columns, and there is no table here",
          at: name.span, because: "it was bound to `\(text(expression.span))`"))
      return .invalid(name.span)
    case .metric(let expression, let scope)?:
      return metric(name, expression, scope, at: place)
    case .module(let names)?:
      report(
        Diagnostic(
          .unknownName, "`\(name.text)` is a module, and no value", at: name.span,
          because: "its names are \(names.prefix(12).joined(separator: ", "))",
          helps: names.prefix(1).map { .init("\(name.text).\($0)", replacing: name.span) }))
      return .invalid(name.span)
    case .function?, .lambda?:
      return Checked(.constant(.missing), .function, span: name.span)
    case nil where name.text == "today":
      return Checked(.today(name.span), .date, span: name.span)
    case nil: return unknownName(name, at: place)
    }
  }

  private func unknownName(_ name: Name, at place: Place) -> Checked {
    if hasUnreadModule { return .invalid(name.span) }
    if let foreign = foreignName(name) { return foreign }
    if functions[name.text] != nil {
      report(
        Diagnostic(
          .unknownName, "`\(name.text)` is a function, and it is not called here", at: name.span,
          because: "a call has parentheses; `sales doc \(name.text)` shows its arguments"))
      return .invalid(name.span)
    }
    let columns = place.columns.type?.columns.map(\.name) ?? []
    var helps: [Diagnostic.Help] = []
    var because: String?
    if columns.contains(name.text) {
      because = "a column is written with a dot"
      helps = [.init(".\(name.text)", note: "the column", replacing: name.span)]
    } else {
      let near = Suggestion.nearest(to: name.text, among: columns)
      if let first = near.first {
        helps = [.init(".\(first)", note: "the column", replacing: name.span)]
      }
      let names = nearest(
        to: name.text, among: place.scope.visibleNames + functions.names, in: place.scope)
      if let first = names.first { helps.append(.init(first, replacing: name.span)) }
    }
    report(
      Diagnostic(
        .unknownName, "there is no name `\(name.text)` here", at: name.span, because: because,
        helps: Array(helps.prefix(2))))
    return .invalid(name.span)
  }

  func column(_ name: String, _ span: Span, at place: Place) -> Checked {
    guard let table = place.columns.type else {
      metFreeColumn = true
      report(
        Diagnostic(
          .noTable, "`.\(name)` is a column, and there is no table here", at: span,
          because: "a dot reaches the columns of the table verb around it",
          helps: possibleColumnExpressions > 0 ? [] : listHelp(name, span, at: place)))
      return .invalid(span)
    }
    guard let found = table[name] ?? table.columns.first(where: { $0.role == name }) else {
      return unknownColumn(name, in: table, span)
    }
    if case .groups = place.columns {
      report(
        Diagnostic(
          .notAggregated, "`.\(name)` has a value for each row, and `summarize` makes one of many",
          at: span, because: "a new column of `summarize` is made of aggregates",
          helps: [
            .init(found.type.measure == nil ? "count(.\(name))" : "sum(.\(name))", replacing: span)
          ]))
      return .invalid(span)
    }
    var column = found
    column.countedUnit = table.countedUnit(of: found)
    return Checked(.column(found.name), found.type, level: .row, span: span, column: column)
  }

  /// The column of a table in reach, as a list.
  private func listHelp(_ name: String, _ span: Span, at place: Place) -> [Diagnostic.Help] {
    let owner = place.scope.visibleNames.first { candidate in
      guard case .value(.table(let table), _, _)? = place.scope.lookup(candidate) else {
        return false
      }
      return table[name] != nil
    }
    return owner.map {
      [.init("\($0)\(Self.columnText(name))", note: "the column as a list", replacing: span)]
    } ?? []
  }

  @discardableResult
  func unknownColumn(_ name: String, in table: TableType, _ span: Span) -> Checked {
    let names = table.columns.map(\.name)
    let near = Suggestion.nearest(to: name, among: names)
    let listed = names.prefix(12).joined(separator: ", ").map { $0.isNewline ? "␊" : $0 }
    report(
      Diagnostic(
        .unknownColumn, "the table has no column `\(name)`", at: span,
        because: "its columns are \(String(listed))"
          + (names.count > 12 ? ", … (\(names.count) in all)" : ""),
        helps: spacedName(name, among: names, span).map { [$0] }
          ?? near.prefix(1).map { .init(Self.columnText($0), replacing: span) }))
    return .invalid(span)
  }

  /// The column that was meant by `.Total Revenue`, a name of several words without quotes.
  private func spacedName(
    _ name: String, among names: [String], _ span: Span
  ) -> Diagnostic.Help? {
    let candidates = names.filter { $0.lowercased().hasPrefix("\(name) ".lowercased()) }
    for candidate in candidates.sorted(by: { $0.utf8.count > $1.utf8.count }) {
      let whole = Span(
        source: span.source, start: span.start, end: span.start + candidate.utf8.count + 1)
      guard text(whole).lowercased() == ".\(candidate)".lowercased() else { continue }
      return .init(Self.columnText(candidate), replacing: whole)
    }
    return nil
  }

  /// A column as a program writes it: quoted where its name is no identifier.
  static func columnText(_ name: String) -> String {
    let isPlain =
      name.unicodeScalars.first.map { $0.properties.isAlphabetic || $0 == "_" } ?? false
    let rest = name.unicodeScalars.allSatisfy {
      $0.properties.isAlphabetic || $0 == "_" || ("0"..."9").contains($0)
    }
    return isPlain && rest && name.utf8.count <= SyntaxLimits.nameBytes
      ? ".\(name)" : ".\"\(escaped(name))\""
  }

  private static func escaped(_ name: String) -> String {
    var text = ""
    for scalar in name.unicodeScalars {
      switch scalar {
      case "\"", "\\": text += "\\\(scalar)"
      case "\n": text += "\\n"
      case "\t": text += "\\t"
      case _ where scalar.properties.generalCategory == .control:
        text += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text
  }

  func field(_ base: Expression, _ field: Name, _ span: Span, at place: Place) -> Checked {
    if case .name(let alias) = base.kind, let names = moduleNames(alias, at: place) {
      guard names.contains(field.text) else {
        reportNoMember(field.text, of: alias, names, span)
        return .invalid(span)
      }
      return name(Name("\(alias).\(field.text)", span: span), at: place)
    }
    let checked = check(base, at: place)
    switch checked.type {
    case .unknown: return .invalid(span)
    case .table(let table):
      guard let column = table[field.text] ?? table.columns.first(where: { $0.role == field.text })
      else { return unknownColumn(field.text, in: table, field.span) }
      return Checked(.columnList(checked.core, column.name, span), .list(column.type), span: span)
    case .record(let fields):
      guard let found = fields.first(where: { $0.name == field.text }) else {
        return noField(field, of: checked.type, fields.map(\.name), span)
      }
      return Checked(
        .field(checked.core, field.text, span), found.type, level: checked.level, span: span)
    case .estimate(let measure):
      let types: [String: Type] = [
        "value": .measure(measure), "low": .measure(measure), "high": .measure(measure),
        "level": .share,
      ]
      // Further parts, such as `.cost` of a CAC, are found when it runs.
      let core = Core.field(checked.core, field.text, span)
      var type = types[field.text] ?? environment.evaluate?(core)?.type
      if type == nil, environment.evaluate == nil { return .invalid(span) }
      // A part that an estimate lacks is found missing, which is none of its fields.
      if case .missing? = type { type = nil }
      guard let type else {
        return noField(field, of: checked.type, ["value", "low", "high", "level"], span)
      }
      return Checked(.field(checked.core, field.text, span), type, level: checked.level, span: span)
    case .period:
      guard ["start", "end"].contains(field.text) else {
        return noField(field, of: checked.type, ["start", "end"], span)
      }
      return Checked(
        .field(checked.core, field.text, span), .date, level: checked.level, span: span)
    default:
      return noField(field, of: checked.type, [], span)
    }
  }

  private func noField(_ field: Name, of type: Type, _ fields: [String], _ span: Span) -> Checked {
    report(
      Diagnostic(
        .unknownColumn, "\(type.description) has no field `\(field.text)`", at: field.span,
        because: fields.isEmpty ? nil : "its fields are \(fields.joined(separator: ", "))",
        helps: Suggestion.nearest(to: field.text, among: fields).prefix(1)
          .map { .init($0, replacing: field.span) }))
    return .invalid(span)
  }

  func element(_ base: Expression, _ index: Expression, _ span: Span, at place: Place) -> Checked {
    let list = check(base, at: place)
    if let foreign = foreignIndex(base, list.type, index, span, at: place) { return foreign }
    let position = check(index, at: place)
    if case .negate = index.kind {
      // Over rows `last` is an aggregate.
      let whole = text(base.span)
      let last = list.level == .row ? "\(whole)[length(\(whole)) - 1]" : "last(\(whole))"
      report(
        Diagnostic(
          .wrongArguments, "an index counts from 0 at the front", at: index.span,
          helps: [.init(last, note: "the last element", replacing: span)]))
      return .invalid(span)
    }
    require(position, .number, "an index")
    let level = max(list.level, position.level)
    switch list.type {
    case .unknown: return .invalid(span)
    case .list(let type):
      return Checked(.element(list.core, position.core, span), type, level: level, span: span)
    case .table(let table):
      let fields = table.columns.map { RecordField($0.name, $0.type) }
      return Checked(.element(list.core, position.core, span), .record(fields), span: span)
    default:
      report(
        Diagnostic(
          .wrongType, "only a list or a table has elements, this is \(list.type.description)",
          at: base.span))
      return .invalid(span)
    }
  }
}

extension Place.Columns {
  /// The table whose columns a dot reaches.
  var type: TableType? {
    switch self {
    case .none: nil
    case .rows(let table), .groups(let table), .windows(let table): table
    }
  }
}
