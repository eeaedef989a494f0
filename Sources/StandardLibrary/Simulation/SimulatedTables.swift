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
    DeclaredTable("touches", role: "touches", SimulatedTouch.columns, children: { $0.touchRows() }),
    DeclaredTable(
      "conversions", role: "conversions", SimulatedConversion.columns,
      count: { $0.counts.customers.total }, rows: { $0.conversions($1) }),
    DeclaredTable(
      "leads", role: "leads", SimulatedLead.columns, count: \.leadCount, rows: { $0.leads($1) }),
    DeclaredTable(
      "deals", role: "deals", SimulatedDeal.columns, count: { $0.counts.deals.total },
      rows: { $0.deals($1) }),
    DeclaredTable("stages", role: "stages", SimulatedStage.columns, children: { $0.stageRows() }),
    DeclaredTable(
      "activities", role: "activities", SimulatedActivity.columns,
      children: { $0.activityRows() }),
    DeclaredTable("orders", role: "orders", SimulatedOrder.columns, children: { $0.orderRows() }),
    DeclaredTable("billing", role: "billing", SimulatedBill.columns, children: { $0.billRows() }),
    DeclaredTable("events", role: "events", SimulatedEvent.columns, children: { $0.eventRows() }),
    DeclaredTable("teams", role: "teams", SalesTeam.columns, \.salesTeams),
    DeclaredTable("quotas", role: "quotas", SalesQuota.columns, \.salesQuotas),
    DeclaredTable("expenses", role: "expenses", SellingExpense.columns, \.sellingExpenses),
  ]

  /// The columns of every table.
  static var dictionary: [ColumnTruth] { ColumnTruth.rows(of: declared, "simulate") }
}
