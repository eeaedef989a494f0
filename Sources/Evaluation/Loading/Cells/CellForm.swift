/// One way to write a value in a cell of text: `1.234,56`, `26.07.2025`, `2025-W30`.
///
/// The forms are declared once, in `NumberForms` and `DateForms`. Which forms a column's cells have,
/// what the cells become, the words of the messages and the handbook's table all come from there.
struct CellForm: Sendable {
  enum Kind: Hashable, Sendable {
    case number, day, week, month, quarter
    /// Digits that are no number: they keep their leading zeros and their last digit.
    case identifier
  }

  let name: String
  let kind: Kind
  let example: String
  /// What the example becomes, as it is shown.
  let meaning: String
  /// A shorter way to tell whether a cell has the form than that its value is not missing.
  var fits: (@Sendable (String) -> String)?
  /// The value from the SQL text of a trimmed cell; missing where the cell is of another form.
  let value: @Sendable (String) -> String
}

/// The SQL texts of a cell and of its parts, as an expression or as the name of one computed before.
struct CellParts: Sendable {
  var trimmed: String
  /// What comes before the time of a day; all of a cell without one.
  var day: String
  /// The time with its zone; empty where there is none, missing where it is no time.
  var time: String

  init(trimmed: String, day: String, time: String) {
    self.trimmed = trimmed
    self.day = day
    self.time = time
  }

  /// The cell of a column in which no cell has a time.
  var withoutTime: CellParts {
    CellParts(trimmed: trimmed, day: trimmed, time: "''")
  }

  /// The parts as expressions over a trimmed cell.
  init(ofTrimmed cell: String) {
    self.init(trimmed: cell, day: CellTime.day(cell), time: CellTime.time(cell))
  }
}

/// Forms that one pattern recognises; a cell may have several of them, such as `03/04/2025`.
struct CellFamily: Sendable {
  /// What the whole trimmed cell (of a family of days: what comes before the time) must match.
  let pattern: String
  /// A further condition on the trimmed cell.
  var condition: (@Sendable (String) -> String)?
  /// True when a time of day may follow.
  var takesTime = false
  /// True for digits that are dates only in a column whose role is a date.
  var isForDateRoles = false
  /// What stands beside the number: a currency or `%`.
  var mark: (@Sendable (String) -> String)?
  /// The condition that a letter behind the digits says thousands or more.
  var scale: (@Sendable (String) -> String)?
  let forms: [CellForm]

  /// The condition that a cell is of the family.
  func recognition(_ cell: CellParts) -> String {
    let whole = takesTime ? cell.day : cell.trimmed
    let match = "regexp_full_match(\(whole), \(CellText.literal(pattern)))"
    guard let condition else { return match }
    return "\(match) AND \(condition(cell.trimmed))"
  }

  /// The names of the forms that a cell of the family has, with what stands beside it.
  func key(_ cell: CellParts) -> String {
    let whole = takesTime ? cell.day : cell.trimmed
    let names = forms.map { form in
      let fits = form.fits.map { $0(whole) } ?? "(\(form.value(whole))) IS NOT NULL"
      return "CASE WHEN \(fits) THEN \(CellText.literal(form.name)) END"
    }
    var key =
      names.count == 1
      ? names[0] : "nullif(concat_ws('|', \(names.joined(separator: ", "))), '')"
    if takesTime { key += " || CASE WHEN \(cell.time) = '' THEN '' ELSE '+time' END" }
    if takesTime { key = "CASE WHEN \(cell.time) IS NOT NULL THEN \(key) END" }
    if let mark { key += " || ':' || \(mark(cell.trimmed))" }
    if let scale {
      key += " || CASE WHEN \(scale(cell.trimmed)) THEN '\(CellKey.scaled)' ELSE '' END"
    }
    return "coalesce(\(key), '\(CellKey.text)')"
  }
}

/// What the census of a column counts: the forms of a cell and what stands beside the number.
struct CellKey: Hashable, Sendable {
  static let text = "text"
  static let missing = "missing"
  /// Stands behind the mark of a number such as `1.5k`.
  static let scaled = "×"

  /// As the engine writes it.
  let text: String
  /// None for a cell of no known form.
  let forms: [String]
  let hasTime: Bool
  /// A currency, `%`, or for a missing cell the mark that says so.
  let mark: String
  let isScaled: Bool

  init(_ text: String) {
    self.text = text
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    var names = parts.first.map(String.init) ?? ""
    let mark = parts.count > 1 ? String(parts[1]) : ""
    isScaled = mark.hasSuffix(Self.scaled)
    self.mark = isScaled ? String(mark.dropLast()) : mark
    hasTime = names.hasSuffix("+time")
    if hasTime { names = String(names.dropLast(5)) }
    forms = names == Self.text ? [] : names.split(separator: "|").map(String.init)
  }

  var isMissing: Bool { forms == [Self.missing] }
}
