/// Cells of text as every form sees them.
enum CellText {
  /// What says that a cell has no value.
  private static let missingMarks = [
    "-", "--", "---", "–", "—", "#n/a", "n/a", "na", "null", "none", "nan",
  ]

  /// A cell longer than this is read as text without looking further.
  static let longest = 60

  private static let spaces = "\u{00A0}\u{202F}\u{2009}\u{2007}\t"
  private static let marks = "\u{2212}\u{2019}"
  private static let unseen = "\u{200E}\u{200F}\u{FEFF}"

  /// The cell with common spaces, signs and apostrophes, without what stands around or is not seen.
  ///
  /// Exports write no-break, narrow and thin spaces between the thousands, and a minus of their own.
  /// Most cells hold none of that, and replacing it costs more than all else.
  static func trimmed(_ cell: String) -> String {
    let all = spaces + marks + unseen
    return """
      CASE WHEN strlen(\(cell)) = length(\(cell)) AND NOT contains(\(cell), chr(9)) THEN trim(\(cell)) \
      WHEN regexp_matches(\(cell), \(literal("[\(all)]"))) \
      THEN trim(translate(\(cell), \(literal(all)), '     -''')) ELSE trim(\(cell)) END
      """
  }

  static func isMissingMark(_ text: String) -> String {
    "regexp_full_match(\(text), \(literal("(?i:\(missingMarks.joined(separator: "|")))")))"
  }

  /// Whether a cell says that it has no value, once it is trimmed.
  static func isMissingMark(_ cell: ArraySlice<UInt8>) -> Bool {
    // Most words begin like no mark, and with nothing that is trimmed.
    guard let first = cell.first, first >= 0x80 || " \t-#nN".utf8.contains(first) else {
      return false
    }
    let scalars = String(decoding: cell, as: UTF8.self).unicodeScalars.filter {
      !unseen.unicodeScalars.contains($0)
    }
    var text = scalars.map { spaces.unicodeScalars.contains($0) ? " " : $0 }[...]
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    guard text.count <= 4 else { return false }
    let word = String(String.UnicodeScalarView(text.map { $0 == "\u{2212}" ? "-" : $0 }))
    return missingMarks.contains(word.lowercased())
  }

  /// Whether a text is one of these: the engine makes a join of a longer `IN`.
  static func isOne(_ text: String, of texts: some Sequence<String>) -> String {
    "list_contains([\(texts.sorted().map(literal).joined(separator: ", "))], \(text))"
  }

  /// The forms of a cell as the text of a `CellKey`; missing for a missing cell.
  static func key(_ cell: CellParts, families: [CellFamily]) -> String {
    let text = cell.trimmed
    var lines = [
      "CASE WHEN \(text) IS NULL OR \(text) = '' THEN NULL",
      """
      WHEN NOT regexp_matches(\(text), '[0-9]') THEN CASE WHEN \(isMissingMark(text)) \
      THEN '\(CellKey.missing):' || \(text) ELSE '\(CellKey.text)' END
      """,
      "WHEN length(\(text)) > \(longest) THEN '\(CellKey.text)'",
    ]
    lines += families.map { "WHEN \($0.recognition(cell)) THEN \($0.key(cell))" }
    lines.append("ELSE '\(CellKey.text)' END")
    return lines.joined(separator: "\n")
  }

  /// A text of this program in single quotes; nothing of a file or a person comes here.
  static func literal(_ text: String) -> String {
    var quoted = "'"
    for character in text { quoted += character == "'" ? "''" : String(character) }
    return quoted + "'"
  }
}
