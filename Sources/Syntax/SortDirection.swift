/// The words by which other languages say in which direction rows are sorted.
package enum SortDirection {
  /// What stands before a key instead; nil for any other word.
  package static func sign(_ word: String) -> String? {
    switch word.lowercased() {
    case "desc", "descending": "-"
    case "asc", "ascending": ""
    default: nil
    }
  }

  package static let reason =
    "`sort` goes up, and down by a key with a minus sign: `sort(-.amount)`"
}
