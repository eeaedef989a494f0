internal import Diagnostics
internal import Syntax
internal import Units
internal import Values

/// `.cost to USD at rates`, where `rates` is a table with a day and a rate in each row.
extension Checker {
  /// The rate of the day of each row; nil when a mistake was reported.
  ///
  /// The day is the date of the row at hand: that of its table's kind, or the only one it has.
  func datedRate(
    _ basis: Checked, _ rates: TableType, from source: Unit, to goal: Unit, at place: Place
  ) -> Checked? {
    let days = rates.columns.filter { $0.type == .date }
    guard let day = days.first(where: { $0.name == "date" }) ?? days.first,
      days.count == 1 || day.name == "date"
    else {
      reportRates(
        days.isEmpty
          ? "the table of rates has no column of days"
          : "the table of rates has several columns of days: \(names(days))",
        basis, "\(goal)/\(source)")
      return nil
    }
    let fitting = rates.columns.filter { column in
      guard case .measure(.unit(let rate)) = column.type else { return false }
      return source.multiplied(by: rate).unit.factor(to: goal) != nil
        || source.divided(by: rate).unit.factor(to: goal) != nil
    }
    guard let rate = fitting.first, fitting.count == 1, let measure = rate.type.measure else {
      reportRates(
        fitting.isEmpty
          ? "no column of the table of rates takes \(source) to \(goal)"
          : "several columns of the table of rates take \(source) to \(goal): \(names(fitting))",
        basis, "\(goal)/\(source)")
      return nil
    }
    guard case .rows(let table) = place.columns, let date = eventDate(of: table) else {
      report(
        Diagnostic(
          .noTable, "which day's rate is meant is not known", at: basis.span,
          because: "a rate of each day needs rows that have one date",
          helps: [
            .init(
              "\(text(basis.span))\(Self.columnText(rate.name))[0]", note: "one of the rates",
              replacing: basis.span)
          ]))
      return nil
    }
    return Checked(
      .datedRate(
        day: .column(date), rates: basis.core, dayColumn: day.name, rateColumn: rate.name,
        basis.span),
      .measure(measure), level: .row, span: basis.span)
  }

  /// The column that says when a row happened.
  private func eventDate(of table: TableType) -> String? {
    let role = table.role.flatMap(TableRole.named)
    let wanted = role?.roles.first { $0.kind == .date }?.name
    if let wanted, let column = table.columns.first(where: { $0.role == wanted }) {
      return column.name
    }
    let dates = table.columns.filter { $0.type == .date || $0.type == .instant }
    return (dates.first { $0.name == "date" } ?? (dates.count == 1 ? dates.first : nil))?.name
  }

  private func names(_ columns: [ColumnSchema]) -> String {
    columns.map { ".\($0.name)" }.joined(separator: ", ")
  }

  private func reportRates(_ message: String, _ basis: Checked, _ example: String) {
    report(
      Diagnostic(
        .unconvertible, message, at: basis.span,
        because: "it needs a day and a rate in each row",
        helps: [.init("load(\"rates.csv\", units: {rate: \(example)})")]))
  }
}
