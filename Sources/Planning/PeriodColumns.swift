package import Values

/// Which columns of a relation hold named periods.
///
/// In the engine a period is its first day, so only how a column is made tells that its days stand for
/// periods. Rows that are fetched to be used in memory need it.
extension Relation {
  package var periodGrains: [String: PeriodGrain] {
    switch self {
    case .scan: return [:]
    case .local(let table): return table.type.periodGrains
    case .generated(let source): return (source as? HeldRows)?.type.periodGrains ?? [:]
    case .filter(let input, _), .sort(let input, _), .limit(let input, _),
      .distinct(let input, _):
      return input.periodGrains
    case .project(let input, let columns):
      return Self.grains(columns, over: input.periodGrains)
    case .aggregate(let input, let keys, let measures),
      .groupingSets(let input, let keys, _, let measures):
      return Self.grains(keys + measures, over: input.periodGrains)
    case .window(let input, let window):
      var grains = input.periodGrains
      for column in window.columns where column.keepsPeriods {
        grains[column.name] = column.arguments.first?.periodGrain(over: grains)
      }
      return grains
    case .join(let left, let right, let join):
      let (mine, theirs) = (left.periodGrains, right.periodGrains)
      var grains: [String: PeriodGrain] = [:]
      for output in join.output {
        switch output.side {
        case .left(let name): grains[output.name] = mine[name]
        case .right(let name): grains[output.name] = theirs[name]
        case .either(let name, let other): grains[output.name] = mine[name] ?? theirs[other]
        }
      }
      return grains
    case .append(let parts):
      return parts.reduce(into: [:]) { $0.merge($1.periodGrains) { first, _ in first } }
    }
  }

  private static func grains(
    _ columns: [NamedScalar], over input: [String: PeriodGrain],
  ) -> [String: PeriodGrain] {
    var grains: [String: PeriodGrain] = [:]
    for column in columns { grains[column.name] = column.expression.periodGrain(over: input) }
    return grains
  }
}

extension TableType {
  fileprivate var periodGrains: [String: PeriodGrain] {
    var grains: [String: PeriodGrain] = [:]
    for column in columns {
      if case .period(let grain) = column.type { grains[column.name] = grain }
    }
    return grains
  }
}

extension ScalarExpression {
  fileprivate func periodGrain(over input: [String: PeriodGrain]) -> PeriodGrain? {
    switch self {
    case .column(let name): return input[name]
    case .constant(.period(let period)): return period.grain
    case .constant: return nil
    case .call(let operation, let arguments):
      if let grain = operation.periodGrain { return grain }
      guard operation.keepsPeriods else { return nil }
      return arguments.lazy.compactMap { $0.periodGrain(over: input) }.first
    case .aggregate(let operation, let arguments):
      return operation.keepsPeriods ? arguments.first?.periodGrain(over: input) : nil
    case .window: return nil
    case .conditional(_, let then, let otherwise):
      return then.periodGrain(over: input) ?? otherwise.periodGrain(over: input)
    }
  }
}

extension Window.Column {
  fileprivate var keepsPeriods: Bool {
    switch operation {
    case .ordered(let operation): operation.keepsPeriods
    case .whole(let operation): operation.keepsPeriods
    }
  }
}
