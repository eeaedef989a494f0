import Planning
import Values

/// The values of several columns, each with each, and which of the combinations occur.
struct Combinations {
  static let most = 1_000_000

  private let values: [[Value]]
  private let present: Set<[ValueKey]>

  /// From the combinations that occur.
  ///
  /// Errors: `tooLarge` for more than `most` of them, `data` for dates that are not whole steps apart.
  init(of found: LocalTable, every step: PeriodGrain) throws(ValueError) {
    guard found.rowCount <= Self.most else { throw Self.tooMany(nil) }
    var keys: [[ValueKey]] = []
    var values: [[Value]] = []
    var count = 1
    for (schema, column) in zip(found.type.columns, found.columns) {
      var columnKeys: [ValueKey] = []
      for value in column { columnKeys.append(try ValueKey(value)) }
      keys.append(columnKeys)
      var distinct: [ValueKey: Value] = [:]
      for (key, value) in zip(columnKeys, column) where !key.isMissing { distinct[key] = value }
      let ordered = distinct.sorted { ($0.key.compared(to: $1.key) ?? 0) < 0 }.map(\.value)
      let all = try Self.calendar(ordered, schema, every: step)
      values.append(all)
      let (product, overflow) = count.multipliedReportingOverflow(by: all.count)
      guard !overflow, product <= Self.most else { throw Self.tooMany(overflow ? nil : product) }
      count = product
    }
    self.values = values
    present = Set((0..<found.rowCount).map { row in keys.map { $0[row] } })
  }

  private static func tooMany(_ count: Int?) -> ValueError {
    let text = NumberText()
    let number = count.map { text.text(.number(Double($0))) } ?? "even more"
    return ValueError(
      .tooLarge, "`complete` makes at most \(text.text(.number(Double(most)))) combinations",
      because: "these columns have \(number)",
      argument: "columns")
  }

  /// Dates and periods without gaps; other values as they are.
  private static func calendar(
    _ values: [Value], _ schema: ColumnSchema, every step: PeriodGrain,
  ) throws(ValueError) -> [Value] {
    guard let first = values.first, let last = values.last else { return [] }
    switch (first, last) {
    case (.period(let start), .period(let end)): return try periods(start, end, values)
    case (.date(let start), .date(let end)):
      return try dates(start, end, values, schema.name, step)
    default: return values
    }
  }

  private static func periods(
    _ start: Period, _ end: Period, _ values: [Value],
  ) throws(ValueError) -> [Value] {
    guard start.grain != nil else { return values }
    var all: [Value] = []
    var next: Period? = start
    while let period = next, period.first <= end.first {
      all.append(.period(period))
      guard all.count <= most else { throw tooMany(nil) }
      next = period.moved(by: 1)
    }
    return all
  }

  private static func dates(
    _ start: CalendarDate, _ end: CalendarDate, _ values: [Value], _ name: String,
    _ step: PeriodGrain,
  ) throws(ValueError) -> [Value] {
    var all: [Value] = []
    var days: Set<Int> = []
    var next: CalendarDate? = start
    while let date = next, date <= end {
      all.append(.date(date))
      days.insert(date.dayNumber)
      guard all.count <= most else { throw tooMany(nil) }
      // Always from the first, so that the end of a short month does not move those after it.
      next =
        step.months.map { start.adding(months: all.count * $0) }
        ?? start.adding(days: all.count * (step == .week ? 7 : 1))
    }
    for case .date(let date) in values where !days.contains(date.dayNumber) {
      throw ValueError(
        .data, "the dates of `.\(name)` are not whole \(step.rawValue)s apart",
        because: "\(date) is none counted from \(start)",
        fixes: [.init("every: day", note: "all days")], argument: "every")
    }
    return all
  }

  /// The combinations that do not occur, by column, the last column changing fastest.
  func absent(_ context: any CallContext) throws(ValueError) -> [[Value]] {
    var columns: [[Value]] = values.map { _ in [] }
    var keys: [[ValueKey]] = []
    for column in values {
      var columnKeys: [ValueKey] = []
      for value in column { columnKeys.append(try ValueKey(value)) }
      keys.append(columnKeys)
    }
    let total = values.reduce(1) { $0 * $1.count }
    for number in 0..<total {
      if number % 65_536 == 0 { try context.checkInterruption() }
      var rest = number
      var indices = [Int](repeating: 0, count: values.count)
      for column in values.indices.reversed() {
        indices[column] = rest % values[column].count
        rest /= values[column].count
      }
      let key = indices.enumerated().map { keys[$0][$1] }
      if present.contains(key) { continue }
      for (column, index) in indices.enumerated() { columns[column].append(values[column][index]) }
    }
    return columns
  }
}
