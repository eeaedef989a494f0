internal import Planning
internal import Statistics
internal import Units
internal import Values

extension Function {
  /// What dark weeks of a brand's spend did to every other channel.
  package static let brandEffect: Function = Function(
    "brand_effect", .series,
    "What it did to every other channel when spend on the brand went dark.",
    overloads: [
      Overload(
        Signature(
          [
            Parameter("spend", .table(role: "spend"), "what was spent, when and on which channel"),
            Parameter(
              "outcomes", .table(role: nil),
              "rows of customers or purchases with a date and a channel, or sums of them with `of:`"
            ),
            Parameter(
              "brand", .value(.text), default: "\"brand\"", "the channel that went dark"),
            Parameter(
              "of", .column(on: "outcomes", .quantity), optional: true,
              "the figure of a row; without it rows are counted"),
            Parameter(
              "at", .column(on: "outcomes", .oneOf([.dateOrInstant, .period])), optional: true,
              "when an outcome was; without it the column `started`, `at` or `date`"),
            Parameter(
              "by", .column(on: "outcomes", .text), optional: true,
              "the channel of an outcome; without it the column `channel`"),
            SeriesParameters.every,
          ] + DarkSearch.parameters + [
            Parameter(
              "from", .value(EffectDates.pattern), optional: true,
              "the first dark day, where it is known; a list for several"),
            Parameter(
              "to", .value(EffectDates.pattern), optional: true,
              "the last dark day, where it is known; a list for several"),
            Parameter(
              "recovery", .value(.oneOf([.number, .time])), default: "14 days",
              "how long after it belongs to the effect"),
            Parameter(
              "rows", .choice(["effects", "calibration"]), default: "\"effects\"",
              "one row for each channel, or one for each dark period as other analyses take it"),
            SeriesParameters.level,
          ], resultText: "Table", result: brandType),
        body: answered)
    ],
    definition: """
      Finds the dark periods of the brand, as `dark_periods` does, and measures what every channel lost in them \
      and in the recovery. Days are gathered to weeks that begin with the dark period. For each channel, and \
      for all others together, a structural series with a level that moves at random, a trend, the season of \
      the year and its own spend, carried over and with diminishing returns, is fitted to the weeks \
      outside; the loss is what it expects less what there was. All others together are a series of their \
      own, so that what channels have in common is in its interval. Checked are the weeks before (was spend \
      cut because sales fell?), the same weeks of other years, and windows before it in which nothing was \
      dark: where these err more than the model says, the interval is widened by as much.
      """,
    formula: "loss = Σ expected − Σ actual, over the dark period and its recovery",
    assumptions: [
      "nothing else happened to the channels in these weeks",
      "the channels came back within the recovery, or the rest of the loss is not in it",
    ],
    source: """
      Harvey 1989 (structural series); Brodersen et al. 2015, Annals of Applied Statistics 9:247 (the question); \
      Granger 1969 (the other direction); Abadie, Diamond & Hainmueller 2010 (placebo ranks)
      """,
    resultColumns: [
      ResultColumn("channel", unit: "", "the channel; the last row is all but the brand"),
      ResultColumn("before", unit: "1/day", "outcomes a day, as long before as it took"),
      ResultColumn("during", unit: "1/day", "outcomes a day while it was dark"),
      ResultColumn("after", unit: "1/day", "outcomes a day, as long after the recovery"),
      ResultColumn("per_spend", unit: "%", "change of outcomes per own spend while it was dark"),
      ResultColumn("loss", unit: "the outcome's", "what was lost in it and in the recovery"),
      ResultColumn("relative", unit: "%", "−loss / expected"),
      ResultColumn("lag", unit: "day", "days until the loss showed; missing where it did not"),
      ResultColumn("recovery", unit: "day", "days after it until nothing more was missing"),
      ResultColumn(
        "placebo", unit: "%", "the share of windows, the dark one with them, that lost as much"),
      ResultColumn("from", unit: "", "the first dark day, with `rows: \"calibration\"`"),
      ResultColumn("to", unit: "", "the last dark day, with `rows: \"calibration\"`"),
      ResultColumn(
        "spend", unit: "USD", "what was spent more than usual, with `rows: \"calibration\"`"),
      ResultColumn(
        "outcome", unit: "the outcome's",
        "what all others had more for it, with `rows: \"calibration\"`"),
    ],
    examples: [
      Example(
        """
        let spend = load("Datasets/spend.csv", as: spend)
        let customers = load("Datasets/customers.csv", as: customers)
        brand_effect(spend, customers, rows: "calibration") | keep(.channel, .from, .to)
        """,
        gives: """
          channel  from        to
          ───────────────────────────────
          brand    2025-10-01  2025-10-21
          """)
    ],
    seeAlso: ["dark_periods", "effect", "lift"])
}

private func brandType(_ types: CallTypes) throws(ValueError) -> Type {
  guard let spend = try types.knownTable("spend"),
    let outcomes = try types.knownTable("outcomes")
  else { return .unknown }
  let columns = try SpendColumns(
    spend, arguments: [:], dollar: types.isStrict ? nil : types.dollar)
  func named(_ name: String) -> NamedScalar? {
    types.columns(name)?.first.map { NamedScalar($0.name, .column($0.name)) }
  }
  let figure = types.columns("of")?.first
  let outcome = try BrandOutcomes(
    outcomes, at: named("at"), by: named("by"),
    of: figure.map { (NamedScalar($0.name, .column($0.name)), $0.type.measure ?? .number) })
  return .table(
    BrandRows.schemas(
      outcome.measure, columns.currency, isCalibration: types.word("rows") == "calibration"))
}

private func answered(_ call: Call) throws(ValueError) -> Value {
  let level = try IntervalLevel.of(call)
  let question = try BrandQuestion(call)
  let estimates = SeriesEstimates(level: level, measure: question.columns.measure)
  let isCalibration = call.word("rows") == "calibration"
  var table = GroupedRows(call) { _ in
    BrandRows.schemas(
      question.columns.measure, question.spend.currency, isCalibration: isCalibration)
  }
  var explanation = Explanation(
    title: "brand_effect", definition: Function.brandEffect.definition,
    formula: Function.brandEffect.formula,
    rowsUsed: [
      (table: "spend", count: question.spend.reduction.rowsUsed),
      (table: "outcomes", count: question.outcomes.rowsUsed),
    ],
    leftOut: question.spend.reduction.leftOut + question.outcomes.leftOut,
    range: question.calendar.day(0).map {
      "\($0) to \(question.calendar.lastDay(question.calendar.count - 1).map { "\($0)" } ?? "")"
    },
    interval: estimates.words, assumptions: Function.brandEffect.assumptions,
    source: Function.brandEffect.source)
  guard !question.periods.isEmpty else {
    return table.value(
      explanation,
      notes: question.notes + [
        Note(
          .warning,
          "spend on \(question.brand) never went dark; `drop:` says how far it has to fall, `from:` and `to:` say when it did"
        )
      ])
  }
  let answer = try BrandAnswer(question, level: level, seed: call.context.seed)
  try call.context.checkInterruption()
  let rows = BrandRows(question, answer, estimates)
  let memo = BrandMemo(question, answer, rows, estimates)
  explanation.worked = memo.paragraphs.map { "\n    \($0)" }.joined()
  let none = GroupKey(cells: [])
  if isCalibration {
    for cells in rows.calibration { table.add(none, cells) }
  } else {
    for (name, outcome) in rows.effects { table.add(none, rows.cells(name, outcome)) }
  }
  return table.value(
    explanation,
    notes: question.notes + memo.notes + BrandWarnings(question, rows, answer).notes)
}
