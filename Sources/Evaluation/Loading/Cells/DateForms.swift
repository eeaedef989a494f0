/// Days, weeks, months and quarters as exports write them.
enum DateForms {
  static let dayFirst = "day-first"
  static let monthFirst = "month-first"

  private static let name = "[^-0-9 .,/]+[.]?"
  private static let behindDay = "(?:st|nd|rd|th|er|º|[.])?"
  private static let year = "(?:[0-9]{4}|'?[0-9]{2})"

  static let families: [CellFamily] = [
    CellFamily(
      pattern: "[0-9]{4}(?:-[0-9]{1,2}-|/[0-9]{1,2}/|[.][0-9]{1,2}[.])[0-9]{1,2}", takesTime: true,
      forms: [
        CellForm(
          name: "ISO", kind: .day, example: "2025-07-26", meaning: "2025-07-26",
          value: { day("translate(\($0), '/.', '--')") })
      ]),
    numeric(year: "[0-9]{4}", "%Y", examples: ("26.07.2025", "7/26/2025")),
    numeric(year: "[0-9]{2}", "%y", examples: ("26.07.25", "7/26/25")),
    CellFamily(
      pattern: """
        [0-9]{1,2}\(behindDay)[ .\\-/]*(?:de )?\(name)[ .,\\-/]*(?:de |del )?\(year)
        """, takesTime: true,
      forms: [
        CellForm(
          name: "day with month's name", kind: .day, example: "26 July 2025",
          meaning: "2025-07-26",
          value: {
            named(
              $0, day: "^([0-9]{1,2})",
              month: "^[0-9]{1,2}\(behindDay)[ .\\-/]*(?:de )?([^-0-9 .,/]+)")
          })
      ]),
    CellFamily(
      pattern: "\(name) [0-9]{1,2}(?:st|nd|rd|th)?,? \(year)", takesTime: true,
      forms: [
        CellForm(
          name: "month's name with day", kind: .day, example: "Jul 26, 2025",
          meaning: "2025-07-26",
          value: { named($0, day: " ([0-9]{1,2})", month: "^([^-0-9 .,/]+)") })
      ]),
    CellFamily(
      pattern: "[0-9]{4}-?W[0-9]{2}(?:-[1-7])?",
      forms: [
        CellForm(
          name: "ISO week", kind: .week, example: "2025-W07",
          meaning: "2025-02-10",
          value: {
            """
            CAST(try_strptime(regexp_replace(\($0), '^([0-9]{4})-?(W[0-9]{2})$', '\\1-\\2-1'), \
            '%G-W%V-%u') AS DATE)
            """
          })
      ]),
    CellFamily(
      pattern: "[0-9]{4}-[0-9]{2}|[0-9]{1,2}/[0-9]{4}",
      forms: [
        CellForm(
          name: "month", kind: .month, example: "2025-07", meaning: "2025-07-01",
          value: {
            """
            \(day("regexp_replace(\($0), '^([0-9]{1,2})/([0-9]{4})$', '\\2-\\1') || '-01'"))
            """
          })
      ]),
    CellFamily(
      // Two digits are a year only behind a hyphen or an apostrophe: `Jul 26` may be a day.
      pattern: "\(name)(?:[ \\-/]*(?:de )?[0-9]{4}|-[0-9]{2}|[ \\-]'[0-9]{2})",
      forms: [
        CellForm(
          name: "month's name", kind: .month, example: "Jul 2025", meaning: "2025-07-01",
          value: { named($0, day: nil, month: "^([^-0-9 .,/]+)") })
      ]),
    CellFamily(
      pattern: "[0-9]{4}[ \\-]?Q[1-4]|Q[1-4][ \\-][0-9]{4}",
      forms: [
        CellForm(
          name: "quarter", kind: .quarter, example: "2025-Q3", meaning: "2025-07-01",
          value: {
            """
            make_date(CAST(regexp_extract(\($0), '[0-9]{4}') AS INTEGER), \
            3 * CAST(regexp_extract(\($0), 'Q([1-4])', 1) AS INTEGER) - 2, 1)
            """
          })
      ]),
  ]

