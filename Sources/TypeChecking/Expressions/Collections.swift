internal import Diagnostics
internal import Syntax
internal import Units
internal import Values

/// Lists, records, ranges, table literals, `if` and blocks.
extension Checker {
  func list(_ elements: [Expression], _ span: Span, at place: Place) -> Checked {
    let parts = elements.map { check($0, at: place) }
    var type = Type.missing
    for part in parts {
      if part.level != .value {
        report(
          Diagnostic(
            .notYet, "a list of columns stands only in `by:` and `join`", at: part.span))
        return .invalid(span)
      }
      guard let common = commonElement(type, part.type) else {
        report(
          Diagnostic(
            .wrongType,
            "a list holds values of one type: \(type.description), then \(part.type.description)",
            at: part.span, mended: mending(part, like: type)))
        return .invalid(span)
      }
      type = common
    }
    let constants = parts.compactMap(\.constant)
    var result = Checked(.list(type, parts.map { convert($0, to: type) }), .list(type), span: span)
    if constants.count == parts.count { result.constant = .list(List(of: type, constants)) }
    return result
  }

  /// Quantities of one dimension make one list, in the first element's unit.
  func commonElement(_ a: Type, _ b: Type) -> Type? {
    if let common = commonType(a, b) { return common }
    guard let mine = a.measure, let theirs = b.measure else { return nil }
    guard (try? MeasureArithmetic.conversion(theirs, to: mine)) != nil else { return nil }
    return a.isEstimate || b.isEstimate ? .estimate(mine) : .measure(mine)
  }

  func convert(_ part: Checked, to type: Type) -> Core {
    guard let mine = part.type.measure, let target = type.measure, mine != target,
      let factor = try? MeasureArithmetic.conversion(mine, to: target)
    else { return part.core }
    return .apply(Arithmetic.rescale(factor: factor, measure: target), [part.core], part.span)
  }

  func record(_ fields: [NamedExpression], _ span: Span, at place: Place) -> Checked {
    var seen = Set<String>()
    var parts: [(name: String, value: Core)] = []
    var types: [RecordField] = []
    var constants: [(name: String, value: Value)] = []
    var level = Level.value
    for field in fields {
      guard seen.insert(field.name.text).inserted else {
        report(
          Diagnostic(
            .alreadyBound, "the record has `\(field.name.text)` twice", at: field.name.span))
        continue
      }
      let checked = check(field.value, at: place)
      parts.append((field.name.text, checked.core))
      level = max(level, checked.level)
      types.append(RecordField(field.name.text, checked.type))
      if let constant = checked.constant { constants.append((field.name.text, constant)) }
    }
    var result = Checked(.record(parts), .record(types), level: level, span: span)
    if constants.count == parts.count { result.constant = .record(Record(constants)) }
    return result
  }

  func range(
    _ low: Expression, _ high: Expression, inclusive: Bool, _ span: Span, at place: Place
  ) -> Checked {
    let first = check(low, at: place)
    let last = check(high, at: place)
    switch (first.type, last.type) {
    case (.unknown, _), (_, .unknown): return .invalid(span)
    case (.date, .date), (.period, .period), (.date, .period), (.period, .date):
      var result = apply(
        CalendarOperations.period(inclusive: inclusive), [first, last], .period(nil), span)
      if let a = first.constant, let b = last.constant {
        do throws(ValueError) {
          let value = try CalendarOperations.period(inclusive: inclusive).apply([a, b])
          result.constant = value
          result.core = .constant(value)
        } catch {
          report(Diagnostic(.wrongArguments, error.message, at: span, because: error.because))
          return .invalid(span)
        }
      }
      return result
    default:
      guard let a = first.type.measure, let b = last.type.measure, a == b else {
        report(
          Diagnostic(
            .wrongType,
            "a range requires two dates, two periods or two whole numbers; these are \(first.type.description) and \(last.type.description)",
            at: span))
        return .invalid(span)
      }
      return apply(
        Ranges.wholeNumbers(inclusive: inclusive, measure: a), [first, last], .list(.measure(a)),
        span)
    }
  }

  func conditional(
    _ condition: Expression, _ then: Expression, _ otherwise: Expression, _ span: Span,
    at place: Place
  ) -> Checked {
    let test = check(condition, at: place)
    let yes = check(then, at: place)
    let no = check(otherwise, at: place)
    guard require(test, .bool, "`if`") else { return .invalid(span) }
    guard let type = commonElement(yes.type, no.type) else {
      report(
        Diagnostic(
          .wrongType,
          "both branches of `if` have one type; these are \(yes.type.description) and \(no.type.description)",
          at: no.span, mended: mending(no, like: yes.type)))
      return .invalid(span)
    }
    if type.isUnknown { return .invalid(span) }
    let level = max(test.level, max(yes.level, no.level))
    return Checked(
      .conditional(test.core, then: yes.core, else: convert(no, to: type), test.span), type,
      level: level, span: span)
  }

