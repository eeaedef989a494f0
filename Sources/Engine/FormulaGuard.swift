/// The guard against cells that a spreadsheet would run as a formula (OWASP ASVS 1.2.10, CWE-1236).
///
/// Text in a CSV that begins with `=`, `+`, `-`, `@`, their full-width forms, a tab, a line's end or
/// a zero byte gets an apostrophe in front, and so does text that begins with apostrophes before one
/// of these. `load` takes one apostrophe off such text, so that a guarded file gives back what was
/// saved: no two texts have one guarded form.
package enum FormulaGuard {
  /// The characters that need a guard, as a pattern.
  private static let starts = #"[=+\-@\t\r\n\x00＝＋－＠]"#

  /// Makes `guarded(x)` and `unguarded(x)`, for texts.
  static let macros = [
    """
    CREATE TEMP MACRO guarded(x) AS
      CASE WHEN regexp_matches(x, '^''*\(starts)') THEN '''' || x ELSE x END
    """,
    // The comparisons answer for nearly every text without looking at the pattern.
    """
    CREATE TEMP MACRO unguarded(x) AS
      CASE WHEN x >= '''' AND x < '(' AND regexp_matches(x, '^''+\(starts)') THEN x[2:] ELSE x END
    """,
  ]

  /// A header as it stands in a CSV.
  package static func guarding(_ text: String) -> String {
    startsFormula(text) ? "'" + text : text
  }

  /// A header without its guard.
  package static func unguarding(_ text: String) -> String {
    text.hasPrefix("'") && startsFormula(text) ? String(text.dropFirst()) : text
  }

  private static func startsFormula(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first(where: { $0 != "'" }) else { return false }
    return startScalars.contains(first)
  }

  private static let startScalars: Set<Unicode.Scalar> = [
    "=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠",
  ]
}
