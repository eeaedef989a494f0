internal import Columns
internal import Engine
internal import Planning
internal import StandardLibrary
internal import Values

/// How many cells of a column have which forms.
struct CellCensus: Sendable {
  var counts: [CellKey: Int]
  /// One of the longest cells that have a form, to show to the reader.
  var example: String?

  /// Cells that are neither empty nor say that they have no value.
  var present: Int { count { !$0.isMissing } }

  func count(where isCounted: (CellKey) -> Bool) -> Int {
    counts.reduce(0) { $0 + (isCounted($1.key) ? $1.value : 0) }
  }

  /// Cells that have this form, and no other where `alone`.
  func count(of form: String, alone: Bool = false) -> Int {
    count { alone ? $0.forms == [form] : $0.forms.contains(form) }
  }
}

/// Counts the forms of cells in the engine: one pass over the file for all columns asked about.
struct CellCounting {
  let scan: FileScan
  let engine: EngineAccess

  /// How many rows are looked at before a column is looked at as a whole.
  static let sampleRows = 20_480
  /// How many cells are looked at first; a very wide file has fewer rows of them.
  private static let screenedCells = 2_000_000
  /// Columns counted by one query.
  private static let columnsAtOnce = 32

  struct Counted {
    var rows = 0
    var columns: [Int: CellCensus] = [:]
  }

  /// What the first rows hold of these columns.
  func screen(_ columns: [Int]) throws(ValueError) -> [Int: CellScreen] {
    guard !columns.isEmpty else { return [:] }
    return try engine.screens(of: scan, columns) { () throws(ValueError) in
      try screened(columns)
    }
  }

  private func screened(_ columns: [Int]) throws(ValueError) -> [Int: CellScreen] {
    let rows = min(Self.sampleRows, max(1, Self.screenedCells / columns.count))
    let cells = columns.map { column in
      NamedScalar("cell \(column)", .column(scan.columns[column].name))
    }
    var sample = asText(columns)
    if sample.longestLine == nil { sample.bufferLength = CSVDialect.sampleBuffer }
    let found = try engine.run(.limit(.project(.scan(sample), cells), rows), isKept: false)
    var screens: [Int: CellScreen] = [:]
    for (column, cells) in zip(columns, found.columns) {
      screens[column] = screen(cells, isText: scan.columns[column].engineType == "VARCHAR")
    }
    return screens
  }

  /// A column of text is known to be text by its first cell that is.
  private func screen(_ cells: Column, isText: Bool) -> CellScreen {
    var screen = CellScreen()
    guard case .texts(let texts) = cells.storage else { return screen }
    for row in 0..<cells.count where cells.isValid(row) {
      guard let cell = texts.utf8(row) else { continue }
      screen.note(cell)
      if isText, screen.texts > 0 { return screen }
    }
    return screen
  }

  /// The forms of the cells of these columns in the first rows, or in all.
  func census(
    _ columns: [Int], rows: Int?, families: (Int) -> [CellFamily]
  ) throws(ValueError) -> Counted {
    var found = Counted()
    var rest = columns[...]
    while !rest.isEmpty {
      try count(Array(rest.prefix(Self.columnsAtOnce)), rows, families, in: &found)
      rest = rest.dropFirst(Self.columnsAtOnce)
    }
    return found
  }

  /// The columns `cell N` and `key N`, a `CellKey` as text, for each of these columns N.
  ///
  /// What the forms share is computed in steps of its own: a cell without what stands around it,
  /// then its day and time.
  func keyed(
    _ columns: [Int], rows: Int? = nil, families: (Int) -> [CellFamily]
  ) -> Relation {
    var source = Relation.scan(asText(columns))
    if let rows { source = .limit(source, rows) }
    let cells = columns.flatMap { column in
      let cell = ScalarExpression.column(scan.columns[column].name)
      return [
        NamedScalar("cell \(column)", cell),
        NamedScalar("trimmed \(column)", .call(Self.trimmed, [cell])),
      ]
    }
    let parts = columns.flatMap { column in
      let trimmed = ScalarExpression.column("trimmed \(column)")
      return [
        NamedScalar("cell \(column)", .column("cell \(column)")),
        NamedScalar("trimmed \(column)", trimmed),
        NamedScalar("day \(column)", .call(Self.day, [trimmed])),
        NamedScalar("time \(column)", .call(Self.time, [trimmed])),
      ]
    }
    let keys = columns.flatMap { column in
      let families = families(column)
      let key = Self.operation("forms of \(column)") { parts in
        CellText.key(
          CellParts(trimmed: parts[0], day: parts[1], time: parts[2]),
          families: families)
      }
      let names = ["trimmed", "day", "time"].map { "\($0) \(column)" }
      // Each part is named twice, by which the writer knows to compute it once.
      return [
        NamedScalar("cell \(column)", .column("cell \(column)")),
        NamedScalar("key \(column)", .call(key, (names + names).map { .column($0) })),
      ]
    }
    return .project(.project(.project(source, cells), parts), keys)
  }

