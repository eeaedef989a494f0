/// Letters with marks, as those write them who leave the marks out.
enum LetterMarks {
  /// The letter alone.
  static let plain: [Character: String] = table([
    "a": "áàâäãåāă", "ae": "æ", "c": "çćčĉ", "d": "ďđ", "e": "éèêëēėęěə", "g": "ğģǧ", "i": "íìîïīį",
    "k": "ķ", "l": "łľĺļ", "n": "ñńňņ", "o": "óòôöõøōő", "oe": "œ", "r": "řŕ", "s": "śšşșŝ",
    "ss": "ß", "t": "ťţț", "u": "úùûüũūůűų", "y": "ýÿ", "z": "źžż",
  ])

  /// The letters that German, Danish and Norwegian spell out.
  static let spelled: [Character: String] = [
    "ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe",
  ]

  private static func table(_ letters: [String: String]) -> [Character: String] {
    var table: [Character: String] = [:]
    for (letter, marked) in letters {
      for character in marked { table[character] = letter }
    }
    return table
  }
}
