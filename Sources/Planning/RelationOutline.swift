import Values

extension Relation {
  /// The steps of a relation, the last one first, each part indented below what it is part of.
  package var outline: String { lines.joined(separator: "\n") }

  private var lines: [String] {
    switch self {
    case .scan(let scan):
      return ["read \(scan.path): \(Self.list(scan.columns.map(\.name)))"]
    case .local(let table): return ["rows in memory: \(table.rowCount)"]
    case .generated: return ["rows made on demand"]
    case .filter(let source, _): return Self.step("keep the rows that fit", source)
    case .project(let source, let columns):
      return Self.step("compute \(Self.list(columns.map(\.name)))", source)
    case .aggregate(let source, let keys, let measures):
      let by = keys.isEmpty ? "" : " by \(Self.list(keys.map(\.name)))"
      return Self.step("reduce to \(Self.list(measures.map(\.name)))\(by)", source)
    case .groupingSets(let source, let keys, let sets, let measures):
      let by = "by \(sets.count) sets of \(Self.list(keys.map(\.name)))"
      return Self.step("reduce to \(Self.list(measures.map(\.name))) \(by)", source)
    case .window(let source, let window):
      let count = window.columns.count
      let by = window.partition.isEmpty ? "all rows" : "groups of rows"
      return Self.step("\(count) column\(count == 1 ? "" : "s") over \(by)", source)
    case .join(let left, let right, _):
      return ["join"] + (left.lines + right.lines).map { "  " + $0 }
    case .sort(let source, let keys):
      return Self.step("sort by \(keys.count) column\(keys.count == 1 ? "" : "s")", source)
    case .limit(let source, let count): return Self.step("the first \(count) rows", source)
    case .distinct(let source, let columns):
      return Self.step(
        columns.isEmpty ? "distinct rows" : "the first row of each \(Self.list(columns))", source)
    case .append(let parts): return ["append"] + parts.flatMap(\.lines).map { "  " + $0 }
    }
  }

  private static func step(_ name: String, _ source: Relation) -> [String] {
    // A long chain is one column of lines.
    [name] + source.lines
  }

  private static func list(_ names: [String]) -> String {
    names.count > 12
      ? names.prefix(12).joined(separator: ", ") + " and \(names.count - 12) more"
      : names.joined(separator: ", ")
  }
}
