import Values

/// Writes the expressions of one query and collects the constants that they hold.
struct ScalarSQL {
  /// The engine stops at 1,000 levels; a query around the expression takes some of them.
  static let maximumDepth = 800

  static let tooDeep = ValueError(
    .tooLarge, "an expression is nested more than \(maximumDepth) levels deep",
    because: "the engine follows at most that many")

  static func misplaced(_ operation: WindowOperation) -> ValueError {
    ValueError(.invalidArgument, "\(operation.name) needs the rows of a group in their order")
  }

  private(set) var parameters: [SQLParameter] = []

  /// The SQL text of an expression over columns that have these texts.
  ///
  /// The position is the number of the row, for aggregates that use the order of the rows.
  mutating func text(
    _ expression: ScalarExpression, over columns: SelectColumns, position: String? = nil,
    depth: Int = 0,
  ) throws(ValueError) -> String {
    guard depth < Self.maximumDepth else { throw Self.tooDeep }
    switch expression {
    case .column(let name):
      guard let column = columns[name] else {
        throw ValueError(.invalidArgument, "there is no column \(name)")
      }
      return column.sql
    case .constant(let value):
      return try constant(value)
    case .call(let operation, let arguments):
      let texts = try self.arguments(arguments, columns, position, depth)
      guard let text = operation.sql(texts) else {
        throw ValueError(
          .unsupported, "the engine has no form of \(operation.name)",
          because: "it runs only on tables in memory")
      }
      return text
    case .aggregate(let operation, let arguments):
      var texts = try self.arguments(arguments, columns, position, depth)
      if operation.usesOrder { texts.append(position ?? "0") }
      return operation.sql(texts)
    case .window(let operation, _): throw Self.misplaced(operation)
    case .conditional(let condition, let then, let otherwise):
      let parts = try self.arguments([condition, then, otherwise], columns, position, depth)
      // A missing condition gives missing, so both values are named.
      return "CASE \(parts[0]) WHEN true THEN \(parts[1]) WHEN false THEN \(parts[2]) END"
    }
  }

  private mutating func arguments(
    _ arguments: [ScalarExpression], _ columns: SelectColumns, _ position: String?, _ depth: Int,
  ) throws(ValueError) -> [String] {
    var texts: [String] = []
    for argument in arguments {
      let text = try text(argument, over: columns, position: position, depth: depth + 1)
      texts.append(Self.isSelfContained(text) ? text : "(\(text))")
    }
    return texts
  }

  /// False for values with parts.
  static func hasForm(_ value: Value) -> Bool { value.isMissing || parameter(value) != nil }

  /// A value as the engine takes it; nil for one that is missing or has parts.
  private static func parameter(_ value: Value) -> SQLParameter? {
    switch value {
    case .bool(let value): .bool(value)
    case .quantity(let quantity): .number(quantity.magnitude)
    case .estimate(let estimate): .number(estimate.value)
    case .text(let text): .text(text)
    case .date(let date): .date(date)
    case .instant(let instant): .instant(instant)
    // In the engine a named period is its first day.
    case .period(let period): period.grain == nil ? nil : .date(period.first)
    case .missing, .list, .record, .table: nil
    }
  }

  private mutating func constant(_ value: Value) throws(ValueError) -> String {
    if value.isMissing { return "NULL" }
    guard let parameter = Self.parameter(value) else {
      throw ValueError(
        .unsupported, "a \(value.type.description) cannot stand in an expression of the engine")
    }
    parameters.append(parameter)
    let placeholder = SQLQuoting.placeholder(parameters.count - 1)
    return "CAST(\(placeholder) AS \(parameter.engineType))"
  }

  /// True for a name, a number or one call: what needs no parentheses in a larger expression.
  static func isSelfContained(_ text: String) -> Bool {
    var depth = 0
    var quote: UInt8?
    var hasClosed = false
    for byte in text.utf8 {
      if let open = quote {
        if byte == open { quote = nil }
        continue
      }
      if hasClosed { return false }
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "'"): quote = byte
      case UInt8(ascii: "("), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: ")"), UInt8(ascii: "]"):
        depth -= 1
        hasClosed = depth == 0
      case _ where depth > 0: continue
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), 0x80...:
        continue
      default: return false
      }
    }
    return true
  }
}
