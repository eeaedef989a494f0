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
    DeclaredTable("objections", ObjectionTruth.columns, \.objectionTruths),
    DeclaredTable("signals", SignalTruth.columns, \.signalTruths),
    DeclaredTable("stages", StageTruth.columns, { _ in StageTruth.all }),
    DeclaredTable("responses", ResponseTimeTruth.columns, \.responseTimeTruths),
    DeclaredTable("paths", PathTruth.columns, \.pathTruths),
    DeclaredTable("transitions", TransitionTruth.columns, \.transitionTruths),
    DeclaredTable("parameters", ParameterTruth.columns, \.parameterTruths),
    DeclaredTable("columns", ColumnTruth.columns, { _ in ColumnTruth.all }),
  ]

  /// The columns of every table.
  static var dictionary: [ColumnTruth] { ColumnTruth.rows(of: declared, "truth") }
}
