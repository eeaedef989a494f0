import Evaluation
import Testing
import Values

/// What `regress` says where there is no answer, or none that can be trusted.
@Suite("Mistakes of regressions") struct RegressMistakeTests: CreditTests {
  @Test(
    "what cannot be told is said with names, numbers and a way out",
    arguments: [
      ("on: [.x, z: 2 * .x]", "`z` is made of the other terms", "`z` = 2 · `x`", "on: .x"),
      ("on: [.x, z: .x * 0]", "`z` is 0 in all 5 rows", "told from the intercept", "on: .x"),
      (
        "on: [.x, .g, .x * .x, .x * .x * .x]", "5 rows cannot tell 5 coefficients",
        "left out: 2 rows without `y`", ""
      ),
      (
        "on: .x, model: \"logistic\"", "`y` is 2 in row 1, which a logistic model cannot have",
        "5 rows of 5 have another value", "model: \"linear\""
      ),
      ("on: .x, lags: 2", "`lags:` belongs to", "classical errors", "errors: \"hac\""),
      (
        "on: .x, errors: \"hac\", lags: 5", "below the number of rows", "it is 5, and 5 rows",
        "lags: 2"
      ),
      ("on: .x, exposure: .x", "`exposure:` belongs to", "of a count", "model: \"poisson\""),
      (
        "on: .x, model: \"poisson\", exposure: .x - 2", "`exposure` is -1 in row 1",
        "2 rows of 5 have none", ""
      ),
      ("on: .x, level: 95", "between 0% and 100%", "9,500%", "level: 95%"),
      ("on: [.x, .x]", "`x` is a term twice", "neither can be told", ""),
      ("on: [.x, 3]", "this is a value", "tells none apart", ".x"),
      ("on: [], intercept: false", "nothing to estimate", "no intercept", "intercept: true"),
      ("on: .x, errors: \"hc3\", order: .x", "`order:` belongs to", "hc3", "errors: \"hac\""),
    ] as [(String, String, String, String)])
  func mistakes(_ arguments: String, _ message: String, _ reason: String, _ help: String) {
    let run = ScriptRun(RegressTests.small + "regress(t, of: .y, \(arguments))")
    #expect(run.outcome != .succeeded, "\(arguments)")
    #expect(run.words.contains(message), "\(run.words)")
    #expect(run.words.contains(reason), "\(run.words)")
    #expect(run.words.contains("help: \(help)") || help.isEmpty, "\(run.words)")
  }

  @Test("separation, constant outcomes, negative counts and single rows are said")
  func extremes() {
    let text = """
      let t = table {
        x | y     | n  | lone
        1 | false | -1 | 0
        2 | false | 3  | 0
        3 | false | 2  | 0
        4 | true  | 4  | 0
        5 | true  | 2  | 0
        6 | true  | 5  | 1
      }

      """
    let separated = ScriptRun(text + "regress(t, of: .y, on: .x, model: \"logistic\")")
    #expect(separated.words.contains("`x` tells all outcomes with certainty"))
    #expect(separated.words.contains("parts all 6 rows without a mistake"))
    let constant = ScriptRun(text + "regress(t, of: .x > 0, on: .n, model: \"logistic\")")
    #expect(constant.words.contains("is true in all 6 rows"))
    let negative = ScriptRun(text + "regress(t, of: .n, on: .x, model: \"poisson\")")
    #expect(negative.words.contains("`n` is -1 in row 1, which a Poisson model cannot have"))
    let lone = ScriptRun(text + "regress(t, of: .n, on: [.x, .lone], errors: \"hc3\")")
    #expect(lone.words.contains("row 6 alone decides a coefficient"))
    #expect(lone.words.contains("errors: \"hc1\""))
    let perfect = ScriptRun(text + "regress(t, of: 2 * .x + 1, on: .x)")
    #expect(said(perfect).contains("errors and tests say nothing"))
  }

  @Test("dates as terms are refused before the run, with what makes a number or a step of them")
  func dates() {
    let run = ScriptRun(
      RegressTests.weeks + "regress(weeks, of: .sales, on: [.tv, .week])", checkOnly: true)
    #expect(run.words.contains("not Date"))
    #expect(run.words.contains("after(.week, @2026-03-01)"))
    let estimate = ScriptRun(
      RegressTests.small + "regress(regress(t, of: .y, on: .x), of: .coefficient, on: .p_value)",
      checkOnly: true)
    #expect(estimate.words.contains("takes no estimates"))
  }
}
