internal import Columns
package import Values

/// Writes a relation as one query of DuckDB.
///
/// Steps over one source share a SELECT as far as they can. The rows come in the order that
/// `Relation` promises; where the engine does not keep that order by itself, row numbers are added,
/// and only where somebody sees the order: not below an aggregation.
package struct SQLWriter {
  private static let maximumDepth = 500
  private static let maximumInlining = 20

  var scalars = ScalarSQL()
  private var aliasCount = 0
  private var depth = 0

  /// The query of a relation whose sources are all files.
  ///
  /// The result's columns are those of the relation by position: names that differ only in case are
  /// one name to the engine.
  ///
  /// Errors: a source in memory or an operation without SQL form (`unsupported`), a zero byte in a
  /// name (`invalidArgument`), nesting beyond what the engine takes (`tooLarge`).
  package static func write(_ relation: Relation) throws(ValueError) -> SQLQuery {
    var writer = SQLWriter()
    let select = try writer.select(relation, isOrdered: true)
    let text = try select.text(.shown, isOrdered: true)
    return SQLQuoting.numbered(text, parameters: writer.scalars.parameters)
  }

  /// The query of one step; `isOrdered` tells whether the order of its rows matters.
  mutating func select(
    _ relation: Relation, isOrdered: Bool,
  ) throws(ValueError) -> Select {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.maximumDepth else {
      throw ValueError(.tooLarge, "a table is made in more than \(Self.maximumDepth) steps")
    }
    switch relation {
    case .scan(let scan):
      let alias = nextAlias()
      return Select(
        from: "\(try scan.sourceText()) AS \(alias)",
        columns: SelectColumns(try scan.selectColumns(alias: alias)))
    case .generated(let source):
      let alias = nextAlias()
      return Select(
        from: "\(try SQLWriter.generatedRows(source.key)) AS \(alias)",
        columns: Self.references(source.columns.map(\.name), alias: alias))
    case .local:
      throw ValueError(.unsupported, "a table in memory cannot be part of the engine's query")
    case .filter(let input, let condition):
      var select = try opened(select(input, isOrdered: isOrdered))
      select.conditions.append(try scalars.text(condition, over: select.columns))
      return select
    case .project(let input, let columns):
      return try projection(of: select(input, isOrdered: isOrdered), columns)
    case .aggregate(let input, let keys, let measures):
      return try aggregation(of: input, keys: keys, measures: measures, isOrdered: isOrdered)
    case .groupingSets(let input, let keys, let sets, let measures):
      var select = try aggregation(
        of: input, keys: keys, measures: measures, isOrdered: isOrdered)
      select.groupingSets = sets
      return select
    case .window(let input, let window):
      return try windowed(input, window, isOrdered: isOrdered)
    case .join(let left, let right, let join):
      return try self.join(left, right, join, isOrdered: isOrdered)
    case .sort(let input, let keys):
      guard isOrdered else { return try select(input, isOrdered: false) }
      return try sorting(of: select(input, isOrdered: true), keys)
    case .limit(let input, let count):
      var select = try select(input, isOrdered: true)
      select.limit = min(select.limit ?? .max, max(0, count))
      return select
    case .distinct(let input, let names):
      return try distinction(of: input, by: names, isOrdered: isOrdered)
    case .append(let parts):
      return try append(parts, isOrdered: isOrdered)
    }
  }

  /// The engine's table function of `RowSource`: its columns are called `c0`, `c1` and so on.
  private static func generatedRows(_ key: String) throws(ValueError) -> String {
    "generated_rows(\(try SQLQuoting.literal(key)))"
  }

  mutating func nextAlias() -> String {
    defer { aliasCount += 1 }
    return "t\(aliasCount)"
  }

  // MARK: Steps of one source

  private mutating func projection(
    of input: Select, _ columns: [NamedScalar],
  ) throws(ValueError) -> Select {
    var select = try input.keyCount == nil ? input : nested(input)
    if repeatsWork(columns.map(\.expression), over: select) { select = try nested(select) }
    select.columns = SelectColumns(try texts(columns, over: select.columns))
    select.inlinedCount += 1
    return select
  }

  private mutating func aggregation(
    of input: Relation, keys: [NamedScalar], measures: [NamedScalar], isOrdered: Bool,
  ) throws(ValueError) -> Select {
    let usesOrder = measures.contains { $0.expression.usesOrder }
    var select = try opened(self.select(input, isOrdered: usesOrder))
    if repeatsWork((keys + measures).map(\.expression), over: select) {
      select = try nested(select)
    }
    var position: String?
    if usesOrder { (select, position) = try positioned(select) }
    let keyColumns = try texts(keys, over: select.columns)
    let measureColumns = try texts(measures, over: select.columns, position: position)
    select.columns = SelectColumns(keyColumns + measureColumns)
    select.keyCount = keys.count
    select.order = isOrdered ? keyColumns.map { OrderTerm(sql: $0.sql) } : []
    return select
  }

  private mutating func sorting(
    of input: Select, _ keys: [SortKey],
  ) throws(ValueError) -> Select {
    var select = try opened(input)
    if select.order.isEmpty {
      let position: String
      (select, position) = try positioned(select)
      select.order = [OrderTerm(sql: position)]
    }
    var terms: [OrderTerm] = []
    for key in keys {
      let text = try scalars.text(key.expression, over: select.columns)
      terms.append(OrderTerm(sql: text, isDescending: key.isDescending))
    }
    select.order = terms + select.order
    return select
  }

  private mutating func distinction(
    of input: Relation, by names: [String], isOrdered: Bool,
  ) throws(ValueError) -> Select {
    // Which of equal rows is kept shows only where other columns or the order are seen.
    var select = try opened(self.select(input, isOrdered: isOrdered || !names.isEmpty))
    if select.order.isEmpty, isOrdered || !names.isEmpty {
      let position: String
      (select, position) = try positioned(select)
      select.order = [OrderTerm(sql: position)]
    }
    let keys = names.isEmpty ? select.columns.map(\.name) : names
    var texts: [String] = []
    for key in keys { texts.append(try scalars.text(.column(key), over: select.columns)) }
    // A table without columns has at most one distinct row.
    if texts.isEmpty { select.limit = 1 } else { select.distinctOn = texts }
    return select
  }

  mutating func texts(
    _ columns: [NamedScalar], over input: SelectColumns, position: String? = nil,
  ) throws(ValueError) -> [SelectColumn] {
    var result: [SelectColumn] = []
    for column in columns {
      let text = try scalars.text(column.expression, over: input, position: position)
      let kind: SelectColumn.Kind =
        switch column.expression {
        case .column(let name): input[name]?.kind ?? .computed
        case .constant: .simple
        case .call, .aggregate, .window, .conditional: .computed
        }
      result.append(SelectColumn(name: column.name, sql: text, kind: kind))
    }
    return result
  }

  // MARK: Steps of several sources

  private mutating func join(
    _ left: Relation, _ right: Relation, _ join: Join, isOrdered: Bool,
  ) throws(ValueError) -> Select {
    let (left, leftPosition) = try operand(left, isOrdered: isOrdered, isRight: false)
    let (right, rightPosition) = try operand(right, isOrdered: isOrdered, isRight: true)
    var conditions: [String] = []
    for key in join.keys {
      let mine = try scalars.text(.column(key.left), over: left.columns)
      let theirs = try scalars.text(.column(key.right), over: right.columns)
      conditions.append("\(mine) = \(theirs)")
    }
    let condition = conditions.isEmpty ? "true" : conditions.joined(separator: " AND ")
    let kind =
      switch join.keep {
      case .both: "JOIN"
      case .left: "LEFT JOIN"
      case .right: "RIGHT JOIN"
      case .all: "FULL JOIN"
      }
    var columns: [SelectColumn] = []
    for output in join.output {
      let sql: String
      switch output.side {
      case .left(let name): sql = try scalars.text(.column(name), over: left.columns)
      case .right(let name): sql = try scalars.text(.column(name), over: right.columns)
      case .either(let mine, let theirs):
        let first = try scalars.text(.column(mine), over: left.columns)
        let second = try scalars.text(.column(theirs), over: right.columns)
        sql = "coalesce(\(first), \(second))"
      }
      columns.append(SelectColumn(name: output.name, sql: sql))
    }
    let from = "\(left.from)\n\(kind) \(right.from) ON \(condition)"
    var select = Select(from: from, columns: SelectColumns(columns), isJoin: true)
    // A right row without a left one has no left position, so it comes last.
    select.order = [leftPosition, rightPosition].compactMap { $0 }.map { OrderTerm(sql: $0) }
    return select
  }

  /// One side of a join: something to stand beside JOIN, with the number of each row if the order is
  /// asked for.
  private mutating func operand(
    _ relation: Relation, isOrdered: Bool, isRight: Bool,
  ) throws(ValueError) -> (Select, position: String?) {
    var select = try select(relation, isOrdered: isOrdered)
    if isOrdered {
      let position: String
      (select, position) = try positioned(opened(select))
      return (select, position)
    }
    if !select.isPlain || (isRight && select.isJoin) { select = try nested(select) }
    return (select, nil)
  }

  /// The rows of the parts one after another.
  private mutating func append(
    _ parts: [Relation], isOrdered: Bool,
  ) throws(ValueError) -> Select {
    guard !parts.isEmpty else {
      throw ValueError(.invalidArgument, "there is no table to append")
    }
    let names = Relation.append(parts).columnNames
    // The engine keeps the order of a UNION ALL at the end of a query, but not below a join, where
    // it reads the parts at the same time; so each row is numbered in its part.
    var texts: [String] = []
    for (number, part) in parts.enumerated() {
      var part = try opened(select(part, isOrdered: isOrdered))
      var extras: [SelectColumn] = []
      if isOrdered {
        let position: String
        (part, position) = try positioned(part)
        extras = [
          SelectColumn(name: "part", sql: String(number)),
          SelectColumn(name: "position", sql: position),
        ]
      }
      let columns = part.columns
      part.columns = SelectColumns(
        names.map { columns[$0] ?? SelectColumn(name: $0, sql: "NULL") })
      texts.append(try part.text(.generated, extras: extras, isOrdered: false))
    }
    let alias = nextAlias()
    var result = Select(
      from: "(\n\(Select.indented(texts.joined(separator: "\nUNION ALL\n")))\n) AS \(alias)",
      columns: Self.references(names, alias: alias))
    if isOrdered {
      result.order = [OrderTerm(sql: "\(alias).part"), OrderTerm(sql: "\(alias).position")]
    }
    return result
  }

  // MARK: Queries within queries

  static func references(_ names: [String], alias: String) -> SelectColumns {
    SelectColumns(
      names.enumerated().map { index, name in
        SelectColumn(name: name, sql: "\(alias).c\(index)", kind: .reference)
      })
  }

  /// The same rows as a source of a new query, which sees what orders them as further columns.
  ///
  /// `preamble` is what must stand before its SELECT.
  mutating func nested(
    _ select: Select, after preamble: String? = nil,
  ) throws(ValueError) -> Select {
    let alias = nextAlias()
    var extras: [SelectColumn] = []
    var order: [OrderTerm] = []
    for term in select.order {
      let name: String
      if let index = select.columns.firstIndex(where: { $0.sql == term.sql }) {
        name = "c\(index)"
      } else {
        name = "o\(extras.count)"
        extras.append(SelectColumn(name: name, sql: term.sql))
      }
      order.append(OrderTerm(sql: "\(alias).\(name)", isDescending: term.isDescending))
    }
    var text = try select.text(.generated, extras: extras, isOrdered: false)
    if let preamble { text = preamble + "\n" + text }
    return Select(
      from: "(\n\(Select.indented(text))\n) AS \(alias)",
      columns: Self.references(select.columns.map(\.name), alias: alias), order: order)
  }

  /// The same rows as a query to which conditions and keys can be added.
  mutating func opened(_ select: Select) throws(ValueError) -> Select {
    try select.isOpen ? select : nested(select)
  }

  /// The same rows in the same order, and the text of each row's number in it.
  mutating func positioned(
    _ select: Select
  ) throws(ValueError) -> (Select, position: String) {
    let alias = nextAlias()
    let terms = select.order.map(\.text).joined(separator: ", ")
    let number = SelectColumn(
      name: "position", sql: "row_number() OVER (\(terms.isEmpty ? "" : "ORDER BY \(terms)"))")
    let text = try select.text(.generated, extras: [number], isOrdered: false)
    let position = "\(alias).position"
    let result = Select(
      from: "(\n\(Select.indented(text))\n) AS \(alias)",
      columns: Self.references(select.columns.map(\.name), alias: alias),
      order: [OrderTerm(sql: position)])
    return (result, position)
  }

  /// True when writing these expressions over the columns' texts would make the engine do work of a
  /// column more than once, or pile up texts without end.
  private func repeatsWork(_ expressions: [ScalarExpression], over select: Select) -> Bool {
    if select.inlinedCount >= Self.maximumInlining { return true }
    let computed = Set(select.columns.filter { $0.kind == .computed }.map(\.name))
    guard !computed.isEmpty else { return false }
    var seen: Set<String> = []
    return expressions.flatMap(\.columnNames).contains {
      computed.contains($0) && !seen.insert($0).inserted
    }
  }
}
