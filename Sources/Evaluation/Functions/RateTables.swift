internal import Diagnostics
internal import TypeChecking
internal import Units
internal import Values

/// Tables of rates, read once for a statement that converts by them.
extension Evaluator {
  /// The rate of a day by a table; it is said which days the table knows.
  func datedRates(
    _ table: Core, _ dayColumn: String, _ rateColumn: String, _ span: Span, _ frame: Frame
  ) throws(Failure) -> ScalarOperation {
    guard case .table(let table) = try value(table, frame) else {
      throw Failure(ValueError(.invalidArgument, "`at` requires a table of rates"), at: span)
    }
    return try at(span) { () throws(ValueError) in
      guard case .list(let days) = try context.column(dayColumn, of: table),
        case .list(let numbers) = try context.column(rateColumn, of: table)
      else { throw ValueError(.data, "the table of rates cannot be read") }
      var known: [(day: CalendarDate, rate: Double)] = []
      for (day, rate) in zip(days.elements, numbers.elements) {
        if case .date(let day) = day, let rate = rate.magnitude { known.append((day, rate)) }
      }
      let rates = try DatedRates(known)
      context.note(
        Note(
          .note,
          "rates `\(rateColumn)` from \(rates.first) to \(rates.last): each holds until the next, "
            + "the last one from then on, and earlier days have none"))
      return rates.operation(table.type[rateColumn]?.type.measure ?? .number)
    }
  }
}
