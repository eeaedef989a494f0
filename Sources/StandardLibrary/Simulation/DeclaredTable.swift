internal import Values

/// A table of `simulate` or `truth`: its columns, and how its rows are made.
struct DeclaredTable: Sendable {
  let name: String
  /// The names of its columns and what they mean.
  let meanings: [(column: String, meaning: String)]
  let type: @Sendable (SimulationUnits) -> TableType
  let table: @Sendable (Simulation, SimulationUnits) -> Table

  /// A table whose rows are made on demand.
  ///
  /// `role` is what the rows are to the domain functions; nil for a table of `truth`.
  init<Row: Sendable>(
    _ name: String, role: String? = nil, _ columns: [SimulatedColumn<Row>],
    count: @escaping @Sendable (Simulation) -> Int,
    rows: @escaping @Sendable (Simulation, Range<Int>) -> [Row]
  ) {
    self.name = name
    meanings = columns.map { ($0.name, $0.meaning) }
    type = { SimulatedTable<Row>.type(columns, role: role, units: $0) }
    let key = role == nil ? "truth \(name)" : name
    table = { simulation, units in
      SimulatedTable(
        key, columns, of: simulation, count: { count(simulation) }, rows: { rows(simulation, $0) }
      ).table(role: role, units: units)
    }
  }

  /// A table whose rows belong to parents.
  init<Row: Sendable>(
    _ name: String, role: String? = nil, _ columns: [SimulatedColumn<Row>],
    children: @escaping @Sendable (Simulation) -> ChildRows<Row>
  ) {
    self.name = name
    meanings = columns.map { ($0.name, $0.meaning) }
    type = { SimulatedTable<Row>.type(columns, role: role, units: $0) }
    table = { simulation, units in
      let rows = children(simulation)
      return SimulatedTable(
        name, columns, of: simulation, count: { rows.total }, rows: { rows.rows($0) }
      ).table(role: role, units: units)
    }
  }

  /// A table of few rows.
  init<Row: Sendable>(
    _ name: String, role: String? = nil, _ columns: [SimulatedColumn<Row>],
    _ rows: @escaping @Sendable (Simulation) -> [Row]
  ) {
    self.init(
      name, role: role, columns, count: { rows($0).count }, rows: { Array(rows($0)[$1]) })
  }
}
