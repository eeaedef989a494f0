/// A part that a column plays for the domain functions.
///
/// The headers by which it is known are in the files of the folder `Headers`.
package struct Role: Sendable {
  package enum Kind: Hashable, Sendable {
    /// Who or what a row is about; the unit is what a count of the table's own ids is in.
    case identifier(unit: String?)
    case date, month
    case money, number, category, bool
  }

  package var name: String
  package var kind: Kind
  package var isOptional: Bool
  package var summary: String

  package init(_ name: String, _ kind: Kind, optional: Bool = false, _ summary: String) {
    self.name = name
    self.kind = kind
    self.isOptional = optional
    self.summary = summary
  }
}

/// What the rows of a table are, with the roles of its columns: `load(…, as: customers)`.
package struct TableRole: Sendable {
  package var name: String
  package var summary: String
  package var roles: [Role]

  package init(_ name: String, _ summary: String, roles: [Role]) {
    self.name = name
    self.summary = summary
    self.roles = roles
  }

  package subscript(name: String) -> Role? { roles.first { $0.name == name } }

  package static func named(_ name: String) -> TableRole? { all.first { $0.name == name } }

  /// What `as:` takes for a table whose columns are to have no roles.
  package static let none = "none"

  /// Every word that `as:` takes.
  package static let words = all.map(\.name) + [none]
}

extension TableType {
  /// The unit that a count of a column has: `customer` for the id of customers.
  package func countedUnit(of column: ColumnSchema) -> String? {
    guard let role, let name = column.role,
      case .identifier(let unit)? = TableRole.named(role)?[name]?.kind
    else { return nil }
    return unit
  }

  /// The same kind of table with other columns.
  package func with(_ columns: [ColumnSchema]) -> TableType {
    var type = self
    type.columns = columns
    return type
  }
}
