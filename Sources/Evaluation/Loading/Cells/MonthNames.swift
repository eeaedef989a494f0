/// The names of the months in the languages of the exports, with their abbreviations.
enum MonthNames {
  /// For each month in small letters: English, German, French, Spanish, Italian, Turkish, Polish.
  static let names: [[String]] = [
    [
      "jan", "january", "januar", "jänner", "janv", "janvier", "ene", "enero", "gen", "gennaio",
      "oca", "ocak", "sty", "styczeń", "stycznia",
    ],
    [
      "feb", "february", "februar", "févr", "fév", "février", "febrero", "febbraio", "şub", "şubat",
      "lut", "luty", "lutego",
    ],
    [
      "mar", "march", "mär", "mrz", "märz", "mars", "marzo", "mart", "marzec", "marca",
    ],
    [
      "apr", "april", "avr", "avril", "abr", "abril", "aprile", "nis", "nisan", "kwi", "kwiecień",
      "kwietnia",
    ],
    ["may", "mai", "mayo", "mag", "maggio", "mayıs", "maj", "maja"],
    [
      "jun", "june", "juni", "juin", "junio", "giu", "giugno", "haz", "haziran", "cze", "czerwiec",
      "czerwca",
    ],
    [
      "jul", "july", "juli", "juil", "juillet", "julio", "lug", "luglio", "tem", "temmuz", "lip",
      "lipiec", "lipca",
    ],
    [
      "aug", "august", "août", "aout", "ago", "agosto", "ağu", "ağustos", "sie", "sierpień",
      "sierpnia",
    ],
    [
      "sep", "sept", "september", "septembre", "septiembre", "set", "settembre", "eyl", "eylül",
      "wrz", "wrzesień", "września",
    ],
    [
      "oct", "october", "okt", "oktober", "octobre", "octubre", "ott", "ottobre", "eki", "ekim",
      "paź", "październik", "października",
    ],
    [
      "nov", "november", "novembre", "noviembre", "kas", "kasım", "lis", "listopad", "listopada",
    ],
    [
      "dec", "december", "dez", "dezember", "déc", "décembre", "dic", "diciembre", "dicembre",
      "ara", "aralık", "gru", "grudzień", "grudnia",
    ],
  ]

  /// `,jan=01,january=01,…`: one text to look a name up in.
  private static let table =
    ","
    + names.enumerated().map { index, names in
      names.map { "\($0)=\(index < 9 ? "0" : "")\(index + 1)," }.joined()
    }.joined()

  /// The two digits of the month of this name; missing when it is none.
  static func number(_ name: String) -> String {
    let key = "',' || lower(\(name)) || '='"
    let table = CellText.literal(table)
    return """
      substr(\(table), nullif(strpos(\(table), \(key)), 0) + length(\(name)) + 2, 2)
      """
  }
}
