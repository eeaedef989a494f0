internal import Values

/// Decides how a column of days, moments, weeks, months or quarters is read.
struct DateReading {
  let evidence: CellEvidence

  private var census: CellCensus { evidence.census }
  private var isDemanded: Bool { evidence.demand == .date }

  /// The kind of each form of a date, by its name.
  private static let kinds: [String: CellForm.Kind] = {
    let forms = (DateForms.families + DateForms.digits).flatMap(\.forms)
    var kinds = [DateFormat.formName: CellForm.Kind.day]
    for form in forms { kinds[form.name] = form.kind }
    return kinds
  }()

  /// Which day of a longer time is meant.
  private static let notes: [CellForm.Kind: String] = [
    .week: "its Monday", .month: "its first day", .quarter: "its first day",
  ]

  static func isDate(_ key: CellKey) -> Bool { key.forms.contains { kinds[$0] != nil } }

  /// The reading; nil for a column that stays what it is.
  func reading() throws(ValueError) -> ColumnReading? {
    var counts: [CellForm.Kind: Int] = [:]
    for (key, count) in census.counts {
      if let kind = key.forms.first.flatMap({ Self.kinds[$0] }) {
        counts[kind, default: 0] += count
      }
    }
    let kinds: [CellForm.Kind] = [.day, .month, .week, .quarter]
    let most = counts.values.max() ?? 0
    guard let kind = kinds.first(where: { counts[$0] == most && most > 0 }) else {
      guard census.present == 0 else { return nil }
      return ColumnReading(result: .day, forms: [], families: [])
    }
    let order = try dayOrder()
    var forms = Set(Self.kinds.filter { $0.value == kind }.keys)
    forms.subtract(DateFormat.orders)
    if let order { forms.insert(order) }
    let isBad: (CellKey) -> Bool = { key in
      !key.isMissing && !key.forms.contains { forms.contains($0) }
    }
    let hasTime = census.count {
      !isBad($0) && ($0.hasTime || $0.forms.contains { DateForms.moments.contains($0) })
    }
    var reading = ColumnReading(
      result: hasTime > 0 ? .instant : .day, forms: forms, families: evidence.families)
    reading.badCount = census.count(where: isBad)
    if reading.badCount > 0 {
      guard isDemanded else { return nil }
      guard evidence.request.bad == "missing" else {
        throw try evidence.badCells(
          reading.badCount, readAs: words(kind, order), where: isBad)
      }
    }
    reading.source = order ?? census.example.map { "\"\($0.prefix(32))\"" }
    reading.note = Self.notes[kind]
    return reading
  }

  private func words(_ kind: CellForm.Kind, _ order: String?) -> String {
    switch kind {
    case .week: "weeks"
    case .month: "months"
    case .quarter: "quarters"
    case .day, .number, .identifier: order.map { "\($0) days" } ?? "days"
    }
  }

  /// Which of day and month comes first; nil where no cell leaves that open.
  private func dayOrder() throws(ValueError) -> String? {
    let both = census.count { $0.forms == [DateForms.dayFirst, DateForms.monthFirst] }
    let dayFirst = census.count(of: DateForms.dayFirst, alone: true)
    let monthFirst = census.count(of: DateForms.monthFirst, alone: true)
    guard both + dayFirst + monthFirst > 0 else { return nil }
    if let dates = evidence.request.dates, DateFormat.orders.contains(dates) { return dates }
    if dayFirst > 0, monthFirst > 0 { throw try mixed(dayFirst, monthFirst) }
    if dayFirst > 0 { return DateForms.dayFirst }
    if monthFirst > 0 { return DateForms.monthFirst }
    let file = evidence.file
    if (file.dayFirstCount > 0) != (file.monthFirstCount > 0) {
      return file.dayFirstCount > 0 ? DateForms.dayFirst : DateForms.monthFirst
    }
    let example = try evidence.first { $0.forms.count == 2 }
    throw ValueError(
      .data, "the days of `\(evidence.name)` in \(evidence.path) can be read in two ways",
      because: """
        \(example?.words ?? "a cell") could begin with the day or with the month, and no cell has \
        a number above 12 to tell which
        """,
      fixes: [
        evidence.fix("dates: \"day-first\"", note: Self.note(example?.cell, isDayFirst: true)),
        evidence.fix("dates: \"month-first\"", note: Self.note(example?.cell, isDayFirst: false)),
      ], argument: "dates")
  }

  /// What an order makes of a cell of the column, such as ``reads `03/04/2025` as 3 April 2025``.
  static func note(_ cell: String?, isDayFirst: Bool) -> String {
    let parts = (cell ?? "").split { !("0"..."9").contains($0) }.prefix(3).map(String.init)
    guard let cell, parts.count == 3, let first = Int(parts[0]), let second = Int(parts[1]),
      let date = CalendarDate(
        year: 2000, month: isDayFirst ? second : first, day: isDayFirst ? first : second)
    else { return "" }
    let months = [
      "January", "February", "March", "April", "May", "June", "July", "August", "September",
      "October", "November", "December",
    ]
    guard months.indices.contains(date.month - 1) else { return "" }
    return "reads `\(cell.prefix(32))` as \(date.day) \(months[date.month - 1])"
  }

  private func mixed(_ dayFirst: Int, _ monthFirst: Int) throws(ValueError) -> ValueError {
    let day = try evidence.first { $0.forms == [DateForms.dayFirst] }
    let month = try evidence.first { $0.forms == [DateForms.monthFirst] }
    let (kept, count) =
      dayFirst >= monthFirst ? (DateForms.dayFirst, monthFirst) : (DateForms.monthFirst, dayFirst)
    return ValueError(
      .data, "the days of `\(evidence.name)` in \(evidence.path) are written in two ways",
      because: """
        \(day?.words ?? "a cell") has the day first, and \(month?.words ?? "another") the month
        """,
      fixes: [
        evidence.fix(
          "dates: \"\(kept)\", bad: \"missing\"",
          note: """
            makes \(count) \(count == 1 ? "cell" : "cells") missing; those that fit both are \(kept)
            """)
      ], argument: "dates")
  }
}
