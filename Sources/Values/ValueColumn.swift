package import Columns

extension Column {
  /// Values of one type as a column of the engine's: magnitudes, and periods by their first days.
  package init(_ values: [Value], as type: Type) {
    switch type {
    case .bool:
      self.init(booleans: values.map { if case .bool(let value) = $0 { value } else { nil } })
    case .text:
      self.init(texts: values.map { if case .text(let value) = $0 { value } else { nil } })
    case .date, .period:
      self.init(
        days: values.map { value in
          switch value {
          case .date(let date): Int32(exactly: date.dayNumber)
          case .period(let period): Int32(exactly: period.first.dayNumber)
          default: nil
          }
        })
    case .instant:
      self.init(
        microseconds: values.map {
          if case .instant(let instant) = $0 { Int64(exactly: instant.microseconds) } else { nil }
        })
    default: self.init(doubles: values.map(\.magnitude))
    }
  }
}
