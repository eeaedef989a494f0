/// The letters that stand in numbers, amounts, days and times.
enum CellWords {
  /// Whether a cell has a word that no form has, so that it is text.
  ///
  /// A word is a run of two or more Latin letters without marks.
  static func hasUnknown(_ cell: ArraySlice<UInt8>) -> Bool {
    var rest = cell
    while let start = rest.firstIndex(where: isLetter) {
      let word = rest[start...].prefix(while: isLetter)
      if word.count > 1, !known.contains(String(decoding: word, as: UTF8.self).lowercased()) {
        return true
      }
      rest = rest[word.endIndex...]
    }
    return false
  }

  private static let known: Set<String> = {
    let behindDays = ["st", "nd", "rd", "th", "er"]
    let betweenParts = ["de", "del"]
    let times = ["am", "pm", "utc", "gmt", "pmutc", "pmgmt", "amutc", "amgmt"]
    let texts =
      MonthNames.names.joined() + CurrencySpelling.texts + behindDays + betweenParts + times
    return Set(
      texts.flatMap { text in
        text.utf8.split { !isLetter($0) }.map { String(decoding: Array($0), as: UTF8.self) }
      }.map { $0.lowercased() })
  }()

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }
}
