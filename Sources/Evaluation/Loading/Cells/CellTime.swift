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
    """
    CASE WHEN contains(\(text), ':') THEN regexp_replace(\(text), \(CellText.literal(pattern)), '') \
    ELSE \(text) END
    """
  }

  /// The time and its distance from UTC; empty where there is no time, missing where it is none.
  static func time(_ text: String) -> String {
    let clock = part(text, 1)
    let seconds = "coalesce(nullif(\(part(text, 2)), ''), '00')"
    let half = "upper(\(part(text, 3)))"
    let zone = part(text, 4)
    let offset = """
      CASE WHEN regexp_matches(\(zone), '[-+]') \
      THEN \(zone) || ':' || coalesce(nullif(\(part(text, 5)), ''), '00') ELSE '+00' END
      """
    let hours = """
      CASE WHEN \(half) = '' THEN \(clock) \
      ELSE strftime(try_strptime(\(clock) || ' ' || \(half), '%I:%M %p'), '%H:%M') END
      """
    let time = "(\(hours)) || ':' || \(seconds) || (\(offset))"
    return """
      CASE WHEN NOT contains(\(text), ':') OR \(clock) = '' THEN '' \
      WHEN TRY_CAST('2000-01-01 ' || \(time) AS TIMESTAMPTZ) IS NOT NULL THEN \(time) END
      """
  }

  /// The moment of a day and a time.
  static func moment(_ day: String, _ time: String) -> String {
    """
    make_timestamp(epoch_us(TRY_CAST(CAST(\(day) AS VARCHAR) || ' ' || (\(time)) AS TIMESTAMPTZ)))
    """
  }
}
