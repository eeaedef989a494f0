internal import Statistics
internal import Units
internal import Values

/// What selling costs beside the outlays: salaries and tools, known for the whole time alone.
extension EconomicsData {
  /// Adds the overhead to the cost of each row in proportion to the customers that it won.
  mutating func spread(
    _ overhead: Double, _ currency: NamedUnit, _ request: EconomicsRequest, _ call: Call,
  ) {
    let text = NumberText(dollar: call.context.dollar.name)
      .text(Quantity(overhead, .unit(Unit(currency))))
    if request.isSingle {
      for index in rows.indices { rows[index].cost += overhead }
      notes.append(Note(.note, "cost includes \(text) of overhead"))
      return
    }
    var won = CompensatedSum()
    for row in rows { won.add(row.total(.won)) }
    guard won.value > 0 else {
      notes.append(
        Note(.warning, "\(text) of overhead is in no row, since no customer was won to carry it"))
      return
    }
    for index in rows.indices {
      rows[index].cost += overhead * rows[index].total(.won) / won.value
    }
    notes.append(
      Note(
        .note,
        "cost includes \(text) of overhead, allocated by the customers won, not measured"))
  }
}
