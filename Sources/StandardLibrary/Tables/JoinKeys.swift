import Planning
import Units
import Values

/// The keys of a join: what may be compared, and the columns that come out.
enum JoinKeys {
  typealias Pairs = [(left: String, right: String)]

  /// The keys of `one:` or `many:`, of which one must be given.
  static func pairs(one: Pairs?, many: Pairs?) throws(ValueError) -> Pairs {
    let fixes = [
      ValueError.Fix("one: .id", note: "at most one row of the other table has a key"),
      ValueError.Fix("many: .id", note: "several may have it, and rows are repeated"),
    ]
    switch (one, many) {
    case (let keys?, nil), (nil, let keys?): return keys
    case (nil, nil): throw ValueError(.invalidArgument, "`join` requires its keys", fixes: fixes)
    case (.some, .some):
      throw ValueError(
        .invalidArgument, "`join` requires either `one:` or `many:`, not both", fixes: fixes)
    }
  }

  /// The columns of the result, and where each comes from.
  static func result(
    _ left: TableType, _ right: TableType, keys: Pairs,
  ) throws(ValueError) -> (type: TableType, output: [Join.Output]) {
    for key in keys { try check(try left.require(key.left), try right.require(key.right)) }
    var columns = left.columns
    var output = left.columns.map { column in
      let other = keys.first { $0.left == column.name }?.right
      return Join.Output(
        column.name, other.map { .either(left: column.name, right: $0) } ?? .left(column.name))
    }
    var taken = Set(columns.map(\.name))
    let roles = Set(columns.compactMap(\.role))
    for column in right.columns where !keys.contains(where: { $0.right == column.name }) {
      var copy = column
      while taken.contains(copy.name) { copy.name += "_2" }
      taken.insert(copy.name)
      // Two columns of one role would make the domain functions guess.
      if let role = copy.role, roles.contains(role) { copy.role = nil }
      columns.append(copy)
      output.append(Join.Output(copy.name, .right(column.name)))
    }
    return (left.with(columns), output)
  }

  private static func check(
    _ left: ColumnSchema, _ right: ColumnSchema,
  ) throws(ValueError) {
    let isComparable: Bool
    switch (left.type, right.type) {
    case (.unknown, _), (_, .unknown), (.missing, _), (_, .missing): isComparable = true
    case (.period(let mine), .period(let theirs)): isComparable = mine == theirs
    case (.text, .text), (.date, .date), (.instant, .instant), (.bool, .bool): isComparable = true
    default:
      guard let mine = left.type.measure, let theirs = right.type.measure else {
        isComparable = false
        break
      }
      isComparable = (try? MeasureArithmetic.comparison(mine, theirs))?.factor == 1
    }
    guard isComparable else {
      throw ValueError(
        .invalidArgument,
        "the keys `.\(left.name)` and `.\(right.name)` cannot be compared",
        because: "the first is \(described(left)), the second \(described(right))", argument: "one",
      )
    }
  }

  private static func described(_ column: ColumnSchema) -> String {
    if case .period(let grain?) = column.type { return "a Period of one \(grain.rawValue)" }
    return column.type.description
  }
}
