import Values

/// How many values were undefined, and so became missing, while a relation ran.
final class UndefinedCount {
  var zeroDenominators = 0
  var outOfRange = 0

  /// A value, or missing where it is undefined: where the engine gives NULL.
  func value(
    _ compute: () throws(ValueError) -> Value
  ) throws(ValueError) -> Value {
    do throws(ValueError) {
      return try compute()
    } catch {
      switch error.kind {
      case .divisionByZero: zeroDenominators += 1
      case .outOfRange: outOfRange += 1
      default: throw error
      }
      return .missing
    }
  }
}

/// An expression compiled to a closure over the columns of rows in memory.
struct LocalExpression {
  /// The value in a row; throws what the operations throw, except for what `UndefinedCount` counts.
  let value: (_ row: Int) throws(ValueError) -> Value

  init(
    _ expression: ScalarExpression, over rows: LocalRows, counting undefined: UndefinedCount,
    depth: Int = 0
  ) throws(ValueError) {
    guard depth < ScalarSQL.maximumDepth else { throw ScalarSQL.tooDeep }
    switch expression {
    case .column(let name):
      let column = try rows.column(name)
      value = { row throws(ValueError) in column.indices.contains(row) ? column[row] : .missing }
    case .constant(let constant):
      value = { _ throws(ValueError) in constant }
    case .call(let operation, let arguments):
      var programs: [LocalExpression] = []
      for argument in arguments {
        programs.append(
          try LocalExpression(argument, over: rows, counting: undefined, depth: depth + 1))
      }
      value = { [programs] row throws(ValueError) in
        var values: [Value] = []
        values.reserveCapacity(programs.count)
        for program in programs { values.append(try program.value(row)) }
        return try undefined.value { () throws(ValueError) in try operation.apply(values) }
      }
    case .aggregate(let operation, _):
      throw ValueError(
        .invalidArgument, "\(operation.name) needs the rows of a group, not one row")
    case .window(let operation, _): throw ScalarSQL.misplaced(operation)
    case .conditional(let condition, let then, let otherwise):
      let condition = try LocalExpression(
        condition, over: rows, counting: undefined, depth: depth + 1)
      let then = try LocalExpression(then, over: rows, counting: undefined, depth: depth + 1)
      let otherwise = try LocalExpression(
        otherwise, over: rows, counting: undefined, depth: depth + 1)
      value = { row throws(ValueError) in
        // A missing condition gives missing, as in the engine.
        guard case .bool(let holds) = try condition.value(row) else { return .missing }
        return try holds ? then.value(row) : otherwise.value(row)
      }
    }
  }
}
