import Diagnostics
import Evaluation
import Testing
import Values

/// `fill`, `complete`, `pivot`, `unpivot`, `sample` and `band`, of a file and of the same rows in memory.
///
/// Figures without another source are counted by hand in the seven rows of Data/windows.csv.
@Suite("Reshaping") struct ReshapingTests {
  static let tables = [WindowTests.fromFile, WindowTests.inMemory]

  /// The columns of the last table that a text shows, as texts, and the notes of the verbs.
  private static func shown(
    _ text: String
  ) -> (names: [String], columns: [[String]], notes: [String]) {
    let run = ScriptRun(text)
    #expect(run.outcome == .succeeded, "\(run.words)")
    guard case .table(let table)? = run.shown.last?.value, let local = table.plan as? LocalTable
    else { return ([], [], []) }
    let texts = NumberText()
    return (
      table.type.columns.map(\.name), local.columns.map { $0.map(texts.text) },
      run.notes.map(\.text).filter { !$0.contains("windows.csv") }
    )
  }

  // MARK: fill

  @Test("fill takes the last or the next value, or a stated one", arguments: tables)
  func fill(_ table: String) {
    // s.won.bfill() and g.won.ffill() of pandas 3.1.1, as in WindowTests.
    let next = Self.shown(table + "t | fill(.won, from: \"next\", order: .month)")
    #expect(next.columns[3].map { $0.prefix(1) } == ["3", "4", "4", "4", "1", "2", "5"])
    #expect(next.notes == ["fill: 1 of 7 cells of `won` filled"])
    let previous = Self.shown(
      table + "t | fill(.won, from: \"previous\", by: .channel, order: .month)")
    #expect(
      previous.columns[3].map { $0.prefix(1) } == ["3", "m", "4", "4", "1", "2", "5"])
    #expect(previous.notes == ["fill: 0 of 7 cells of `won` filled, 1 stays missing"])
    let stated = Self.shown(
      table + "t | fill(.won, with: 2 customers) | fill(.channel, with: \"?\")")
    #expect(stated.columns[0] == ["ads", "mail", "ads", "ads", "?", "mail", "ads"])
    #expect(stated.columns[3][1] == "2 customers")
    #expect(
      stated.notes == [
        "fill: 1 of 7 cells of `won` filled", "fill: 1 of 7 cells of `channel` filled",
      ])
  }

  @Test("fill converts a value to the unit of the column")
  func fillUnits() {
    let table = "let t = table {\n  age[month]\n  6\n  missing\n}\n"
    #expect(
      Self.shown(table + "t | fill(.age, with: 2 years)").columns == [["6 months", "24 months"]])
    #expect(ScriptRun(table + "t | fill(.age, with: $2)").outcome == .checkError)
    #expect(ScriptRun(table + "t | fill(.age)").outcome == .checkError)
    #expect(
      ScriptRun(table + "t | fill(.age, with: 1 month, from: \"next\")").outcome == .checkError)
  }

  // MARK: complete

  @Test("complete adds the combinations that no row has, in order", arguments: tables)
  func complete(_ table: String) {
    let found = Self.shown(
      table + "t | add(month: month(.month)) | complete(.channel, .month, fill: 0)")
    #expect(
      found.columns[0] == Array(repeating: "ads", count: 5) + Array(repeating: "mail", count: 4)
        + ["missing"])
    #expect(
      found.columns[1] == [
        "2026-01", "2026-02", "2026-02", "2026-03", "2026-04", "2026-01", "2026-02", "2026-03",
        "2026-04", "2026-02",
      ])
    #expect(
      found.columns[2] == ["$30", "$60", "$60", "$0", "$90", "$5", "$15", "$0", "$0", "$7"])
    #expect(found.columns[3][5] == "missing")
    #expect(found.notes == ["complete: 3 rows added for combinations that no row has"])
    let same = Self.shown(table + "t | complete(.channel)")
    #expect(same.columns[0].count == 7)
    #expect(same.notes == ["complete: 0 rows added for combinations that no row has"])
    let none = Self.shown(table + "t | where(.cost > $1_000) | complete(.channel, .month)")
    #expect(none.columns.allSatisfy { $0.isEmpty })
  }

  @Test("complete steps from the first date by what every: says", arguments: tables)
  func completeDates(_ table: String) {
    let months = Self.shown(table + "t | complete(.month, every: month)")
    #expect(months.notes == ["complete: 1 row added for combinations that no row has"])
    #expect(months.columns[1].contains("2026-03-01"))
    // From 1 January to 1 April 2026 there are 91 days, of which three have rows.
    #expect(
      Self.shown(table + "t | complete(.month)").notes == [
        "complete: 88 rows added for combinations that no row has"
      ])
    // 1 February is 31 days after 1 January, which is no whole number of weeks.
    let weeks = ScriptRun(table + "t | complete(.month, every: week)")
    #expect(weeks.outcome == .dataError)
    #expect(weeks.diagnostics.first?.because == "2026-02-01 is none counted from 2026-01-01")
  }

  @Test("month ends do not drift, and too many combinations are refused")
  func completeLimits() {
    let ends = Self.shown(
      """
      let t = table {
        day
        @2026-01-31
        @2026-05-31
      }
      t | complete(.day, every: month)
      """)
    #expect(
      ends.columns == [["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31"]])
    let days = """
      let t = table {
        a | b
        @1900-01-01 | @1900-01-01
        @2026-01-01 | @2026-01-01
      }
      t | complete(.a, .b)
      """
    let run = ScriptRun(days)
    #expect(run.diagnostics.first?.code.rawValue == "E0710")
    #expect(run.diagnostics.first?.because == "these columns have 2,118,024,484")
  }

  // MARK: pivot and unpivot

  @Test("pivot makes columns of values, as pandas does", arguments: tables)
  func pivot(_ table: String) {
    // d.pivot_table(index='month', columns='channel', values='cost', aggfunc='sum', dropna=False)
    let found = Self.shown(
      table + "t | pivot(rows: .month, columns: .channel, value: .cost, aggregate: \"sum\")")
    #expect(found.names == ["month", "ads", "mail", "(none)"])
    #expect(
      found.columns == [
        ["2026-01-01", "2026-02-01", "2026-04-01"], ["$30", "$120", "$90"],
        ["$5", "$15", "missing"], ["missing", "$7", "missing"],
      ])
    let shares = Self.shown(
      table + """
        t | summarize(won: sum(.won), by: [.channel, month: month(.month)])
        | pivot(rows: .channel, columns: .month, value: .won) | add(all: ."2026-01" + ."2026-02")
        """)
    #expect(shares.names == ["channel", "2026-01", "2026-02", "2026-04", "all"])
    #expect(shares.columns[4].map { $0.prefix(2) } == ["12", "2 ", "mi"])
  }

  @Test("rows that share a cell are an error, with an example", arguments: tables)
  func pivotShared(_ table: String) {
    let run = ScriptRun(table + "t | pivot(rows: .month, columns: .channel, value: .cost)")
    #expect(run.outcome == .dataError)
    #expect(
      run.diagnostics.first?.because == "2 rows have month 2026-02-01, channel ads")
    #expect(
      run.diagnostics.first?.helps.first?.code.contains("aggregate: \"sum\"") == true)
  }

  @Test("what follows a pivot is checked when it runs, also in a function")
  func pivotChecked() {
    let good =
      WindowTests.inMemory + """
        let wide = t | pivot(rows: .month, columns: .channel, value: .cost, aggregate: "sum")
        wide | sort(-.ads) | keep(.month, .ads)
        """
    #expect(ScriptRun(good, checkOnly: true).outcome == .succeeded)
    #expect(ScriptRun(good).outcome == .succeeded)
    let wrong = ScriptRun(good.replacing("-.ads", with: "-.adds"))
    #expect(wrong.outcome == .checkError)
    #expect(wrong.diagnostics.first?.helps.first?.code == ".ads")
    let inFunction =
      WindowTests.inMemory + """
        fn wide(t) = t | pivot(rows: .month, columns: .channel, value: .cost, aggregate: "sum")
        let made = wide(t)
        made | keep(.month, .ads)
        """
    #expect(ScriptRun(inFunction).outcome == .succeeded)
    let after = ScriptRun(
      WindowTests.inMemory + """
        fn wide(t) = t | pivot(rows: .month, columns: .channel, value: .cost, aggregate: "sum") | keep(.ads)
        wide(t)
        """)
    #expect(after.outcome == .checkError)
    #expect(after.diagnostics.first?.code.rawValue == "E0402")
  }

  @Test(
    "pivot of no rows has its keys alone, and more than 500 columns are refused", arguments: tables)
  func pivotLimits(_ table: String) {
    let none = Self.shown(
      table + "t | where(.cost > $1_000) | pivot(rows: .month, columns: .channel, value: .cost)")
    #expect(none.names == ["month"])
    #expect(none.columns == [[]])
    let many = ScriptRun(
      table + """
        t | complete(.month) | append(t | add(month: @2020-01-01)) | complete(.month)
        | pivot(rows: .channel, columns: .month, value: .cost, aggregate: "sum")
        """)
    #expect(many.diagnostics.first?.code.rawValue == "E0710", "\(many.words)")
  }

  @Test("unpivot puts columns under one another, row by row", arguments: tables)
  func unpivot(_ table: String) {
    let found = Self.shown(
      table + """
        t | add(won: .won * $1/customer) | keep(.channel, .cost, .won)
        | unpivot(.cost, .won, name: "kind", value: "amount") | top(4, by: .amount)
        """)
    #expect(found.names == ["channel", "kind", "amount"])
    #expect(found.columns[2] == ["$90", "$60", "$60", "$30"])
    let all = Self.shown(table + "t | rename(spent: .cost) | unpivot(.spent)")
    #expect(all.names == ["channel", "month", "won", "name", "value"])
    #expect(all.columns[4] == ["$30", "$5", "$90", "$60", "$7", "$15", "$60"])
    #expect(ScriptRun(table + "t | unpivot(.cost, .won)").outcome == .checkError)
  }

  @Test("a pivot of an unpivot is the table")
  func roundTrip() {
    let table = """
      let t = table {
        channel | spring[USD] | autumn[USD]
        "ads"   | 30          | 90
        "mail"  | 5           | missing
      }

      """
    let found = Self.shown(
      table + "t | unpivot(.autumn, .spring) | pivot(rows: .channel, columns: .name, value: .value)"
    )
    #expect(found.names == ["channel", "autumn", "spring"])
    #expect(found.columns == [["ads", "mail"], ["$90", "missing"], ["$30", "$5"]])
  }

  // MARK: sample and band

  @Test("sample picks the same rows of a file and in memory, in their order", arguments: tables)
  func sample(_ table: String) {
    // RowSampleTests has the algorithm: of six rows seed 4 picks numbers 1, 2 and 4 from 0.
    let found = Self.shown(
      table + "t | where(.won is missing or .won < 5 customers) | sample(3, seed: 4)")
    #expect(found.columns[2] == ["$5", "$90", "$7"])
    #expect(found.notes.last == "sample: 3 of 6 rows")
    #expect(Self.shown(table + "t | sample(0)").columns[0].isEmpty)
    #expect(Self.shown(table + "t | sample(100)").columns[0].count == 7)
    #expect(ScriptRun(table + "t | sample(1.5)").outcome == .checkError)
  }

  @Test("sample does not depend on the threads")
  func sampleThreads() {
    let text = """
      let t = load("Datasets/customers.csv", as: customers, units: {mrr: USD/customer/month})
      t | sample(50, seed: 11) | keep(.id)
      """
    var options = SessionOptions()
    options.threads = 1
    let one = ScriptRun(text, options: options).output
    #expect(one == ScriptRun(text).output)
    #expect(one.split(separator: "\n").count > 50)
  }

  @Test("bands come in their order, and a bound belongs to the band above it", arguments: tables)
  func bands(_ table: String) {
    let found = Self.shown(
      table + """
        let bounds = [15, 60]
        t | summarize(n: count(), by: [size: band(.cost, [$15, $60])])
        """)
    #expect(found.columns[0] == ["1: under $15", "2: $15 to under $60", "3: $60 and more"])
    #expect(found.columns[1] == ["2", "2", "3"])
    let missing = Self.shown(
      table + "let bounds = [2 customers]\nt | add(size: band(.won, bounds)) | keep(.size)")
    #expect(
      missing.columns[0] == [
        "2: 2 customers and more", "missing", "2: 2 customers and more", "2: 2 customers and more",
        "1: under 2 customers", "2: 2 customers and more", "2: 2 customers and more",
      ])
  }

  @Test("bands of more than nine are numbered with two digits, and bounds convert")
  func bandNumbers() {
    let run = ScriptRun(
      """
      band(3, [1, 2, 3, 4, 5, 6, 7, 8, 9])
      band(18 months, [1 year, 2 years])
      band(1.23456, [1.23455, 2])
      """)
    #expect(
      run.output.split(separator: "\n") == [
        "04: 3 to under 4", "2: 12 to under 24 months", "2: 1.23455 to under 2",
      ])
    for wrong in ["band(3, [2, 1])", "band(3, [1, 1])", "band(3, [1, missing])"] {
      #expect(ScriptRun(wrong).outcome == .checkError || ScriptRun(wrong).outcome == .runtimeError)
    }
  }
}

