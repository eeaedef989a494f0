import Evaluation
import Testing
import Values

/// `try` answers failures of data, and no mistake.
@Suite("try") struct TryTests {
  @Test(
    "takes the other value where the data fail, and says so",
    arguments: [
      ("try(load(\"nothing.csv\"), else: table { a\n1\n}) | summarize(n: count())", "n\n─\n1\n"),
      ("load(\"nothing.csv\") | try(else: table { a\n1\n}) | summarize(n: count())", "n\n─\n1\n"),
      ("try(iterate(x => x + 1, from: 0, times: 2, until: x => x > 5), else: 9)", "9\n"),
      ("try(try(load(\"nothing.csv\"), else: load(\"none.csv\")), else: 3)", "3\n"),
    ])
  func taken(_ text: String, _ output: String) {
    let run = ScriptRun(text)
    #expect(run.outcome == .succeeded, "\(run.words)")
    #expect(run.output == output)
    #expect(run.notes.contains { $0.text.hasPrefix("try: ") })
  }

  @Test("gives the value where nothing fails, and says nothing")
  func passed() {
    let run = ScriptRun("try(3, else: 4)\ntry($3, else: 4 USD)")
    #expect(run.output == "3\n$3\n")
    #expect(run.notes.isEmpty)
  }

  @Test(
    "no mistake is answered",
    arguments: ["1 / 0", "[1][3]", "$1 + 1 month", "nothing", "load(\"nothing.csv\", as: nothing)"])
  func mistakes(_ text: String) {
    let run = ScriptRun("try(\(text), else: 3)")
    #expect(run.outcome != .succeeded)
    #expect(run.output.isEmpty)
  }
}
