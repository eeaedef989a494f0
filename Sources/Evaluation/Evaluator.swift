internal import Units
internal import Diagnostics
internal import Planning
internal import StandardLibrary
internal import TypeChecking
internal import Values

/// Runs checked expressions.
///
/// The tree's height is limited by the parser, so recursion is bounded.
struct Evaluator: Sendable {
  let globals: LayeredDictionary<String, Value>
  let context: SessionContext
  /// The text of a place, for messages.
  let text: @Sendable (Span) -> String

  /// The parameters and local bindings of the function that is running.
  struct Frame: Sendable {
    var slots: [Value] = []

    subscript(slot: Int) -> Value {
      get { slots.indices.contains(slot) ? slots[slot] : .missing }
      set {
        while slots.count <= slot { slots.append(.missing) }
        slots[slot] = newValue
      }
    }
  }

  func value(_ core: Core, _ frame: Frame = Frame()) throws(Failure) -> Value {
    switch core {
    case .constant(let value): return value
    case .today(let span):
      return .date(try at(span) { () throws(ValueError) in try context.currentDay() })
    case .global(let name): return globals[name] ?? .missing
    case .local(let slot): return frame[slot]
    case .column: return .missing
    case .apply(let operation, let parts, let span):
      let values = try values(parts, frame)
      return try at(span) { () throws(ValueError) in try operation.apply(values) }
    case .fold(let start, let steps):
      var result = try value(start, frame)
      for step in steps {
        let operands = [result, try value(step.operand, frame)]
        result = try at(step.span) { () throws(ValueError) in try step.operation.apply(operands) }
      }
      return result
    case .aggregate(_, _, let span):
      throw Failure(
        ValueError(.invalidArgument, "an aggregate has no table here"), at: span)
    case .window(let window):
      throw Failure(
        ValueError(.invalidArgument, "a window function has no table here"), at: window.span)
    case .reduceList(let operation, let parts, let span):
      return try reduce(operation, parts, span, frame)
    case .membership(let left, let right, let moment, let negated, let span):
      let found = try membership(
        try value(left, frame), try value(right, frame), moment, span)
      return try at(span) { () throws(ValueError) in
        negated ? try Logic.not.apply([found]) : found
      }
    case .conditional(let condition, let then, let otherwise, let span):
      guard case .bool(let holds) = try value(condition, frame) else {
        throw missingCondition(span)
      }
      return try value(holds ? then : otherwise, frame)
    case .choose(let choices, let otherwise):
      for choice in choices {
        if case .bool(true) = try value(choice.condition, frame) {
          return try value(choice.result, frame)
        }
      }
      return try value(otherwise, frame)
    case .datedRate(let day, let rates, let dayColumn, let rateColumn, let span):
      let operation = try datedRates(rates, dayColumn, rateColumn, span, frame)
      let moment = try value(day, frame)
      return try at(span) { () throws(ValueError) in try operation.apply([moment]) }
    case .attempt(let attempted, let failure, let otherwise, _):
      return try attempt(attempted, failure: failure, or: otherwise, frame)
    case .list(let type, let elements): return .list(List(of: type, try values(elements, frame)))
    case .record(let fields):
      var values: [(name: String, value: Value)] = []
      for field in fields { values.append((field.name, try value(field.value, frame))) }
      return .record(Record(values))
    case .field(let base, let name, _):
      return RowValues.field(name, of: try value(base, frame))
    case .element(let base, let index, let span):
      return try element(try value(base, frame), try value(index, frame), span)
    case .columnList(let table, let name, let span):
      guard case .table(let table) = try value(table, frame) else { return .missing }
      return try at(span) { () throws(ValueError) in try context.column(name, of: table) }
    case .table(let type, let rows, _):
      var columns: [[Value]] = Array(repeating: [], count: type.columns.count)
      for row in rows {
        for (index, cell) in zip(columns.indices, row) {
          columns[index].append(try value(cell, frame))
        }
      }
      let local = LocalTable(type: type, columns: columns, rowCount: rows.count)
      return .table(Table(type: type, plan: local))
    case .call(let call): return try self.call(call, frame)
    case .invoke(let instance, let arguments, let span):
      try checkInterruption(at: span)
      var inner = Frame(slots: try values(arguments, frame))
      while inner.slots.count < instance.slotCount { inner.slots.append(.missing) }
      return try value(instance.body, inner)
    case .block(let bindings, let result):
      var inner = frame
      for binding in bindings { inner[binding.slot] = try value(binding.value, inner) }
      return try value(result, inner)
    }
  }

  private func attempt(
    _ core: Core?, failure: String?, or otherwise: Core, _ frame: Frame
  ) throws(Failure) -> Value {
    var failure = failure ?? ""
    if let core {
      do throws(Failure) { return try value(core, frame) } catch {
        guard error.outcome == .dataError else { throw error }
        failure = error.diagnostic.message
      }
    }
    context.note(Note(.note, "try: \(failure); the value of `else` is taken"))
    return try value(otherwise, frame)
  }

