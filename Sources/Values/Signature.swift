package import Units

/// One way to call a function: its parameters, and the type of what it gives.
///
/// Declared once with the function; the checker, completion, help and the reference read it.
package struct Signature: Sendable {
  package var parameters: [Parameter]
  package var form: Form
  /// The result's type as the reference shows it: `USD/customer`, `Table`.
  package var resultText: String
  /// True where the columns of the result are made of the data, so that only running it tells them.
  package var isTypedByRunning = false
  /// The parameter that is a model: in an expression over rows the columns that name what it was fitted
  /// to follow the arguments as further operands, so that each row asks for its own.
  package var groupsOf: String?
  /// The type of the result from the types of the arguments; throws when they do not go together.
  package var result: @Sendable (CallTypes) throws(ValueError) -> Type

  /// What kind of function it is, which decides where its arguments may be columns.
  package enum Form: Sendable {
    /// Works on values, and row by row inside column expressions.
    case scalar(@Sendable (CallTypes) throws(ValueError) -> ScalarOperation)
    /// Makes one value of a column, or of a list.
    case aggregate(@Sendable (CallTypes) throws(ValueError) -> AggregateOperation)
    /// Gives each row a value from the rows of its group, inside `window` only: the first parameter is
    /// the column, all others are settings with one value for all rows.
    case window(@Sendable (CallTypes) throws(ValueError) -> WindowFunction)
    /// Runs on whole values: a verb or an analysis.
    case general
  }

  package init(
    _ parameters: [Parameter], form: Form = .general, resultText: String,
    isTypedByRunning: Bool = false, groupsOf: String? = nil,
    result: @escaping @Sendable (CallTypes) throws(ValueError) -> Type,
  ) {
    self.parameters = parameters
    self.form = form
    self.resultText = resultText
    self.isTypedByRunning = isTypedByRunning
    self.groupsOf = groupsOf
    self.result = result
  }
}

/// One parameter of a function.
package struct Parameter: Sendable {
  package var name: String
  package var kind: Kind
  package var isOptional: Bool
  /// True where the argument is always written with its name, whatever its kind.
  package var isNamed: Bool
  /// What is taken when the argument is left out, as the reference shows it.
  package var defaultText: String?
  package var summary: String

  /// How an argument is written and read.
  package enum Kind: Sendable {
    /// An ordinary value.
    case value(TypePattern)
    /// A bare word or a text out of these; any word when the list is empty: `per: month`.
    case word([String])
    /// A text out of these: `method: "margin"`.
    case choice([String])
    /// A record whose values are units: `units: {cost: USD}`.
    case units
    /// A table; the role is what `load(…, as:)` would say of it.
    case table(role: String?)
    /// A row expression of type Bool on the table of this parameter.
    case condition(on: String)
    /// A row expression on the table of this parameter; for role arguments a column.
    case column(on: String, TypePattern)
    /// `by:` one column, a list of columns, or named expressions, on these tables: the column must
    /// exist in each, by name.
    case columns(on: [String])
    /// All further arguments, named row expressions: `add(margin: .revenue - .cost)`.
    case newColumns(on: String)
    /// All further arguments, named aggregates or metrics: `summarize(cost: sum(.cost))`.
    case aggregates(on: String)
    /// All further arguments, named row expressions, in which window functions and aggregates stand
    /// for what they give over the rows of a group.
    case windows(on: String)
    /// `order:` one sort key or a list of them; a minus sign means descending.
    case order(on: String)
    /// All further arguments, positional sort keys; a minus sign means descending.
    case sortKeys(on: String)
    /// All further arguments, positional columns, by name: `keep(.a, .b)`.
    case pickedColumns(on: String)
    /// One row expression on the table of this parameter or a list of them, each with a name or named
    /// by its text: `[.tv, .radio, .tv * .radio]`.
    case terms(on: String)
    /// All further arguments, `new: .old`.
    case renames(on: String)
    /// `one: .id`, `one: [.a, .b]`, `one: .account == .id`: the left side from the first table.
    case joinKeys(left: String, right: String)
    /// All further positional arguments, tables.
    case tables
    /// A function, written in place (`x => e`) or named: what each of its parameters is given, and
    /// what it gives.
    case function([FunctionInput], gives: FunctionResult)
  }

  /// What a parameter of a function that is an argument is given.
  package enum FunctionInput: Sendable, Hashable {
    /// An element of the list that is this argument.
    case element(of: String)
    /// A value of the type that this argument has.
    case value(of: String)
  }

  package enum FunctionResult: Sendable, Hashable {
    case any
    case bool
    /// A value of the type that this argument has, which is begun with.
    case same(as: String)
  }

  package init(
    _ name: String, _ kind: Kind, optional: Bool = false, default defaultText: String? = nil,
    named: Bool = false, _ summary: String,
  ) {
    self.name = name
    self.kind = kind
    self.isOptional = optional || defaultText != nil
    self.isNamed = named
    self.defaultText = defaultText
    self.summary = summary
  }
}

