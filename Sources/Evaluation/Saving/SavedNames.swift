internal import Values

extension SavedFormat {
  /// Refuses names that differ only in letter case, where the readers of a format take them for one.
  func requireDistinctNames(of table: Table, path: String) throws(ValueError) {
    guard [.parquet, .excel].contains(kind) else { return }
    var names: [String: String] = [:]
    for column in table.type.columns {
      guard let other = names.updateValue(column.name, forKey: column.name.lowercased()) else {
        continue
      }
      throw ValueError(
        .invalidArgument,
        "the columns `\(other)` and `\(column.name)` differ only in letter case, and \(path) "
          + "cannot hold both",
        because: "readers of such a file take the two names for one; `rename` gives one of them "
          + "another, and a CSV file holds both",
        fixes: [.init("save(\"result.csv\")")], argument: "path")
    }
  }
}
