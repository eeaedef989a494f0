/// The letters that stand in numbers, amounts, days and times.
enum CellWords {
  /// Whether a cell has a word that no form has, so that it is text.
  ///
  /// A word is a run of Latin letters without marks.
  static func hasUnknown(_ cell: ArraySlice<UInt8>) -> Bool {
    var rest = cell
    while let start = rest.firstIndex(where: isLetter) {
      let word = rest[start...].prefix(while: isLetter)
      if !known.contains(String(decoding: word, as: UTF8.self).lowercased()) { return true }
      rest = rest[word.endIndex...]
    }
    return false
  }

  private static let known: Set<String> = {
    let behindDays = ["st", "nd", "rd", "th", "er"]
    let betweenParts = ["de", "del"]
    let times = [
      "am", "pm", "t", "z", "utc", "gmt", "amz", "pmz", "amutc", "pmutc", "amgmt", "pmgmt",
    ]
    // A power of ten, a week, a quarter.
    let signs = ["e", "w", "q"]
    let scales = ["k", "m", "bn", "b"]
    let months = MonthNames.names.flatMap { $0 }
    // `1stJan2026`
    let joined = behindDays.flatMap { ordinal in months.map { ordinal + $0 } }
    let texts =
      months + joined + CurrencySpelling.texts + behindDays + betweenParts + times + signs
      + scales
    return Set(
      texts.flatMap { text in
        text.utf8.split { !isLetter($0) }.map { String(decoding: Array($0), as: UTF8.self) }
      }.map { $0.lowercased() })
  }()

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }
}