/// Tables in memory beside rows of a file, in which a period is its first day.
@Suite("Periods of files and of memory") struct MixedPeriodTests {
  private static let tables = """
    let t = load("Tests/EvaluationTests/Data/windows.csv", units: {cost: USD, won: customer})
    let weights = table {
      month    | weight
      @2026-01 | 2
      @2026-02 | 3
      @2026-04 | 5
    }
    let monthly = t | summarize(cost: sum(.cost), by: [.channel, month: month(.month)])

    """

  private static func column(_ name: String, _ text: String) -> [String] {
    let run = ScriptRun(tables + text)
    #expect(run.outcome == .succeeded, "\(run.words)")
    return run.column(name, ofShown: 0).map(NumberText().text)
  }

  @Test("they meet in joins, comparisons and pivots")
  func meeting() {
    #expect(
      Self.column("weight", "monthly | join(weights, one: .month)") == [
        "2", "3", "5", "2", "3", "3",
      ])
    #expect(
      Self.column("cost", "monthly | join(weights, one: .month) | where(.month == @2026-04)")
        == ["$90"])
    #expect(
      Self.column(
        "2026-02",
        """
        monthly | join(weights, one: .month) | pivot(rows: .weight, columns: .month, value: .cost, \
        aggregate: "sum")
        """) == ["missing", "$142", "missing"])
    #expect(
      Self.column(
        "month",
        """
        weights | join(monthly | window(month: lead(.month), by: .channel, order: .month), many: .month)
        """) == ["2026-02", "2026-02", "2026-04"])
    #expect(
      Self.column("month", "weights | append(monthly | keep(.month)) | complete(.month, fill: 0)")
        .filter { $0 == "2026-03" }.count == 1)
  }
}
