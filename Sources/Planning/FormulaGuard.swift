/// The guard against cells that a spreadsheet would run as a formula (OWASP ASVS 1.2.10, CWE-1236).
///
/// Text in a CSV that begins with `=`, `+`, `-`, `@`, their full-width forms, a tab, a line's end or
/// a zero byte gets an apostrophe in front, and so does text that begins with apostrophes before one
/// of these. `load` takes one apostrophe off such text, so that a guarded file gives back what was
/// saved: no two texts have one guarded form.
package enum FormulaGuard {
  private static let starts = #"[=+\-@\t\r\n\x00＝＋－＠]"#

  /// The pattern of text that needs an apostrophe, as it stands in an SQL literal.
  package static let unguarded = "^''*\(starts)"
  /// The pattern of text that has one to take off, as it stands in an SQL literal.
  static let guarded = "^''+\(starts)"

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

  /// The SQL of a cell's text without its guard.
  static func unguarding(sql cell: String) -> String {
    // The comparison answers for nearly every cell without looking at the pattern.
    "CASE WHEN \(cell) >= '''' AND \(cell) < '(' AND regexp_matches(\(cell), '\(guarded)') "
      + "THEN \(cell)[2:] ELSE \(cell) END"
  }
}
