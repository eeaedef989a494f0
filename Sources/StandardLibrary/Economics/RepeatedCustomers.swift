internal import Columns
internal import Planning
internal import Values

/// Finds customers that stand in several rows, each of which counts as a customer of its own.
///
/// The pass that reduces the customers also collects the hashes of some ids: of those that a hash
/// picks, so that all rows of an id are picked or none. Only when one of these ids is repeated are
/// all of them counted, by a pass of its own. Some 16,000 to 65,000 ids are picked, of a smaller table all.
enum RepeatedCustomers {
  /// About how many ids are looked at.
  private static let sampleSize = 1 << 16
  /// The rows of a source whose size is not known before it is made.
  private static let unknownRows = 1 << 24

  /// One of how many ids is looked at: a power of two.
  static func step(for table: Relation) -> Int {
    var step = 1
    while step < 1 << 30, mostRows(of: table) / step > sampleSize { step *= 2 }
    return step
  }

  /// About how many rows a table has at most, by the sizes of its files.
  private static func mostRows(of relation: Relation) -> Int {
    switch relation {
    case .scan(let scan): scan.identity.size / bytesOfRow(scan.format)
    case .local(let table): table.rowCount
    case .generated: unknownRows
    case .append(let parts): parts.reduce(0) { $0 + mostRows(of: $1) }
    default: relation.inputs.map(mostRows).max() ?? 0
    }
  }

  private static func bytesOfRow(_ format: FileScan.Format) -> Int {
    switch format {
    case .csv: 48
    case .json: 96
    case .parquet, .excel: 16
    }
  }

  /// The hashes of the picked ids, as decimal numbers with blanks between.
  static func sample(oneOf step: Int) -> AggregateOperation {
    AggregateOperation(
      "economics ids, one of \(step)",
      sql: { texts in
        let hash = "hash(CAST(\(texts[0]) AS VARCHAR), 1)"
        let text = "CAST(\(hash) AS VARCHAR)"
        return step > 1
          ? "string_agg(CASE WHEN (\(hash) & \(step - 1)::UBIGINT) = 0 THEN \(text) END, ' ')"
          : "string_agg(\(text), ' ')"
      },
      evaluate: { columns throws(ValueError) in
        let hashes = (columns.first ?? []).filter { !$0.isMissing }
          .map { ScalarOperation.keyHash($0) }.filter { $0 % UInt64(step) == 0 }
        return .text(hashes.map(String.init).joined(separator: " "))
      })
  }

  /// The ids of a reduction as far as they were picked.
  struct Sample {
    private var seen: Set<UInt64> = []
    private(set) var hasRepeated = false

    mutating func add(_ hashes: String?) {
      guard !hasRepeated, let hashes else { return }
      for text in hashes.utf8.split(separator: 0x20) {
        var hash: UInt64 = 0
        for digit in text { hash = hash &* 10 &+ UInt64(digit &- 0x30) }
        if !seen.insert(hash).inserted {
          hasRepeated = true
          return
        }
      }
    }
  }

  /// Counts the customers in several rows, of the rows that count in the figures; nil where each
  /// customer has one.
  ///
  /// - Complexity: One pass over the rows.
  static func warning(
    _ table: Relation, id name: String, where isCounted: ScalarExpression,
    _ context: any CallContext
  ) throws(ValueError) -> Note? {
    let id = ScalarExpression.column(name)
    let rows = ScalarExpression.aggregate(.economicsRows, [.constant(.number(1))])
    let byID = Relation.aggregate(
      .filter(table, isCounted), keys: [NamedScalar("id", id)],
      measures: [NamedScalar("rows", rows)])
    let repeated = Relation.filter(
      byID,
      .call(Comparison.greater.operation(), [.column("rows"), .constant(.number(1))]))
    let found = try context.reduce(
      .aggregate(
        repeated, keys: [],
        measures: [
          NamedScalar("customers", rows),
          NamedScalar("all", .aggregate(.economicsSum, [.column("rows")])),
          NamedScalar("example", .aggregate(.economicsFirstText, [.column("id")])),
        ]))
    guard let customers = found["customers"]?.double(at: 0), customers > 0,
      let all = found["all"]?.double(at: 0)
    else { return nil }
    let example = found["example"]?.text(at: 0).map { ", `\($0.prefix(40))` among them" } ?? ""
    let isOne = customers == 1
    let column = ColumnSchema(name, .text).fieldText
    return Note(
      .warning,
      """
      \(EconomicsData.counted(customers, "customer")) \(isOne ? "stands" : "stand") in \
      \(EconomicsData.counted(all, "row"))\(example), and each row counts as a customer, as of one \
      who came back: won is \(NumberText().text(.number(all - customers))) more than there are ids; \
      if the rows are repetitions, `| distinct(.\(column))` behind the table keeps the first of each
      """)
  }
}
