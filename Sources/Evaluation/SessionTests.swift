package import Diagnostics
internal import Syntax
internal import TypeChecking

/// The blocks `test "name" { … }` of a script.
extension Session {
  /// Checks a whole text, then runs its declarations and its tests, each test in a scope of its own.
  ///
  /// What the text shows or checks outside of tests is passed over.
  package func test(_ text: SourceText) -> SessionOutcome {
    defer { interruption.reset() }
    return interruption.heeded { runTests(of: text) }
  }

  private func runTests(of text: SourceText) -> SessionOutcome {
    sayRoleMistakes()
    let (tree, outcome) = read(text, requiresParameters: true, checksTests: true)
    if let outcome { return outcome }
    scope = checker(evaluating: false).hoist(tree.statements, in: scope)
    var hasPassed = true
    for statement in tree.statements {
      do throws(Failure) {
        switch statement.kind {
        case .expression, .check: break
        case .test(let name, let body):
          deliver(.testBegan(name))
          let ending = runTest(body)
          deliver(.testEnded(name, passed: ending == .succeeded))
          if ending == .interrupted { return ending }
          hasPassed = hasPassed && ending == .succeeded
        default: try run(statement)
        }
      } catch {
        deliver(.diagnostic(error.diagnostic))
        return error.outcome
      }
    }
    return hasPassed ? .succeeded : .checkFailed
  }

  /// Runs a test to its end, or to the first statement that fails without being a check.
  private func runTest(_ body: [Statement]) -> SessionOutcome {
    let outer = scope
    defer { (scope, globalPrefix) = (outer, "") }
    globalPrefix = Checker.testPrefix
    scope = checker(evaluating: false).hoist(body, in: scope.forTest)
    var outcome = SessionOutcome.succeeded
    for statement in body {
      do throws(Failure) { try run(statement) } catch {
        deliver(.diagnostic(error.diagnostic))
        guard error.outcome == .checkFailed else { return error.outcome }
        outcome = .checkFailed
      }
    }
    return outcome
  }
}
