import Values

/// A column of a query: the name that the relation gives it, and the SQL text that computes it.
struct SelectColumn {
  enum Kind { case reference, simple, computed }

  var name: String
  var sql: String
  /// Whether the text is the bare name of a column of FROM, costs nothing otherwise (a constant), or
  /// is work that should not be written twice.
  var kind = Kind.computed
}

/// The columns of a query in their order, found by their names at once: a file may have thousands.
struct SelectColumns: RandomAccessCollection {
  private let columns: [SelectColumn]
  private let places: [String: Int]

  init(_ columns: [SelectColumn]) {
    self.columns = columns
    places = Dictionary(
      columns.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  var startIndex: Int { columns.startIndex }
  var endIndex: Int { columns.endIndex }
  subscript(index: Int) -> SelectColumn { columns[index] }

  /// The first column of this name.
  subscript(name: String) -> SelectColumn? { places[name].map { columns[$0] } }
}

/// One term of an ORDER BY; missing values are last, and first where the rows are read from the end.
struct OrderTerm {
  var sql: String
  var isDescending = false
  /// True where the last row is to come first.
  var isReversed = false

  var text: String {
    "\(sql)\(isDescending != isReversed ? " DESC" : "") NULLS \(isReversed ? "FIRST" : "LAST")"
  }
}

/// One SELECT that is being put together.
struct Select {
  /// What follows FROM, of one or several lines.
  var from: String
  /// The columns over what follows FROM.
  var columns: SelectColumns
  var conditions: [String] = []
  /// How many columns, from the first, are the keys of a GROUP BY; nil for no aggregation.
  var keyCount: Int?
  /// The sets of keys, by their indices, that are grouped by one after another; nil for all keys.
  var groupingSets: [[Int]]?
  /// Keeps the first row of each combination of these, by `order`.
  var distinctOn: [String]?
  /// What orders the rows without ties.
  ///
  /// When it is empty, the rows come in an order that the engine keeps by itself (a file's), or no
  /// order is asked for.
  var order: [OrderTerm] = []
  var limit: Int?
  /// How many rows are passed over before the first of them.
  var offset = 0
  /// How many projections were written into one another, each making the texts longer.
  var inlinedCount = 0
  /// True when `from` is a join, which cannot stand on the right of another without parentheses.
  var isJoin = false

  /// True when conditions, keys and row numbers can be added without changing what it means.
  var isOpen: Bool { keyCount == nil && distinctOn == nil && limit == nil }

  /// True when it does no more than name the columns of what follows FROM.
  var isPlain: Bool {
    isOpen && conditions.isEmpty && order.isEmpty && columns.allSatisfy { $0.kind == .reference }
  }

  /// How the columns of a query are called: as the relation says, or `c0`, `c1` and so on, since
  /// the engine does not tell `Cost` from `cost`.
  enum Names { case shown, generated }

  /// The query as indented text.
  ///
  /// The extras are further columns, which carry the order to the query around. Without `isOrdered`
  /// the rows are ordered only where the order decides which rows there are.
  func text(
    _ names: Names, extras: [SelectColumn] = [], isOrdered: Bool,
  ) throws(ValueError) -> String {
    var items: [String] = []
    for (index, column) in columns.enumerated() {
      let name = names == .generated ? "c\(index)" : try SQLQuoting.identifier(column.name)
      let isNamed = column.kind == .reference && column.sql.hasSuffix(".\(name)")
      items.append(isNamed ? column.sql : "\(column.sql) AS \(name)")
    }
    items += extras.map { "\($0.sql) AS \($0.name)" }
    if items.isEmpty { items.append("true AS nothing") }

    var select = "SELECT"
    if let distinctOn { select += " DISTINCT ON (\(distinctOn.joined(separator: ", ")))" }
    var lines = [select, Self.indented(items.joined(separator: ",\n")), "FROM \(from)"]
    if !conditions.isEmpty {
      let isSingle = conditions.count == 1
      let terms = conditions.map { isSingle || ScalarSQL.isSelfContained($0) ? $0 : "(\($0))" }
      lines.append("WHERE \(terms.joined(separator: "\n  AND "))")
    }
    if let keyCount {
      lines.append("GROUP BY \(grouping(keyCount))")
    }
    if !order.isEmpty, isOrdered || limit != nil || distinctOn != nil {
      lines.append("ORDER BY \(order.map(outputTerm).joined(separator: ", "))")
    }
    if let limit { lines.append("LIMIT \(limit)" + (offset > 0 ? " OFFSET \(offset)" : "")) }
    return lines.joined(separator: "\n")
  }

  private func grouping(_ keyCount: Int) -> String {
    func list(_ keys: some Sequence<Int>) -> String {
      keys.map { String($0 + 1) }.joined(separator: ", ")
    }
    if let groupingSets {
      let sets = groupingSets.map { "(\(list($0)))" }
      return "GROUPING SETS (\(sets.joined(separator: ", ")))"
    }
    // Without keys and aggregates, only an empty list of keys makes one row of all rows.
    return keyCount == 0 ? "()" : list(0..<keyCount)
  }

  /// In a grouped query, what orders the rows is named by its place among the columns.
  private func outputTerm(_ term: OrderTerm) -> String {
    guard keyCount != nil, let index = columns.firstIndex(where: { $0.sql == term.sql }) else {
      return term.text
    }
    var numbered = term
    numbered.sql = String(index + 1)
    return numbered.text
  }

  static func indented(_ text: String) -> String {
    "  " + text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\n  ")
  }
}
