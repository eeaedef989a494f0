internal import Planning
internal import Values

extension Function {
  package static let truth = Function(
    "truth", .simulation,
    "Tells what a simulated market was made from, so that a method can be checked.",
    overloads: [
      Overload(
        Signature(
          [Parameter("sim", .value(.record), "what `simulate` gave")],
          resultText: "Record of tables",
          result: { types throws(ValueError) in
            let units = SimulationUnits(types.dollar)
            return .record(TruthTables.types(units).map { RecordField($0.name, .table($0.type)) })
          }),
        body: told)
    ],
    definition: """
      every figure follows from the parameters and the spend alone; none is measured in the rows.
      """,
    examples: [],
    seeAlso: ["simulate"])
}

private func told(_ call: Call) throws(ValueError) -> Value {
  guard case .record(let record)? = call.value("sim"), let simulation = simulation(of: record)
  else {
    throw ValueError(
      .invalidArgument, "`truth` requires what `simulate` gave",
      because: "only a simulated market knows its truth",
      fixes: [.init("truth(simulate(\"smb\", seed: 1))")], argument: "sim")
  }
  let units = SimulationUnits(call.context.dollar)
  return .record(
    Record(TruthTables.tables(of: simulation, units: units).map { ($0.name, .table($0.table)) }))
}

private func simulation(of record: Record) -> Simulation? {
  for (_, value) in record.fields {
    if case .table(let table) = value, case .generated(let source)? = table.plan as? Relation,
      let rows = source as? any SimulatedRows
    {
      return rows.simulation
    }
  }
  return nil
}
