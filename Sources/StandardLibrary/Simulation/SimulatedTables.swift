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

  private static let declared: [DeclaredTable] = [
    DeclaredTable(
      "customers", role: "customers", SimulatedCustomer.columns,
      count: { $0.counts.customers.total }, rows: { $0.customers($1) }),
    DeclaredTable(
      "spend", role: "spend", SimulatedOutlay.columns, count: \.outlayCount,
      rows: { $0.outlays($1) }),
  ]
}
