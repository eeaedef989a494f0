/// What of a file was left out or mended so that it could be read, in numbers.
package struct Repairs: Sendable, Equatable {
  package var titleLines = 0
  package var commentLines = 0
  /// The lines of rows of sums.
  package var totalsLines: [Int] = []
  /// Lines below the rows, such as who made the report.
  package var closingLines = 0
  /// Rows without a single value.
  package var emptyRows = 0
  package var shortRows = 0
  package var longRows = 0
  /// The first lines of those.
  package var (firstShortLine, firstLongLine) = (0, 0)
  package var invalidBytes = InvalidBytes()
  /// Characters that the named encoding, and not UTF-8, does not have.
  package var encoding = ""
  package var duplicateNames: [Renaming] = []
  package var unnamedColumns: [String] = []
  package var lacksHeader = false

  /// A name that a column has as well, and what it is called instead.
  package struct Renaming: Sendable, Equatable {
    package var name: String
    package var renamed: String
  }

  package init() {}

  /// One sentence; nil when nothing was left out or mended.
  package var sentence: String? {
    let clauses = [leftOut, empty, short, long, invalid, noHeader, duplicates, unnamed]
      .compactMap(\.self)
    return clauses.isEmpty ? nil : clauses.joined(separator: "; ")
  }

  private var leftOut: String? {
    var parts: [String] = []
    if titleLines > 0 { parts.append(Self.count(titleLines, "title line")) }
    if commentLines > 0 { parts.append(Self.count(commentLines, "comment line")) }
    if let rows = Self.totals(totalsLines, place: "line") { parts.append(rows) }
    if closingLines > 0 { parts.append(Self.count(closingLines, "closing line")) }
    return parts.isEmpty ? nil : Self.list(parts) + " left out"
  }

  /// Rows of sums by their places, such as `2 totals rows (lines 64, 65)`; nil for none.
  package static func totals(_ places: [Int], place: String) -> String? {
    guard let first = places.first else { return nil }
    if places.count == 1 { return "the totals row (\(place) \(digits(first)))" }
    let shown = places.prefix(shownPlaces).map(digits).joined(separator: ", ")
    let more = places.count - shownPlaces
    return "\(digits(places.count)) totals rows (\(place)s \(shown)"
      + (more > 0 ? " and \(digits(more)) more)" : ")")
  }

  private static let shownPlaces = 8

  private var empty: String? {
    emptyRows == 0 ? nil : Self.count(emptyRows, "empty row") + " left out"
  }

  private var short: String? {
    guard shortRows > 0 else { return nil }
    let place = Self.place(shortRows, firstShortLine)
    return "\(Self.count(shortRows, "row")) \(Self.was(shortRows)) short\(place): "
      + "what they lack is missing".singular(shortRows == 1)
  }

  private var long: String? {
    guard longRows > 0 else { return nil }
    let place = Self.place(longRows, firstLongLine)
    return "\(Self.count(longRows, "row")) \(Self.was(longRows)) long\(place): "
      + "the cells beyond the header are left out"
  }

  private var invalid: String? {
    let count = invalidBytes.count
    guard count > 0 else { return nil }
    let place = "line \(Self.digits(invalidBytes.line)), byte \(Self.digits(invalidBytes.byte))"
    let what = encoding.isEmpty ? "UTF-8" : encoding
    return count == 1
      ? "a byte that is no \(what) on \(place), shown as \u{FFFD}"
      : "\(Self.digits(count)) bytes that are no \(what), the first on \(place), shown as \u{FFFD}"
  }

  private var noHeader: String? {
    lacksHeader ? "the first line is no header, so the columns are column_1 and so on" : nil
  }

  private var duplicates: String? {
    guard let first = duplicateNames.first else { return nil }
    if duplicateNames.count == 1 {
      return "two columns are called `\(first.name)`, the later one is now `\(first.renamed)`"
    }
    let shown = duplicateNames.prefix(3).map { "`\($0.renamed)`" }
    let more = duplicateNames.count > 3 ? " and so on" : ""
    return "\(Self.digits(duplicateNames.count)) columns have the name of an earlier one: "
      + "they are now \(shown.joined(separator: ", "))\(more)"
  }

  private var unnamed: String? {
    guard let first = unnamedColumns.first, !lacksHeader else { return nil }
    if unnamedColumns.count == 1 { return "a column without a name is now `\(first)`" }
    let shown = unnamedColumns.prefix(3).map { "`\($0)`" }.joined(separator: ", ")
    let more = unnamedColumns.count > 3 ? " and so on" : ""
    return "\(Self.digits(unnamedColumns.count)) columns without a name are now \(shown)\(more)"
  }

  private static func count(_ count: Int, _ noun: String) -> String {
    "\(digits(count)) \(noun)\(count == 1 ? "" : "s")"
  }

  private static func was(_ count: Int) -> String { count == 1 ? "was" : "were" }

  private static func place(_ count: Int, _ line: Int) -> String {
    count == 1 ? " (line \(digits(line)))" : " (the first: line \(digits(line)))"
  }

  private static func list(_ parts: [String]) -> String {
    guard parts.count > 1, let last = parts.last else { return parts.first ?? "" }
    return parts.dropLast().joined(separator: ", ") + " and " + last
  }

  /// A count with its thousands divided by commas.
  static func digits(_ count: Int) -> String {
    var text = ""
    for (index, digit) in String(count).reversed().enumerated() {
      if index > 0, index % 3 == 0 { text.append(",") }
      text.append(digit)
    }
    return String(text.reversed())
  }
}

extension String {
  fileprivate func singular(_ isOne: Bool) -> String {
    isOne ? "what it lacks is missing" : self
  }
}

extension Repairs {
  /// What a header and the lines above it made necessary.
  init(_ layout: Layout, _ names: ColumnNames) {
    titleLines = layout.titleLines
    commentLines = layout.commentLines
    lacksHeader = !layout.hasHeader
    note(names)
  }

  mutating func note(_ names: ColumnNames) {
    duplicateNames = names.duplicates.map { Renaming(name: $0.name, renamed: $0.renamed) }
    unnamedColumns = names.unnamed
  }
}
