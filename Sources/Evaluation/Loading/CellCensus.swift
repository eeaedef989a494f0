internal import Columns
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
  /// Columns counted by one query.
  private static let columnsAtOnce = 64

  struct Counted {
    var rows = 0
    var columns: [Int: CellCensus] = [:]
  }

  /// What the first rows hold, as `CellScreen` tells it, for each of these columns.
  func screen(_ columns: [Int]) throws(ValueError) -> Counted {
    try count(columns, rows: Self.sampleRows, columnsAtOnce: 1000) { _ in
      NamedOperation(name: "screen", sql: CellScreen.key)
    }
  }

  /// The forms of the cells of these columns in the first rows, or in all.
  func census(
    _ columns: [Int], rows: Int?, dateRoles: Set<Int>, format: CellFamily?
  ) throws(ValueError) -> Counted {
    try count(columns, rows: rows, columnsAtOnce: Self.columnsAtOnce) { column in
      let families = Self.families(isDateRole: dateRoles.contains(column), format: format)
      return NamedOperation(name: "forms") { CellText.key($0, families: families) }
    }
  }

  /// The families in the order in which a cell is tried on them.
  static func families(isDateRole: Bool, format: CellFamily?) -> [CellFamily] {
    (format.map { [$0] } ?? []) + (isDateRole ? DateForms.digits : []) + DateForms.families
      + NumberForms.families
  }

  private struct NamedOperation {
    var name: String
    var sql: @Sendable (String) -> String
  }

  private func count(
    _ columns: [Int], rows: Int?, columnsAtOnce: Int, by key: (Int) -> NamedOperation
  ) throws(ValueError) -> Counted {
    var found = Counted()
    var rest = columns[...]
    while !rest.isEmpty {
      let some = Array(rest.prefix(columnsAtOnce))
      rest = rest.dropFirst(columnsAtOnce)
      var source = Relation.scan(asText(some))
      if let rows { source = .limit(source, rows) }
      var measures = [NamedScalar("rows", .aggregate(.rowCount, [.constant(.number(1))]))]
      for column in some {
        let operation = key(column)
        let cell = ScalarExpression.column(scan.columns[column].name)
        measures.append(NamedScalar("counts \(column)", .aggregate(Self.counts(operation), [cell])))
        measures.append(
          NamedScalar("example \(column)", .aggregate(Self.example(operation), [cell])))
      }
      let answer = try engine.run(.aggregate(source, keys: [], measures: measures))
      found.rows = answer.columns.first?.double(at: 0).flatMap { Int(exactly: $0) } ?? 0
      let texts = answer.columns.dropFirst().map { $0.text(at: 0) }
      for (position, column) in some.enumerated() where texts.indices.contains(position * 2 + 1) {
        found.columns[column] = CellCensus(
          counts: Self.parsed(texts[position * 2] ?? ""), example: texts[position * 2 + 1])
      }
    }
    return found
  }

  /// The file with these columns as text, whatever they were taken for.
  func asText(_ columns: [Int]) -> FileScan {
    var text = scan
    for column in columns { text.columns[column].engineType = "VARCHAR" }
    return text
  }

  /// `key\t12\n` for each key, in the order of the keys.
  private static func counts(_ operation: NamedOperation) -> AggregateOperation {
    AggregateOperation(
      "counts of \(operation.name)",
      sql: { arguments in
        """
        list_aggregate(list_transform(map_entries(histogram(\(operation.sql(arguments[0])))), \
        lambda entry: entry.key || chr(9) || CAST(entry.value AS VARCHAR)), 'string_agg', chr(10))
        """
      },
      evaluate: { _ throws(ValueError) in .missing })
  }

  private static func example(_ operation: NamedOperation) -> AggregateOperation {
    AggregateOperation(
      "example of \(operation.name)",
      sql: { arguments in
        """
        max({'length': length(\(arguments[0])), 'cell': \(arguments[0])}) FILTER \
        (WHERE NOT starts_with(\(operation.sql(arguments[0])), '\(CellKey.text)') \
        AND NOT starts_with(\(operation.sql(arguments[0])), '\(CellKey.missing)')).cell
        """
      },
      evaluate: { _ throws(ValueError) in .missing })
  }

  private static func parsed(_ text: String) -> [CellKey: Int] {
    var counts: [CellKey: Int] = [:]
    for line in text.split(separator: "\n") {
      let parts = line.split(separator: "\t", omittingEmptySubsequences: false)
      guard parts.count == 2, let count = Int(parts[1]) else { continue }
      counts[CellKey(String(parts[0])), default: 0] += count
    }
    return counts
  }
}

/// A first look at cells, cheap enough for every column of a file.
enum CellScreen {
  static let plain = "plain"
  static let point = "point"
  static let threeDecimals = "three decimals"
  static let long = "long"

  static func key(_ cell: String) -> String {
    """
    CASE WHEN \(cell) IS NULL THEN NULL \
    WHEN NOT regexp_matches(\(cell), '[0-9]') THEN \
    CASE WHEN \(CellText.isMissingMark(CellText.trimmed(cell))) THEN '\(CellKey.missing):' \
    ELSE '\(CellKey.text)' END \
    WHEN length(\(cell)) > \(CellText.longest) THEN '\(CellKey.text)' \
    WHEN length(\(cell)) >= 16 AND regexp_full_match(\(cell), '[-+]?[0-9]+') THEN '\(long)' \
    WHEN NOT contains(\(cell), '.') THEN '\(plain)' \
    WHEN regexp_full_match(\(cell), '[-+]?[1-9][0-9]{0,2}[.][0-9]{3}') THEN '\(threeDecimals)' \
    ELSE '\(point)' END
    """
  }
}
