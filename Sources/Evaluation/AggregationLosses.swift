internal import Columns
internal import Planning
internal import StandardLibrary
internal import Values

/// Something that an aggregation passes over or cannot compute.
struct AggregationLoss {
  enum Kind {
    /// A denominator is zero, in the rows or in a figure of the group.
    case zeroDenominator
    /// Rows in which a value is missing; of the one column that is aggregated, where it is one.
    case passedOver(column: String?)
  }

  var kind: Kind
  /// The column of the result that has it.
  var measure: String
  /// A number for each group: their sum is how often it happens.
  var count: ScalarExpression
  /// False where the groups themselves are counted.
  var isOfRows = true
}

extension AggregationLoss {
  /// What the rows and groups of an aggregation may lose.
  static func all(keys: [NamedScalar], measures: [NamedScalar]) -> [AggregationLoss] {
    var losses: [AggregationLoss] = []
    for key in keys {
      for isZero in key.expression.zeroDivisions { losses.append(zero(key, isZero)) }
    }
    for measure in measures {
      for argument in measure.expression.aggregateArguments {
        for isZero in argument.zeroDivisions { losses.append(zero(measure, isZero)) }
      }
      for isZero in measure.expression.zeroDivisions {
        losses.append(
          AggregationLoss(
            kind: .zeroDenominator, measure: measure.name,
            count: .conditional(
              if: isZero, then: .constant(.number(1)), else: .constant(.number(0))),
            isOfRows: false))
      }
    }
    return losses + passedOver(measures)
  }

  /// The rows that aggregates do not count because a value is missing in them.
  static func passedOver(_ measures: [NamedScalar]) -> [AggregationLoss] {
    measures.flatMap { measure in
      measure.expression.aggregates.compactMap { operation, arguments in
        operation.skipsMissing ? passedOver(arguments, in: measure.name) : nil
      }
    }
  }

  /// The same of the columns of a window.
  static func passedOver(_ window: Window) -> [AggregationLoss] {
    window.columns.compactMap { column in
      column.operation.skipsMissing ? passedOver(column.arguments, in: "window") : nil
    }
  }

  private static func passedOver(
    _ arguments: [ScalarExpression], in measure: String
  ) -> AggregationLoss? {
    let conditions = arguments.compactMap(\.missingCondition)
    guard let first = conditions.first else { return nil }
    let isMissing = conditions.dropFirst().reduce(first) { .call(Logic.or, [$0, $1]) }
    var column: String?
    if case .column(let name)? = arguments.first, arguments.count == 1 { column = name }
    return AggregationLoss(
      kind: .passedOver(column: column), measure: measure,
      count: .aggregate(SessionContext.countTrue, [isMissing]))
  }

  private static func zero(_ column: NamedScalar, _ isZero: ScalarExpression) -> AggregationLoss {
    AggregationLoss(
      kind: .zeroDenominator, measure: column.name,
      count: .aggregate(SessionContext.countTrue, [isZero]))
  }
}

extension SessionContext {
  /// Says what was lost; what several columns pass over of one column is said once.
  func note(_ losses: [AggregationLoss], counts: [Int]) {
    let found = zip(losses, counts).filter { $0.1 > 0 }
    var passedOver: [(cells: String, measures: [String])] = []
    for (loss, count) in found {
      switch loss.kind {
      case .zeroDenominator: noteZeros(count, loss.measure)
      case .passedOver(let column):
        let cells = "\(Self.number(count, "missing value"))\(column.map { " of `\($0)`" } ?? "")"
        if column != nil, let same = passedOver.firstIndex(where: { $0.cells == cells }) {
          passedOver[same].measures.append(loss.measure)
        } else {
          passedOver.append((cells, [loss.measure]))
        }
      }
    }
    // The columns of a wide table of groups would fill the screen.
    for (cells, measures) in passedOver.prefix(Self.mostNamed) {
      var measures = measures.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
      let more = measures.count - Self.mostNamed
      if more > 0 { measures = Array(measures.prefix(Self.mostNamed)) }
      let names = measures.map { "`\($0)`" }.joined(separator: ", ")
      let isOne = cells.hasPrefix("1 ")
      note(
        Note(
          .note,
          "\(names)\(more > 0 ? " and \(more) more" : ""): "
            + "\(cells) \(isOne ? "does" : "do") not count"
        ))
    }
    let more = passedOver.count - Self.mostNamed
    if more > 0 {
      note(
        Note(
          .note,
          "\(Self.number(more, "further column")) \(more == 1 ? "passes" : "pass") over "
            + "missing values"))
    }
  }

  private static let mostNamed = 5