  func block(_ statements: [Statement], _ result: Expression, at place: Place) -> Checked {
    var scope = place.scope
    var bindings: [(slot: Int, value: Core)] = []
    for statement in statements {
      guard case .let(let name, let expression) = statement.kind else {
        report(Diagnostic(.notYet, "a block holds `let` and a result", at: statement.span))
        continue
      }
      let checked = check(expression, at: place.with(scope))
      if checked.level == .value {
        let slot = slotCount
        slotCount += 1
        bindings.append((slot, checked.core))
        scope = scope.nested([name.text: .value(checked.type, .local(slot))])
      } else {
        scope = scope.nested([name.text: .substitution(checked)])
      }
    }
    let value = check(result, at: place.with(scope))
    guard !bindings.isEmpty else { return value }
    var block = value
    block.constant = nil
    block.core = .block(bindings, value.core)
    return block
  }

  func table(_ literal: TableLiteral, _ span: Span, at place: Place) -> Checked {
    guard literal.heads.count <= Self.maximumArguments else {
      report(
        Diagnostic(
          .tooLarge, "the table has too many columns", at: literal.heads.first?.name.span ?? span,
          because: "it has \(literal.heads.count), and a table that is written out may have "
            + "\(Self.maximumArguments)"))
      return .invalid(span)
    }
    var columns: [ColumnSchema] = []
    var rows = literal.rows.map { row in row.map { check($0, at: place) } }
    for row in rows where row.count != literal.heads.count {
      report(
        Diagnostic(
          .badTable,
          "the row has \(row.count) cells and the head has \(literal.heads.count)",
          at: row.first.map { first in row.reduce(first.span) { $0.joined(with: $1.span) } } ?? span
        ))
      return .invalid(span)
    }
    for (index, head) in literal.heads.enumerated() {
      guard !columns.contains(where: { $0.name == head.name.text }) else {
        report(
          Diagnostic(
            .badTable, "the table has two columns `\(head.name.text)`", at: head.name.span))
        return .invalid(span)
      }
      let measure = head.unit.flatMap { self.measure(of: $0) }
      if head.unit != nil, measure == nil { return .invalid(span) }
      var type = Type.missing
      for row in rows.indices {
        guard let cell = inUnit(rows[row][index], measure, of: head.name.text) else {
          return .invalid(span)
        }
        rows[row][index] = cell
        guard let common = commonElement(type, cell.type) else {
          report(
            Diagnostic(
              .badTable,
              "the column `\(head.name.text)` holds \(type.description), and this is \(cell.type.description)",
              at: cell.span))
          return .invalid(span)
        }
        type = common
      }
      for row in rows.indices { rows[row][index].core = convert(rows[row][index], to: type) }
      if case .missing = type { type = measure.map { .measure($0) } ?? .text }
      columns.append(ColumnSchema(head.name.text, type))
    }
    let type = TableType(columns)
    return Checked(
      .table(type, rows: rows.map { $0.map(\.core) }, span), .table(type), span: span)
  }

  /// A bare number takes the head's unit; `4` under `%/month` is 4%.
  ///
  /// Nil when a mistake was reported: a cell in another unit than the head's.
  private func inUnit(_ cell: Checked, _ measure: Measure?, of name: String) -> Checked? {
    guard let measure, let mine = cell.type.measure, mine != measure else { return cell }
    var result = cell
    result.type = .measure(measure)
    result.constant = nil
    result.known = nil
    if mine.isNumber {
      let isPercent = measure.isShare || measure.isPeriodic
      result.core = .apply(
        Arithmetic.rescale(factor: isPercent ? 0.01 : 1, measure: measure), [cell.core], cell.span)
      return result
    }
    if let factor = try? MeasureArithmetic.conversion(mine, to: measure) {
      result.core = .apply(
        Arithmetic.rescale(factor: factor, measure: measure), [cell.core], cell.span)
      return result
    }
    let mended = mending(cell, to: measure)
    var helps = mended?.helps(replacing: cell.span) ?? []
    if mine.isShare, case .periodic(let time, _) = measure {
      helps = [.init("\(text(cell.span))/\(time.name)", replacing: cell.span)]
    }
    report(
      Diagnostic(
        .badTable,
        "the column `\(name)` is in \(measure.description), and this is \(mine.description)",
        at: cell.span, because: mended?.because,
        helps: helps))
    return nil
  }
}
