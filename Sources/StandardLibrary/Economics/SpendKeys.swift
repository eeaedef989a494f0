internal import Planning
internal import Values

/// The columns of the spend that match those of `by:`, which were read on the customers.
enum SpendKeys {
  /// Rewrites expressions over the customers to expressions over the spend.
  ///
  /// A column is matched by its name, else by its role.
  ///
  /// - Throws: when the spend has no such column, with `share:` as the way out.
  static func expressions(
    _ keys: [(name: String, type: Type, expression: ScalarExpression)], spend: TableType,
    customers: TableType, isShare: Bool,
  ) throws(ValueError) -> [NamedScalar] {
    var result: [NamedScalar] = []
    for key in keys {
      let expression = try rewritten(key.expression) { name throws(ValueError) in
        guard let column = column(name, spend: spend, customers: customers) else {
          throw missing(name, spend: spend, isShare: isShare)
        }
        return column
      }
      result.append(NamedScalar(key.name, expression))
    }
    return result
  }

  /// The column of the spend for a column of the customers, by name, else by role.
  static func column(_ name: String, spend: TableType, customers: TableType) -> String? {
    if spend[name] != nil { return name }
    guard let resolution = try? RoleResolution(spend, as: .spend, parameter: "spend") else {
      return nil
    }
    let role = customers[name]?.role ?? name
    return (try? resolution.column(role))??.name
  }

  static func missing(_ name: String, spend: TableType, isShare: Bool) -> ValueError {
    let names = spend.columns.map(\.name).joined(separator: ", ")
    let argument = isShare ? "share" : "by"
    var fixes: [ValueError.Fix] = []
    if !isShare, spend["channel"] != nil || spend.columns.contains(where: { $0.role == "channel" })
    {
      fixes.append(
        .init("share: .channel", note: "spreads a channel's cost by the customers that it won"))
    }
    return ValueError(
      .role, "the spend has no column `\(name)`, so its cost cannot be split by it",
      because: "its columns are \(names)", fixes: fixes, argument: argument)
  }

  private static func rewritten(
    _ expression: ScalarExpression, _ column: (String) throws(ValueError) -> String,
  ) throws(ValueError) -> ScalarExpression {
    switch expression {
    case .column(let name): return .column(try column(name))
    case .constant: return expression
    case .call(let operation, let arguments):
      return .call(operation, try rewritten(arguments, column))
    case .aggregate(let operation, let arguments):
      return .aggregate(operation, try rewritten(arguments, column))
    case .conditional(let condition, let then, let otherwise):
      return .conditional(
        if: try rewritten(condition, column), then: try rewritten(then, column),
        else: try rewritten(otherwise, column))
    }
  }

  private static func rewritten(
    _ expressions: [ScalarExpression], _ column: (String) throws(ValueError) -> String,
  ) throws(ValueError) -> [ScalarExpression] {
    var result: [ScalarExpression] = []
    for expression in expressions { result.append(try rewritten(expression, column)) }
    return result
  }
}
