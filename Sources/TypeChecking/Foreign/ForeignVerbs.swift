internal import Values

/// Verbs of tables under their names elsewhere.
extension ForeignFunction {
  static let verbs: [Row] = [
    Row(
      "filter query subset having loc iloc", "`where` keeps the rows that fulfil a condition",
      renamed: "where"),
    Row("select pick select_columns", "`keep` keeps columns, and `drop` removes them") {
      $0.picking("keep")
    },
    Row("drop_columns remove_columns", "`drop` removes columns") { $0.picking("drop") },
    Row(
      "mutate assign transform with_columns withcolumn with_column extend derive",
      "`add` makes new columns", renamed: "add"),
    Row(
      "arrange order_by orderby sort_values sort_by sortby order",
      "`sort` orders rows; a minus sign means descending"
    ) { $0.sorting() },
    Row(
      "aggregate agg summarise", "`summarize` makes one row of many", renamed: "summarize"),
    Row(
      "group_by groupby group",
      "there are no groups that stick to a table: grouping is the argument `by:` of `summarize`"
    ) { call in
      call.columns(call.rest).flatMap {
        call.verb("summarize(rows: count(), by: \(call.keys($0)))")
      }
    },
    Row("value_counts", "`summarize` counts rows") { call in
      call.columns(call.rest).flatMap {
        call.verb("summarize(rows: count(), by: \(call.keys($0)))")
      }
    },
    Row(
      "head limit take fetch slice_head first_rows",
      "`show(rows:)` shows the first rows, and `top(n, by:)` gives those with the largest values"
    ) { call in
      call.verb("show(rows: \((call.rest.first ?? call.named("n")).map(call.text) ?? "10"))")
    },
    Row(
      "tail slice_tail last_rows",
      "no verb gives the last rows; sorted the other way round they are the first ones"
    ) { call in
      guard let table = call.table,
        let key = table.columns.first(where: { $0.type.isMoment })
      else { return nil }
      let rows = (call.rest.first ?? call.named("n")).map(call.text) ?? "10"
      return call.verb("sort(-\(Checker.columnText(key.name))) | show(rows: \(rows))")
    },
    Row("nlargest top_n slice_max", "`top` gives the rows with the largest values") {
      $0.largest(descending: false)
    },
    Row("nsmallest slice_min bottom_n", "`top` of the negative gives the smallest values") {
      $0.largest(descending: true)
    },
    Row("drop_duplicates uniq", "`distinct` keeps one row of each", renamed: "distinct"),
    Row("unique", "`distinct` keeps one row of each, or counts different values") { call in
      guard call.rest.isEmpty || call.isInGroups else { return call.picking("distinct") }
      return .call(call.renamed("distinct"))
    },
    Row("dropna drop_na na_omit complete_cases", "`where` keeps the rows that have a value") {
      call in
      let listed = call.rest.isEmpty ? call.named("subset").map { [$0] } ?? [] : call.rest
      guard let columns = call.columns(listed) else { return nil }
      let conditions = columns.map { "\($0) is not missing" }
      return call.verb("where(\(conditions.joined(separator: " and ")))")
    },
    Row("rename_with rename_columns", "`rename` gives columns other names") { $0.renaming() },
    Row(
      "union union_all bind_rows rbind concat_rows vstack",
      "`append` puts the rows of one table after those of another", renamed: "append"),
    Row("sample_n slice_sample", "`sample` picks rows at random", renamed: "sample"),
    Row(
      "read_csv read read_parquet open import_csv", "`load` opens files of rows", renamed: "load"),
    Row("write_csv to_csv write export", "`save` writes a table to a file", renamed: "save"),
    Row("print display cat echo puts view", "`show` shows a value", renamed: "show"),
    Row(
      "summary info glimpse str schema", "`describe` tells about each column",
      renamed: "describe"),
  ]
}

extension Type {
  /// True for a day, an instant or a period, by which rows have an order of time.
  var isMoment: Bool {
    switch self {
    case .date, .instant, .period: true
    default: false
    }
  }
}

extension ForeignCall {
  /// A verb of columns: texts and lists become columns.
  func picking(_ verb: String) -> ForeignFix? {
    columns(rest).flatMap { self.verb("\(verb)(\($0.joined(separator: ", ")))") }
  }

  /// `sort` with the directions that other languages give by words or by a named argument.
  func sorting() -> ForeignFix? {
    var keys = rest
    if let by = named("by", "key", "on", "column", "columns") { keys.append(by) }
    let flat = keys.flatMap { $0.elements ?? [$0] }
    var texts: [String] = []
    for (expression, isDescending) in zip(flat, sortDirections(of: flat.count)) {
      guard let key = key(expression, descending: isDescending) else { return nil }
      texts.append(key)
    }
    return texts.isEmpty ? nil : verb("sort(\(texts.joined(separator: ", ")))")
  }

  /// Whether each of several keys goes down, by `ascending: false`, `desc: true` and the like.
  private func sortDirections(of count: Int) -> [Bool] {
    var all = [Bool](repeating: false, count: count)
    for (isUp, given) in [
      (true, named("ascending", "asc")),
      (false, named("desc", "descending", "reverse", "decreasing")),
    ] {
      guard let given else { continue }
      if let elements = given.elements {
        for (index, element) in elements.enumerated() where all.indices.contains(index) {
          all[index] = bool(element).map { $0 != isUp } ?? all[index]
        }
      } else if let value = bool(given) {
        all = all.map { _ in value != isUp }
      }
    }
    return all
  }

  /// `nlargest(n, "cost")` is `top(n, by: .cost)`.
  func largest(descending: Bool) -> ForeignFix? {
    let keys = rest.dropFirst() + [named("columns", "by", "order_by", "wt")].compactMap { $0 }
    guard let count = rest.first ?? named("n"), let first = keys.first,
      let key = key(first, descending: descending)
    else { return nil }
    return verb("top(\(text(count)), by: \(key))")
  }
}
