/// Which forms of other languages are being read at the place at hand.
struct ForeignClauses: OptionSet {
  let rawValue: UInt8

  /// A choice: `case … when … end`.
  static let choice = ForeignClauses(rawValue: 1)
  /// A query: `select … from …`.
  static let query = ForeignClauses(rawValue: 2)
  /// A bare name is a column.
  static let columns = ForeignClauses(rawValue: 4)

  private static let choiceWords: Set<String> = ["when", "then", "else", "end"]
  static let queryWords: Set<String> = [
    "from", "where", "group", "order", "having", "limit", "by", "as", "asc", "desc", "distinct",
    "join", "on", "union",
  ]

  /// Whether a word goes on with a form that is being read, so that it is no unit behind a number.
  func goOn(with word: String) -> Bool {
    contains(.choice) && Self.choiceWords.contains(word)
      || contains(.query) && Self.queryWords.contains(word)
  }
}
