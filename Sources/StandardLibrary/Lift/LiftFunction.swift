internal import Units
internal import Values

extension Function {
  /// What a treatment of some units did.
  package static let lift: Function = Function(
    "lift", .series, "What a change in some regions did, beside the regions without it.",
    overloads: [
      Overload(
        Signature(
          LiftParameters.all(
            Parameter(
              "treated", .value(.oneOf([.text, .list(.text)])), named: true,
              "the units that were treated, by name, or a condition on each row")),
          resultText: "Table", result: liftType), body: lifted),
      Overload(
        Signature(
          LiftParameters.all(
            Parameter(
              "treated", .condition(on: "table"), named: true, "which rows are of treated units")),
          resultText: "Table", result: liftType), body: lifted),
    ],
    definition: """
      One row: how much more the figure of a treated unit changed in a period than that of the others. \
      `difference` compares mean changes, and needs two treated units and two others at least; `synthetic` \
      compares with the weighted mean of others that went the same way before, and tells by placebos, each \
      other unit as if it had been treated, how often chance gives as much. With one treated unit it is the \
      second unless `method:` says otherwise. Every unit must have a value on every date; rows of one unit and \
      date are summed. `cumulative` is of all treated units and periods, `relative` of what there would have \
      been.
      """,
    formula:
      "effect = (after − before of the treated) − (after − before of the others); synthetic: mean of treated − Σ weight · other",
    assumptions: [
      "without the treatment the treated would have changed as the others, or as their control, did",
      "the others were not touched by it, as customers who go to the next region would",
    ],
    source: """
      Bertrand, Duflo & Mullainathan 2004, QJE 119:249 (differences); Abadie, Diamond & Hainmueller 2010, JASA \
      105:493 (synthetic control and placebos); Firpo & Possebom 2018 (its interval)
      """,
    resultColumns: [
      ResultColumn("method", unit: "", "difference or synthetic"),
      ResultColumn("treated", unit: "", "how many units were treated"),
      ResultColumn("others", unit: "", "how many were not"),
      ResultColumn("periods", unit: "", "how many dates were treated"),
      ResultColumn("effect", unit: "the figure's", "per unit and period"),
      ResultColumn("cumulative", unit: "the figure's", "of all treated units and periods"),
      ResultColumn("relative", unit: "%", "effect / what there would have been"),
      ResultColumn("p_value", unit: "", "how often no effect gives as much"),
      ResultColumn("rank", unit: "", "the place of the treated among the placebos, of `synthetic`"),
    ],
    examples: [
      Example(
        """
        let sales = table {
          region | week | orders
          "north" | @2026-W01 | 10
          "north" | @2026-W02 | 12
          "north" | @2026-W03 | 21
          "south" | @2026-W01 | 20
          "south" | @2026-W02 | 23
          "south" | @2026-W03 | 31
          "east" | @2026-W01 | 15
          "east" | @2026-W02 | 16
          "east" | @2026-W03 | 18
          "west" | @2026-W01 | 30
          "west" | @2026-W02 | 32
          "west" | @2026-W03 | 35
        }
        lift(sales, of: .orders, treated: ["north", "south"], from: @2026-W03)
          | keep(.treated, .others, .effect, .relative)
        """,
        gives: """
          treated  others          effect     relative
                                                     %
          ────────────────────────────────────────────
                2       2  6.5 [3.1, 9.9]  33 [14, 62]
          [low, high]: 95% interval
          """)
    ],
    seeAlso: ["difference", "regress"])
}

/// The parameters of `lift`, which has two forms of one of them.
enum LiftParameters {
  static func all(_ treated: Parameter) -> [Parameter] {
    let moment = TypePattern.oneOf([.dateOrInstant, .period])
    return [
      .table,
      Parameter(
        "of", .column(on: "table", .quantity), named: true,
        "the figure; rows of one unit and date are summed"),
      treated,
      Parameter("from", .value(moment), named: true, "when the treatment began"),
      Parameter(
        "to", .value(moment), optional: true, named: true,
        "when it ended; the last date when left out"),
      Parameter(
        "unit", .column(on: "table", .oneOf([.text, .quantity])), optional: true, named: true,
        "what was treated or not; the only column of texts when left out"),
      Parameter(
        "at", .column(on: "table", moment), optional: true, named: true,
        "the date; the only column of dates when left out"),
      Parameter(
        "method", .choice(["difference", "synthetic"]), optional: true,
        "differences in differences, or a synthetic control"),
      Parameter(
        "level", .value(.number), default: "95%", named: true, "the level of the intervals"),
    ]
  }
}