  /// How often an aggregation loses each of these.
  ///
  /// The aggregation is answered in the same pass over its rows, and its answer kept for the one who
  /// asks for it.
  func counts(
    of losses: [AggregationLoss], whileAnswering relation: Relation
  ) throws(ValueError) -> [Int] {
    guard case .aggregate(let input, let keys, let measures) = relation else { return [] }
    var file = input
    var cells: [NamedScalar] = []
    var columns: [NamedScalar] = []
    if case .project(let source, let projected) = input {
      let used = Self.names(keys + measures)
      (file, columns) = (source, projected)
      cells = Self.infiniteCells(of: columns.filter { used.contains($0.name) })
    }
    guard !losses.isEmpty || !cells.isEmpty else { return [] }
    let longest = (columns + keys + measures).map(\.name.utf8.count).max() ?? 0
    // Names that no other column has.
    let prefix = String(repeating: "loss ", count: longest / 5 + 1)
    let flags = cells.map { NamedScalar("\(prefix)of \($0.name)", $0.expression) }
    let all =
      losses.enumerated().map { NamedScalar("\(prefix)\($0.offset)", $0.element.count) }
      + flags.map { NamedScalar($0.name, .aggregate(Self.countTrue, [.column($0.name)])) }
    let both = Relation.aggregate(
      cells.isEmpty ? input : .project(file, columns + flags), keys: keys, measures: measures + all)
    let found = try reduce(.limit(both, EngineAccess.keptRows + 1))
    guard found.rowCount <= EngineAccess.keptRows else {
      return try countsApart(losses, of: input, keys: keys)
    }
    try engine.keep(found.prefix(keys.count + measures.count), as: relation)
    let sums = found.columns.suffix(all.count).map(\.total)
    if !cells.isEmpty {
      try engine.keep(
        ColumnTable(
          names: cells.map(\.name),
          columns: sums.suffix(cells.count).map { Column(doubles: [$0]) }, rowCount: 1),
        as: Self.counting(cells, of: file))
    }
    return sums.prefix(losses.count).map(Self.whole)
  }

  /// The same in passes of their own, where the answer has too many rows to be kept.
  func countsApart(
    _ losses: [AggregationLoss], of input: Relation, keys: [NamedScalar]
  ) throws(ValueError) -> [Int] {
    var counts: [Int] = []
    let ofRows = losses.filter(\.isOfRows)
    var sums: ArraySlice<Double> = []
    if !ofRows.isEmpty {
      let measures = ofRows.enumerated().map { NamedScalar("\($0.offset)", $0.element.count) }
      let found = try reduce(.aggregate(input, keys: [], measures: measures))
      sums = found.columns.map(\.total)[...]
    }
    for loss in losses {
      if loss.isOfRows {
        counts.append(Self.whole(sums.popFirst() ?? 0))
      } else {
        let groups = Relation.aggregate(
          input, keys: keys, measures: [NamedScalar("is_lost", loss.count)])
        let isLost = ScalarExpression.call(
          Comparison.equal.operation(), [.column("is_lost"), .constant(.number(1))])
        counts.append(try count(isLost, in: groups))
      }
    }
    return counts
  }

  private static func whole(_ sum: Double) -> Int { Int(exactly: sum.rounded()) ?? 0 }
}

extension ColumnTable {
  fileprivate func prefix(_ count: Int) -> ColumnTable {
    ColumnTable(
      names: Array(names.prefix(count)), columns: Array(columns.prefix(count)), rowCount: rowCount)
  }
}

extension Column {
  fileprivate var total: Double { (0..<count).reduce(0) { $0 + (double(at: $1) ?? 0) } }
}

extension ScalarExpression {
  /// Each aggregate in an expression with what it is given.
  fileprivate var aggregates: [(AggregateOperation, [ScalarExpression])] {
    if case .aggregate(let operation, let arguments) = self { return [(operation, arguments)] }
    return children.flatMap(\.aggregates)
  }

  /// Whether the value is missing in a row without having been said to be: `else missing` is meant.
  ///
  /// Nil where it never is.
  fileprivate var missingCondition: ScalarExpression? {
    switch self {
    case .constant: return nil
    case .conditional(let condition, let then, let otherwise):
      let parts: [ScalarExpression] =
        [
          then.missingCondition.map { .call(Logic.and, [condition, $0]) },
          otherwise.missingCondition.map { .call(Logic.and, [.call(Logic.not, [condition]), $0]) },
        ].compactMap(\.self)
      guard let first = parts.first else { return nil }
      return parts.dropFirst().reduce(first) { .call(Logic.or, [$0, $1]) }
    default: return mayBeMissing ? .call(Logic.isMissing, [self]) : nil
    }
  }
}
