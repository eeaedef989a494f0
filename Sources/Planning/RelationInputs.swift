package import Values

/// A relation as a tree of steps: what each step is made of, and what stands at the leaves.
extension Relation {
  /// The relations of which this step is made, in their order; none for a source.
  package var inputs: [Relation] {
    switch self {
    case .scan, .local, .generated: []
    case .filter(let input, _), .project(let input, _), .aggregate(let input, _, _),
      .groupingSets(let input, _, _, _), .sort(let input, _), .limit(let input, _),
      .distinct(let input, _), .window(let input, _):
      [input]
    case .join(let left, let right, _): [left, right]
    case .append(let parts): parts
    }
  }

  /// The same step over other inputs; a source is itself.
  package func replacingInputs(
    _ replace: (Relation) throws(ValueError) -> Relation
  ) throws(ValueError) -> Relation {
    switch self {
    case .scan, .local, .generated: return self
    case .filter(let input, let condition): return .filter(try replace(input), condition)
    case .project(let input, let columns): return .project(try replace(input), columns)
    case .aggregate(let input, let keys, let measures):
      return .aggregate(try replace(input), keys: keys, measures: measures)
    case .groupingSets(let input, let keys, let sets, let measures):
      return .groupingSets(try replace(input), keys: keys, sets: sets, measures: measures)
    case .sort(let input, let keys): return .sort(try replace(input), keys)
    case .limit(let input, let count): return .limit(try replace(input), count)
    case .distinct(let input, let names): return .distinct(try replace(input), by: names)
    case .window(let input, let window): return .window(try replace(input), window)
    case .join(let left, let right, let join):
      return .join(try replace(left), try replace(right), join)
    case .append(let parts):
      var replaced: [Relation] = []
      for part in parts { replaced.append(try replace(part)) }
      return .append(replaced)
    }
  }

  /// The sources at the leaves, from left to right.
  package var sources: [Relation] {
    inputs.isEmpty && !isAppend ? [self] : inputs.flatMap(\.sources)
  }

  /// An `append` of nothing is no source.
  private var isAppend: Bool { if case .append = self { true } else { false } }

  private var isInMemory: Bool { if case .local = self { true } else { false } }

  /// True when every source is in memory.
  package var isLocal: Bool { sources.allSatisfy(\.isInMemory) }

  /// True when a source is in memory, or a step has an expression that the engine has no form of.
  package var needsMemory: Bool {
    isInMemory || needsRows || inputs.contains(where: \.needsMemory)
  }

  /// True when the engine runs it as one query.
  package var runsInEngine: Bool { !isLocal && !needsMemory }

  /// True when the rows below this step are brought into memory for it.
  private var needsRows: Bool { expressions.contains { !$0.runsInEngine } }

  /// Every expression of this step.
  private var expressions: [ScalarExpression] {
    switch self {
    case .scan, .local, .generated, .limit, .distinct, .join, .append: []
    case .filter(_, let condition): [condition]
    case .project(_, let columns): columns.map(\.expression)
    case .aggregate(_, let keys, let measures), .groupingSets(_, let keys, _, let measures):
      (keys + measures).map(\.expression)
    case .sort(_, let keys): keys.map(\.expression)
    case .window(_, let window): window.expressions
    }
  }
}
