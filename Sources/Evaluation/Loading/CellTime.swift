/// A time of day behind a date: `14:30`, `2:30:15 PM`, `T09:05:01.25+02:00`.
///
/// Without a zone it is UTC.
enum CellTime {
  private static let pattern = """
    (?:,? |T)([0-9]{1,2}:[0-9]{2})(?::([0-9]{2}(?:[.][0-9]{1,9})?))? ?([AaPp][Mm])?\
     ?(Z|UTC|GMT|[-+][0-9]{2})?:?([0-9]{2})?$
    """

  private static func part(_ text: String, _ group: Int) -> String {
    "regexp_extract(\(text), \(CellText.literal(pattern)), \(group))"
  }

  /// What comes before the time.
  static func day(_ text: String) -> String {
    "regexp_replace(\(text), \(CellText.literal(pattern)), '')"
  }

  /// The hours and minutes; empty where there is no time.
  static func clock(_ text: String) -> String { part(text, 1) }

  /// The moment of a day with the time that follows it; missing for a time that is none.
  static func moment(_ day: String, _ text: String) -> String {
    let clock = part(text, 1)
    let seconds = "coalesce(nullif(\(part(text, 2)), ''), '00')"
    let half = "upper(\(part(text, 3)))"
    let offset = """
      CASE WHEN starts_with(\(part(text, 4)), '+') OR starts_with(\(part(text, 4)), '-') \
      THEN \(part(text, 4)) || ':' || coalesce(nullif(\(part(text, 5)), ''), '00') ELSE '+00' END
      """
    let hours = """
      CASE WHEN \(half) = '' THEN \(clock) \
      ELSE strftime(try_strptime(\(clock) || ' ' || \(half), '%I:%M %p'), '%H:%M') END
      """
    return """
      make_timestamp(epoch_us(TRY_CAST(CAST(\(day) AS VARCHAR) || ' ' || (\(hours)) || ':' \
      || \(seconds) || (\(offset)) AS TIMESTAMPTZ)))
      """
  }
}
