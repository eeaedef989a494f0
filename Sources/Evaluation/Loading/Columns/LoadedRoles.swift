internal import Planning
internal import Values

extension LoadedColumns {
  /// Finds out what the rows are, where `as:` does not say it, and which column plays which role.
  mutating func pickRoles() throws(ValueError) {
    let names = schemas.map(\.name)
    let recognition = RoleRecognition(names, headers: request.headers)
    if request.role == nil { recognise(recognition.finding) }
    guard let name = request.role, name != TableRole.none else {
      request.role = nil
      return
    }
    guard let table = TableRole.named(name) else {
      throw ValueError(
        .invalidArgument, "there is no kind of table `\(name)`",
        because: "it is one of \(TableRole.words.joined(separator: ", "))", argument: "as")
    }
    let assignment = recognition.assignment(as: table)
    for tie in assignment.ties { sayTie(tie.role, tie.columns.map { schemas[$0] }) }
    for (index, name) in assignment.roles.enumerated() {
      guard let name, let role = table[name] else { continue }
      schemas[index].role = name
      if case .identifier = role.kind, schemas[index].type != .text {
        // Leading zeros and digits beyond a double's are part of an identifier.
        readAsText(index)
      }
    }
  }

  private mutating func recognise(_ finding: RoleRecognition.Finding) {
    switch finding {
    case .certain(let name):
      request.role = name
      isRecognised = true
    case .ambiguous(let tables):
      let words = tables.map { "`as: \($0)`" }.joined(separator: " or ")
      picks.append("the headers do not tell what the rows are; \(words) says it")
    case .unknown: break
    }
  }

  private mutating func sayTie(_ role: String, _ columns: [ColumnSchema]) {
    let names = columns.map { "`\($0.name)`" }.joined(separator: " and ")
    let first = columns.first?.fieldText ?? role
    picks.append(
      "\(names) could each be the \(role), so none is; `\(role): .\(first)` in a call names one")
  }
}
