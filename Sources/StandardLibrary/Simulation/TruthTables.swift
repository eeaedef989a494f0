internal import Values

/// What `truth` tells, table by table, in the order of the handbook.
enum TruthTables {
  static func types(_ units: SimulationUnits) -> [(name: String, type: TableType)] {
    declared.map { ($0.name, $0.type(units)) }
  }

  static func tables(
    of simulation: Simulation, units: SimulationUnits
  ) -> [(name: String, table: Table)] {
    declared.map { ($0.name, $0.table(simulation, units)) }
  }

  private static let declared: [DeclaredTable] = [
    DeclaredTable("channels", ChannelTruth.columns, \.channelTruths),
    DeclaredTable(
      "days", DayTruth.columns, count: { $0.plan.dayCount * $0.plan.channels.count },
      rows: { $0.dayTruths($1) }),
    DeclaredTable("dark", DarkTruth.columns, \.darkTruths),
    DeclaredTable("churn", ChurnTruth.columns, \.churnTruths),
    DeclaredTable("segments", SegmentTruth.columns, \.segmentTruths),
    DeclaredTable("products", ProductTruth.columns, \.productTruths),
    DeclaredTable("deciders", DeciderTruth.columns, \.deciderTruths),
    DeclaredTable("paths", PathTruth.columns, \.pathTruths),
    DeclaredTable("transitions", TransitionTruth.columns, \.transitionTruths),
    DeclaredTable("parameters", ParameterTruth.columns, \.parameterTruths),
  ]
}

/// A table of `simulate` or `truth`: its columns, and how its rows are made.
struct DeclaredTable: Sendable {
  let name: String
  let type: @Sendable (SimulationUnits) -> TableType
  let table: @Sendable (Simulation, SimulationUnits) -> Table

  /// A table whose rows are made on demand.
  ///
  /// - Parameter role: What the rows are to the domain functions; nil for a table of `truth`.
  init<Row: Sendable>(
    _ name: String, role: String? = nil, _ columns: [SimulatedColumn<Row>],
    count: @escaping @Sendable (Simulation) -> Int,
    rows: @escaping @Sendable (Simulation, Range<Int>) -> [Row]
  ) {
    self.name = name
    type = { SimulatedTable<Row>.type(columns, role: role, units: $0) }
    let key = role == nil ? "truth \(name)" : name
    table = { simulation, units in
      SimulatedTable(
        key, columns, of: simulation, count: { count(simulation) }, rows: { rows(simulation, $0) }
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
