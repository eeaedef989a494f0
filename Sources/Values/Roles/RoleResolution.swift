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
    // What was only recognised binds nobody: the columns are found by argument or by role name.
    guard let given = table.role, given != tableRole.name, !table.isRoleRecognised else { return }
    throw ValueError(
      .role, "`\(parameter)` takes \(tableRole.name), but this table was loaded as \(given)",
      because: "\(tableRole.name) means \(tableRole.summary)",
      fixes: [.init("as: \(tableRole.name)", note: "where it is loaded")],
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
    let ranked = table.columns.compactMap { column in
      rank(of: column, as: role).map { (column, $0) }
    }
    let best = ranked.map(\.1).min()
    let found = ranked.filter { $0.1 == best }.map(\.0)
    if found.count > 1 { throw tie(name, found) }
    return found.first
  }

  private func rank(of column: ColumnSchema, as role: Role) -> Int? {
    RoleHeaders.builtIn.claims(on: column.name)
      .first { $0.table == tableRole.name && $0.role == role.name }?.rank
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
      fixes: columns.prefix(2).map { .init("\(name): .\($0.fieldText)") }, argument: name)
  }

  private func missing(_ name: String, looking argument: String? = nil) -> ValueError {
    let names = table.columns.map(\.name).joined(separator: ", ")
    let role = tableRole[name]
    let summary = role.map { ": \($0.summary)" } ?? ""
    let sentence =
      argument.map { "`\(parameter)` has no column `\($0)`" }
      ?? "no column of `\(parameter)` is the `\(name)`\(summary)"
    let fix = argument == nil ? role.flatMap(fix) : nil
    let way = argument == nil && fix == nil ? "; an argument such as `\(name): .x` names one" : ""
    return ValueError(
      .role, sentence, because: "its columns are \(names)\(way)",
      fixes: [fix].compactMap { $0 }, argument: name)
  }

  /// The table's kind where that finds the column by its header, else a column that could be meant.
  private func fix(_ role: Role) -> ValueError.Fix? {
    let isKnown = table.columns.contains { rank(of: $0, as: role) != nil }
    if table.role != tableRole.name, isKnown {
      return .init("as: \(tableRole.name)", note: "finds columns by known headers")
    }
    let isOnlyOne = tableRole.roles.allSatisfy { other in
      other.isOptional || other.name == role.name || table[other.name] != nil
        || table.columns.contains { $0.role == other.name }
    }
    guard isOnlyOne else { return nil }
    let likely = table.columns.first { column in
      guard column.role == nil else { return false }
      switch role.kind {
      case .date, .month: return column.type == .date || column.type == .instant
      case .money, .number: return column.type.measure != nil
      case .identifier, .category: return column.type == .text || column.type == .number
      case .bool: return column.type == .bool
      }
    }
    return likely.map { .init("\(role.name): .\($0.fieldText)") }
  }
}

extension ColumnSchema {
  /// The column's name as a program writes it after a dot or as a name in a record.
  package var fieldText: String {
    let isPlain = name.utf8.allSatisfy { byte in
      (97...122).contains(byte) || (65...90).contains(byte) || (48...57).contains(byte)
        || byte == 95
    }
    let startsWithDigit = name.utf8.first.map { (48...57).contains($0) } ?? true
    return isPlain && !startsWithDigit ? name : "\"\(name)\""
  }
}
