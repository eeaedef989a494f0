import Evaluation
import StandardLibrary
import Testing

/// The examples that the reference shows do what it says.
@Suite("Examples of the reference") struct ExampleTests {
  static let examples = Catalogue.functions.flatMap { function in
    function.examples.map { (function: function.name, code: $0.code, result: $0.result) }
  }

  @Test("each prints what it says", arguments: examples.indices)
  func example(_ index: Int) {
    let example = Self.examples[index]
    let run = ScriptRun(example.code)
    #expect(run.outcome == .succeeded, "\(example.function): \(run.words)")
    var output = run.output
    if output.last == "\n" { output.removeLast() }
    #expect(output == example.result, "\(example.function)")
  }
}
