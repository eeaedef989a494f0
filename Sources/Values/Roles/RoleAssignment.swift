/// Which of a table's columns plays which role.
package struct RoleAssignment: Sendable {
  /// The role of each column.
  package private(set) var roles: [String?]
  /// Roles that two columns could play, which neither does.
  package private(set) var ties: [(role: String, columns: [Int])] = []

  /// A column with exactly the role's name, else the one whose header is preferred; `claims` is for
  /// each column what its header is known as.
  package init(_ names: [String], claims: [[RoleHeaders.Claim]], as table: TableRole) {
    roles = Array(repeating: nil, count: names.count)
    var found: [String: [(column: Int, rank: Int)]] = [:]
    for (column, known) in claims.enumerated() {
      for claim in known where claim.table == table.name {
        if let role = claim.role { found[role, default: []].append((column, claim.rank)) }
      }
    }
    for role in table.roles {
      guard let candidates = found[role.name],
        let best = candidates.map(\.rank).min()
      else { continue }
      let first = candidates.filter { $0.rank == best }.map(\.column)
      if let exact = candidates.first(where: { names[$0.column] == role.name })?.column {
        roles[exact] = role.name
      } else if let only = first.first, first.count == 1 {
        roles[only] = role.name
      } else {
        ties.append((role.name, first))
      }
    }
  }

  /// True when every role that the table cannot do without has a column, or several.
  package func isComplete(_ table: TableRole) -> Bool {
    table.roles.allSatisfy { role in
      role.isOptional || roles.contains(role.name) || ties.contains { $0.role == role.name }
    }
  }
}
