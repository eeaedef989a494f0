internal import DelimitedText
internal import Planning
internal import Units
internal import Values

/// What is known when the reading of a column is decided: its cells, what is wanted of it, and what
/// the other columns of the file show.
struct CellEvidence {
  enum Demand: Hashable, Sendable { case none, number, share, date }

  let name: String
  let column: Int
  let census: CellCensus
  let demand: Demand
  /// The currency that `units:` states.
  var statedCurrency: NamedUnit?
  let families: [CellFamily]
  let request: LoadRequest
  let counting: CellCounting
  var file: FileEvidence

  var path: String { counting.scan.path }

  /// The call that loads the file with one more argument, as a program writes it.
  func fix(_ argument: String, note: String) -> ValueError.Fix {
    .init(request.call(adding: argument), note: note)
  }

  func first(
    where isMeant: (CellKey) -> Bool
  ) throws(ValueError) -> CellPlace? {
    let keys = census.counts.keys.filter(isMeant)
    guard !keys.isEmpty else { return nil }
    return try counting.first(column, among: keys, families: families)
  }

  /// Missing cells would leave the amounts of a row of sums beside those that it is the sum of.
  private func badCellsFix(_ place: CellPlace?) -> ValueError.Fix {
    if place.map({ TotalsLabel.isLabel($0.cell) }) ?? false {
      return fix("totals: \"drop\"", note: "leaves out the rows that are labelled as sums")
    }
    return file.hasLabelledRows
      ? fix(
        "totals: \"drop\", bad: \"missing\"",
        note: "leaves out the rows labelled as sums, and makes other such cells missing")
      : fix("bad: \"missing\"", note: "makes such cells missing, and counts them")
  }

  /// The error for a column with cells that do not fit.
  func badCells(
    _ count: Int, readAs words: String, where isBad: (CellKey) -> Bool
  ) throws(ValueError) -> ValueError {
    let place = try first(where: isBad)
    return ValueError(
      .data, "\(place?.words ?? "a cell") of \(path) does not fit the column `\(name)`",
      because: "the column is read as \(words)"
        + (count > 1 ? ", and \(NumberText().text(Quantity(Double(count)))) cells are none" : ""),
      fixes: [badCellsFix(place)])
  }
}

/// What all columns of a file show together: one export writes all its numbers and days alike.
struct FileEvidence: Sendable {
  var pointCount = 0
  var commaCount = 0
  var dayFirstCount = 0
  var monthFirstCount = 0
  /// The fields are separated by `;`, which is done where the comma is the decimal sign.
  var hasSemicolons = false
  /// Whether rows are counted that are labelled as sums.
  var hasLabelledRows = false

  var readsCommas: Bool { pointCount == 0 && (commaCount > 0 || hasSemicolons) }
}

extension LoadRequest {
  /// The call of `load` with these arguments and some more, which take the place of their like.
  func call(adding argument: String) -> String {
    let name = String(argument.prefix { $0 != ":" })
    var parts = [Self.quoted(path)]
    func add(_ own: String, _ text: String) { if own != name { parts.append("\(own): \(text)") } }
    if let role { add("as", role) }
    if !units.isEmpty, name != "units" {
      let list = units.map { "\(Self.column($0.name)): \($0.measure.description)" }
      add("units", "{\(list.joined(separator: ", "))}")
    }
    if let dates { add("dates", Self.quoted(dates)) }
    if let decimal { add("decimal", "\"\(decimal)\"") }
    if let encoding { add("encoding", Self.quoted(encoding)) }
    switch sheet {
    case .text(let name)?: add("sheet", Self.quoted(name))
    case .quantity(let number)?: add("sheet", NumberText.exact(number.magnitude))
    default: break
    }
    if let range { add("range", Self.quoted(range)) }
    if let totals, !argument.contains("totals:") { add("totals", Self.quoted(totals)) }
    if bad != "error", !argument.contains("bad:") { add("bad", "\"\(bad)\"") }
    return "load(\((parts + [argument]).joined(separator: ", ")))"
  }

  /// A column's name as a key of a record.
  static func column(_ name: String) -> String {
    let isPlain = name.utf8.allSatisfy { byte in
      (97...122).contains(byte) || (65...90).contains(byte) || (48...57).contains(byte)
        || byte == 95
    }
    let startsPlain = name.utf8.first.map { !(48...57).contains($0) } ?? false
    return isPlain && startsPlain ? name : quoted(name)
  }

  /// A text as a program writes it.
  static func quoted(_ text: String) -> String {
    var result = "\""
    for character in text {
      switch character {
      case "\"", "\\", "{": result += "\\\(character)"
      default: result.append(character)
      }
    }
    return result + "\""
  }
}
