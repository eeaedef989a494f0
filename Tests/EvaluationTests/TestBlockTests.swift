import Diagnostics
import Evaluation
import Testing
import Values

/// `test "name" { … }` as `sales test` runs it.
@Suite("Tests of scripts") struct TestBlockTests {
  @Test("each test has a scope of its own, and failed checks are told with both sides")
  func scopes() {
    let run = ScriptRun(
      """
      let x = 5
      fn script() = x
      test "its own" {
        let x = 7
        fn twice(y) = x * y
        check x == 7
        check script() == 5
        check twice(2) == 14
      }
      test "fails twice" {
        let x = 8
        check x > 8, "eight"
        check x == 8
        check x > 9
      }
      test "stops" {
        [x][1]
        check 1 > 2
      }
      """, testing: true)
    #expect(run.outcome == .checkFailed)
    #expect(run.tests.map(\.name) == ["its own", "fails twice", "stops"])
    #expect(run.tests.map(\.passed) == [true, false, false])
    #expect(run.diagnostics.map(\.code.rawValue) == ["E0603", "E0603", "E0601"])
    #expect(run.diagnostics.first?.because == "the left side is 8, the right side 8")
  }

  @Test("what a script shows or checks outside of tests is passed over")
  func outside() {
    let run = ScriptRun(
      """
      1 + 1
      check 1 > 2
      [1][5]
      metric total = sum(.a)
      test "shows" {
        table {
          a
          1
          2
        } | summarize(total)
      }
      """, testing: true)
    #expect(run.outcome == .succeeded, "\(run.words)")
    #expect(run.shown.count == 1)
    #expect(run.column("total", ofShown: 0).compactMap(\.magnitude) == [3])
  }

  @Test("a run passes over tests and their mistakes, a check does not")
  func mistakes() {
    let text = "test \"a\" { check $5 > 5 EUR }\n1"
    #expect(ScriptRun(text).output == "1\n")
    #expect(ScriptRun(text, checkOnly: true).outcome == .checkError)
    let run = ScriptRun(text, testing: true)
    #expect(run.outcome == .checkError)
    #expect(run.tests.isEmpty)
  }

  @Test("tests have names of their own, and only what a test may have")
  func form() {
    let run = ScriptRun(
      """
      test "a" { check 1 < 2 }
      test "a" { check 2 < 3 }
      test "b" {
        param budget = 5
        unit store
        currency EUR
        use "lib/saas.sales" as saas
        test "c" { 1 }
      }
      """, testing: true)
    #expect(run.outcome == .checkError)
    #expect(run.diagnostics.map(\.code.rawValue) == ["E0204"] + Array(repeating: "E0212", count: 5))
  }

  @Test("a test sees what stands above it")
  func above() {
    let run = ScriptRun("test \"a\" { check late == 1 }\nlet late = 1", testing: true)
    #expect(run.outcome == .checkError)
    #expect(run.diagnostics.map(\.code.rawValue) == ["E0201"])
  }

  @Test("a declaration that fails ends the tests")
  func failingDeclaration() {
    let run = ScriptRun(
      "test \"a\" { check 1 < 2 }\nlet x = [1][3]\ntest \"b\" { check x == 1 }", testing: true)
    #expect(run.outcome == .runtimeError)
    #expect(run.tests.map(\.name) == ["a"])
  }

  @Test("a parameter has its default, and is required without one")
  func parameters() {
    #expect(
      ScriptRun("param p = 3\ntest \"a\" { check p == 3 }", testing: true).outcome == .succeeded)
    #expect(
      ScriptRun("param p: Number\ntest \"a\" { check p == 3 }", testing: true).outcome
        == .usageError)
  }

  @Test("a script says what it has of parameters, whatever its mistakes")
  func description() {
    let text = """
      ## A report.

      param quarter: Period = @2026-Q2     ## becomes --quarter
      param max_cac: USD/customer = $540/customer
      param churn: Periodic
      param brand = "radio"
      nothing + 1
      """
    let script = Session(options: SessionOptions()) { _ in }
      .describe(SourceText(name: "report.sales", text: text))
    #expect(script.documentation == "A report.")
    #expect(script.parameters.map(\.option) == ["--quarter", "--max-cac", "--churn", "--brand"])
    #expect(
      script.parameters.map(\.defaultText) == ["@2026-Q2", "$540/customer", nil, "\"radio\""])
    #expect(script.parameters.map(\.documentation) == ["becomes --quarter", nil, nil, nil])
    #expect(
      script.parameters.map(\.form) == [
        "a period", "a number of USD/customer", "a share per time", "a text",
      ])
  }

  @Test("no parameter may be called as an option of the command is")
  func reserved() {
    var options = SessionOptions()
    options.reservedOptions = ["--format", "--max-rows"]
    for name in ["format", "max_rows"] {
      let run = ScriptRun("param \(name) = 3", checkOnly: true, options: options)
      #expect(run.diagnostics.map(\.code.rawValue) == ["E0802"])
      #expect(run.outcome == .usageError)
    }
    #expect(ScriptRun("param rows = 3", options: options).outcome == .succeeded)
  }

  @Test("a value that does not fit is told as what it was read")
  func readAs() {
    var options = SessionOptions()
    options.parameters = [(name: "p", text: "$3")]
    let run = ScriptRun("param p = 30%", options: options)
    #expect(run.diagnostics.first?.because == "it was read as USD, and `--p` takes a share")
    #expect(run.diagnostics.first?.helps.map(\.code) == ["--p 3%"])
  }
}
