extension Expression.Kind {
  /// The expressions directly below, in source order.
  package var children: [Expression] {
    switch self {
    case .number, .date, .period, .bool, .missing, .name, .column, .unit, .invalid: []
    case .text(let parts):
      parts.compactMap { if case .interpolation(let value, _) = $0 { value } else { nil } }
    case .field(let base, _), .isMissing(let base, _), .per(let base, _), .not(let base),
      .negate(let base), .lambda(_, let base):
      [base]
    case .index(let a, let b), .comparison(let a, _, let b, _), .range(let a, let b, _),
      .power(let a, let b):
      [a, b]
    case .list(let elements): elements
    case .namedList(let elements): elements.map(\.value)
    case .record(let fields): fields.map(\.value)
    case .table(let literal): literal.rows.flatMap { $0 }
    case .call(_, let arguments): arguments.map(\.value)
    case .pipeline(let head, let stages): [head] + stages.flatMap { $0.arguments.map(\.value) }
    case .chain(let first, let links): [first] + links.map(\.operand)
    case .approximately(let a, let b, let tolerance): [a, b, tolerance]
    case .conversion(let base, _, let rate): rate.map { [base, $0] } ?? [base]
    case .ifElse(let condition, let then, let otherwise): [condition, then, otherwise]
    case .match(let subject, let arms): [subject] + arms.flatMap { $0.patterns + [$0.result] }
    case .block(let statements, let result): statements.flatMap(\.kind.expressions) + [result]
    }
  }
}

extension Statement.Kind {
  /// The expressions directly inside a statement, in source order.
  package var expressions: [Expression] {
    switch self {
    case .let(_, let value), .metric(_, let value), .expression(let value): [value]
    case .function(let declaration):
      declaration.parameters.compactMap(\.defaultValue) + [declaration.body]
    case .parameter(_, _, let value): value.map { [$0] } ?? []
    case .check(let condition, let message): message.map { [condition, $0] } ?? [condition]
    case .test(_, let body): body.flatMap(\.kind.expressions)
    case .use, .unit, .currency, .invalid: []
    }
  }
}
