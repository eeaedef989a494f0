internal import Units
internal import Values

extension Function {
  /// The functions of simulated markets, in the order of the reference.
  package static let simulation: [Function] = [.simulate, .truth]

  package static let simulate = Function(
    "simulate", .simulation, "Makes the tables of an invented market whose truth is known.",
    overloads: [
      Overload(
        Signature(
          [
            Parameter(
              "market", .value(.oneOf([.text, .record])),
              "\"smb\", \"enterprise\", \"mixed\", or a record of parameters"),
            Parameter(
              "seed", .value(.number), default: "the session's seed",
              "a whole number; the same seed gives the same tables"),
          ], resultText: "Record of tables", result: simulatedType),
        body: simulated)
    ],
    definition: """
      the rows are made when they are needed, by formulas of the parameters and of random numbers \
      that are a hash of the seed, the table, the row and the draw. So a table of any size takes \
      little memory, and its bytes depend on nothing else. The handbook's page on the simulated \
      market has every formula and every parameter; `truth` tells what a method should find.
      """,
    examples: [
      Example(
        """
        let sim = simulate({customers: 100, channels: 2, months: 6}, seed: 1)
        let first = sim.customers[0]
        [first.id, first.channel, first.segment]
        """, gives: "[\"C0000001\", \"search_ads\", \"SMB\"]")
    ],
    seeAlso: ["truth", "save"])
}

private func simulatedType(_ types: CallTypes) throws(ValueError) -> Type {
  switch types.type("market") {
  case .record(let fields)?: try MarketRecord.check(fields)
  case .text?:
    if let market = types.constant("market") { _ = try MarketRecord.market(of: market) }
  default: break
  }
  let units = SimulationUnits(types.dollar)
  return .record(SimulatedTables.types(units).map { RecordField($0.name, .table($0.type)) })
}

private func simulated(_ call: Call) throws(ValueError) -> Value {
  guard let value = call.value("market") else {
    throw ValueError(
      .invalidArgument, "`simulate` requires a market",
      because: "it is one of \(Market.names.joined(separator: ", ")), or a record of parameters",
      fixes: [.init("simulate(\"smb\", seed: 1)")], argument: "market")
  }
  let market = try MarketRecord.market(of: value)
  var seed = call.context.seed
  if let given = call.quantity("seed")?.magnitude {
    guard let whole = Int64(exactly: given) else {
      throw ValueError(
        .invalidArgument, "`seed` is a whole number, and this is \(given)",
        fixes: [.init("seed: 1")], argument: "seed")
    }
    seed = UInt64(bitPattern: whole)
  }
  let simulation = Simulation(market, seed: seed)
  let units = SimulationUnits(call.context.dollar)
  return .record(
    Record(SimulatedTables.tables(of: simulation, units: units).map { ($0.name, .table($0.table)) })
  )
}
