/// Tells from its headers what the rows of a table are.
///
/// A header is evidence for a kind of table, shared evenly among the kinds that know it: `date`, which
/// many know, says little, and `impressions`, which one knows, says all.
package struct RoleRecognition: Sendable {
  package enum Finding: Hashable, Sendable {
    case certain(String)
    /// It could be each of these.
    case ambiguous([String])
    case unknown
  }

  package let finding: Finding
  private let claims: [[RoleHeaders.Claim]]
  private let names: [String]

  /// A kind of table is certain when each role that it needs is played, and either the evidence is
  /// that of two headers that no other kind knows, or one such and most columns play a role, or all
  /// do; and the evidence for each other such kind is less by that of one header, or this is the only
  /// one of which every column has exactly the name of a role.
  package init(_ names: [String], headers: RoleHeaders) {
    self.names = names
    let claims = names.map(headers.claims(on:))
    self.claims = claims
    var contenders: [(name: String, evidence: Double)] = []
    for table in TableRole.all {
      let assignment = RoleAssignment(names, claims: claims, as: table)
      guard assignment.isComplete(table) else { continue }
      let evidence = claims.reduce(0) { sum, known in
        known.contains { $0.table == table.name } ? sum + 1 / Double(known.count) : sum
      }
      let played = assignment.roles.count { $0 != nil }
      let isAll = played == names.count && played >= 3
      let isMost = evidence >= 1 && played >= 3 && played * 3 >= names.count * 2
      if evidence >= 2 || isAll || isMost { contenders.append((table.name, evidence)) }
    }
    let best = contenders.map(\.evidence).max() ?? 0
    var close = contenders.filter { $0.evidence > best - 1 }
    let named = close.filter { contender in
      names.allSatisfy { TableRole.named(contender.name)?[$0] != nil }
    }
    if named.count == 1 { close = named }
    guard let first = close.first else {
      finding = .unknown
      return
    }
    finding = close.count == 1 ? .certain(first.name) : .ambiguous(close.map(\.name))
  }

  /// The roles of the columns as those of one kind of table.
  package func assignment(as table: TableRole) -> RoleAssignment {
    RoleAssignment(names, claims: claims, as: table)
  }
}