  static let trimmed = operation("trimmed cell") { CellText.trimmed($0[0]) }
  private static let day = operation("day of a cell") { CellTime.day($0[0]) }
  private static let time = operation("time of a cell") { CellTime.time($0[0]) }

  static func operation(
    _ name: String, _ sql: @escaping @Sendable ([String]) -> String
  ) -> ScalarOperation {
    ScalarOperation(
      name, sql: sql,
      evaluate: { _ throws(ValueError) in
        throw ValueError(.unsupported, "cells are read from text only in files")
      })
  }

  /// The families in the order in which a cell is tried on them.
  static func families(isDateRole: Bool, format: CellFamily?) -> [CellFamily] {
    (format.map { [$0] } ?? []) + (isDateRole ? DateForms.digits : []) + NumberForms.families
      + DateForms.families
  }

  private func count(
    _ columns: [Int], _ rows: Int?, _ families: (Int) -> [CellFamily], in found: inout Counted
  ) throws(ValueError) {
    var measures = [NamedScalar("rows", .aggregate(.rowCount, [.constant(.number(1))]))]
    for column in columns {
      let key = ScalarExpression.column("key \(column)")
      let cell = ScalarExpression.column("cell \(column)")
      measures.append(NamedScalar("counts \(column)", .aggregate(Self.counts, [key])))
      measures.append(NamedScalar("example \(column)", .aggregate(Self.example, [key, cell])))
    }
    let keyed = keyed(columns, rows: rows, families: families)
    let answer = try engine.run(.aggregate(keyed, keys: [], measures: measures))
    found.rows = answer.columns.first?.double(at: 0).flatMap { Int(exactly: $0) } ?? 0
    let texts = answer.columns.dropFirst().map { $0.text(at: 0) }
    for (position, column) in columns.enumerated() where texts.indices.contains(position * 2 + 1) {
      found.columns[column] = CellCensus(
        counts: Self.parsed(texts[position * 2] ?? ""), example: texts[position * 2 + 1])
    }
  }

  /// The file with these columns as text, whatever they were taken for.
  func asText(_ columns: [Int]) -> FileScan {
    var text = scan
    // Only texts that are no numbers and no days are guarded.
    text.hasGuardedTexts = false
    for column in columns { text.columns[column].engineType = "VARCHAR" }
    return text
  }

  /// The keys, one a line, a tab, and how often each is found.
  private static let counts = AggregateOperation(
    "counts of keys",
    sql: { arguments in
      """
      array_to_string(map_keys(histogram(\(arguments[0]))), chr(10)) || chr(9) \
      || array_to_string(map_values(histogram(\(arguments[0]))), chr(10))
      """
    },
    evaluate: { _ throws(ValueError) in .missing })

  // A FILTER of its own for each of many columns would take memory for all of them each time.
  private static let example = AggregateOperation(
    "example of a cell with a form",
    sql: { arguments in
      """
      max(CASE WHEN NOT regexp_matches(\(arguments[0]), '^(\(CellKey.text)|\(CellKey.missing))') \
      THEN {'scaled': regexp_matches(\(arguments[0]), '\(CellKey.scaled)$'), 'length': length(\(arguments[1])), 'cell': \(arguments[1])} END).cell
      """
    },
    evaluate: { _ throws(ValueError) in .missing })

  private static func parsed(_ text: String) -> [CellKey: Int] {
    let parts = text.split(separator: "\t", omittingEmptySubsequences: false)
    guard parts.count == 2 else { return [:] }
    var counts: [CellKey: Int] = [:]
    for (key, count) in zip(parts[0].split(separator: "\n"), parts[1].split(separator: "\n")) {
      counts[CellKey(String(key)), default: 0] += Int(count) ?? 0
    }
    return counts
  }
}
