/// A first look at cells, cheap enough for every column of a file.
enum CellScreen {
  static let plain = "plain"
  static let point = "point"
  static let threeDecimals = "three decimals"
  static let long = "long"

  static let operation = CellCounting.operation("screen of a cell") { key($0[0]) }

  private static func key(_ cell: String) -> String {
    """
    CASE WHEN \(cell) IS NULL THEN NULL \
    WHEN NOT regexp_matches(\(cell), '[0-9]') THEN \
    CASE WHEN \(CellText.isMissingMark(CellText.trimmed(cell))) THEN '\(CellKey.missing):' \
    ELSE '\(CellKey.text)' END \
    WHEN length(\(cell)) > \(CellText.longest) THEN '\(CellKey.text)' \
    WHEN length(\(cell)) >= 16 AND regexp_full_match(\(cell), '[-+]?[0-9]+') THEN '\(long)' \
    WHEN NOT contains(\(cell), '.') THEN '\(plain)' \
    WHEN regexp_full_match(\(cell), '[-+]?[1-9][0-9]{0,2}[.][0-9]{3}') THEN '\(threeDecimals)' \
    ELSE '\(point)' END
    """
  }
}
