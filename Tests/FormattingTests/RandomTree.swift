import Diagnostics
import Syntax
import SyntaxSamples

/// Makes random trees that have every kind of statement and of expression.
struct RandomTree {
  var random: SeededGenerator
  static let place = Span(source: SourceID(index: 0), start: 0, end: 0)
  static let names = ["a", "b", "spend", "wins", "über", "x1", "at_risk", "channel", "k", "M"]
  static let keys = names + ["if", "in", "test", "check", "let", "per", "as", "units_of", "not"]
  static let functions = ["f", "sum", "where", "add", "saas.ltv", "m.in", "unit", "at", "table"]
  static let units = ["USD", "customer", "month", "stores", "days"]
  static let wordParameters = ["as", "per", "every", "cohort", "unit"]

  /// Up to so many statements, whose expressions are up to so many levels high.
  mutating func script(_ most: Int, _ depth: Int) -> [Statement] {
    (0...random.below(most)).map { _ in statement(depth) }
  }

  func make(_ kind: Expression.Kind) -> Expression { Expression(kind, span: Self.place) }
  mutating func name() -> Name { Name(random.pick(Self.names), span: Self.place) }
  mutating func key() -> Name {
    Name(random.pick(Self.keys + ["New Customers", "a \"b\""]), span: Self.place)
  }
  mutating func list<T>(_ least: Int, _ most: Int, _ element: (inout RandomTree) -> T) -> [T] {
    (0..<least + random.below(most - least + 1)).map { _ in element(&self) }
  }

  // MARK: Statements

  mutating func statement(_ depth: Int) -> Statement {
    var kind: Statement.Kind
    switch random.below(14) {
    case 0...1: kind = .let(name(), expression(depth))
    case 2: kind = .function(function(depth))
    case 3: kind = .metric(name(), expression(depth))
    case 4:
      let type = random.chance(oneOf: 2) ? type(2) : nil
      kind = .parameter(
        name(), type: type, default: random.chance(oneOf: 3) ? nil : expression(depth))
    case 5:
      kind = .use(
        path: "lib/saas.sales", pathSpan: Self.place, as: random.chance(oneOf: 2) ? name() : nil)
    case 6:
      kind = .check(
        expression(depth), message: random.chance(oneOf: 2) ? expression(depth) : nil)
    case 7 where depth > 1:
      kind = .test(name: "it holds", body: list(0, 2) { $0.statement(depth - 1) })
    case 8: kind = .unit(name())
    case 9: kind = .currency(name())
    default: kind = .expression(expression(depth))
    }
    return Statement(kind, span: Self.place, isSilent: random.chance(oneOf: 5))
  }

  private mutating func function(_ depth: Int) -> FunctionDeclaration {
    let parameters = list(0, 3) { tree in
      FunctionDeclaration.Parameter(
        name: tree.name(), type: tree.random.chance(oneOf: 2) ? tree.type(2) : nil,
        defaultValue: tree.random.chance(oneOf: 3) ? tree.expression(1) : nil)
    }
    let result = random.chance(oneOf: 3) ? type(2) : nil
    let statements = list(0, 2) { tree in
      Statement(.let(tree.name(), tree.expression(depth - 1)), span: Self.place)
    }
    let value = expression(depth - 1)
    return FunctionDeclaration(
      name: name(), parameters: parameters, result: result,
      body: random.chance(oneOf: 2) ? make(.block(statements, result: value)) : value)
  }

  private mutating func type(_ depth: Int) -> TypeSyntax {
    let isOptional = random.chance(oneOf: 4)
    guard random.chance(oneOf: 2) else {
      var unit = unit()
      if case .name = unit.head, unit.denominators.isEmpty { unit.denominators = [name()] }
      return TypeSyntax(.unit(unit), isOptional: isOptional, span: Self.place)
    }
    let named = Name(random.pick(["Money", "List", "Column"]), span: Self.place)
    let arguments = depth > 0 && random.chance(oneOf: 2) ? list(1, 2) { $0.type(depth - 1) } : []
    return TypeSyntax(
      .named(named, arguments: arguments), isOptional: isOptional, span: Self.place)
  }

  // MARK: Units and literals

  mutating func unit() -> UnitSyntax {
    let head = random.pick(
      [UnitSyntax.Head.one, .percent, .sign("€"), .sign("$")] + Self.units.map { .name($0) })
    return UnitSyntax(
      head: head, headSpan: Self.place,
      denominators: list(0, 2) { Name($0.random.pick(Self.units), span: Self.place) },
      span: Self.place)
  }

  private mutating func number() -> Expression {
    let written = random.pick([
      ("1", 1), ("1_200", 1_200), ("0.5", 0.5), ("250k", 250_000), ("1.2M", 1_200_000),
      ("1.5e3", 1_500), ("18", 18),
    ])
    var literal = NumberLiteral(value: written.1, text: written.0, span: Self.place)
    switch random.below(4) {
    case 0: literal.isPercent = true
    case 1: literal.currencySign = random.pick(["$", "€", "£"])
    default: break
    }
    if random.chance(oneOf: 2) {
      let head: UnitSyntax.Head =
        random.chance(oneOf: 2) ? .one : .name(random.pick(Self.units))
      let denominators = list(head == .one ? 1 : 0, 2) {
        Name($0.random.pick(Self.units), span: Self.place)
      }
      literal.unit = UnitSyntax(
        head: head, headSpan: Self.place, denominators: denominators, span: Self.place)
    }
    return make(.number(literal))
  }

  mutating func text(_ depth: Int) -> Expression {
    var parts: [TextPart] = []
    for _ in 0..<random.below(4) {
      if depth > 0, random.chance(oneOf: 2) {
        let format = random.chance(oneOf: 2) ? random.pick([".1", ",", "%", "yyyy-mm-dd"]) : nil
        parts.append(.interpolation(expression(depth - 1), format: format))
      } else if case .characters? = parts.last {
        continue
      } else {
        parts.append(
          .characters(random.pick(["CAC by ", "#", "{", "\"", "\\", "line\nend", "中文 ", "|"])))
      }
    }
    return make(.text(parts))
  }

  mutating func leaf() -> Expression {
    switch random.below(10) {
    case 0...1: number()
    case 2: text(0)
    case 3:
      make(
        .date(
          random.pick([
            DateLiteral(year: 2026, month: 3, day: 1),
            DateLiteral(
              year: 2026, month: 3, day: 1,
              time: .init(hour: 9, minute: 30, second: 0, offsetMinutes: 0)),
          ])))
    case 4:
      make(
        .period(
          random.pick([
            .year(2026), .quarter(year: 2026, quarter: 2), .month(year: 2026, month: 3),
            .week(year: 2026, week: 9),
          ])))
    case 5: make(.bool(random.chance(oneOf: 2)))
    case 6: make(.missing)
    case 7...8: make(.name(random.pick(Self.names)))
    default: make(.column(key().text))
    }
  }
}
