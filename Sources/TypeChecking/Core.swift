package import Diagnostics
package import Syntax
package import Units
package import Values

/// A checked expression: names resolved, units folded into constants, functions chosen.
///
/// What is left to do is to run it, as a value, or to lower it to an expression over columns.
package indirect enum Core: Sendable {
  case constant(Value)
  /// The day that `today` is, found when it runs.
  case today(Span)
  /// A binding of the session, by name.
  case global(String)
  /// A parameter or local binding of the function that is running.
  case local(Int)
  /// A column of the table that the expression runs over.
  case column(String)
  case apply(ScalarOperation, [Core], Span)
  /// `a + b - c + …`: each step takes what is left of it and one operand. Long chains are flat, so that
  /// no stage recurses along them.
  case fold(Core, [FoldStep])
  case aggregate(AggregateOperation, [Core], Span)
  /// A window function, inside `window`.
  case window(CheckedWindow)
  /// An aggregate of a list: one value.
  case reduceList(AggregateOperation, [Core], Span)
  /// `x in y` where y is a list, or a period that a moment lies in.
  case membership(Core, Core, Membership.Moment?, negated: Bool, Span)
  /// With the place of the condition.
  case conditional(Core, then: Core, else: Core, Span)
  /// The first result whose condition holds; the conditions are never missing.
  case choose([(condition: Core, result: Core)], otherwise: Core)
  /// The rate of a day out of a table of rates.
  case datedRate(day: Core, rates: Core, dayColumn: String, rateColumn: String, Span)
  /// A value, or another where the data fail; no value where they failed already, and how.
  case attempt(Core?, failure: String?, otherwise: Core, Span)
  case list(Type, [Core])
  case record([(name: String, value: Core)])
  case field(Core, String, Span)
  case element(Core, Core, Span)
  /// A column of a table as a list: `t.amount`.
  case columnList(Core, String, Span)
  case table(TableType, rows: [[Core]], Span)
  case call(CheckedCall)
  case invoke(FunctionInstance, [Core], Span)
  case block([(slot: Int, value: Core)], Core)
}

/// A window function with its column and its settings.
package struct CheckedWindow: Sendable {
  package var function: WindowFunction
  package var column: Core
  package var settings: [(name: String, value: Core)]
  package var span: Span
}

/// One step of a chain: the operation with its right operand.
package struct FoldStep: Sendable {
  package var operation: ScalarOperation
  package var operand: Core
  package var span: Span
  /// How a long chain is cut before this step; nil where it cannot be.
  package var cut: ChainCut?
}

/// A long chain in parts: a part begins with a value that changes nothing, and is then joined to what
/// stands before it.
package struct ChainCut: Sendable {
  package var neutral: Value
  package var join: ScalarOperation

  /// The cut before an operator whose result has this type.
  init?(_ op: ChainLink.Operator, type: Type) {
    switch op {
    case .and: self.init(neutral: .bool(true), join: Logic.and)
    case .or: self.init(neutral: .bool(false), join: Logic.or)
    case .fallback: self.init(neutral: .missing, join: Logic.coalesce)
    case .modulo: return nil
    case .add, .subtract:
      guard let measure = type.measure else { return nil }
      self.init(
        neutral: .quantity(Quantity(0, measure)), join: Arithmetic.add(measure: measure))
    case .multiply, .divide:
      guard let measure = type.measure else { return nil }
      self.init(neutral: .number(1), join: Arithmetic.multiply(measure: measure))
    }
  }

  private init(neutral: Value, join: ScalarOperation) {
    self.neutral = neutral
    self.join = join
  }
}

/// A call of a built-in function, with the overload that fits.
package final class CheckedCall: Sendable {
  package enum Argument: Sendable {
    case value(Core)
    /// Row expressions, aggregates or columns, by the name and type of the column they become.
    case columns([(column: ColumnSchema, core: Core)])
    case sortKeys([(core: Core, isDescending: Bool)])
    case word(String)
    case units([(name: String, measure: Measure)])
    case renames([(new: String, old: String)])
    case joinKeys([(left: String, right: String)])
    case tables([Core])
    /// The slots of the parameters, and what is computed of them.
    case function(slots: [Int], body: Core, result: Type)
  }

  package let function: String
  package let overload: Int
  /// In the order of the parameters, so that evaluation never depends on a dictionary's order.
  package let arguments: [(parameter: String, argument: Argument)]
  package let resultType: Type
  package let span: Span
  /// Where each argument stands, to point at the one to blame.
  package let argumentSpans: [String: Span]

  package init(
    function: String, overload: Int, arguments: [(parameter: String, argument: Argument)],
    resultType: Type, span: Span, argumentSpans: [String: Span]
  ) {
    self.function = function
    self.overload = overload
    self.arguments = arguments
    self.resultType = resultType
    self.span = span
    self.argumentSpans = argumentSpans
  }
}

/// The body of a user's function, checked for the types of one call.
package final class FunctionInstance: Sendable {
  package let name: String
  package let slotCount: Int
  package let body: Core
  package let result: Type
  /// How many expressions one call computes at most, those of the functions that it calls included.
  package let steps: Int

  package init(name: String, slotCount: Int, body: Core, result: Type, steps: Int) {
    self.steps = steps
    self.name = name
    self.slotCount = slotCount
    self.body = body
    self.result = result
  }
}

/// A statement that has been checked.
package enum CheckedStatement: Sendable {
  case bind(Name, Core, Type)
  /// A function, metric, lambda or column expression: kept as it was written.
  case declare(Name, Binding)
  /// The two sides are given where the condition is a comparison, to be shown when it fails.
  case check(Core, message: Core?, sides: (left: Core, right: Core)?, Span)
  case show(Core, Type, Span)
  case setDollar(String)
  case declareUnit(String)
  /// Nothing to do: a mistake was reported, or the statement belongs to another command.
  case nothing
}
