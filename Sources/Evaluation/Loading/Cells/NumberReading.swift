internal import Units
internal import Values

/// Decides how a column of numbers, shares or amounts is read.
struct NumberReading {
  let evidence: CellEvidence
  private static let numbers: Set<String> = [
    NumberForms.whole, NumberForms.point, NumberForms.comma, NumberForms.powerOfTen,
  ]
  private static let identifiers: Set<String> = [NumberForms.leadingZeros, NumberForms.longDigits]

  private var census: CellCensus { evidence.census }
  private var isDemanded: Bool { evidence.demand != .none }

  static func isNumber(_ key: CellKey) -> Bool { key.forms.contains { numbers.contains($0) } }

  /// The reading; nil for a column that stays text.
  func reading() throws(ValueError) -> ColumnReading? {
    guard isDemanded || !mayBeCodes else { return nil }
    let ambiguous = census.count { $0.forms == [NumberForms.point, NumberForms.comma] }
    guard let comma = try hasDecimalComma(ambiguous) else { return nil }
    var forms = Self.numbers
    forms.remove(comma ? NumberForms.point : NumberForms.comma)
    if isDemanded { forms.formUnion(Self.identifiers) }
    guard let marks = try acceptedMarks() else { return nil }
    var reading = ColumnReading(
      result: marks.isShare ? .share : .number, forms: forms, families: NumberForms.families)
    reading.currency = marks.currency
    let all = Set(census.counts.keys.filter { !$0.isMissing }.map(\.mark))
    if all != marks.accepted { reading.marks = marks.accepted }
    let isBad: (CellKey) -> Bool = { key in
      !key.isMissing
        && !(marks.accepted.contains(key.mark) && key.forms.contains { forms.contains($0) })
    }
    reading.badCount = census.count(where: isBad)
    if reading.badCount > 0 {
      guard isDemanded else { return nil }
      guard evidence.request.bad == "missing" else {
        throw try evidence.badCells(
          reading.badCount, readAs: comma ? "numbers with a decimal comma" : "numbers",
          where: isBad)
      }
    }
    if let example = census.example { reading.source = "\"\(example.prefix(24))\"" }
    return reading
  }

  /// Codes such as `12B` and `3M` look like whole numbers with a scale and nothing beside.
  private var mayBeCodes: Bool {
    let scaled = census.counts.keys.filter(\.isScaled)
    return !scaled.isEmpty && scaled.allSatisfy { $0.forms == [NumberForms.whole] && $0.mark == "" }
  }

  /// True for a decimal comma, false for a point, nil where the cells contradict each other.
  private func hasDecimalComma(_ ambiguous: Int) throws(ValueError) -> Bool? {
    if let decimal = evidence.request.decimal { return decimal == "," }
    let points = census.count(of: NumberForms.point, alone: true)
    let commas = census.count(of: NumberForms.comma, alone: true)
    if points > 0, commas > 0 {
      guard isDemanded else { return nil }
      let point = try evidence.first { $0.forms == [NumberForms.point] }
      let comma = try evidence.first { $0.forms == [NumberForms.comma] }
      throw ValueError(
        .data, "the column `\(evidence.name)` of \(evidence.path) writes decimals in two ways",
        because: """
          \(point?.words ?? "a cell") has a decimal point, and \(comma?.words ?? "another") a \
          decimal comma
          """,
        fixes: points >= commas
          ? [fix(".", "makes the \(commas) with a comma missing", missing: true)]
          : [fix(",", "makes the \(points) with a point missing", missing: true)])
    }
    if points > 0 || ambiguous == 0 { return commas > 0 }
    if commas > 0 { return true }
    let file = evidence.file
    if (file.pointCount > 0) != (file.commaCount > 0) { return file.commaCount > 0 }
    if file.hasSemicolons { return true }
    let example = try evidence.first { $0.forms.count == 2 }
    throw ValueError(
      .data, "the numbers of `\(evidence.name)` in \(evidence.path) can be read in two ways",
      because: """
        \(example?.words ?? "a cell") could have a decimal sign or one between thousands, and no \
        cell of the file tells which
        """,
      fixes: [
        fix(".", Self.note(example?.cell, decimal: ".")),
        fix(",", Self.note(example?.cell, decimal: ",")),
      ], argument: "decimal")
  }

