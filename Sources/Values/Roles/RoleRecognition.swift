/// Tells from its headers what the rows of a table are.
///
/// A header is evidence for a kind of table, shared evenly among the kinds that know it: `date`, which
/// many know, says little, and `impressions`, which one knows, says all.
package struct RoleRecognition: Sendable {
  package enum Finding: Hashable, Sendable {
    case certain(String)
    /// It could be each of these, or this one, for all that the headers tell.
    case ambiguous([String])
    case unknown
  }

  package let finding: Finding
  private let claims: [[RoleHeaders.Claim]]
  private let names: [String]

  /// A kind of table is certain when each role that it needs is played, and the evidence is that of
  /// two headers that no other kind knows, or of one where four roles are played, or three roles are
  /// and those that it needs by columns of exactly their names; and the evidence for each other such
  /// kind is less by that of one header, or this one has the most columns of exactly the names of roles.
  ///
  /// A header that no kind knows is no evidence for or against any.
  package init(_ names: [String], headers: RoleHeaders) {
    self.names = names
    let claims = names.map(headers.claims(on:))
    self.claims = claims
    var contenders: [(name: String, evidence: Double, exact: Int)] = []
    // Kinds of which every column plays a role, with too little evidence to be certain.
    var possible: [String] = []
    for table in TableRole.all {
      let assignment = RoleAssignment(names, claims: claims, as: table)
      guard assignment.isComplete(table) else { continue }
      let evidence = claims.reduce(0) { sum, known in
        known.contains { $0.table == table.name } ? sum + 1 / Double(known.count) : sum
      }
      let played = assignment.roles.count { $0 != nil }
      let exact = names.count { table[$0] != nil }
      let isNamed = table.roles.allSatisfy { $0.isOptional || names.contains($0.name) }
      if evidence >= 2 || (evidence >= 1 && played >= 4) || (isNamed && played >= 3) {
        contenders.append((table.name, evidence, exact))
      } else if played == names.count, played >= 3 {
        possible.append(table.name)
      }
    }
    let best = contenders.map(\.evidence).max() ?? 0
    var close = contenders.filter { $0.evidence > best - 1 }
    let mostExact = close.map(\.exact).max() ?? 0
    let named = close.filter { $0.exact == mostExact }
    if named.count == 1, mostExact >= 3 { close = named }
    guard let first = close.first else {
      finding = possible.isEmpty ? .unknown : .ambiguous(possible)
      return
    }
    finding = close.count == 1 ? .certain(first.name) : .ambiguous(close.map(\.name))
  }

  /// The roles of the columns as those of one kind of table.
  package func assignment(as table: TableRole) -> RoleAssignment {
    RoleAssignment(names, claims: claims, as: table)
  }
}
