internal import Columns
internal import Planning
internal import Values

/// Reads the rows of a reduction: its keys, and its columns by name.
struct ReductionReader {
  private let table: ColumnTable
  private let keys: [Column]

  /// Finds as many keys as `numbered` made.
  init(_ table: ColumnTable, keyCount: Int) throws(ValueError) {
    self.table = table
    var keys: [Column] = []
    for index in 0..<keyCount { keys.append(try Self.column(Self.name(index), of: table)) }
    self.keys = keys
  }

  /// The keys of `by:` under names that no other column of a reduction has.
  static func numbered(_ keys: [NamedScalar]) -> [NamedScalar] {
    keys.enumerated().map { NamedScalar(name($0.offset), $0.element.expression) }
  }

  /// The first and the last text of a column of currencies, for the check that there is only one.
  static func currencies(_ column: String, amount: ScalarExpression?) -> [NamedScalar] {
    let currency = ScalarExpression.column(column)
    let shown = amount.map { ScalarExpression.call(.secondIfPresent, [$0, currency]) } ?? currency
    return [
      NamedScalar("currency_first", .aggregate(.economicsFirstText, [shown])),
      NamedScalar("currency_last", .aggregate(.economicsLastText, [shown])),
    ]
  }

  static func name(_ index: Int) -> String { "key\(index)" }

  private static func column(
    _ name: String, of table: ColumnTable,
  ) throws(ValueError) -> Column {
    guard let column = table[name] else {
      throw ValueError(.unsupported, "the reduction has no column \(name)")
    }
    return column
  }

  func column(_ name: String) throws(ValueError) -> Column { try Self.column(name, of: table) }

  func key(_ row: Int) -> GroupKey { GroupKey(cells: keys.map { KeyCell($0, row: row) }) }

  /// A whole number, whatever kind of number the engine made of it.
  func integer(_ column: Column, _ row: Int) -> Int? {
    if let integer = column.integer(at: row) { return Int(integer) }
    return column.double(at: row).flatMap { Int(exactly: $0) }
  }
}

extension ScalarOperation {
  /// The second value where the first is present.
  static let secondIfPresent = ScalarOperation(
    "economics second if present",
    sql: { $0.count == 2 ? "(CASE WHEN \($0[0]) IS NULL THEN NULL ELSE \($0[1]) END)" : nil },
    evaluate: { $0.count == 2 ? $0[1] : .missing })
}
