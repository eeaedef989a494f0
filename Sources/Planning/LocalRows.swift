import Values

/// The rows of one step in memory, by column, and what needs no expressions: picking, grouping,
/// joining and appending.
struct LocalRows {
  var names: [String]
  var columns: [[Value]]
  var count: Int

  static func requireRoom(for count: Int) throws(ValueError) {
    guard count <= LocalTable.maximumRows else {
      throw ValueError(
        .tooLarge, "a table in memory would have more than \(LocalTable.maximumRows) rows",
        because: "it would have at least \(count)")
    }
  }

  func column(_ name: String) throws(ValueError) -> [Value] {
    guard let index = names.firstIndex(of: name), index < columns.count else {
      throw ValueError(.invalidArgument, "there is no column \(name)")
    }
    return columns[index]
  }

  func keys(_ name: String) throws(ValueError) -> [ValueKey] {
    try Self.keys(of: column(name))
  }

  static func keys(of values: [Value]) throws(ValueError) -> [ValueKey] {
    var keys: [ValueKey] = []
    keys.reserveCapacity(values.count)
    for (turn, value) in values.enumerated() {
      try StopRequest.check(turn: turn)
      keys.append(try ValueKey(value))
    }
    return keys
  }

  /// These rows in this order; nil makes a row of missing values.
  func picking(_ rows: [Int?]) throws(ValueError) -> LocalRows {
    var picked: [[Value]] = []
    for column in columns {
      picked.append(
        try rows.stoppableMap { row throws(ValueError) in
          row.flatMap { column.indices.contains($0) ? column[$0] : nil } ?? .missing
        })
    }
    return LocalRows(names: names, columns: picked, count: rows.count)
  }

  /// The rows in a stable order by keys, missing last in either direction.
  static func order(
    _ count: Int, by terms: [(keys: [ValueKey], isDescending: Bool)]
  ) throws(ValueError) -> [Int] {
    try (0..<count).stoppableSorted { left, right in
      for (keys, isDescending) in terms {
        let (a, b) = (keys[left], keys[right])
        if a.isMissing != b.isMissing { return b.isMissing }
        if let order = a.compared(to: b), order != 0 { return isDescending ? order > 0 : order < 0 }
      }
      return left < right
    }
  }

  /// The key of each row over all columns.
  private func rowKeys() throws(ValueError) -> [[ValueKey]] {
    var byColumn: [[ValueKey]] = []
    for column in columns { byColumn.append(try Self.keys(of: column)) }
    return try (0..<count).stoppableMap { row throws(ValueError) in byColumn.map { $0[row] } }
  }

  /// The rows of each group of equal ones, in the order first met.
  ///
  /// Missing values are one group; without grouping all rows are one, even if there are none.
  func groups(isGrouped: Bool) throws(ValueError) -> [[Int]] {
    guard isGrouped else { return [Array(0..<count)] }
    var numbers: [[ValueKey]: Int] = [:]
    var groups: [[Int]] = []
    for (row, key) in try rowKeys().enumerated() {
      try StopRequest.check(turn: row)
      if let number = numbers[key] {
        groups[number].append(row)
      } else {
        numbers[key] = groups.count
        groups.append([row])
      }
    }
    return groups
  }

  /// The first row of each combination of these columns, of all columns when none is named.
  func distinct(by names: [String]) throws(ValueError) -> LocalRows {
    var keyColumns: [[Value]] = []
    for name in names.isEmpty ? self.names : names { keyColumns.append(try column(name)) }
    let keys = LocalRows(names: names, columns: keyColumns, count: count)
    let firsts = try keys.groups(isGrouped: true).compactMap(\.first)
    return try picking(firsts)
  }

  /// The rows of the parts one after another; a column that a part lacks is missing there.
  static func appended(
    _ parts: [LocalRows], names: [String]
  ) throws(ValueError) -> LocalRows {
    guard !parts.isEmpty else {
      throw ValueError(.invalidArgument, "there is no table to append")
    }
    let count = parts.reduce(0) { $0 + $1.count }
    try requireRoom(for: count)
    var columns: [[Value]] = []
    for name in names {
      var column: [Value] = []
      column.reserveCapacity(count)
      for part in parts {
        if part.names.contains(name) {
          column += try part.column(name)
        } else {
          column += [Value](repeating: .missing, count: part.count)
        }
      }
      columns.append(column)
    }
    return LocalRows(names: names, columns: columns, count: count)
  }

  /// The pairs of rows with equal keys in the order of the left rows, then of the right ones; then
  /// the unmatched right rows where the join keeps them.
  func joined(with right: LocalRows, _ join: Join) throws(ValueError) -> LocalRows {
    let leftKeys = try joinKeys(join.keys.map(\.left))
    let rightKeys = try right.joinKeys(join.keys.map(\.right))
    var matches: [[ValueKey]: [Int]] = [:]
    for (row, key) in rightKeys.enumerated() {
      try StopRequest.check(turn: row)
      if let key { matches[key, default: []].append(row) }
    }
    var pairs: [(left: Int?, right: Int?)] = []
    var isMatched = [Bool](repeating: false, count: right.count)
    for (row, key) in leftKeys.enumerated() {
      try StopRequest.check(turn: row)
      let partners = key.flatMap { matches[$0] } ?? []
      for partner in partners {
        isMatched[partner] = true
        pairs.append((row, partner))
      }
      if partners.isEmpty, join.keep == .left || join.keep == .all { pairs.append((row, nil)) }
      try Self.requireRoom(for: pairs.count)
    }
    if join.keep == .right || join.keep == .all {
      for (row, isMatched) in isMatched.enumerated() where !isMatched { pairs.append((nil, row)) }
    }
    try Self.requireRoom(for: pairs.count)

    let leftRows = try picking(pairs.map(\.left))
    let rightRows = try right.picking(pairs.map(\.right))
    var columns: [[Value]] = []
    for output in join.output {
      switch output.side {
      case .left(let name): columns.append(try leftRows.column(name))
      case .right(let name): columns.append(try rightRows.column(name))
      case .either(let mine, let theirs):
        let pairs = zip(try leftRows.column(mine), try rightRows.column(theirs))
        columns.append(
          try pairs.stoppableMap { pair throws(ValueError) in
            pair.0.isMissing ? pair.1 : pair.0
          })
      }
    }
    return LocalRows(names: join.output.map(\.name), columns: columns, count: pairs.count)
  }

  /// The key of each row; nil where a part of it is missing, which equals nothing.
  private func joinKeys(_ names: [String]) throws(ValueError) -> [[ValueKey]?] {
    var parts: [[ValueKey]] = []
    for name in names { parts.append(try keys(name)) }
    return try (0..<count).stoppableMap { row throws(ValueError) in
      let key = parts.map { $0[row] }
      return key.contains(where: \.isMissing) ? nil : key
    }
  }
}
