internal import Units
internal import Values

/// The columns of a log that is reduced already: one row for each path, with how many took it.
struct PathColumns {
  var path: String
  /// How many of those who took the path bought, and how many did not; nil where the table does not say it.
  var converted: String
  var lost: String?
  /// What all purchases of the path were worth.
  var value: String?
  var currency: NamedUnit?
  var isCurrencyAssumed = false

  /// Finds the columns that arguments name.
  ///
  /// Errors: `role` for a column that is missing or does not measure what its role wants.
  init(_ table: TableType, arguments: [String: String], dollar: NamedUnit?) throws(ValueError) {
    path = try Self.column(table, "path", arguments["path"], "a text such as \"tv > search\"") {
      $0 == .text
    }
    guard let name = arguments["converted"] else {
      throw ValueError(
        .role, "`path:` needs `converted:`, the column that counts the purchases of each path",
        because: "the columns are \(NameList.text(table.columns.map(\.name)))",
        fixes: [.init("converted: .conversions")], argument: "path")
    }
    converted = try Self.column(table, "converted", name, "a count of purchases") { $0 == .number }
    if let name = arguments["lost"] {
      lost = try Self.column(table, "lost", name, "a count of paths to no purchase") {
        $0 == .number
      }
    }
    guard let name = arguments["value"] else { return }
    guard let column = table[name] else { throw Self.missing(table, "value", name) }
    (currency, isCurrencyAssumed) = try PurchaseValue.currency(of: column, dollar: dollar)
    value = name
  }

  private static func column(
    _ table: TableType, _ argument: String, _ name: String?, _ wanted: String,
    fits: (Type) -> Bool
  ) throws(ValueError) -> String {
    guard let name, let column = table[name] else {
      throw missing(table, argument, name ?? argument)
    }
    guard column.type.isUnknown || column.type == .missing || fits(column.type) else {
      throw ValueError(
        .role, "`.\(name)` is \(column.type), but \(wanted) is wanted",
        because: "with `path:` each row is one path with its counts", argument: argument)
    }
    return name
  }

  private static func missing(
    _ table: TableType, _ argument: String, _ name: String
  ) -> ValueError {
    ValueError(
      .role, "the table has no column `\(name)`",
      because: "its columns are \(NameList.text(table.columns.map(\.name)))", argument: argument)
  }

  /// Refuses what means something only beside a column of paths.
  static func checkUnused(_ arguments: [String: String]) throws(ValueError) {
    guard arguments["lost"] == nil else {
      throw ValueError(
        .role, "`lost:` needs `path:`",
        because: "it counts the persons who took a path and did not buy",
        fixes: [.init("path: .path")], argument: "lost")
    }
  }

  /// Refuses what a log without persons and times cannot answer.
  static func check(
    hasConversions: Bool, _ request: AttributionRequest
  ) throws(ValueError) {
    func refuse(_ what: String, _ why: String, _ argument: String) throws(ValueError) {
      throw ValueError(
        .unsupported, "\(what) needs a log of touches", because: why, argument: argument)
    }
    if hasConversions {
      throw ValueError(
        .invalidArgument, "paths with counts hold their purchases, so there is no second table",
        because: "`path:` says that each row of the first table is a path", argument: "conversions")
    }
    if request.window != nil {
      try refuse("`window:`", "paths with counts do not say when their touches were", "window")
    }
    if !request.resets {
      try refuse("`reset: false`", "the paths were cut where they were counted", "reset")
    }
    if !request.keepsDuplicates {
      try refuse(
        "`duplicates: \"drop\"`", "paths with counts do not say when their touches were",
        "duplicates")
    }
    if request.models == [.timeDecay] {
      try refuse("`time_decay`", "paths with counts do not say when their touches were", "model")
    }
  }
}

/// What the column of a purchase's worth measures.
enum PurchaseValue {
  /// The currency of a column of amounts, and whether it is taken for the dollar.
  ///
  /// Nil for a column whose type is not known. Error: `role` for a column that is no money.
  static func currency(
    of column: ColumnSchema, dollar: NamedUnit?
  ) throws(ValueError) -> (NamedUnit?, isAssumed: Bool) {
    if let dollar, column.type == .number { return (dollar, true) }
    if column.type.isUnknown { return (nil, false) }
    guard let unit = column.type.measure?.unit, unit.factors.count == 1,
      let currency = unit.currency
    else {
      throw ValueError(
        .role, "`.\(column.name)` is \(column.type), but an amount of money is wanted",
        because: "it is what a purchase was worth",
        fixes: [.init("units: {\(column.fieldText): USD}", note: "where it is loaded")],
        argument: "value")
    }
    return (currency, false)
  }
}