  /// The value of an expression for the checker, which needs its type.
  func making(_ core: Core) -> CheckingEnvironment.Making {
    do throws(Failure) { return .made(try value(core)) } catch { return .failed(error.diagnostic) }
  }

  /// An `if` whose condition is missing.
  func missingCondition(_ span: Span) -> Failure {
    Failure(
      Diagnostic(
        .missingValue, "the condition of `if` is missing", at: span,
        because: "a missing condition does not say which branch to take",
        helps: [
          .init("(\(text(span))) ?? false", note: "a value to use in its place", replacing: span)
        ]), outcome: .runtimeError)
  }

  func values(_ cores: [Core], _ frame: Frame) throws(Failure) -> [Value] {
    var result: [Value] = []
    result.reserveCapacity(cores.count)
    for core in cores { result.append(try value(core, frame)) }
    return result
  }

  /// Ends the statement once the person has asked for it; calls come here, since all else is short.
  func checkInterruption(at span: Span) throws(Failure) {
    try at(span) { () throws(ValueError) in try StopRequest.check() }
  }

  /// Gives a mistake its place.
  func at<R>(_ span: Span, _ body: () throws(ValueError) -> R) throws(Failure) -> R {
    do throws(ValueError) { return try body() } catch { throw Failure(error, at: span) }
  }

  private func reduce(
    _ operation: AggregateOperation, _ parts: [Core], _ span: Span, _ frame: Frame
  ) throws(Failure) -> Value {
    var columns: [[Value]] = []
    var count = 0
    for (position, part) in parts.enumerated() {
      switch try value(part, frame) {
      case .list(let list):
        if position == 0 { count = list.count }
        columns.append(try at(span) { () throws(ValueError) in try list.allElements() })
      case let single: columns.append(Array(repeating: single, count: count))
      }
    }
    let arguments = columns
    if operation.skipsMissing { try notePassedOver(arguments, of: count, at: span) }
    return try at(span) { () throws(ValueError) in try operation.evaluate(arguments) }
  }

  /// Says how many elements of lists do not count because a value is missing.
  private func notePassedOver(
    _ columns: [[Value]], of count: Int, at span: Span
  ) throws(Failure) {
    var missing = 0
    for row in 0..<count {
      try at(span) { () throws(ValueError) in try StopRequest.check(turn: row) }
      if columns.contains(where: { row < $0.count && $0[row].isMissing }) { missing += 1 }
    }
    guard missing > 0 else { return }
    context.note(
      Note(
        .note,
        "`\(text(span))`: \(missing) of \(SessionContext.number(count, "value")) "
          + (missing == 1 ? "is missing and does not count" : "are missing and do not count")))
  }

  func membership(
    _ left: Value, _ right: Value, _ moment: Membership.Moment?, _ span: Span
  ) throws(Failure) -> Value {
    try at(span) { () throws(ValueError) in
      if left.isMissing { return .missing }
      switch right {
      case .list(let list): return try Membership.inList.apply([left] + list.allElements())
      case .period(let period):
        return try Membership.inPeriod(moment ?? .date).apply([
          left, .date(period.first), .date(period.last),
        ])
      default: return .missing
      }
    }
  }

  private func element(_ base: Value, _ index: Value, _ span: Span) throws(Failure) -> Value {
    guard let number = index.magnitude, let position = Int(exactly: number), position >= 0 else {
      throw Failure(
        ValueError(.invalidArgument, "an index is a whole number from 0"), at: span)
    }
    switch base {
    case .list(let list):
      guard position < list.count else {
        throw Failure(outside(position, list.count, "list"), at: span)
      }
      return list[position]
    case .table(let table):
      let rows = try at(span) { () throws(ValueError) in
        try context.fetch(table, limit: position + 1)
      }
      guard position < rows.rowCount else {
        throw Failure(outside(position, rows.rowCount, "table"), at: span)
      }
      return .record(
        Record(
          table.type.columns.enumerated().map { column in
            (column.element.name, rows.value(row: position, column: column.offset))
          }))
    default: return .missing
    }
  }

  private func outside(_ position: Int, _ count: Int, _ what: String) -> ValueError {
    ValueError(
      .outOfRange, "there is no element \(position)",
      because: "the \(what) has \(count), counted from 0")
  }
}

extension Estimate {
  /// `.value .low .high .level`, and the parts that the function declares.
  func field(_ name: String) -> Value? {
    switch name {
    case "value": .quantity(Quantity(value, measure))
    case "low": low.map { .quantity(Quantity($0, measure)) } ?? .missing
    case "high": high.map { .quantity(Quantity($0, measure)) } ?? .missing
    case "level": .quantity(Quantity(level, .share))
    default: parts.first { $0.name == name }?.value
    }
  }
}
