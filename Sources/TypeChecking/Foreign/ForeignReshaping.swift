internal import Syntax
internal import Units
internal import Values

/// Verbs that turn tables, and those that fill their gaps.
extension ForeignFunction {
  static let reshaping: [Row] = [
    Row(
      "pivot_wider pivot_table spread dcast crosstab",
      "`pivot` makes a column of each value of `columns:`, a row of each of `rows:`, and cells of `value:`"
    ) { $0.pivoting() },
    Row(
      "pivot_longer melt gather unstack",
      "`unpivot` puts columns of one unit under one another, and takes those columns"
    ) { $0.unpivoting() },
    Row("transpose", "rows and columns change places by `unpivot` and `pivot`") { _ in nil },
    Row("explode unnest", "no cell of a table holds a list") { _ in nil },
    Row("ffill", "`fill` takes the last value before") { $0.filling(from: "previous") },
    Row("bfill", "`fill` takes the next value after") { $0.filling(from: "next") },
    Row("fillna replace_na fill_null", "`fill` puts a value in the place of missing ones") {
      $0.replacingMissing()
    },
    Row("cut ntile pd_cut", "`band` tells between which bounds a number lies", renamed: "band"),
  ]
}

extension ForeignCall {
  fileprivate func pivoting() -> ForeignFix? {
    guard let columns = named("columns", "names_from", "column", "key"),
      let value = named("values", "values_from", "value", "value_var"),
      let headed = self.columns(columns), let cells = self.columns(value), cells.count == 1
    else { return nil }
    let stated = named("index", "rows", "id_cols").map { self.columns($0) }
    if let stated, stated == nil { return nil }
    let used = headed + cells
    // Where nothing says what makes the rows, it is all the other columns.
    let others = table?.columns.map { Checker.columnText($0.name) }.filter { !used.contains($0) }
    guard let rows = (stated ?? others), !rows.isEmpty else { return nil }
    var code = "pivot(rows: \(keys(rows)), columns: \(keys(headed)), value: \(cells[0])"
    if let how = named("aggfunc", "aggregate", "values_fn", "aggregate_function").flatMap(word) {
      code += ", aggregate: \"\(how)\""
    }
    return verb(code + ")")
  }

  fileprivate func unpivoting() -> ForeignFix? {
    let listed = rest.isEmpty ? named("value_vars", "cols", "columns").map { [$0] } ?? [] : rest
    var columns = self.columns(listed)
    if columns == nil, listed.isEmpty, let table {
      // Without arguments the columns of numbers are meant, but for the named ones.
      let kept = named("id_vars").flatMap { self.columns($0) } ?? []
      let free = table.columns.filter { !kept.contains(Checker.columnText($0.name)) }
      let measures = Set(free.compactMap { $0.type.measure })
      if measures.count == 1 {
        columns = free.filter { $0.type.measure != nil }.map { Checker.columnText($0.name) }
      }
    }
    guard let columns, !columns.isEmpty else {
      let units = Set((table?.columns ?? []).compactMap { $0.type.measure?.description })
      return units.count > 1
        ? .none(
          "`unpivot` puts columns of one unit under one another, and these are in \(units.sorted().joined(separator: ", "))"
        ) : nil
    }
    let name = named("var_name", "names_to", "variable_name").flatMap(word) ?? "name"
    let value = named("value_name", "values_to").flatMap(word) ?? "value"
    return verb(
      "unpivot(\(columns.joined(separator: ", ")), name: \"\(name)\", value: \"\(value)\")")
  }

  fileprivate func filling(from: String) -> ForeignFix? {
    guard case .table = subject else { return nil }
    var columns = columns(rest)
    if rest.isEmpty { columns = table?.columns.map { Checker.columnText($0.name) } }
    return columns.flatMap { verb("fill(\($0.joined(separator: ", ")), from: \"\(from)\")") }
  }

  /// `fillna(0)`: by `fill` in a table, by `??` in a cell, by `map` in a list.
  func replacingMissing() -> ForeignFix? {
    switch subject {
    case .table: return filled(rest)
    case .list:
      var element: Measure?
      if case .list(let type)? = first?.type { element = type.measure }
      return rest.first.flatMap {
        verb(
          "map(x => x ?? \(value($0, like: element)))",
          because: "`??` gives a value for a missing one")
      }
    default: return falling()
    }
  }

  /// `fill(.x, with: 0)` from what is given: columns first, a value last.
  func filled(_ given: [Expression]) -> ForeignFix? {
    guard let table, let value = named("value", "with") ?? given.last else { return nil }
    let picked = given.filter { $0.span != value.span }
    guard column(value) == nil else { return nil }
    let names: [String]
    if let columns = columns(picked) {
      names = columns
    } else {
      guard picked.isEmpty else { return nil }
      names = table.columns.filter { fits(value, $0.type) }.map { Checker.columnText($0.name) }
    }
    guard !names.isEmpty, names.count <= 12 else { return nil }
    // Columns of one unit are filled together: a value has the unit of its columns.
    var parts: [(value: String, columns: [String])] = []
    for name in names {
      let type = table.columns.first { Checker.columnText($0.name) == name }?.type
      let written = self.value(value, like: type?.measure)
      if let index = parts.firstIndex(where: { $0.value == written }) {
        parts[index].columns.append(name)
      } else {
        parts.append((written, [name]))
      }
    }
    let stages = parts.map { "fill(\($0.columns.joined(separator: ", ")), with: \($0.value))" }
    return verb(
      stages.joined(separator: " | "),
      because: "`fill` puts a value in the place of missing ones, in the column's unit")
  }

  private func fits(_ value: Expression, _ type: Type) -> Bool {
    let mine = checked(value).type
    return mine.measure != nil ? type.measure != nil : mine == type
  }

  /// `coalesce(a, b)` and the like: `a ?? b`, each in the unit of the first.
  func falling() -> ForeignFix? {
    guard let first else { return nil }
    let others = rest
    guard !others.isEmpty else { return nil }
    let head = positional.first.map { piped == nil ? operand($0) : checker.operand(first) }
    let parts =
      [head ?? checker.operand(first)] + others.map { value($0, like: first.type.measure) }
    return .whole(
      parts.joined(separator: " ?? "),
      because: "`??` gives a value to use in the place of a missing one")
  }
}
