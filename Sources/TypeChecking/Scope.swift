package import Diagnostics
package import Syntax
package import Values

/// What a name stands for.
package indirect enum Binding: Sendable {
  /// With the value, where it can be computed from the text alone.
  case value(Type, Core, known: Value? = nil)
  /// An expression over columns, checked at each use against the table of that use.
  case columnExpression(Expression, Scope)
  case function(FunctionDeclaration, Scope)
  case lambda([Name], Expression, Scope)
  case metric(Expression, Scope)
  /// A parameter that was given a column expression: the expression itself stands in its place.
  case substitution(Checked)
  /// A module by the name that `as` gives it, with the names that it declares.
  case module([String])
}

/// Names visible at a place, innermost first.
///
/// A scope is a value: adding a name makes a new one.
package final class Scope: Sendable {
  private let names: LayeredDictionary<String, Binding>
  private let parent: Scope?
  /// Whether these are the names of a module, which its functions see wherever they are called.
  let isModule: Bool
  /// Whether these are the names of a test, within those of its script.
  let isTest: Bool

  package convenience init(names: [String: Binding] = [:], parent: Scope? = nil) {
    self.init(LayeredDictionary(names), parent)
  }

  private init(
    _ names: LayeredDictionary<String, Binding>, _ parent: Scope?, isModule: Bool = false,
    isTest: Bool = false
  ) {
    self.isTest = isTest
    self.names = names
    self.parent = parent
    self.isModule = isModule
  }

  /// The same names as those of a module.
  var asModule: Scope { isModule ? self : Scope(names, parent, isModule: true) }

  package func lookup(_ name: String) -> Binding? {
    var scope: Scope? = self
    while let current = scope {
      if let binding = current.names[name] { return binding }
      scope = current.parent
    }
    return nil
  }

  /// Whether a value or a module has the name, in a text that binds each name once.
  ///
  /// Within a test the names of the script may be bound anew.
  func isTaken(_ name: String) -> Bool {
    switch isTest ? names[name] : lookup(name) {
    case .value?, .module?: true
    default: false
    }
  }

  package func adding(_ name: String, _ binding: Binding) -> Scope {
    // Names of one level are kept together, so that long scripts do not make long chains.
    Scope(names.adding(name, binding), parent, isModule: isModule, isTest: isTest)
  }

  /// The outermost scope: the names of the script, without parameters and local bindings.
  var outermost: Scope {
    var scope = self
    while let next = scope.parent { scope = next }
    return scope
  }

  /// The names that a function sees which was declared with those of `home`: no names local to its caller.
  func names(ofFunctionFrom home: Scope) -> Scope {
    if home.isModule { return home }
    guard home.isTest else { return outermost }
    var scope = self
    while !scope.isTest, let next = scope.parent { scope = next }
    return scope
  }

  package func nested(_ names: [String: Binding]) -> Scope { Scope(names: names, parent: self) }

  /// The names of a test, none yet, within these.
  package var forTest: Scope { Scope(LayeredDictionary(), self, isTest: true) }

  /// Every visible name, in alphabetical order, for suggestions and completion.
  package var visibleNames: [String] {
    var all = Set<String>()
    var scope: Scope? = self
    while let current = scope {
      all.formUnion(current.names.keys)
      scope = current.parent
    }
    return all.sorted()
  }
}

/// Whether an expression has one value, one for each row, or one for each group.
package enum Level: Int, Comparable, Sendable {
  case value, row, aggregate

  package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// An expression after checking.
package struct Checked: Sendable {
  package var core: Core
  package var type: Type
  package var level: Level
  package var span: Span
  /// The value, where it is written in the text.
  package var constant: Value?
  /// The value, where it can be computed from the text alone: messages show it.
  package var known: Value?
  /// The column, where the expression is nothing else.
  package var column: ColumnSchema?

  package init(
    _ core: Core, _ type: Type, level: Level = .value, span: Span, constant: Value? = nil,
    column: ColumnSchema? = nil
  ) {
    self.core = core
    self.type = type
    self.level = level
    self.span = span
    self.constant = constant
    known = constant
    self.column = column
  }

  /// What stands for an expression whose mistake has been reported.
  package static func invalid(_ span: Span) -> Checked {
    Checked(.constant(.missing), .unknown, span: span)
  }
}

/// Where an expression stands: the names in reach, and the table whose columns a dot reaches.
package struct Place: Sendable {
  package enum Columns: Sendable {
    /// A `.x` has no table here.
    case none
    case rows(TableType)
    /// Inside `summarize`: columns only within aggregates.
    case groups(TableType)
    /// Inside `window`: columns of each row beside aggregates and window functions of its group.
    case windows(TableType)
  }

  package var scope: Scope
  package var columns: Columns
  /// Where the table stands in the text.
  package var table: Span?
  /// The verb whose argument this is: its name, and its call without what flows into it.
  var verb: (name: Name, span: Span)?

  package init(scope: Scope, columns: Columns = .none, table: Span? = nil) {
    self.scope = scope
    self.columns = columns
    self.table = table
  }

  package func over(_ columns: Columns, at table: Span? = nil) -> Place {
    var place = self
    place.columns = columns
    place.table = table
    return place
  }

  /// Whether a look at the rows is another than one from here.
  var differsFromRows: Bool {
    switch columns {
    case .none, .rows: false
    case .groups, .windows: true
    }
  }

  /// The same columns, seen by other names.
  func with(_ scope: Scope) -> Place {
    var place = self
    place.scope = scope
    return place
  }
}
