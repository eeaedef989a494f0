internal import Values

/// What `dates:` says: `day-first`, `month-first`, or a pattern such as `dd.mm.yyyy`.
enum DateFormat {
  static let orders = [DateForms.dayFirst, DateForms.monthFirst]
  static let formName = "stated format"

  /// The family of a pattern; nil for an order.
  ///
  /// Letters: `yyyy`, `yy`, `mm` or `m`, `mmm` for a name, `dd` or `d`; all else stands for itself.
  static func family(_ dates: String?) throws(ValueError) -> CellFamily? {
    guard let dates, !orders.contains(dates) else { return nil }
    var pattern = ""
    var groups: [Character: (index: Int, length: Int)] = [:]
    var rest = Substring(dates)
    while let first = rest.first {
      guard "ymd".contains(first) else {
        if first.isLetter || first.isNumber { throw invalid(dates) }
        pattern +=
          first.isASCII
          ? "[\(first == "^" || first == "\\" || first == "]" ? "\\" : "")\(first)]" : String(first)
        rest = rest.dropFirst()
        continue
      }
      let length = rest.prefix { $0 == first }.count
      rest = rest.dropFirst(length)
      guard groups[first] == nil else { throw invalid(dates) }
      groups[first] = (groups.count + 1, length)
      switch (first, length) {
      case ("y", 4): pattern += "([0-9]{4})"
      case ("y", 2): pattern += "([0-9]{2})"
      case ("m", 3), ("m", 4): pattern += "([^-0-9 .,/]+)[.]?"
      case ("m", 1), ("m", 2), ("d", 1), ("d", 2): pattern += "([0-9]{1,2})"
      default: throw invalid(dates)
      }
    }
    guard let year = groups["y"], let month = groups["m"], let day = groups["d"] else {
      throw invalid(dates)
    }
    let whole = CellText.literal("^\(pattern)$")
    return CellFamily(
      pattern: pattern, takesTime: true,
      forms: [
        CellForm(
          name: formName, kind: .day, example: "26.07.2025", meaning: "2025-07-26",
          value: { text in
            func part(_ group: Int) -> String { "regexp_extract(\(text), \(whole), \(group))" }
            let years =
              year.length == 4
              ? part(year.index)
              : "CASE WHEN \(part(year.index)) < '69' THEN '20' ELSE '19' END || \(part(year.index))"
            let months =
              month.length > 2 ? MonthNames.number(part(month.index)) : part(month.index)
            return "TRY_CAST((\(years)) || '-' || \(months) || '-' || \(part(day.index)) AS DATE)"
          })
      ])
  }

  private static func invalid(_ dates: String) -> ValueError {
    ValueError(
      .invalidArgument, "`\(dates)` is no form of a date",
      because: """
        `dates:` is "day-first", "month-first", or a pattern of yyyy or yy, mm or mmm, and dd
        """,
      fixes: [.init("dates: \"day-first\""), .init("dates: \"dd.mm.yyyy\"")], argument: "dates")
  }
}
