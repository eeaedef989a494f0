package import Units

/// Rates that hold from their day on, until the next one: an exchange rate for each day.
package struct DatedRates: Sendable {
  /// A day for each number, from the first rate to the last one, is kept in the query.
  private static let mostDays = 40_000

  package let first: CalendarDate
  package let last: CalendarDate
  /// The rate of each day from the first to the last.
  private let rates: [Double]

  /// Errors (`data`): no rate, two rates on one day, more days than a query can hold.
  package init(_ known: [(day: CalendarDate, rate: Double)]) throws(ValueError) {
    let sorted = known.sorted { $0.day < $1.day }
    guard let first = sorted.first, let last = sorted.last else {
      throw ValueError(.data, "the table of rates has no row with a day and a rate")
    }
    for (one, other) in zip(sorted, sorted.dropFirst())
    where one.day == other.day && one.rate != other.rate {
      throw ValueError(
        .data, "the table of rates has two rates on \(one.day)",
        because: "they are \(one.rate) and \(other.rate)")
    }
    let count = last.day.dayNumber - first.day.dayNumber + 1
    guard count <= Self.mostDays else {
      throw ValueError(
        .tooLarge, "the table of rates reaches over \(count) days",
        because: "at most \(Self.mostDays) are used")
    }
    var rates: [Double] = []
    var next = 0
    for day in 0..<count {
      while next + 1 < sorted.count,
        sorted[next + 1].day.dayNumber <= first.day.dayNumber + day
      { next += 1 }
      rates.append(sorted[next].rate)
    }
    self.first = first.day
    self.last = last.day
    self.rates = rates
  }

  /// The rate of a day or an instant: the last one known by then; missing before the first.
  package func operation(_ measure: Measure) -> ScalarOperation {
    let list = rates.map(OperationSQL.number).joined(separator: ", ")
    return ScalarOperation(
      "rate from \(first): \(list) \(measure)",
      sql: { arguments in
        let day =
          "date_diff('day', DATE '\(first)', CAST(\(arguments[0]) AS DATE)) + 1"
        return """
          CASE WHEN \(day) >= 1 THEN list_extract([\(list)], least(\(day), \(rates.count))) END
          """
      },
      evaluate: { arguments throws(ValueError) in
        let day: CalendarDate
        switch arguments.first {
        case .date(let date): day = date
        case .instant(let instant):
          guard let date = instant.date else { return .missing }
          day = date
        default: throw Arithmetic.wrongArguments(arguments, "at")
        }
        let place = day.dayNumber - first.dayNumber
        guard place >= 0 else { return .missing }
        return .quantity(Quantity(rates[min(place, rates.count - 1)], measure))
      })
  }
}