/// What the checker knows of a call's arguments before anything runs.
package struct CallTypes: Sendable {
  package enum Argument: Sendable {
    /// A value's type, and the value itself where it is a literal.
    case value(Type, constant: Value?)
    /// Row expressions, aggregates or columns, by the name of the column that they become.
    case columns([ColumnSchema])
    case word(String)
    case units([(name: String, measure: Measure)])
    case renames([(new: String, old: String)])
    case joinKeys([(left: String, right: String)])
    case tables([Type])
    /// The type of what a function gives.
    case function(Type)
  }

  package var arguments: [String: Argument]
  package var isStrict: Bool
  /// The unit of money without a currency: what `$` stands for.
  package var dollar: NamedUnit
  /// The columns of a file, as `load` would read it with these options.
  package var describeFile: @Sendable (LoadRequest) throws(ValueError) -> TableType
  /// Files that the text saves before this call, so that what they will hold is not known yet.
  package var savedFiles: Set<String> = []

  package init(
    arguments: [String: Argument], isStrict: Bool, dollar: NamedUnit,
    describeFile: @escaping @Sendable (LoadRequest) throws(ValueError) -> TableType,
  ) {
    self.arguments = arguments
    self.isStrict = isStrict
    self.dollar = dollar
    self.describeFile = describeFile
  }

  package subscript(name: String) -> Argument? { arguments[name] }

  package func type(_ name: String) -> Type? {
    if case .value(let type, _) = arguments[name] { type } else { nil }
  }

  package func constant(_ name: String) -> Value? {
    if case .value(_, let constant) = arguments[name] { constant } else { nil }
  }

  package func columns(_ name: String) -> [ColumnSchema]? {
    if case .columns(let columns) = arguments[name] { columns } else { nil }
  }

  package func word(_ name: String) -> String? {
    switch arguments[name] {
    case .word(let word): word
    case .value(_, constant: .text(let text)?): text
    default: nil
    }
  }

  package func table(_ name: String) -> TableType? { type(name)?.table }

  /// The type of what a function that is an argument gives.
  package func functionResult(_ name: String) -> Type? {
    if case .function(let type) = arguments[name] { type } else { nil }
  }
}

/// What `load` is asked for, known before anything runs when the path is constant.
package struct LoadRequest: Sendable {
  package var path: String
  /// What the rows are: `customers`, `spend`.
  package var role: String?
  package var units: [(name: String, measure: Measure)]
  /// `"error"` or `"missing"`: what a cell does that does not fit its column.
  package var bad: String
  /// `"day-first"`, `"month-first"` or a pattern such as `dd.mm.yyyy`: how days are written.
  package var dates: String?
  /// `"."` or `","`.
  package var decimal: String?
  /// The worksheet of an Excel file, by its name or its number from 1.
  package var sheet: Value?
  /// The cells of a worksheet, such as `A3:F200`.
  package var range: String?
  /// How the bytes of a text file stand for characters, as `windows-1254`; nil when they tell.
  package var encoding: String?
  /// `"keep"` or `"drop"`: what is done with rows that are labelled as sums; nil when arithmetic
  /// decides.
  package var totals: String?
  package var dollar: NamedUnit
  package var isStrict: Bool
  /// The headers by which roles are known.
  package var headers: RoleHeaders {
    get { statedHeaders ?? RoleHeaders.builtIn }
    set { statedHeaders = newValue }
  }
  /// Nil for those that are built in, which are read when they are asked for.
  private var statedHeaders: RoleHeaders?

  package init(
    path: String, role: String? = nil, units: [(name: String, measure: Measure)] = [],
    bad: String = "error", dates: String? = nil, decimal: String? = nil, encoding: String? = nil,
    dollar: NamedUnit, isStrict: Bool = false,
  ) {
    self.path = path
    self.role = role
    self.units = units
    self.bad = bad
    self.dates = dates
    self.decimal = decimal
    self.encoding = encoding
    self.dollar = dollar
    self.isStrict = isStrict
  }
}
