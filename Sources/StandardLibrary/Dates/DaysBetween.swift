import Units
import Values

extension Function {
  package static let daysBetween = Function(
    "days_between", .dates, "The days from one date to another, negative when it lies before.",
    overloads: [
      Overload(
        Signature(
          [
            Parameter("from", .value(.dateOrInstant), "the first date"),
            Parameter("to", .value(.dateOrInstant), "the second date"),
          ], form: .scalar { _ in .daysBetween }, resultText: "days",
          result: { _ in .measure(dayMeasure) }))
    ],
    definition: "Instants count by their days in UTC.",
    examples: [Example("days_between(@2026-01-01, @2026-03-01)", gives: "59 days")],
    seeAlso: ["day"])
}

private let dayMeasure = UnitCatalogue().named("day").map { Measure.unit(Unit($0)) } ?? .number

extension ScalarOperation {
  fileprivate static let daysBetween = ScalarOperation(
    "days_between",
    sql: { "CAST(date_diff('day', CAST(\($0[0]) AS DATE), CAST(\($0[1]) AS DATE)) AS DOUBLE)" },
    evaluate: { arguments throws(ValueError) in
      let from = try arguments[0].day(for: "days_between")
      let to = try arguments[1].day(for: "days_between")
      return .quantity(Quantity(Double(to.dayNumber - from.dayNumber), dayMeasure))
    })
}
