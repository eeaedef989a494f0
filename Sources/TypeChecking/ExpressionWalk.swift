internal import Diagnostics
package import Syntax

/// What an expression asks for, found in the tree alone: the columns that it reaches, and the functions
/// that it calls.
///
/// Names and functions of the user are followed into what they stand for, each once, so the walk is linear
/// in the text.
package struct ExpressionWalk {
  /// In the order in which they are met.
  package private(set) var columns: [String] = []
  package private(set) var calls: [String] = []
  private var knownColumns: Set<String> = []
  private var knownCalls: Set<String> = []
  private let functions: FunctionIndex?
  private var scope: Scope
  private var visited: Set<Span> = []
  private var depth = 0
  /// Names that a lambda, a block or a function binds, which hide those outside.
  private var hidden: Set<String> = []

  /// A walk that begins among these names.
  ///
  /// With the built-in functions the columns of a verb are left out, since it has a table of its own.
  package init(scope: Scope, functions: FunctionIndex? = nil) {
    self.scope = scope
    self.functions = functions
  }

  package mutating func visit(_ expression: Expression) {
    switch expression.kind {
    case .column(let name):
      if knownColumns.insert(name).inserted { columns.append(name) }
    case .name(let name): follow(name)
    case .field(let base, let member):
      if case .name(let module) = base.kind, case .module? = scope.lookup(module) {
        return follow("\(module).\(member.text)")
      }
      visit(base)
    case .call(let function, let arguments):
      call(function.text, arguments)
    case .pipeline(let head, let stages):
      visit(head)
      for stage in stages { call(stage.function.text, stage.arguments) }
    case .lambda(let parameters, let body):
      hiding(parameters.map(\.text)) { $0.visit(body) }
    case .block(let statements, let result):
      hiding(statements.compactMap(\.kind.declaredName?.text)) { walk in
        for value in statements.flatMap(\.kind.expressions) { walk.visit(value) }
        walk.visit(result)
      }
    default:
      for child in expression.kind.children { visit(child) }
    }
  }

  private mutating func call(_ function: String, _ arguments: [Argument]) {
    if knownCalls.insert(function).inserted { calls.append(function) }
    let before = columns.count
    for argument in arguments { visit(argument.value) }
    if functions?[function]?.contains(where: \.isGeneral) == true {
      knownColumns.subtract(columns[before...])
      columns.removeSubrange(before...)
    }
    follow(function)
  }

  /// Goes on to what a name of the user stands for.
  private mutating func follow(_ name: String) {
    guard !hidden.contains(name), let binding = scope.lookup(name) else { return }
    switch binding {
    case .metric(let expression, let home), .columnExpression(let expression, let home):
      enter(expression, home, hiding: [])
    case .lambda(let parameters, let body, let home):
      enter(body, home, hiding: parameters.map(\.text))
    case .function(let declaration, let home):
      enter(
        declaration.body, scope.names(ofFunctionFrom: home),
        hiding: declaration.parameters.map(\.name.text))
    case .value, .substitution, .module: break
    }
  }

  private mutating func enter(_ expression: Expression, _ home: Scope, hiding names: [String]) {
    guard visited.insert(expression.span).inserted, depth < Checker.maximumDepth else { return }
    depth += 1
    defer { depth -= 1 }
    let (outer, outerHidden) = (scope, hidden)
    (scope, hidden) = (home, Set(names))
    visit(expression)
    (scope, hidden) = (outer, outerHidden)
  }

  private mutating func hiding(_ names: [String], _ body: (inout Self) -> Void) {
    let outer = hidden
    hidden.formUnion(names)
    body(&self)
    hidden = outer
  }
}
