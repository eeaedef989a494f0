internal import Values

/// The tables of a simulated market, in the order of the handbook.
enum SimulatedTables {
  /// Their columns, which are the same in every market.
  static func types(_ units: SimulationUnits) -> [(name: String, type: TableType)] {
    declared.map { ($0.name, $0.type(units)) }
  }

  static func tables(
    of simulation: Simulation, units: SimulationUnits
  ) -> [(name: String, table: Table)] {
    declared.map { ($0.name, $0.table(simulation, units)) }
  }

  private struct Declared: Sendable {
    let name: String
    let type: @Sendable (SimulationUnits) -> TableType
    let table: @Sendable (Simulation, SimulationUnits) -> Table

    init<Row: Sendable>(
      _ name: String, _ columns: [SimulatedColumn<Row>],
      count: @escaping @Sendable (Simulation) -> Int,
      rows: @escaping @Sendable (Simulation, Range<Int>) -> [Row]
    ) {
      self.name = name
      type = { SimulatedTable<Row>.type(columns, role: name, units: $0) }
      table = { simulation, units in
        SimulatedTable(
          name, columns, of: simulation, count: { count(simulation) },
          rows: { rows(simulation, $0) }
        ).table(role: name, units: units)
      }
    }
  }

  private static let declared: [Declared] = [
    Declared(
      "customers", SimulatedCustomer.columns, count: { $0.counts.customers.total },
      rows: { $0.customers($1) }),
    Declared(
      "spend", SimulatedOutlay.columns, count: \.outlayCount, rows: { $0.outlays($1) }),
  ]
}
