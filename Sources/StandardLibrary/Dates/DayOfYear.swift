import Values

extension Function {
  package static let dayOfYear = Function(
    "day_of_year", .dates, "The day of the year, from 1 to 366.",
    overloads: [
      CalendarPart(
        name: "day_of_year", sql: { "dayofyear(\($0))" },
        part: { date in
          let start = CalendarDate(year: date.year, month: 1, day: 1) ?? date
          return date.dayNumber - start.dayNumber + 1
        }
      ).overload
    ],
    definition: "In a leap year each day after 29 February counts one more.",
    examples: [Example("day_of_year(@2026-05-14)", gives: "134")], seeAlso: ["day", "week"])
}
