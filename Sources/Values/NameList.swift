/// Names in a sentence: all of them, or the first with the number of the others.
package enum NameList {
  /// At least two are counted, since the words for one take as much room as its name.
  package static func text(_ names: [String], atMost limit: Int = 8) -> String {
    guard names.count > limit + 1 else { return names.joined(separator: ", ") }
    return names.prefix(limit).joined(separator: ", ") + " and \(names.count - limit) more"
  }
}
