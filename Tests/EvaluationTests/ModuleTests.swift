import Diagnostics
import Evaluation
import Foundation
import Testing
import Values

/// `use`: names of other files.
@Suite("Modules") struct ModuleTests {
  private static let saas = """
    ## Formulas of a subscription business.

    let full = 100%

    ## Customer lifetime value from revenue, margin and churn.
    fn ltv_simple(arpa: USD/customer/month, churn: Periodic, margin: Number = full) -> USD/customer = worth(arpa * margin, churn)
    fn worth(flow, churn) = flow / churn
    let two = 2
    fn half(x) = x / two
    metric cost_per_win = sum(.cost) / sum(.won)
    unit store
    test "never run here" { check 1 > 2 }
    """

  private static func run(
    _ text: String, _ files: [String: String] = ["lib/saas.sales": saas], checkOnly: Bool = false
  ) throws -> ScriptRun {
    let folder = try ModuleFolder(files)
    return withExtendedLifetime(folder) { ScriptRun(folder.text(text), checkOnly: checkOnly) }
  }

  @Test("a module's functions, values, metrics and units serve the script")
  func names() throws {
    let run = try Self.run(
      """
      use "lib/saas.sales" as saas
      let costs = table {
        channel  | cost[USD] | won[customer]
        "ads"    | 1_000     | 4
        "events" | 900       | 1
      }
      costs | summarize(saas.cost_per_win, twice: saas.cost_per_win * 2, by: .channel)
      saas.ltv_simple($84/customer/month, 3%/month, margin: 72%)
      $84/customer/month | saas.ltv_simple(3%/month)
      saas.full - 25%
      [30, 60] | map(x => saas.worth(x, 10)) | map(saas.half)
      6_000 USD / 3 stores
      """)
    #expect(run.outcome == .succeeded, "\(run.words)")
    #expect(run.column("cost_per_win", ofShown: 0).compactMap(\.magnitude) == [250, 900])
    #expect(run.column("twice", ofShown: 0).compactMap(\.magnitude) == [500, 1800])
    // 84 · 0.72 / 0.03 and 84 / 0.03
    #expect(run.output.hasSuffix("$2,016/customer\n$2,800/customer\n75%\n[1.5, 3]\n$2,000/store\n"))
  }

  @Test("without a name of its own the names of a module stand beside the script's")
  func plain() throws {
    let run = try Self.run(
      """
      use "lib/saas.sales"
      use "lib/saas.sales"
      fn twice(x) = worth(x, 50%)
      twice(full)
      """)
    #expect(run.outcome == .succeeded, "\(run.words)")
    #expect(run.output == "2\n")
  }

  @Test("a function of a module sees its module, whatever the script calls its own names")
  func ownNames() throws {
    let run = try Self.run(
      """
      let full = 50%
      fn worth(flow, churn) = 1
      use "lib/saas.sales" as saas
      fn worth_here(x) = saas.worth(x, 10%/month)
      saas.ltv_simple($30/customer/month, 3%/month)
      worth_here($6/customer/month)
      saas.full
      """)
    #expect(run.output == "$1,000/customer\n$60/customer\n100%\n", "\(run.words)")
  }

  @Test("paths begin at the file that uses them, and a file is read and run once")
  func paths() throws {
    let files = [
      "lib/a.sales": "use \"inner/b.sales\" as b\nlet from_a = b.base * 2",
      "lib/inner/b.sales": "use \"../../c.sales\" as c\nlet base = c.one + 4",
      "c.sales": "let one = 1\nunit store",
    ]
    let run = try Self.run(
      """
      use "lib/a.sales" as a
      use "./c.sales" as c
      use "lib/inner/b.sales" as b
      [a.from_a, c.one, b.base]
      """, files)
    #expect(run.output == "[10, 1, 5]\n", "\(run.words)")
    #expect(run.sources[SourceID(index: 4)].name == "<unknown>", "three files and the script")
  }

  @Test("what a module uses is its own affair")
  func notPassedOn() throws {
    let files = ["a.sales": "use \"b.sales\" as b\nlet x = b.y", "b.sales": "let y = 2"]
    let run = try Self.run("use \"a.sales\" as a\na.y", files)
    #expect(run.diagnostics.map(\.message) == ["the module `a` has no `y`"])
  }

