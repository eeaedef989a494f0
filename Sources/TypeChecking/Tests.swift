internal import Diagnostics
internal import Syntax

/// The blocks `test "name" { … }`.
extension Checker {
  /// The prefix of the names that a test binds, so that no function of the script reads them.
  package static let testPrefix = "test/"

  /// Checks the body of a test in a scope of its own.
  func checkTest(_ name: String, _ body: [Statement], _ span: Span, in scope: Scope) {
    if !testNames.insert(name).inserted {
      report(
        Diagnostic(
          .alreadyBound, "there is a test `\(name)` already", at: span,
          because: "its name says which snapshot belongs to it"))
    }
    globalPrefix = Self.testPrefix
    defer { globalPrefix = "" }
    let allowed = body.filter { statement in
      guard let what = Self.outside(statement.kind) else { return true }
      report(
        Diagnostic(
          .statementPlace, "\(what) stands outside of a test", at: statement.span,
          because: "a test has `let`, `fn`, `metric`, `check` and expressions"))
      return false
    }
    let tree = SyntaxTree(
      statements: allowed, documentation: nil, diagnostics: [], isIncomplete: false)
    _ = checkAll(tree, in: scope.forTest)
  }

  /// The statements that no test may have.
  private static func outside(_ kind: Statement.Kind) -> String? {
    switch kind {
    case .parameter: "`param`"
    case .use: "`use`"
    case .test: "another test"
    case .unit: "`unit`"
    case .currency: "`currency`"
    default: nil
    }
  }
}
