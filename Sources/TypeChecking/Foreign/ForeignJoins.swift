internal import Syntax
internal import Values

/// Joins and look-ups.
extension ForeignFunction {
  static let joins: [Row] = [
    Row("merge", "`join` says by `one:` that each row has at most one partner") {
      $0.joining(keep: nil)
    },
    Row("inner_join innerjoin", "`join` says by `one:` that each row has at most one partner") {
      $0.joining(keep: nil)
    },
    Row("left_join leftjoin", "`join` says by `keep:` which rows without a partner stay") {
      $0.joining(keep: "left")
    },
    Row("right_join rightjoin", "`join` says by `keep:` which rows without a partner stay") {
      $0.joining(keep: "right")
    },
    Row(
      "full_join outer_join fulljoin outerjoin",
      "`join` says by `keep:` which rows without a partner stay"
    ) { $0.joining(keep: "all") },
    Row("vlookup xlookup hlookup lookup", "a look-up in another table is a stage `join`") {
      $0.lookingUp()
    },
    Row("semi_join", "`in` keeps the rows whose key another table has") {
      $0.keepingPartners(negated: false)
    },
    Row("anti_join", "`not in` keeps the rows whose key another table lacks") {
      $0.keepingPartners(negated: true)
    },
  ]
}

extension ForeignCall {
  /// The table that an argument is.
  func tableType(_ expression: Expression) -> TableType? { checked(expression).type.table }

  /// The key that two tables share by name; nil where there is none.
  private func sharedKey(_ mine: TableType?, _ theirs: TableType?) -> String? {
    guard let mine, let theirs else { return nil }
    let shared = mine.columns.filter { column in
      theirs[column.name].map { checker.commonType($0.type, column.type) != nil } ?? false
    }
    return shared.first.map { Checker.columnText($0.name) }
  }

  /// The keys of a join, however they are named: columns of both tables, or `left_on` and `right_on`.
  func joinKey(with other: Expression) -> String? {
    if let left = named("left_on").flatMap({ columns($0) }),
      let right = named("right_on"), let word = self.word(right)
    {
      guard left.count == 1, tableType(other)?[word] != nil else { return nil }
      let theirs = Checker.columnText(word)
      return left == [theirs] ? theirs : left.first.map { "\($0) == \(theirs)" }
    }
    if let given = named("one", "on", "by", "using", "key", "keys") ?? rest.dropFirst().first {
      return columns(given).map(keys)
    }
    return sharedKey(table, tableType(other))
  }

  /// Which rows stay, by the words of other languages.
  func joinKeep() -> String? {
    guard let how = named("how", "type", "kind", "keep").flatMap(word) else { return nil }
    return ["left": "left", "right": "right", "outer": "all", "full": "all", "all": "all"][
      how.lowercased()]
  }

  func joining(keep: String?) -> ForeignFix? {
    guard case .table = subject, let other = rest.first, let key = joinKey(with: other) else {
      return nil
    }
    let kept = (keep ?? joinKeep()).map { ", keep: \"\($0)\"" } ?? ""
    return verb("join(\(text(other)), one: \(key)\(kept))")
  }

  /// `VLOOKUP(.channel, t, 2)` in a row is a join before it; of one value it is a cell of a row.
  fileprivate func lookingUp() -> ForeignFix? {
    guard positional.count >= 2, piped == nil, let other = tableType(positional[1]) else {
      return nil
    }
    let name = text(positional[1])
    if case .column = positional[0].kind, let key = column(positional[0]) {
      let word = String(key.dropFirst())
      let mine =
        other[word] != nil
        ? key
        : other.columns.first.map { column in
          "\(key) == \(Checker.columnText(column.name))"
        }
      return mine.map {
        .beside("join(\(name), one: \($0), keep: \"left\")", note: "a stage before this one")
      }
    }
    guard let key = other.columns.first, positional.count > 2,
      let place = number(positional[2]).flatMap({ Int(exactly: $0) }),
      other.columns.indices.contains(place - 1), checked(positional[0]).type == key.type
    else { return nil }
    let found = Checker.columnText(other.columns[place - 1].name)
    let condition = "\(Checker.columnText(key.name)) == \(operand(positional[0]))"
    return .whole(
      "first((\(name) | where(\(condition)))\(found))",
      because: "`where` finds the rows, and `first` takes the first of them")
  }

  fileprivate func keepingPartners(negated: Bool) -> ForeignFix? {
    guard case .table = subject, let other = rest.first, let key = joinKey(with: other),
      key.hasPrefix("."), !key.contains(" ")
    else { return nil }
    return verb("where(\(key) \(negated ? "not in" : "in") \(operand(other))\(key))")
  }
}
