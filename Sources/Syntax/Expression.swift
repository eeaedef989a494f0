package import Diagnostics

/// One expression of the language with its place in the source.
///
/// `height` is the height of the tree below, counted when a node is made, so that no later stage
/// recurses deeper than `Expression.maximumHeight`. Chains such as `a + b + c` are one flat node.
package struct Expression: Sendable {
  package static let maximumHeight = 200

  package let kind: Kind
  package let span: Span
  package let height: Int

  package init(_ kind: Kind, span: Span) {
    self.kind = kind
    self.span = span
    self.height = 1 + (kind.children.map(\.height).max() ?? 0)
  }

  private init(_ kind: Kind, span: Span, height: Int) {
    self.kind = kind
    self.span = span
    self.height = height
  }

  /// The same expression with another place, such as the one with the parentheses around it.
  package func spanning(_ span: Span) -> Expression {
    Expression(kind, span: span, height: height)
  }

  package indirect enum Kind: Sendable {
    case number(NumberLiteral)
    case text([TextPart])
    case date(DateLiteral)
    case period(PeriodLiteral)
    case bool(Bool)
    case missing
    case name(String)
    /// A name of a module: `saas.cost_per_win` where `saas` was given by `use … as saas` is parsed
    /// as a field; the checker tells them apart.
    case field(Expression, Name)
    case index(Expression, Expression)
    /// `.channel`: a column of the innermost table verb.
    case column(String)
    case list([Expression])
    /// `[.channel, month: month(.started)]`: a list in which at least one element has a name.
    case namedList([Argument])
    case record([NamedExpression])
    case table(TableLiteral)
    /// A unit that stands alone: a value of the record `units: {cost: USD, churn: %/month}`.
    case unit(UnitSyntax)
    /// A call by name; the name of a function of a module is written `saas.ltv_simple`.
    case call(Name, [Argument])
    /// `head | f(a) | g`: flat; each stage is a call whose first argument is what flows in.
    case pipeline(Expression, [PipelineStage])
    case lambda([Name], Expression)
    /// `a or b or c`, `a and b`, `a ?? b`, `a + b - c`, `a * b / c mod d`: flat, from the left.
    case chain(Expression, [ChainLink])
    case comparison(Expression, ComparisonOperator, Expression, operatorSpan: Span)
    /// `a ~= b within t`
    case approximately(Expression, Expression, within: Expression)
    /// `x is missing`, `x is not missing`
    case isMissing(Expression, negated: Bool)
    case range(Expression, Expression, inclusive: Bool)
    case conversion(Expression, to: UnitSyntax, at: Expression?)
    /// `churned / at_risk per month`
    case per(Expression, UnitSyntax)
    case not(Expression)
    case negate(Expression)
    case power(Expression, Expression)
    case ifElse(Expression, then: Expression, else: Expression)
    case match(Expression, [MatchArm])
    /// `{ let a = …; a * 2 }`, the body of a function. The computed value of a word parameter,
    /// `per: (p)`, is a block without statements, so that it differs from the word `per: p`.
    case block([Statement], result: Expression)
    /// What could not be parsed; its diagnostic has been reported.
    case invalid
  }
}

/// An identifier with its place.
package struct Name: Hashable, Sendable {
  package var text: String
  package var span: Span

  package init(_ text: String, span: Span) {
    self.text = text
    self.span = span
  }
}

package struct NamedExpression: Sendable {
  package var name: Name
  package var value: Expression

  package init(name: Name, value: Expression) {
    self.name = name
    self.value = value
  }
}

/// An argument of a call: positional arguments come before named ones.
package struct Argument: Sendable {
  package var name: Name?
  package var value: Expression
  /// True for `x` of `x.f(a)`, which stands before the function as in other languages.
  package var isReceiver: Bool

  package init(name: Name? = nil, value: Expression, isReceiver: Bool = false) {
    self.name = name
    self.value = value
    self.isReceiver = isReceiver
  }
}

/// `| f(a)`: a call whose first argument is what flows in.
package struct PipelineStage: Sendable {
  package var function: Name
  package var arguments: [Argument]
  package var span: Span

  package init(function: Name, arguments: [Argument], span: Span) {
    self.function = function
    self.arguments = arguments
    self.span = span
  }
}

/// One operator of a flat chain with its right operand.
package struct ChainLink: Sendable {
  package enum Operator: String, Hashable, Sendable {
    case or
    case and
    case fallback = "??"
    case add = "+"
    case subtract = "-"
    case multiply = "*"
    case divide = "/"
    case modulo = "mod"
  }

  package var `operator`: Operator
  package var operatorSpan: Span
  package var operand: Expression

  package init(_ op: Operator, operatorSpan: Span, operand: Expression) {
    self.operator = op
    self.operatorSpan = operatorSpan
    self.operand = operand
  }
}

package enum ComparisonOperator: String, Hashable, Sendable {
  case equal = "=="
  case notEqual = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case `in`
  case notIn = "not in"
}

/// `1..9 => a`, `"x", "y" => b`, `missing => c`, `else => d`.
package struct MatchArm: Sendable {
  /// The values or ranges that the arm takes; empty for `else`.
  package var patterns: [Expression]
  package var result: Expression

  package init(patterns: [Expression], result: Expression) {
    self.patterns = patterns
    self.result = result
  }
}

/// `table { head | row | row }`, units in the head.
package struct TableLiteral: Sendable {
  package struct Head: Sendable {
    package var name: Name
    package var unit: UnitSyntax?

    package init(name: Name, unit: UnitSyntax?) {
      self.name = name
      self.unit = unit
    }
  }

  package var heads: [Head]
  package var rows: [[Expression]]

  package init(heads: [Head], rows: [[Expression]]) {
    self.heads = heads
    self.rows = rows
  }
}