  /// What a decimal sign makes of a cell of the column, such as ``reads `1,234` as 1234``.
  static func note(_ cell: String?, decimal: Character) -> String {
    guard let cell, cell.utf8.count <= 32 else { return "" }
    let digits = cell.filter { ("0"..."9").contains($0) || $0 == "," || $0 == "." }
    let number = digits.filter { $0 == decimal || ("0"..."9").contains($0) }
      .map { $0 == decimal ? "." : $0 }
    return "reads `\(cell)` as \(String(number))"
  }

  private func fix(_ decimal: String, _ note: String, missing: Bool = false) -> ValueError.Fix {
    evidence.fix(
      "decimal: \"\(decimal)\"\(missing ? ", bad: \"missing\"" : "")", note: note)
  }

  private struct Marks {
    var accepted: Set<String>
    var isShare = false
    var currency: NamedUnit?
  }

  /// What may stand beside the numbers; nil where that leaves the column text.
  private func acceptedMarks() throws(ValueError) -> Marks? {
    let numbers = census.counts.filter { Self.isNumber($0.key) }
    var byMark: [String: Int] = [:]
    for (key, count) in numbers { byMark[key.mark, default: 0] += count }
    let percents = byMark["%"] ?? 0
    var currencies: [(unit: NamedUnit, marks: Set<String>, count: Int)] = []
    for (mark, count) in byMark.sorted(by: { $0.key < $1.key }) where mark != "" && mark != "%" {
      guard let unit = CurrencySpelling.currency(mark, dollar: evidence.request.dollar) else {
        continue
      }
      if let known = currencies.firstIndex(where: { $0.unit == unit }) {
        currencies[known].marks.insert(mark)
        currencies[known].count += count
      } else {
        currencies.append((unit, [mark], count))
      }
    }
    if currencies.isEmpty {
      guard percents > 0 else { return Marks(accepted: [""]) }
      let plain = byMark[""] ?? 0
      if evidence.demand == .number { return Marks(accepted: [""]) }
      if plain > 0, evidence.demand == .none { return nil }
      return Marks(accepted: ["%"], isShare: true)
    }
    if percents > 0, !isDemanded { return nil }
    if let stated = evidence.statedCurrency, evidence.request.bad == "missing" {
      let marks = currencies.first { $0.unit == stated }?.marks ?? []
      return Marks(accepted: marks.union([""]), currency: stated)
    }
    guard currencies.count == 1, let only = currencies.first else {
      throw CurrencyConflict(
        counts: currencies.map { ($0.unit, $0.count) }, column: evidence.name,
        request: evidence.request
      ).error
    }
    return Marks(accepted: only.marks.union([""]), currency: only.unit)
  }
}

/// Amounts of one column in several currencies.
struct CurrencyConflict {
  let counts: [(unit: NamedUnit, count: Int)]
  let column: String
  let request: LoadRequest

  var error: ValueError {
    let sorted = counts.sorted { ($1.count, $0.unit.name) < ($0.count, $1.unit.name) }
    let words = sorted.map { "\(NumberText().text(Quantity(Double($0.count)))) in \($0.unit.name)" }
    let most = sorted.first?.unit.name ?? "EUR"
    let per = request.role == "customers" ? "/month" : ""
    return ValueError(
      .data,
      """
      the column `\(column)` of \(request.path) has amounts in \(sorted.count) currencies: \
      \(words.joined(separator: ", "))
      """,
      because: "amounts in two currencies do not add up, and no rate is stated",
      fixes: [
        .init(
          request.call(
            adding: "units: {\(LoadRequest.column(column)): \(most)\(per)}, bad: \"missing\""),
          note: "keeps the amounts in \(most); the others are missing, and counted")
      ])
  }
}
