/// The entries that succeeded, as the text of a script that runs.
///
/// A script has no `_` and binds each name once: what a later entry goes on from gets a name, and a name that
/// was bound anew gets another one from there on.
struct SavedEntries {
  private struct Entry {
    let number: Int
    let text: String
  }

  private var entries: [Entry] = []

  var isEmpty: Bool { entries.isEmpty }
  var count: Int { entries.count }
  var texts: [String] { entries.map(\.text) }

  mutating func append(_ text: String, number: Int) {
    entries.append(Entry(number: number, text: text))
  }

  /// The script; O(length).
  var script: String {
    var lines: [String] = []
    var results: [Int: String] = [:]
    var last: String?
    var names: [String: String] = [:]
    let used = usedResults
    for entry in entries {
      let bound = Self.boundName(entry.text)
      var text = NameReplacement.text(entry.text) { word in
        if word == "_" { return last }
        if word.hasPrefix("_"), let number = Int(word.dropFirst()) { return results[number] }
        return names[word]
      }
      if let bound {
        let name = names[bound] == nil ? bound : "\(bound)_\(entry.number)"
        // On the left stands the new name, whatever the old one was replaced by.
        if let place = text.firstRange(ofWordAfterLet: names[bound] ?? bound) {
          text.replaceSubrange(place, with: name)
        }
        names[bound] = name
        (last, results[entry.number]) = (name, name)
      } else if !Self.isDeclaration(entry.text) {
        let name = "entry_\(entry.number)"
        (last, results[entry.number]) = (name, name)
        if used.contains(entry.number) {
          let isSilent = text.last { !$0.isWhitespace } == ";"
          while text.last?.isWhitespace == true || text.last == ";" { text.removeLast() }
          text = "let \(name) = \(text)" + (isSilent ? "" : "\n\(name)")
        }
      }
      lines.append(text)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The numbers of the entries from which later ones go on.
  private var usedResults: Set<Int> {
    var used: Set<Int> = []
    var last: Int?
    for entry in entries {
      _ = NameReplacement.text(entry.text) { word in
        if word == "_", let last { used.insert(last) }
        if word.hasPrefix("_"), let number = Int(word.dropFirst()) { used.insert(number) }
        return nil
      }
      if Self.boundName(entry.text) != nil || !Self.isDeclaration(entry.text) {
        last = entry.number
      }
    }
    return used
  }

  private static let declarations: Set<String> = [
    "let", "fn", "metric", "param", "use", "test", "check", "unit", "currency",
  ]

  private static func words(_ text: String) -> [Substring] {
    text.split(maxSplits: 2, whereSeparator: \.isWhitespace)
  }

  private static func isDeclaration(_ text: String) -> Bool {
    words(text).first.map { declarations.contains(String($0)) } ?? true
  }

  /// `a` of `let a = 3`.
  private static func boundName(_ text: String) -> String? {
    let words = words(text)
    guard words.count > 1, words[0] == "let" else { return nil }
    return String(words[1].prefix { $0.isLetter || $0.isNumber || $0 == "_" })
  }
}

extension String {
  /// Where a name stands directly after the word `let` at the beginning.
  fileprivate func firstRange(ofWordAfterLet name: String) -> Range<Index>? {
    guard let start = firstIndex(where: { !$0.isWhitespace }), self[start...].hasPrefix("let")
    else {
      return nil
    }
    let after = self[start...].dropFirst(3).drop(while: \.isWhitespace)
    guard after.hasPrefix(name) else { return nil }
    return after.startIndex..<index(after.startIndex, offsetBy: name.count)
  }
}