  @Test("a mistake in a module is told at its place in its file")
  func placeOfMistake() throws {
    let files = ["a.sales": "use \"b.sales\" as b\nlet x = 1", "b.sales": "\n\nlet y = $5 + 5 EUR"]
    for checkOnly in [true, false] {
      let run = try Self.run("use \"a.sales\" as a\na.x", files, checkOnly: checkOnly)
      #expect(run.outcome == .checkError)
      #expect(run.shown.isEmpty)
      #expect(run.words.contains("b.sales:3:12\n"), "\(run.words)")
    }
  }

  @Test("a failure while a module runs ends the script, and is told at its place")
  func failure() throws {
    let files = ["a.sales": "let none = [1, 2, 3]\nlet x = none[5]"]
    let run = try Self.run("use \"a.sales\" as a\n1", files)
    #expect(run.outcome == .runtimeError)
    #expect(run.words.contains("a.sales:2:9\n"), "\(run.words)")
    #expect(run.shown.isEmpty)
  }

  @Test("a circle names its files, also through links")
  func circles() throws {
    let folder = try ModuleFolder([
      "main.sales": "use \"a.sales\" as a", "a.sales": "use \"b.sales\" as b",
    ])
    defer { withExtendedLifetime(folder) {} }
    try FileManager.default.createSymbolicLink(
      atPath: "\(folder.path)/b.sales", withDestinationPath: "main.sales")
    let run = ScriptRun(try folder.script("main.sales"))
    #expect(run.diagnostics.map(\.code.rawValue) == ["E0210"])
    let because = run.diagnostics.first?.because ?? ""
    #expect(
      because.replacingOccurrences(of: "\(folder.path)/", with: "")
        == "`main.sales` uses `a.sales` uses `main.sales`")
  }

  @Test("files that are none, or are too many or too deep, are told")
  func limits() throws {
    let folder = try ModuleFolder()
    defer { withExtendedLifetime(folder) {} }
    let made = unsafe mkfifo("\(folder.path)/pipe.sales", 0o600)
    #expect(made == 0)
    for path in ["pipe.sales", ".", "", "none.sales", "a\\u{0}b"] {
      let run = ScriptRun(folder.text("use \"\(path)\" as x\nx.y"))
      #expect(run.diagnostics.map(\.code.rawValue) == ["E0502"], "\(path)")
      #expect(run.outcome == .dataError)
    }
    for number in 0..<40 {
      try folder.write("d\(number).sales", "use \"d\(number + 1).sales\" as d")
    }
    let deep = ScriptRun(folder.text("use \"d0.sales\" as d"))
    #expect(deep.diagnostics.map(\.code.rawValue) == ["E0706"])
    for number in 0..<300 { try folder.write("w\(number).sales", "let x = \(number)") }
    let wide = ScriptRun(
      folder.text((0..<300).map { "use \"w\($0).sales\" as w\($0)" }.joined(separator: "\n")))
    #expect(wide.diagnostics.map(\.code.rawValue) == Array(repeating: "E0706", count: 300 - 256))
    try folder.write("large.sales", String(repeating: "#", count: 5 << 20))
    let large = ScriptRun(folder.text("use \"large.sales\" as large"))
    #expect(large.diagnostics.map(\.code.rawValue) == ["E0701"])
  }

  @Test("a chain of metrics is followed as far as expressions are, and no further")
  func longChains() {
    let chain = (1..<20_000).map { "metric m\($0) = m\($0 - 1)" }.joined(separator: "\n")
    let run = ScriptRun(
      "metric m0 = sum(.x)\n\(chain)\ntable {\n x\n 1\n} | summarize(m19999)", checkOnly: true)
    #expect(run.outcome == .checkError)
    #expect(run.diagnostics.allSatisfy { $0.code.rawValue == "E0710" }, "\(run.words.prefix(2000))")
  }

  @Test("at the prompt a file that has changed is used anew, with what it uses")
  func editedFile() throws {
    let folder = try ModuleFolder([
      "a.sales": "use \"b.sales\" as b\nlet x = b.y * 2", "b.sales": "let y = 2",
    ])
    defer { withExtendedLifetime(folder) {} }
    var options = SessionOptions()
    options.isInteractive = true
    var shown: [String] = []
    let session = Session(options: options) { message in
      if case .shown(let value) = message { shown.append(NumberText().text(value.value)) }
      if case .diagnostic(let diagnostic) = message { Issue.record("\(diagnostic)") }
    }
    let entry = folder.text("use \"a.sales\" as a\na.x")
    #expect(session.run(entry) == .succeeded)
    try folder.write("b.sales", "let y = 21")
    #expect(session.run(entry) == .succeeded)
    #expect(session.run(SourceText(name: "entry", text: "_ / 2")) == .succeeded)
    #expect(shown == ["4", "42", "21"])
  }

  @Test("at the prompt a module may take a name, and that is told")
  func reboundNames() throws {
    let folder = try ModuleFolder(["a.sales": "let x = 2\nlet y = 3"])
    defer { withExtendedLifetime(folder) {} }
    var options = SessionOptions()
    options.isInteractive = true
    var notes: [String] = []
    let session = Session(options: options) { message in
      if case .note(let note) = message { notes.append(note.text) }
    }
    #expect(session.run(SourceText(name: "entry", text: "let x = 1")) == .succeeded)
    let use = folder.text("use \"a.sales\"\ncheck x == 2")
    #expect(session.run(use) == .succeeded)
    #expect(session.run(use) == .succeeded)
    #expect(notes == ["`x` is bound anew, by \(folder.path)/a.sales"])
  }

  @Test("a module that fails leaves the session as it was")
  func unchangedSession() throws {
    let folder = try ModuleFolder(["a.sales": "let ok = 1\nlet x = [1][ok]"])
    var options = SessionOptions()
    options.isInteractive = true
    let session = Session(options: options) { _ in }
    #expect(session.run(SourceText(name: "entry", text: "let mine = 5")) == .succeeded)
    let before = session.bindings.map(\.name)
    #expect(session.run(folder.text("use \"a.sales\" as a")) == .runtimeError)
    #expect(session.run(folder.text("use \"a.sales\"")) == .runtimeError)
    #expect(session.bindings.map(\.name) == before)
    #expect(session.run(SourceText(name: "entry", text: "check mine == 5")) == .succeeded)
  }

  @Test("pages of a session's own names have their comments, forms and columns")
  func pages() throws {
    let folder = try ModuleFolder(["lib/saas.sales": Self.saas])
    defer { withExtendedLifetime(folder) {} }
    var options = SessionOptions()
    options.isInteractive = true
    let session = Session(options: options) { _ in }
    _ = session.run(
      folder.text(
        """
        use "lib/saas.sales" as saas
        let margin = .cost / ."Won in all"
        metric dear = saas.cost_per_win * sum(margin)   ## twice the cost
        """))
    #expect(
      session.page(named: "saas.ltv_simple") == """
        ## saas.ltv_simple, a function

        Customer lifetime value from revenue, margin and churn.

        ```
        saas.ltv_simple(arpa: USD/customer/month, churn: Periodic, margin: Number = full) -> USD/customer
        ```

        """)
    #expect(
      session.page(named: "dear") == """
        ## dear, a metric

        twice the cost

        ```
        dear = saas.cost_per_win * sum(margin)
        ```

        It needs the columns .cost, .won and ."Won in all".

        """)
    #expect(session.page(named: "saas")?.contains("Formulas of a subscription business.") == true)
    #expect(session.page(named: "cac") == nil)
    #expect(
      session.bindings.map(\.name) == [
        "dear", "margin", "saas", "saas.cost_per_win", "saas.full", "saas.half",
        "saas.ltv_simple", "saas.two", "saas.worth",
      ])
  }

  @Test("after the dot of a module its names are listed")
  func completion() {
    let session = CompletionSession(
      "use \"Tests/EvaluationTests/Data/modules/saas.sales\" as saas")
    #expect(session.names("saas.▮") == ["full", "ltv_simple", "worth", "cost_per_win", "dear"])
    #expect(session.texts("1 + saas.lt▮") == [".ltv_simple("])
    #expect(session.names("saa▮") == ["saas"])
    #expect(session.texts("saa▮") == ["saas."])
    #expect(session.names("saas.full | saas.w▮") == ["worth"])
    #expect(
      session.names("table {\n x\n 1\n} | summarize(saas▮") == ["saas.cost_per_win", "saas.dear"])
    #expect(session.names("saas.ltv_simple(m▮").first == "margin")
    #expect(
      session.names("use \"Tests/EvaluationTests/Data/modules/sa▮") == ["saas.sales"])
  }
}
