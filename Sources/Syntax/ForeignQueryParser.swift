import Diagnostics

/// `select a, sum(b) from t where … group by a order by … limit n` of SQL, read to say the same as
/// verbs after pipes.
extension Parser {
  private struct Query {
    var items: [(value: Expression, alias: String?)] = []
    var isOfAll = false
    var isDistinct = false
    var table = ""
    var condition: Expression?
    var keys: [Expression] = []
    var having: Expression?
    var order: [(key: Expression, isDescending: Bool)] = []
    var limit: Expression?
  }

  /// Reads a query of SQL; where it has parts without a counterpart, the rest is left unread.
  mutating func foreignQuery(_ because: String) -> Statement.Kind {
    let start = current.start
    let place = span(of: current)
    let word = code(place) ?? "select"
    let outside = (clauses, condition)
    clauses.formUnion([.query, .columns])
    condition = .rows
    let query = query()
    (clauses, condition) = outside
    let isWhole =
      query != nil
      && (isAt(.semicolon) || current.kind == .newline || current.kind == .end
        || isAt(.rightBrace))
    let verbs = isWhole ? query.flatMap(pipeline(of:)) : nil
    if !isWhole { skip(untilOneOf: [.semicolon]) }
    let whole = span(from: start)
    if verbs == nil { diagnostics.forget(within: whole) }
    failWhole(
      .foreignWord, "there is no statement `\(word)`", span: place, because: because,
      helps: help(verbs, replacing: whole))
    lastMistake = index
    return .invalid
  }

  // MARK: Reading

  private mutating func query() -> Query? {
    var query = Query()
    advance()
    query.isDistinct = take(clause: "distinct")
    repeat {
      if take(.star) {
        query.isOfAll = true
        continue
      }
      let value = operation(.or)
      var alias: String?
      _ = take(clause: "as")
      if case .word(let word) = current.kind, !ForeignClauses.queryWords.contains(word.lowercased())
      {
        alias = word
        advance()
      }
      query.items.append((value, alias))
    } while take(.comma)
    guard take(clause: "from"), case .word(let table) = current.kind else { return nil }
    query.table = table
    advance()
    if take(clause: "where") { query.condition = operation(.or) }
    if take(clause: "group") {
      guard take(clause: "by") else { return nil }
      repeat { query.keys.append(operation(.or)) } while take(.comma)
    }
    if take(clause: "having") { query.having = operation(.or) }
    if take(clause: "order") {
      guard take(clause: "by") else { return nil }
      repeat {
        let key = operation(.or)
        let isDescending = take(clause: "desc")
        if !isDescending { _ = take(clause: "asc") }
        query.order.append((key, isDescending))
      } while take(.comma)
    }
    if take(clause: "limit") { query.limit = operation(.or) }
    return query
  }

  // MARK: Saying the same

  /// The verbs that do what the query does; nil where they are not known.
  private func pipeline(of query: Query) -> String? {
    var stages = [query.table]
    func add(_ verb: String, _ arguments: [String]) {
      stages.append("\(verb)(\(arguments.joined(separator: ", ")))")
    }
    if let condition = query.condition {
      guard let code = overRows(condition) else { return nil }
      add("where", [code])
    }
    var columns: [String] = []
    var computed: [String] = []
    for item in query.items {
      guard let code = overRows(item.value) else { return nil }
      if item.alias == nil, Self.column(item.value) != nil {
        columns.append(code)
      } else {
        let name = item.alias ?? Self.name(of: item.value)
        computed.append("\(name): \(code)")
        columns.append(".\(name)")
      }
    }
    let keys = query.keys.compactMap { overRows($0) }
    guard keys.count == query.keys.count else { return nil }
    let isGrouped = !keys.isEmpty || query.items.contains { Self.isAggregate($0.value) }
    if isGrouped {
      let by =
        keys.isEmpty
        ? [] : ["by: " + (keys.count == 1 ? keys[0] : "[\(keys.joined(separator: ", "))]")]
      guard !query.isOfAll, !computed.isEmpty else {
        guard !keys.isEmpty else { return nil }
        add("keep", keys)
        add("distinct", keys)
        return stages.joined(separator: " | ")
      }
      add("summarize", computed + by)
      if let having = query.having {
        guard let code = overRows(having), !Self.isAggregate(having) else { return nil }
        add("where", [code])
      }
    } else if !computed.isEmpty {
      add("add", computed)
    }
    if !query.order.isEmpty {
      let order = query.order.compactMap { key in
        overRows(key.key).map { (key.isDescending ? "-" : "") + $0 }
      }
      guard order.count == query.order.count else { return nil }
      add("sort", order)
    }
    if !isGrouped, !query.isOfAll {
      add("keep", columns)
      if query.isDistinct { add("distinct", columns) }
    }
    if let limit = query.limit {
      guard let code = code(limit.span) else { return nil }
      add("show", ["rows: \(code)"])
    }
    return stages.joined(separator: " | ")
  }

  /// The name of a column that is written alone, with or without the name of its table.
  private static func column(_ expression: Expression) -> String? {
    switch expression.kind {
    case .name(let name), .column(let name): name
    case .field(let base, let field):
      if case .name = base.kind { field.text } else { nil }
    default: nil
    }
  }

  /// A name for a computed column without one: that of the first column in it.
  private static func name(of expression: Expression) -> String {
    var rest = [expression]
    while let next = rest.popLast() {
      if let name = column(next) { return name }
      rest += next.kind.children.reversed()
    }
    return "rows"
  }

  private static let aggregates: [String: String] = [
    "sum": "sum", "avg": "mean", "mean": "mean", "min": "min", "max": "max", "count": "count",
    "median": "median", "stddev": "stddev", "variance": "variance",
  ]

  private static func isAggregate(_ expression: Expression) -> Bool {
    var rest = [expression]
    while let next = rest.popLast() {
      if case .call(let name, _) = next.kind, aggregates[name.text.lowercased()] != nil {
        return true
      }
      rest += next.kind.children
    }
    return false
  }

  /// The text of an expression in which every bare name is a column, and an aggregate has our name.
  func overRows(_ expression: Expression) -> String? {
    var edits: [Edit] = []
    var rest = [expression]
    while let next = rest.popLast() {
      if let name = Self.column(next) {
        edits.append(Edit(place: next.span, code: ".\(name)"))
        continue
      }
      if case .call(let name, _) = next.kind {
        let ours = Self.aggregates[name.text.lowercased()] ?? name.text.lowercased()
        if ours != name.text { edits.append(Edit(place: name.span, code: ours)) }
      }
      rest += next.kind.children
    }
    return mended(expression.span, with: edits)
  }

  /// The text of an expression as it is written here.
  func meant(_ expression: Expression) -> String? {
    clauses.contains(.columns) ? overRows(expression) : mended(expression.span)
  }

  /// `t where cost > 0`: the clause as a verb after a pipe.
  mutating func rejectWhere() {
    let place = span(of: current)
    let mistake = index
    let outside = (clauses, condition)
    clauses.insert(.columns)
    condition = .rows
    advance()
    let asked = operation(.or)
    (clauses, condition) = outside
    let code = overRows(asked).map { "| where(\($0))" }
    let whole = span(from: place.start)
    diagnostics.takeBack(within: whole)
    fail(
      at: mistake, .foreignWord, "`where` is a verb after a pipe", span: place,
      because: "there are no clauses; every step is a call after a pipe",
      helps: help(code, replacing: whole))
  }
}
