internal import Columns
internal import Planning
internal import Values

/// The rows that a regression uses, as columns of numbers.
///
/// All of them cross from the engine, since leverages and correlated neighbours need each row; no other
/// columns do than those that are asked for.
struct RegressionRows {
  /// A column of numbers with the name of its coefficient.
  struct Regressor {
    var name: String
    var values: [Double]
    /// The place of the term that it belongs to.
    var term: Int
  }

  private(set) var outcome: [Double] = []
  private(set) var exposure: [Double] = []
  private(set) var regressors: [Regressor] = []
  /// The places of the rows used among all, from 1, in the order of time or of the table.
  private(set) var places: [Int] = []
  private(set) var leftOut: [Explanation.LeftOut] = []
  /// The levels that texts are compared with: the name of the term and the text.
  private(set) var baselines: [(term: String, level: String)] = []
  /// Rows that share their place in the order with the row before.
  private(set) var tied = 0

  static let mostRows = 1_000_000
  static let mostCells = 20_000_000
  /// A text of more values is a name, not a group.
  static let mostLevels = 50

  /// Reads the columns of a request.
  ///
  /// Errors: `tooLarge`, those of the engine, `data` for a text with one value.
  /// Time: linear in the cells.
  init(
    _ table: Relation, _ request: RegressionRequest, context: any CallContext
  ) throws(ValueError) {
    let found = try Self.fetched(table, request, context)
    let reader = try ReductionReader(found, keyCount: 0)
    let terms = try request.terms.indices.map { place throws(ValueError) in
      try reader.column("term\(place)")
    }
    let ordered = try request.order.keys.indices.map { place throws(ValueError) in
      try reader.column("order\(place)")
    }
    let outcomes = try reader.column("outcome")
    let exposures = request.exposure == nil ? nil : try reader.column("exposure")
    var missing = [Int](repeating: 0, count: terms.count + 2)
    var before: [KeyCell]?
    for row in 0..<found.rowCount {
      try StopRequest.check(turn: row)
      guard let outcome = Self.number(outcomes, row) else {
        missing[0] += 1
        continue
      }
      var amount = 1.0
      if let exposures {
        guard let number = Self.number(exposures, row) else {
          missing[1] += 1
          continue
        }
        amount = number
      }
      if let place = terms.firstIndex(where: { !Self.isPresent($0, row) }) {
        missing[place + 2] += 1
        continue
      }
      let keys = ordered.map { KeyCell($0, row: row) }
      if !keys.isEmpty, keys == before { tied += 1 }
      before = keys
      self.outcome.append(outcome)
      if exposures != nil { exposure.append(amount) }
      places.append(row)
    }
    for (term, column) in terms.enumerated() {
      try add(column, term, request)
      guard regressors.count * places.count <= Self.mostCells else {
        throw Self.tooLarge(rows: places.count, columns: regressors.count)
      }
    }
    let names = [request.outcome.name, request.exposure?.name ?? ""] + request.terms.map(\.name)
    for (count, name) in zip(missing, names) where count > 0 {
      leftOut.append(.init("row\(count == 1 ? "" : "s") without `\(name)`", count))
    }
    for place in places.indices { places[place] += 1 }
  }

  private static func fetched(
    _ table: Relation, _ request: RegressionRequest, _ context: any CallContext
  ) throws(ValueError) -> ColumnTable {
    var columns = request.terms.enumerated().map { NamedScalar("term\($0)", $1.expression) }
    columns.append(NamedScalar("outcome", request.outcome.expression))
    if let exposure = request.exposure {
      columns.append(NamedScalar("exposure", exposure.expression))
    }
    columns += request.order.keys.enumerated().map { NamedScalar("order\($0)", $1.expression) }
    var rows = Relation.project(table, columns)
    if !request.order.keys.isEmpty {
      let keys = request.order.keys.enumerated().map { place, key in
        SortKey(.column("order\(place)"), descending: key.isDescending)
      }
      rows = .sort(rows, keys)
    }
    let most = min(mostRows, mostCells / columns.count)
    let found = try context.reduce(.limit(rows, most + 1))
    guard found.rowCount <= most else {
      throw Self.tooLarge(rows: found.rowCount, columns: columns.count)
    }
    return found
  }

  private static func tooLarge(rows: Int, columns: Int) -> ValueError {
    ValueError(
      .tooLarge, "`regress` takes 1,000,000 rows, and 20,000,000 cells in all, at most",
      because:
        "there are \(text(rows)) rows or more of \(text(columns)) columns, and all are held in "
        + "memory: leverages and robust errors need each of them",
      fixes: [.init("sample(100_000)", note: "before it takes rows at random")], argument: "table")
  }

  /// A number or a Bool of a row; nil where it is missing, infinite or no number.
  private static func number(_ column: Column, _ row: Int) -> Double? {
    if let bool = column.bool(at: row) { return bool ? 1 : 0 }
    guard let number = column.double(at: row), number.isFinite else { return nil }
    return number
  }

  private static func isPresent(_ column: Column, _ row: Int) -> Bool {
    number(column, row) != nil || column.utf8(at: row) != nil
  }

  // MARK: Columns of numbers

  private mutating func add(
    _ column: Column, _ term: Int, _ request: RegressionRequest
  ) throws(ValueError) {
    let name = request.terms[term].name
    guard request.terms[term].type == .text else {
      let values = places.map { Self.number(column, $0) ?? .nan }
      regressors.append(Regressor(name: name, values: values, term: term))
      return
    }
    var rows: [String: [Int]] = [:]
    for (place, row) in places.enumerated() {
      try StopRequest.check(turn: place)
      rows[column.text(at: row) ?? "", default: []].append(place)
      guard rows.count <= Self.mostLevels else {
        throw ValueError(
          .tooLarge, "`\(name)` has more than \(Self.mostLevels) texts",
          because: "each would get a coefficient of its own",
          argument: "on")
      }
    }
    var levels = rows.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    // Without an intercept one text may have all its levels.
    let isWhole = !request.hasIntercept && !request.terms.prefix(term).contains { $0.type == .text }
    if !isWhole, let first = levels.first {
      baselines.append((name, first))
      levels.removeFirst()
      guard !levels.isEmpty || places.isEmpty else {
        throw ValueError(
          .data, "`\(name)` is \"\(first)\" in all \(Self.text(places.count)) rows that are used",
          because: "a term that never changes explains nothing", argument: "on")
      }
    }
    for level in levels {
      var values = [Double](repeating: 0, count: places.count)
      for place in rows[level] ?? [] { values[place] = 1 }
      regressors.append(Regressor(name: "\(name) = \(level)", values: values, term: term))
    }
  }

  static func text(_ count: Int) -> String { NumberText().text(.number(Double(count))) }
}
