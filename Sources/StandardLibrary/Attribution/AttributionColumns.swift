internal import Units
internal import Values

/// The columns of a log of touches and of the purchases that play a role.
struct AttributionColumns {
  /// A table's columns of person and time.
  struct Log {
    var person: String
    var moment: String
    var isDay: Bool
    var personType: Type
  }

  var touches: Log
  var channel: String
  var purchases: Log
  /// What a purchase was worth; nil where the table does not say it.
  var value: String?
  /// The currency of the values, with the factor of their unit.
  var currency: NamedUnit?
  var isCurrencyAssumed = false
  /// The column that tells which touches are purchases, where there is no table of purchases.
  var converted: String?

  /// Finds the columns, those that role arguments name first.
  ///
  /// Without a table of purchases the touches must say which of them are one.
  ///
  /// Errors: `role` for a column that cannot be told or does not measure what its role wants.
  init(
    touches table: TableType, purchases other: TableType?, arguments: [String: String],
    dollar: NamedUnit?,
  ) throws(ValueError) {
    let roles = try RoleResolution(table, as: .touches, parameter: "touches")
    touches = try Self.log(roles, arguments)
    let column = try roles.required("channel", argument: arguments["channel"])
    guard column.type == .text || column.type.isUnknown || column.type == .missing else {
      throw ValueError(
        .role, "`.\(column.name)` is \(column.type), but the name of a channel is wanted",
        because: "touches are told apart by their channel", argument: "channel")
    }
    channel = column.name
    let amount: ColumnSchema?
    if let other {
      let found = try RoleResolution(other, as: .conversions, parameter: "conversions")
      purchases = try Self.log(found, [:])
      amount = try found.column("value", argument: arguments["value"])
    } else {
      purchases = touches
      guard let flag = try roles.column("converted", argument: arguments["converted"]) else {
        throw ValueError(
          .role, "there is nothing that says which touches led to a purchase",
          because: "neither a table of conversions nor a column `converted` is given",
          fixes: [.init("attribute(touches, conversions)")], argument: "conversions")
      }
      guard flag.type == .bool else {
        throw ValueError(
          .role, "`.\(flag.name)` is \(flag.type), but a Bool is wanted",
          because: "it says whether the touch was a purchase", argument: "converted")
      }
      converted = flag.name
      amount = try roles.column("value", argument: arguments["value"])
    }
    guard
      touches.personType == purchases.personType || touches.personType.isUnknown
        || purchases.personType.isUnknown
    else {
      throw ValueError(
        .role,
        "the person is \(touches.personType) in the touches, but \(purchases.personType) in the conversions",
        because: "values of different types are never equal", argument: "person")
    }
    guard let amount else { return }
    value = amount.name
    (currency, isCurrencyAssumed) = try PurchaseValue.currency(of: amount, dollar: dollar)
  }

  private static func log(
    _ roles: RoleResolution, _ arguments: [String: String]
  ) throws(ValueError) -> Log {
    let person = try roles.required("person", argument: arguments["person"])
    let moment = try roles.required("at", argument: arguments["at"])
    switch moment.type {
    case .date, .instant, .unknown, .missing: break
    default:
      throw ValueError(
        .role, "`.\(moment.name)` is \(moment.type), but a date or an instant is wanted",
        because: "touches are put in their order by it", argument: "at")
    }
    return Log(
      person: person.name, moment: moment.name, isDay: moment.type == .date,
      personType: person.type)
  }
}
