import Syntax
import SyntaxSamples

extension RandomTree {
  mutating func expression(_ depth: Int) -> Expression {
    guard depth > 0 else { return leaf() }
    let inner = depth - 1
    switch random.below(30) {
    case 0...1: return make(.field(expression(inner), key()))
    case 2: return make(.index(expression(inner), expression(inner)))
    case 3: return make(.list(list(0, 3) { $0.expression(inner) }))
    case 4: return make(.namedList(namedList(inner)))
    case 5: return make(.record(list(0, 3) { $0.field(inner) }))
    case 6: return make(.table(table(inner)))
    case 7...8:
      let function = Name(random.pick(Self.functions), span: Self.place)
      return make(.call(function, arguments(inner)))
    case 9...11:
      let stages = list(1, 4) { tree in
        PipelineStage(
          function: Name(tree.random.pick(Self.functions), span: Self.place),
          arguments: tree.arguments(inner), span: Self.place)
      }
      return make(.pipeline(notPipeline(expression(inner)), stages))
    case 12: return make(.lambda(list(1, 2) { $0.name() }, expression(inner)))
    case 13...17: return chain(inner)
    case 18: return comparison(inner)
    case 19:
      return make(
        .approximately(expression(inner), expression(inner), within: expression(inner)))
    case 20: return make(.isMissing(expression(inner), negated: random.chance(oneOf: 2)))
    case 21:
      return make(
        .range(expression(inner), expression(inner), inclusive: random.chance(oneOf: 2)))
    case 22:
      let rate = random.chance(oneOf: 2) ? expression(inner) : nil
      return make(.conversion(expression(inner), to: unit(), at: rate))
    case 23: return make(.per(expression(inner), unit()))
    case 24: return make(.not(expression(inner)))
    case 25: return make(.negate(expression(inner)))
    case 26: return make(.power(expression(inner), expression(inner)))
    case 27:
      return make(
        .ifElse(expression(inner), then: expression(inner), else: expression(inner)))
    case 28: return make(.match(expression(inner), list(0, 3) { $0.arm(inner) }))
    default: return text(depth)
    }
  }

  /// A pipeline of a pipeline is one pipeline.
  private func notPipeline(_ value: Expression) -> Expression {
    if case .pipeline(let head, _) = value.kind { return notPipeline(head) }
    return value
  }

  private mutating func chain(_ depth: Int) -> Expression {
    let level = random.pick([
      [ChainLink.Operator.or], [.and], [.fallback], [.add, .subtract],
      [.multiply, .divide, .modulo],
    ])
    let links = list(1, 3) { tree in
      ChainLink(
        tree.random.pick(level), operatorSpan: Self.place, operand: tree.expression(depth))
    }
    return make(.chain(expression(depth), links))
  }

  private mutating func comparison(_ depth: Int) -> Expression {
    let comparison = random.pick([
      ComparisonOperator.equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .in,
      .notIn,
    ])
    return make(
      .comparison(expression(depth), comparison, expression(depth), operatorSpan: Self.place))
  }

  private mutating func namedList(_ depth: Int) -> [Argument] {
    var elements = list(0, 2) { tree in
      Argument(
        name: tree.random.chance(oneOf: 2) ? tree.key() : nil, value: tree.expression(depth))
    }
    elements.append(Argument(name: key(), value: expression(depth)))
    return elements
  }

  private mutating func field(_ depth: Int) -> NamedExpression {
    NamedExpression(name: key(), value: expression(depth))
  }

  private mutating func arguments(_ depth: Int) -> [Argument] {
    var arguments = list(0, 2) { Argument(value: $0.expression(depth)) }
    switch random.below(5) {
    case 0:
      let units = list(0, 2) { tree in
        NamedExpression(name: tree.key(), value: tree.make(.unit(tree.unit())))
      }
      arguments.append(
        Argument(name: Name("units", span: Self.place), value: make(.record(units))))
    case 1:
      let parameter = Name(random.pick(Self.wordParameters), span: Self.place)
      let word = make(.name(random.pick(Self.names)))
      let value =
        random.pick([
          make(.name(random.pick(["month", "match", "in", "test"]))), word,
          make(.block([], result: word)),
        ])
      arguments.append(Argument(name: parameter, value: value))
    case 2: arguments.append(Argument(name: plainKey(), value: expression(depth)))
    default: break
    }
    return arguments
  }

  /// A key whose value is read as any other.
  private mutating func plainKey() -> Name {
    while true {
      let name = key()
      if !Self.wordParameters.contains(name.text) { return name }
    }
  }

  private mutating func arm(_ depth: Int) -> MatchArm {
    let patterns = list(0, 2) { $0.expression(depth) }
    return MatchArm(patterns: patterns, result: expression(depth))
  }

  private mutating func table(_ depth: Int) -> TableLiteral {
    let heads = list(1, 3) { tree in
      let unit = tree.random.chance(oneOf: 2) ? tree.unit() : nil
      return TableLiteral.Head(name: tree.key(), unit: unit)
    }
    let rows = list(0, 3) { tree in heads.map { _ in tree.expression(depth) } }
    return TableLiteral(heads: heads, rows: rows)
  }
}
