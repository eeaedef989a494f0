/// Finds the column that plays a role for a domain function.
///
/// The order: the column that an argument names, a column with exactly the role's name, then (only
/// when the table was loaded as this kind of table) the column that `load` took for the role, or
/// the known headers in their order of preference.
package struct RoleResolution: Sendable {
  private let table: TableType
  private let tableRole: TableRole
  private let parameter: String

  /// - Parameters:
  ///   - table: the table that the call was given.
  ///   - tableRole: what the position of the call wants of it.
  ///   - parameter: the name of that position, for messages.
  /// - Throws: when the table was loaded as another kind of table.
  package init(
    _ table: TableType, as tableRole: TableRole, parameter: String,
  ) throws(ValueError) {
    self.table = table
    self.tableRole = tableRole
    self.parameter = parameter
    guard let given = table.role, given != tableRole.name else { return }
    throw ValueError(
      .role, "`\(parameter)` takes \(tableRole.name), but this table was loaded as \(given)",
      because: "\(tableRole.name) means \(tableRole.summary)",
      fixes: [.init("spend, customers", note: "the spend first, then the customers")],
      argument: parameter)
  }

  /// The column of a role.
  ///
  /// - Parameters:
  ///   - name: the role.
  ///   - argument: the name of the column that an argument gave, if it was given.
  /// - Returns: nil when nothing plays the role.
  /// - Throws: when two columns of the same rank could.
  package func column(
    _ name: String, argument: String? = nil,
  ) throws(ValueError) -> ColumnSchema? {
    if let argument {
      guard let column = table[argument] else { throw missing(name, looking: argument) }
      return column
    }
    if let column = table[name] { return column }
    guard table.role == tableRole.name, let role = tableRole[name] else { return nil }
    let marked = table.columns.filter { $0.role == name || $0.role == "\(tableRole.name).\(name)" }
    if marked.count == 1 { return marked.first }
    if marked.count > 1 { throw tie(name, marked) }
    for header in [name] + role.headers {
      let found = table.columns.filter { Self.normalized($0.name) == header }
      if found.count > 1 { throw tie(name, found) }
      if let only = found.first { return only }
    }
    return nil
  }

  /// The column of a role that a function cannot do without.
  package func required(
    _ name: String, argument: String? = nil,
  ) throws(ValueError) -> ColumnSchema {
    guard let column = try column(name, argument: argument) else { throw missing(name) }
    return column
  }

  /// A header as the lists of known headers write it.
  package static func normalized(_ header: String) -> String {
    String(header.lowercased().map { $0 == " " || $0 == "-" ? "_" : $0 })
  }

  private func tie(_ name: String, _ columns: [ColumnSchema]) -> ValueError {
    let names = columns.map { "`\($0.name)`" }.joined(separator: " and ")
    return ValueError(
      .role, "\(names) could both be the `\(name)` of \(tableRole.name)",
      because: "they stand at the same rank of the known headers",
      fixes: columns.prefix(2).map { .init("\(name): .\(Self.quoted($0.name))") }, argument: name)
  }

  private func missing(_ name: String, looking argument: String? = nil) -> ValueError {
    let names = table.columns.map(\.name).joined(separator: ", ")
    let summary = tableRole[name].map { ": \($0.summary)" } ?? ""
    var fixes: [ValueError.Fix] = []
    if let first = table.columns.first { fixes = [.init("\(name): .\(Self.quoted(first.name))")] }
    if table.role == nil, argument == nil {
      fixes.append(.init("load(…, as: \(tableRole.name))", note: "finds columns by known headers"))
    }
    let sentence =
      argument.map { "`\(parameter)` has no column `\($0)`" }
      ?? "no column of `\(parameter)` is the `\(name)`\(summary)"
    return ValueError(
      .role, sentence, because: "its columns are \(names)", fixes: Array(fixes.prefix(2)),
      argument: name)
  }

  /// A column's name as a program writes it after a dot.
  private static func quoted(_ name: String) -> String {
    let isPlain = name.utf8.allSatisfy { byte in
      (97...122).contains(byte) || (65...90).contains(byte) || (48...57).contains(byte)
        || byte == 95
    }
    let startsWithDigit = name.utf8.first.map { (48...57).contains($0) } ?? true
    return isPlain && !startsWithDigit ? name : "\"\(name)\""
  }
}
