internal import Planning
internal import Units
internal import Values

/// The keys of `by:` and `share:` on the spend, which stand beside those on the customers.
///
/// The checker reads the argument once on each table: `by@customers` and `by@spend` are what it
/// found there, by column name, else by role.
enum SpendKeys {
  /// Refuses keys that one of the tables does not have.
  static func check(
    _ types: CallTypes, spend: TableType, customers: TableType,
  ) throws(ValueError) {
    for argument in ["by", "share"] {
      guard let keys = types.columns(argument), !keys.isEmpty else { continue }
      guard types.columns("\(argument)@customers") != nil else {
        throw missing(keys, from: "customers", columns: customers, other: spend, argument)
      }
      // The cost is split by `share:` where both are given.
      if argument == "by", types["share"] != nil { continue }
      guard let others = types.columns("\(argument)@spend") else {
        throw missing(keys, from: "spend", columns: spend, other: customers, argument)
      }
      for (key, other) in zip(keys, others) where !areComparable(key.type, other.type) {
        throw ValueError(
          .role, "`\(key.name)` is \(key.type) in the customers, but \(other.type) in the spend",
          because: "values of different types are never equal", argument: argument)
      }
    }
  }

  /// The keys on the spend by which its cost is split.
  static func expressions(
    _ call: Call, spend: TableType, customers: TableType,
  ) throws(ValueError) -> [NamedScalar] {
    let argument = call.columns("share").isEmpty ? "by" : "share"
    let keys = call.columns(argument), found = call.columns("\(argument)@spend")
    guard found.count == keys.count else {
      let schemas = keys.map { ColumnSchema($0.name, $0.type) }
      throw missing(schemas, from: "spend", columns: spend, other: customers, argument)
    }
    return found.map { NamedScalar($0.name, $0.expression) }
  }

  private static func areComparable(_ left: Type, _ right: Type) -> Bool {
    if left == right || left.isUnknown || right.isUnknown { return true }
    return left.measure != nil && right.measure != nil
  }

  private static func missing(
    _ keys: [ColumnSchema], from table: String, columns: TableType, other: TableType,
    _ argument: String,
  ) -> ValueError {
    let name = (keys.first { !has($0.name, columns) } ?? keys.first)?.name ?? argument
    let names = columns.columns.map(\.name).joined(separator: ", ")
    // A computed key has a name of its own, which says nothing of the columns that it reads.
    let lack = has(name, other) ? "the column `\(name)`" : "a column that `\(name)` requires"
    let result = table == "spend" ? "its cost cannot be split by it" : "it cannot be split by it"
    var fixes: [ValueError.Fix] = []
    if table == "spend", argument == "by" {
      if let grain = PeriodGrain(rawValue: name), grain.months != nil {
        let rest = keys.filter { $0.name != name }.map { ".\($0.fieldText)" }
        let by = rest.isEmpty ? "" : "by: [\(rest.joined(separator: ", "))], "
        fixes.append(
          .init(
            "\(by)every: \(grain.rawValue)", note: "splits each table by its own date",
            replacing: argument))
      }
      if has("channel", columns) {
        fixes.append(
          .init("share: .channel", note: "spreads a channel's cost by the customers that it won"))
      }
    }
    return ValueError(
      .role, "the table of \(table) lacks \(lack), so \(result)",
      because: "its columns are \(names)", fixes: fixes, argument: argument)
  }

  /// Whether a table has a column of this name or role.
  private static func has(_ name: String, _ table: TableType) -> Bool {
    table[name] != nil
      || table.columns.contains { $0.role == name || $0.role == "\(table.role ?? "").\(name)" }
  }
}