private func liftType(_ types: CallTypes) throws(ValueError) -> Type {
  guard let table = try types.knownTable("table"), let figure = types.columns("of")?.first else {
    return .unknown
  }
  guard !figure.type.isEstimate else {
    throw ValueError(
      .unsupported, "`lift` takes no estimates",
      because: "it would take `\(figure.name)` for exact, without its interval",
      fixes: [.init("of: .\(figure.name).value")], argument: "of")
  }
  if types.columns("unit") == nil { _ = try LiftRequest.unit(in: table, besides: figure.name) }
  if types.columns("at") == nil { _ = try LiftRequest.date(in: table) }
  return .table(liftSchemas(figure.type.measure ?? .number))
}

private func liftSchemas(_ measure: Measure) -> TableType {
  TableType([
    ColumnSchema("method", .text), ColumnSchema("treated", .number),
    ColumnSchema("others", .number), ColumnSchema("periods", .number),
    ColumnSchema("effect", .estimate(measure)), ColumnSchema("cumulative", .estimate(measure)),
    ColumnSchema("relative", .estimate(.share)), ColumnSchema("p_value", .number),
    ColumnSchema("rank", .number),
  ])
}

private func lifted(_ call: Call) throws(ValueError) -> Value {
  let table = try call.table("table")
  let request = try LiftRequest(call, table.type)
  let panel = try LiftPanel(try table.reduced(), request, context: call.context)
  try call.context.checkInterruption()
  let found = try LiftEffect(panel, request, seed: call.context.seed)
  let treated = panel.isTreated.indices.filter { panel.isTreated[$0] }
  let periods = panel.days.count - panel.before
  let factor = Double(periods * treated.count)
  let mean =
    treated.reduce(0) { $0 + panel.outcomes[$1][panel.before...].reduce(0, +) } / factor
  let cumulative = try found.effect.map(
    { $0 * factor }, measure: request.measure, monotone: .increasing)
  // What would have been falls as the effect grows, to nothing where the effect is all there is.
  let relative: Value =
    found.effect.value < mean
    ? .estimate(
      try found.effect.map(
        { $0 < mean ? $0 / (mean - $0) : .infinity }, measure: .share, monotone: .increasing))
    : .missing
  let cells: [Value] = [
    .text(found.method), .number(Double(treated.count)),
    .number(Double(panel.names.count - treated.count)), .number(Double(periods)),
    .estimate(found.effect), .estimate(cumulative), relative,
    Sample.value(found.probability, .number), found.rank.map { .number(Double($0)) } ?? .missing,
  ]
  let schemas = liftSchemas(request.measure)
  let text = NumberText(dollar: call.context.dollar.name)
  let days = [panel.days.first, panel.days.last].compactMap { day in
    day.flatMap { CalendarDate(dayNumber: $0) }
  }
  return .table(
    Table(
      type: schemas,
      plan: LocalTable(type: schemas, columns: cells.map { [$0] }, rowCount: 1),
      explanation: Explanation(
        title: "lift", definition: Function.lift.definition, formula: Function.lift.formula,
        rowsUsed: [(table: "the table", count: panel.rowsUsed)], leftOut: panel.leftOut,
        range: days.map { "\($0)" }.joined(separator: " to ")
          + "; \(LiftPanel.text(panel.before)) dates before the treatment, \(LiftPanel.text(periods)) of it",
        interval: found.effect.interval == .none
          ? nil : "\(text.text(Quantity(request.level, .share))) \(found.interval)",
        assumptions: Function.lift.assumptions, source: Function.lift.source),
      notes: panel.notes + found.notes))
}
