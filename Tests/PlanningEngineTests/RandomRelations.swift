import Planning
import Units
import Values

/// Random relations over small random tables, each in two forms: over rows in memory, and over the
/// files that hold the same rows.
struct RandomRelations {
  enum Kind: CaseIterable { case text, number, date, bool }

  struct Column {
    var name: String
    var kind: Kind
  }

  /// One relation in both forms.
  struct Pair {
    var local: Relation
    var engine: Relation
    var columns: [Column]
  }

  private var state: UInt64
  private let write: (String) throws -> String
  private var tableCount = 0
  private var nameCount = 0

  /// Relations of one seed; `write` writes a file and gives its path.
  init(seed: UInt64, write: @escaping (String) throws -> String) {
    state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1
    self.write = write
  }

  mutating func random(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(max(1, bound)))
  }

  mutating func pick<Element>(_ values: [Element]) -> Element { values[random(values.count)] }

  // MARK: Tables

  static let texts = ["a", "B", "b", "é", "e\u{301}", "z, z", "qu\"ote", "\u{FF5E}", "🎈"]
  static let numbers: [Double] = [-2, -1, -0.5, -0.0, 0, 0.5, 1, 1, 2, 3]

  mutating func value(_ kind: Kind, missing: Bool = true) -> Value {
    if missing, random(5) == 0 { return .missing }
    switch kind {
    case .text: return .text(pick(Self.texts))
    case .number: return .number(pick(Self.numbers))
    case .date:
      return CalendarDate(dayNumber: 20_000 + random(5)).map(Value.date) ?? .missing
    case .bool: return .bool(random(2) == 0)
    }
  }

  static func cell(_ value: Value) -> String {
    switch value {
    case .text(let text): "\"\(text.replacing("\"", with: "\"\""))\""
    case .quantity(let quantity): "\(quantity.magnitude)"
    case .date(let date): "\(date)"
    case .bool(let value): "\(value)"
    default: ""
    }
  }

  mutating func table() throws -> Pair {
    tableCount += 1
    // Names that differ only in case, and one of the writer's own.
    let columns = [
      Column(name: "Key", kind: .text), Column(name: "key", kind: .number),
      Column(name: "c0", kind: .date), Column(name: "position", kind: .bool),
      Column(name: "na\"me", kind: .number),
    ]
    let count = random(9)
    var cells: [[Value]] = columns.map { _ in [] }
    for _ in 0..<count {
      for (index, column) in columns.enumerated() { cells[index].append(value(column.kind)) }
    }
    var text = columns.map { Self.cell(.text($0.name)) }.joined(separator: ",") + "\n"
    for row in 0..<count {
      text += cells.map { Self.cell($0[row]) }.joined(separator: ",") + "\n"
    }
    let types: [Kind: String] = [
      .text: "VARCHAR", .number: "DOUBLE", .date: "DATE", .bool: "BOOLEAN",
    ]
    let scan = FileScan(
      path: try write(text), format: .csv,
      columns: columns.map { .init(name: $0.name, engineType: types[$0.kind] ?? "VARCHAR") },
      dateFormat: "%Y-%m-%d",
      identity: FileIdentity(size: 0, modifiedNanoseconds: 0, inode: 0))
    let type = TableType(columns.map { ColumnSchema($0.name, .unknown) })
    return Pair(
      local: .local(LocalTable(type: type, columns: cells, rowCount: count)), engine: .scan(scan),
      columns: columns)
  }

  // MARK: Expressions

  mutating func expression(_ kind: Kind, _ columns: [Column], depth: Int) -> ScalarExpression {
    let same = columns.filter { $0.kind == kind }
    if depth == 0 || random(4) == 0 {
      if !same.isEmpty, random(4) != 0 { return .column(pick(same).name) }
      return .constant(value(kind, missing: false))
    }
    if random(6) == 0 {
      return .conditional(
        if: expression(.bool, columns, depth: depth - 1),
        then: expression(kind, columns, depth: depth - 1),
        else: expression(kind, columns, depth: depth - 1))
    }
    if random(6) == 0 {
      return .call(
        Logic.coalesce,
        [
          expression(kind, columns, depth: depth - 1), expression(kind, columns, depth: depth - 1),
        ])
    }
    switch kind {
    case .number: return number(columns, depth: depth - 1)
    case .bool: return condition(columns, depth: depth - 1)
    case .text:
      return .call(
        Interpolation.concatenate,
        [
          expression(.text, columns, depth: depth - 1),
          expression(.text, columns, depth: depth - 1),
        ])
    case .date: return expression(.date, columns, depth: 0)
    }
  }

  private mutating func number(_ columns: [Column], depth: Int) -> ScalarExpression {
    let left = expression(.number, columns, depth: depth)
    let right = expression(.number, columns, depth: depth)
    // Powers of two keep every result exact, so that the order of a sum cannot be seen.
    let factor = pick([1.0, 2, 0.5])
    switch random(8) {
    case 0: return .call(Arithmetic.add(factor: factor, measure: .number), [left, right])
    case 1: return .call(Arithmetic.subtract(factor: factor, measure: .number), [left, right])
    case 2: return .call(Arithmetic.multiply(factor: factor, measure: .number), [left, right])
    case 3:
      let divisor = ScalarExpression.constant(.number(pick([0, 2, 4, -1])))
      return .call(Arithmetic.divide(factor: factor, measure: .number), [left, divisor])
    case 4: return .call(Arithmetic.remainder(factor: factor, measure: .number), [left, right])
    case 5:
      let exponent = ScalarExpression.constant(.number(pick([-400, 0.5, 0, 1, 2])))
      let base = ScalarExpression.constant(.number(pick([-8, 0, 4])))
      return .call(Arithmetic.power(measure: .number), [base, exponent])
    case 6: return .call(Arithmetic.negate, [left])
    default: return .call(Arithmetic.rescale(factor: factor, measure: .number), [left])
    }
  }

  private mutating func condition(_ columns: [Column], depth: Int) -> ScalarExpression {
    let kind = pick(Kind.allCases)
    let left = expression(kind, columns, depth: depth)
    let right = expression(kind, columns, depth: depth)
    let bools = [
      expression(.bool, columns, depth: depth), expression(.bool, columns, depth: depth),
    ]
    switch random(8) {
    case 0, 1: return .call(pick(Comparison.allCases).operation(), [left, right])
    case 2: return .call(Logic.and, bools)
    case 3: return .call(Logic.or, bools)
    case 4: return .call(Logic.not, [bools[0]])
    case 5: return .call(Logic.isMissing, [left])
    case 6:
      let others = (0..<random(4)).map { _ in ScalarExpression.constant(value(kind)) }
      return .call(Membership.inList, [left] + others)
    default:
      let days = (0..<2).map { _ in ScalarExpression.constant(value(.date, missing: false)) }
      return .call(
        Membership.inPeriod(.date), [expression(.date, columns, depth: depth)] + days)
    }
  }

  // MARK: Aggregates

  static let sum = AggregateOperation(
    "sum", sql: { "coalesce(fsum(\($0[0])), 0e0)" },
    evaluate: { columns throws(ValueError) in
      .number(columns[0].reduce(0) { $0 + ($1.magnitude ?? 0) })
    })
  static let count = AggregateOperation(
    "count", sql: { "CAST(count(\($0[0])) AS DOUBLE)" },
    evaluate: { columns throws(ValueError) in
      .number(Double(columns[0].count { !$0.isMissing }))
    })
  /// The first row's value, missing or not.
  static let first = AggregateOperation(
    "first", usesOrder: true, sql: { "arg_min_null(\($0[0]), \($0[1]))" },
    evaluate: { columns throws(ValueError) in columns[0].first ?? .missing })

  private mutating func measure(_ columns: [Column]) -> (ScalarExpression, Kind) {
    switch random(4) {
    case 0:
      let kind = pick(Kind.allCases)
      return (.aggregate(Self.first, [expression(kind, columns, depth: 1)]), kind)
    case 1:
      let kind = pick(Kind.allCases)
      return (.aggregate(Self.count, [expression(kind, columns, depth: 1)]), .number)
    case 2:
      return (
        .call(
          Arithmetic.subtract(measure: .number),
          [
            .aggregate(Self.sum, [expression(.number, columns, depth: 1)]),
            .aggregate(Self.count, [expression(.text, columns, depth: 1)]),
          ]), .number
      )
    default: return (.aggregate(Self.sum, [expression(.number, columns, depth: 2)]), .number)
    }
  }

  // MARK: Relations

  private mutating func name() -> String {
    nameCount += 1
    return pick(["x", "X", "c1", "c0", "t0", "position", "o0", "part"]) + "\(nameCount % 7)"
  }

  /// Columns of new names without repetition.
  private mutating func named(
    _ count: Int, over columns: [Column], _ make: (inout Self) -> (ScalarExpression, Kind)
  ) -> (scalars: [NamedScalar], columns: [Column]) {
    var scalars: [NamedScalar] = []
    var result: [Column] = []
    while scalars.count < count {
      let name = name()
      if result.contains(where: { $0.name == name }) { continue }
      let (expression, kind) = make(&self)
      scalars.append(NamedScalar(name, expression))
      result.append(Column(name: name, kind: kind))
    }
    return (scalars, result)
  }

  /// Turns keys into truths that are never missing, and gives sets of them.
  ///
  /// A key that a set lacks must not be missing in any row.
  private mutating func groupingSets(
    _ keys: inout [NamedScalar], _ columns: inout [Column]
  ) -> [[Int]] {
    for index in keys.indices {
      keys[index].expression = .call(Logic.isMissing, [keys[index].expression])
      columns[index].kind = .bool
    }
    let all = Array(keys.indices)
    return [all] + all.map { lacking in all.filter { $0 != lacking } }
  }

  mutating func relation(depth: Int) throws -> Pair {
    guard depth > 0 else { return try table() }
    var pair = try relation(depth: depth - 1)
    switch random(10) {
    case 8: try addWindow(to: &pair)
    case 0:
      let condition = expression(.bool, pair.columns, depth: 3)
      pair.local = .filter(pair.local, condition)
      pair.engine = .filter(pair.engine, condition)
    case 1, 2:
      let old = pair.columns
      let (scalars, columns) = named(1 + random(5), over: old) { generator in
        let kind = generator.pick(Kind.allCases)
        return (generator.expression(kind, old, depth: 3), kind)
      }
      pair = Pair(
        local: .project(pair.local, scalars), engine: .project(pair.engine, scalars),
        columns: columns)
    case 3:
      let old = pair.columns
      let (scalars, columns) = named(random(3) + 1, over: old) { $0.measure(old) }
      var (keys, keyColumns) = named(random(3), over: old) { generator in
        let kind = generator.pick(Kind.allCases)
        return (generator.expression(kind, old, depth: 1), kind)
      }
      for index in keys.indices {
        keys[index].name = "k\(index)"
        keyColumns[index].name = "k\(index)"
      }
      if !keys.isEmpty, random(3) == 0 {
        let sets = groupingSets(&keys, &keyColumns)
        return Pair(
          local: .groupingSets(pair.local, keys: keys, sets: sets, measures: scalars),
          engine: .groupingSets(pair.engine, keys: keys, sets: sets, measures: scalars),
          columns: keyColumns + columns)
      }
      pair = Pair(
        local: .aggregate(pair.local, keys: keys, measures: scalars),
        engine: .aggregate(pair.engine, keys: keys, measures: scalars),
        columns: keyColumns + columns)
    case 4: pair = try joined(pair, try relation(depth: random(depth)))
    case 5:
      let keys = (0...random(2)).map { _ in
        SortKey(
          expression(pick(Kind.allCases), pair.columns, depth: 1), descending: random(2) == 0)
      }
      pair.local = .sort(pair.local, keys)
      pair.engine = .sort(pair.engine, keys)
    case 6:
      let count = random(6)
      pair.local = .limit(pair.local, count)
      pair.engine = .limit(pair.engine, count)
    case 7:
      var names: [String] = []
      for column in pair.columns where random(3) == 0 { names.append(column.name) }
      pair.local = .distinct(pair.local, by: names)
      pair.engine = .distinct(pair.engine, by: names)
    default:
      let other = try relation(depth: random(depth))
      var columns = pair.columns
      for column in other.columns {
        guard let same = columns.first(where: { $0.name == column.name }) else {
          columns.append(column)
          continue
        }
        // A column of two kinds is refused before anything runs.
        if same.kind != column.kind { return pair }
      }
      pair = Pair(
        local: .append([pair.local, other.local]), engine: .append([pair.engine, other.engine]),
        columns: columns)
    }
    return pair
  }

  private mutating func joined(_ left: Pair, _ right: Pair) throws -> Pair {
    var keys: [(left: String, right: String)] = []
    var output: [Join.Output] = []
    var columns: [Column] = []
    let keep = pick([Join.Keep.both, .left, .right, .all])
    for column in left.columns {
      let partners = right.columns.filter { $0.kind == column.kind }
      guard keys.count < 2, !partners.isEmpty, random(2) == 0 else { continue }
      let partner = pick(partners)
      keys.append((column.name, partner.name))
      output.append(.init("e\(keys.count)", .either(left: column.name, right: partner.name)))
      columns.append(Column(name: "e\(keys.count)", kind: column.kind))
    }
    for (index, column) in left.columns.enumerated() {
      output.append(.init("l\(index)", .left(column.name)))
      columns.append(Column(name: "l\(index)", kind: column.kind))
    }
    for (index, column) in right.columns.enumerated() {
      output.append(.init("L\(index)", .right(column.name)))
      columns.append(Column(name: "L\(index)", kind: column.kind))
    }
    let join = Join(keys: keys, keep: keep, output: output)
    return Pair(
      local: .join(left.local, right.local, join),
      engine: .join(left.engine, right.engine, join), columns: columns)
  }
}
