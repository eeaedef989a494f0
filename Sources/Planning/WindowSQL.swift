import Values

/// How columns over the rows of a group are written.
///
/// The rows with the keys of their groups and the arguments of the functions are one query. Window
/// functions are computed over it by `OVER`. Aggregates of whole groups are computed from the same
/// rows by GROUP BY and joined to them, so that they have the digits that `summarize` gives.
extension SQLWriter {
  mutating func windowed(
    _ input: Relation, _ window: Window, isOrdered: Bool,
  ) throws(ValueError) -> Select {
    let isNumbered = isOrdered || window.usesOrder
    var source = try opened(select(input, isOrdered: isNumbered))
    var position = "0"
    if isNumbered {
      (source, position) = try positioned(source)
    } else if !source.isPlain {
      source = try nested(source)
    }

    // What the window is made of stands beside the columns.
    var place = position
    if window.usesOrder, !window.order.isEmpty {
      var terms: [OrderTerm] = []
      for key in window.order {
        let text = try scalars.text(key.expression, over: source.columns)
        terms.append(OrderTerm(sql: text, isDescending: key.isDescending))
      }
      terms.append(OrderTerm(sql: position))
      place = "row_number() OVER (ORDER BY \(terms.map(\.text).joined(separator: ", ")))"
    }
    var extras = [
      SelectColumn(name: "position", sql: position), SelectColumn(name: "place", sql: place),
    ]
    for (index, key) in window.partition.enumerated() {
      let text = try scalars.text(key, over: source.columns)
      extras.append(SelectColumn(name: "p\(index)", sql: text))
    }
    var arguments: [[String]] = []
    let rows = nextAlias()
    for (index, column) in window.columns.enumerated() {
      var names: [String] = []
      for (number, argument) in column.arguments.enumerated() {
        let name = "a\(index)_\(number)"
        let text = try scalars.text(argument, over: source.columns)
        extras.append(SelectColumn(name: name, sql: text))
        names.append("\(rows).\(name)")
      }
      arguments.append(names)
    }
    let text = try source.text(.generated, extras: extras, isOrdered: false)

    let partition = window.partition.indices.map { "\(rows).p\($0)" }
    let over = WindowText(partition: partition, place: "\(rows).place")
    let groups = window.columns.contains(where: \.isWhole) ? nextAlias() : rows
    var columns = Array(Self.references(source.columns.map(\.name), alias: rows))
    var measures: [String] = []
    for (column, names) in zip(window.columns, arguments) {
      let sql: String
      switch column.operation {
      case .ordered(let operation): sql = operation.sql(names, over)
      case .whole(let operation):
        let texts = operation.usesOrder ? names + ["\(rows).place"] : names
        sql = "\(groups).m\(measures.count)"
        measures.append("\(operation.sql(texts)) AS m\(measures.count)")
      }
      columns.append(SelectColumn(name: column.name, sql: sql))
    }
    var result = Select(
      from: "(\n\(Select.indented(text))\n) AS \(rows)", columns: SelectColumns(columns),
      order: isOrdered ? [OrderTerm(sql: "\(rows).position")] : [])
    guard !measures.isEmpty else { return try nested(result) }
    result.from = Self.joined(rows, groups, partition, measures)
    return try nested(result, after: "WITH \(rows) AS MATERIALIZED (\n\(Select.indented(text))\n)")
  }

  /// The rows beside the figures of their groups; rows without a key are a group too.
  private static func joined(
    _ rows: String, _ groups: String, _ partition: [String], _ measures: [String],
  ) -> String {
    let keys = partition.indices.map { "\(partition[$0]) AS p\($0)" }
    let items = (keys + measures).joined(separator: ",\n")
    var lines = ["SELECT", Select.indented(items), "FROM \(rows)"]
    if !partition.isEmpty {
      let numbers = partition.indices.map { String($0 + 1) }
      lines.append("GROUP BY \(numbers.joined(separator: ", "))")
    }
    let query = "(\n\(Select.indented(lines.joined(separator: "\n")))\n) AS \(groups)"
    if partition.isEmpty { return "\(rows)\nCROSS JOIN \(query)" }
    let conditions = partition.indices.map {
      "\(partition[$0]) IS NOT DISTINCT FROM \(groups).p\($0)"
    }
    return "\(rows)\nJOIN \(query) ON \(conditions.joined(separator: " AND "))"
  }
}
