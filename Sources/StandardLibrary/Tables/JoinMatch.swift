import Columns
import Planning
import Units
import Values

/// How the rows of two tables find each other: counted in one pass before a join is made.
struct JoinMatch {
  private var leftRows = 0
  private var leftAlone = 0
  private var rightRows = 0
  private var rightAlone = 0
  private var repeatedKeys = 0
  private var repeatedRows = 0

  /// Counts the rows of each key on both sides and puts the counts side by side.
  init(
    _ left: Table, _ right: Table, keys: JoinKeys.Pairs, context: any CallContext,
  ) throws(ValueError) {
    let lefts = Relation.aggregate(
      try left.relation(), keys: Self.keys(keys.map(\.left)),
      measures: [NamedScalar("left_rows", .aggregate(.rowCount, [Self.one]))])
    let rights = Self.counted(try right.relation(), keys)
    let pairs = keys.indices.map { (left: Self.keyName($0), right: Self.keyName($0)) }
    let both = Relation.join(
      lefts, rights,
      Join(
        keys: pairs, keep: .all,
        output: [
          Join.Output("left_rows", .left("left_rows")),
          Join.Output("right_rows", .right("right_rows")),
          Join.Output("right_found", .right("right_found")),
        ]))
    let (mine, theirs) = (
      ScalarExpression.column("left_rows"), ScalarExpression.column("right_rows")
    )
    func alone(_ rows: ScalarExpression, without other: ScalarExpression) -> ScalarExpression {
      .conditional(if: .call(Logic.isMissing, [other]), then: rows, else: Self.zero)
    }
    func repeated(_ rows: ScalarExpression) -> ScalarExpression {
      .conditional(if: Self.isRepeated, then: rows, else: Self.zero)
    }
    let sums: [(String, ScalarExpression)] = [
      ("left_rows", mine), ("left_alone", alone(mine, without: theirs)),
      ("right_rows", theirs), ("right_alone", alone(theirs, without: mine)),
      ("repeated_keys", repeated(Self.one)), ("repeated_rows", repeated(theirs)),
    ]
    let measures = sums.map { NamedScalar($0.0, .aggregate(.sum(.number), [$0.1])) }
    let counts = try context.reduce(.aggregate(both, keys: [], measures: measures))
    func count(_ name: String) -> Int {
      Int(exactly: (counts[name]?.double(at: 0) ?? 0).rounded()) ?? 0
    }
    leftRows = count("left_rows")
    leftAlone = count("left_alone")
    rightRows = count("right_rows")
    rightAlone = count("right_alone")
    repeatedKeys = count("repeated_keys")
    repeatedRows = count("repeated_rows")
  }

  /// Throws when a key occurs more than once in the other table: each row that has it would be
  /// repeated, and with it every cost and count in it.
  func checkOne(
    _ right: Table, keys: JoinKeys.Pairs, context: any CallContext,
  ) throws(ValueError) {
    guard repeatedKeys > 0 else { return }
    let repeated = Relation.limit(
      .filter(
        Self.counted(try right.relation(), keys),
        Self.isRepeated), 1)
    let columns = keys.enumerated().map { index, key in
      ColumnSchema(Self.keyName(index), right.type[key.right]?.type ?? .unknown)
    }
    let type = TableType(
      columns + [ColumnSchema("right_rows", .number), ColumnSchema("right_found", .number)])
    let example = try context.fetch(Table(type: type, plan: repeated), limit: 1)
    let text: (Value) -> String = NumberText(dollar: context.dollar.name).text
    let texts = keys.indices.map { text(example.value(row: 0, column: $0)) }
    let names = keys.map { "." + $0.right }.joined(separator: ", ")
    let list = keys.count == 1 ? names : "[\(names)]"
    let times = text(example.value(row: 0, column: keys.count))
    throw ValueError(
      .data,
      "`one:` requires at most one row for each key, but \(Self.keyCount(repeatedKeys)) of the "
        + "other table \(repeatedKeys == 1 ? "occurs" : "occur") more than once",
      because:
        "\(repeatedRows) of its \(rightRows) rows share a key; \(texts.joined(separator: ", "))"
        + " occurs \(times) times",
      fixes: [
        .init("many: \(list)", note: "rows are repeated, and sums with them"),
        .init(
          "summarize(rows: count(), by: \(list))",
          note: "on the other table first: one row for each key"),
      ], argument: "one")
  }

  /// What a reader must know of the rows that found no partner; nil when all did.
  func note(_ keep: Join.Keep) -> Note? {
    var parts: [String] = []
    if leftAlone > 0 {
      let fate = keep == .left || keep == .all ? "kept" : "left out"
      parts.append("\(leftAlone) of \(leftRows) rows of the first table (\(fate))")
    }
    if rightAlone > 0 {
      let fate = keep == .right || keep == .all ? "kept" : "left out"
      parts.append("\(rightAlone) of \(rightRows) rows of the other table (\(fate))")
    }
    guard !parts.isEmpty else { return nil }
    return Note(.note, "join: no partner for " + parts.joined(separator: " and "))
  }

  private static let zero = ScalarExpression.constant(.number(0))
  private static let one = ScalarExpression.constant(.number(1))

  private static func keyName(_ index: Int) -> String { "key_\(index + 1)" }

  private static func keyCount(_ count: Int) -> String { count == 1 ? "1 key" : "\(count) keys" }

  private static func keys(_ names: [String]) -> [NamedScalar] {
    names.enumerated().map { NamedScalar(keyName($0), .column($1)) }
  }

  /// The rows of each key of the other table, and how many of them can be found: a row without a key
  /// equals nothing.
  private static func counted(_ right: Relation, _ keys: JoinKeys.Pairs) -> Relation {
    let found = keys.reduce(one) { rest, key in
      .conditional(
        if: .call(Logic.isMissing, [.column(key.right)]), then: zero, else: rest)
    }
    return .aggregate(
      right, keys: Self.keys(keys.map(\.right)),
      measures: [
        NamedScalar("right_rows", .aggregate(.rowCount, [Self.one])),
        NamedScalar("right_found", .aggregate(.sum(.number), [found])),
      ])
  }

  private static let isRepeated = ScalarExpression.call(
    Comparison.greater.operation(), [.column("right_found"), one])
}
