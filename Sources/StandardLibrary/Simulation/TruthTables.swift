internal import Values
enum TruthTables {
  static func types(_ units: SimulationUnits) -> [(name: String, type: TableType)] { [] }
  static func tables(of simulation: Simulation, units: SimulationUnits) -> [(name: String, table: Table)] { [] }
}