  /// Digits that are dates in a column whose role is a date, and numbers in any other.
  static let digits: [CellFamily] = [
    CellFamily(
      pattern: "(?:19|20)[0-9]{6}", isForDateRoles: true,
      forms: [
        CellForm(
          name: "digits of a day", kind: .day, example: "20250726", meaning: "2025-07-26",
          value: {
            day("regexp_replace(\($0), '^(.{4})(..)(..)$', '\\1-\\2-\\3')")
          })
      ]),
    CellFamily(
      pattern: "[2-7][0-9]{4}(?:[.]0+)?", isForDateRoles: true,
      forms: [
        CellForm(
          name: "spreadsheet's day number", kind: .day, example: "45864", meaning: "2025-07-26",
          value: { "DATE '1899-12-30' + CAST(CAST(\($0) AS DOUBLE) AS INTEGER)" })
      ]),
    CellFamily(
      pattern: "[0-9]{10}", isForDateRoles: true,
      forms: [
        CellForm(
          name: "seconds since 1970", kind: .day, example: "1753488000",
          meaning: "2025-07-26T00:00:00Z",
          value: { "make_timestamp(CAST(\($0) AS BIGINT) * 1000000)" })
      ]),
    CellFamily(
      pattern: "[0-9]{13}", isForDateRoles: true,
      forms: [
        CellForm(
          name: "milliseconds since 1970", kind: .day, example: "1753488000000",
          meaning: "2025-07-26T00:00:00Z",
          value: { "make_timestamp(CAST(\($0) AS BIGINT) * 1000)" })
      ]),
  ]

  /// The forms whose values are moments by themselves.
  static let moments: Set<String> = ["seconds since 1970", "milliseconds since 1970"]

  private static func day(_ text: String) -> String { "TRY_CAST(\(text) AS DATE)" }

  /// Day, month and year in digits; of two digits, years from 69 on are of the last century, as
  /// POSIX reads them.
  private static func numeric(
    year: String, _ format: String, examples: (dayFirst: String, monthFirst: String)
  ) -> CellFamily {
    let day = "(?:0?[1-9]|[12][0-9]|3[01])"
    let month = "(?:0?[1-9]|1[0-2])"
    // That the engine cannot read a day costs it more than a pattern, so it is rarely asked.
    let value: @Sendable (String, String, [String]) -> String = { text, pattern, parts in
      func read(_ text: String, _ sign: String) -> String {
        "try_strptime(\(text), '\((parts + [format]).joined(separator: sign))')"
      }
      return """
        CASE WHEN regexp_full_match(\(text), '\(pattern)') THEN CAST(CASE \
        WHEN contains(\(text), '/') THEN \(read(text, "/")) \
        WHEN contains(\(text), '-') THEN \(read(text, "-")) \
        WHEN contains(\(text), ' ') THEN \(read("replace(\(text), ' ', '')", ".")) \
        ELSE \(read(text, ".")) END AS DATE) END
        """
    }
    func order(_ first: String, _ second: String) -> String {
      "\(first)(?:/\(second)/|[.] ?\(second)[.] ?|-\(second)-)\(year)"
    }
    return CellFamily(
      pattern: order("[0-9]{1,2}", "[0-9]{1,2}"), takesTime: true,
      forms: [
        CellForm(
          name: dayFirst, kind: .day, example: examples.dayFirst, meaning: "2025-07-26",
          value: { [pattern = order(day, month)] in value($0, pattern, ["%d", "%m"]) }),
        CellForm(
          name: monthFirst, kind: .day, example: examples.monthFirst, meaning: "2025-07-26",
          value: { [pattern = order(month, day)] in value($0, pattern, ["%m", "%d"]) }),
      ])
  }

  private static func named(_ text: String, day pattern: String?, month: String) -> String {
    let name = "regexp_extract(\(text), \(CellText.literal(month)), 1)"
    let year = """
      regexp_replace(regexp_replace(regexp_extract(\(text), '[0-9]+$'), \
      '^([0-5][0-9]|6[0-8])$', '20\\1'), '^([0-9]{2})$', '19\\1')
      """
    let number = pattern.map { "regexp_extract(\(text), \(CellText.literal($0)), 1)" } ?? "'01'"
    return day("\(year) || '-' || \(MonthNames.number(name)) || '-' || \(number)")
  }
}
