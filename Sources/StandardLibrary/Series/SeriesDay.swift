internal import Values

extension ScalarOperation {
  /// The day of a date, an instant or the beginning of a period.
  static let seriesDay = ScalarOperation(
    "series day", sql: { texts in texts.first.map(DaySQL.day) },
    evaluate: { values in
      switch values.first {
      case .date(let date)?: .date(date)
      case .instant(let instant)?: instant.date.map(Value.date) ?? .missing
      case .period(let period)?: .date(period.first)
      default: .missing
      }
    })
}
