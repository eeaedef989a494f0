import Evaluation
import Testing
import Values

/// Columns over the rows around each row, of a file and of the same rows in memory.
///
/// The figures were made from Data/windows.csv by pandas 3.1.1, with `s = d.sort_values('month',
/// kind='stable')` and `g = s.groupby('channel', dropna=False)`; each test names the expression.
@Suite("Windows") struct WindowTests {
  static let fromFile = """
    let t = load("Tests/EvaluationTests/Data/windows.csv", units: {cost: USD, won: customer})

    """
  static let inMemory = """
    let t = table {
      channel | month       | cost[USD] | won[customer]
      "ads"   | @2026-01-01 | 30 | 3
      "mail"  | @2026-01-01 | 5  | missing
      "ads"   | @2026-04-01 | 90 | 4
      "ads"   | @2026-02-01 | 60 | 4
      missing | @2026-02-01 | 7  | 1
      "mail"  | @2026-02-01 | 15 | 2
      "ads"   | @2026-02-01 | 60 | 5
    }

    """

  /// One window column of the table, by channel and month unless other arguments are given.
  static func column(
    _ expression: String, _ arguments: String = "by: .channel, order: .month", of table: String,
  ) -> [Double?] {
    let run = ScriptRun("\(table)t | window(x: \(expression), \(arguments))")
    #expect(run.outcome == .succeeded, "\(run.words)")
    // The rows and their order are those of the table.
    #expect(run.column("cost", ofShown: 0).map(\.magnitude) == [30, 5, 90, 60, 7, 15, 60])
    return run.column("x", ofShown: 0).map(\.magnitude)
  }

  @Test("lag and lead look at other rows of the group", arguments: [fromFile, inMemory])
  func shifts(_ table: String) {
    // g.cost.shift(1), g.cost.shift(-2)
    #expect(Self.column("lag(.cost)", of: table) == [nil, nil, 60, 30, nil, 5, 60])
    #expect(Self.column("lead(.cost, 2)", of: table) == [60, nil, nil, 90, nil, nil, nil])
    #expect(Self.column("lag(.cost, 9)", of: table).allSatisfy { $0 == nil })
  }

  @Test("running sums go up to each row", arguments: [fromFile, inMemory])
  func running(_ table: String) {
    // g.won.cumsum(), which is missing where won is, and here the sum so far; g.cost.cummax()
    #expect(Self.column("running(.won)", of: table) == [3, 0, 16, 7, 1, 2, 12])
    #expect(
      Self.column("running(.cost, aggregate: \"max\")", of: table) == [30, 5, 90, 60, 7, 15, 60])
    #expect(Self.column("running(.won, aggregate: \"count\")", of: table) == [1, 0, 4, 2, 1, 1, 3])
    #expect(
      Self.column("running(.won, aggregate: \"mean\")", of: table) == [3, nil, 4, 3.5, 1, 2, 4])
    #expect(
      Self.column("running(.won, aggregate: \"min\")", of: table) == [3, nil, 3, 3, 1, 2, 3])
  }

  @Test(
    "moving means take the last n values, whole windows unless asked otherwise",
    arguments: [fromFile, inMemory])
  func moving(_ table: String) {
    // rolling(2).mean(), rolling(2, min_periods=1).mean(), rolling(3, min_periods=1).sum()
    #expect(Self.column("moving(.won, 2)", of: table) == [nil, nil, 4.5, 3.5, nil, nil, 4.5])
    #expect(
      Self.column("moving(.won, 2, partial: true)", of: table) == [3, nil, 4.5, 3.5, 1, 2, 4.5])
    #expect(
      Self.column("moving(.cost, 3, aggregate: \"sum\", partial: true)", of: table)
        == [30, 5, 210, 90, 7, 20, 150])
    #expect(Self.column("moving(.cost, 1)", of: table) == [30, 5, 90, 60, 7, 15, 60])
  }

  @Test("ranks, with the place of ties as it is said", arguments: [fromFile, inMemory])
  func ranks(_ table: String) {
    // s.won.rank(method=...), g.cost.rank(method='first'), rank(ascending=False) by channel
    let all = "order: .month"
    #expect(Self.column("rank(.won)", all, of: table) == [3, nil, 4, 4, 1, 2, 6])
    #expect(Self.column("rank(.won, ties: \"dense\")", all, of: table) == [3, nil, 4, 4, 1, 2, 5])
    #expect(Self.column("rank(.won, ties: \"order\")", all, of: table) == [3, nil, 5, 4, 1, 2, 6])
    #expect(
      Self.column("rank(.won, ties: \"mean\")", all, of: table) == [3, nil, 4.5, 4.5, 1, 2, 6])
    #expect(Self.column("rank(.cost, ties: \"order\")", of: table) == [1, 1, 4, 2, 1, 2, 3])
    #expect(Self.column("rank(-.cost)", "by: .channel", of: table) == [4, 2, 1, 2, 1, 1, 2])
  }

  @Test(
    "an aggregate has the value of the whole group in each row", arguments: [fromFile, inMemory])
  func aggregates(_ table: String) {
    // g.cost.transform('sum'), 'median', 'std'; first and last by the order of month
    #expect(Self.column("sum(.cost)", of: table) == [240, 20, 240, 240, 7, 20, 240])
    #expect(Self.column("median(.cost)", of: table) == [60, 10, 60, 60, 7, 10, 60])
    #expect(Self.column("first(.cost)", of: table) == [30, 5, 30, 30, 7, 5, 30])
    #expect(Self.column("last(.cost)", of: table) == [90, 15, 90, 90, 7, 15, 90])
    #expect(Self.column("count()", of: table) == [4, 2, 4, 4, 1, 2, 4])
    let deviations = Self.column("stddev(.cost)", of: table)
    #expect(abs((deviations[0] ?? 0) - 24.49489742783178) < 1e-12)
    #expect(abs((deviations[1] ?? 0) - 7.0710678118654755) < 1e-12)
    #expect(deviations[4] == nil)
    #expect(Self.column("sum(.cost) / .cost", of: table) == [8, 4, 240.0 / 90, 4, 1, 20.0 / 15, 4])
  }

  @Test("units go through", arguments: [fromFile, inMemory])
  func unitsCarry(_ table: String) {
    let run = ScriptRun(
      table + """
        t | window(
          before: lag(.cost), so_far: running(.won), smooth: moving(.cost / .won, 2), place: rank(.cost),
          part: .won / sum(.won), by: .channel)
        """)
    #expect(run.outcome == .succeeded, "\(run.words)")
    guard case .table(let shown)? = run.shown.first?.value else { return }
    let types = ["before", "so_far", "smooth", "place", "part"].map {
      shown.type[$0]?.type.description
    }
    #expect(types == ["USD", "customer", "USD/customer", "Number", "Share"])
  }

  @Test("tables of no row and of one row", arguments: [fromFile, inMemory])
  func small(_ table: String) {
    let window = """
      window(a: lag(.cost), b: running(.cost), c: moving(.cost, 2), d: rank(.cost), e: sum(.cost), \
      by: .channel, order: -.month)
      """
    let none = ScriptRun("\(table)t | where(.cost > $1_000) | \(window)")
    #expect(none.outcome == .succeeded, "\(none.words)")
    #expect(none.column("e", ofShown: 0).isEmpty)
    let whole = ScriptRun("\(table)t | where(.cost > $1_000) | window(e: sum(.cost), n: count())")
    #expect(whole.outcome == .succeeded)
    #expect(whole.column("n", ofShown: 0).isEmpty)
    let one = ScriptRun("\(table)t | where(.cost == $7) | \(window)")
    #expect(
      ["a", "b", "c", "d", "e"].map { one.column($0, ofShown: 0).map(\.magnitude) }
        == [[nil], [7], [nil], [1], [7]])
  }

  @Test("what follows sees the new columns", arguments: [fromFile, inMemory])
  func following(_ table: String) {
    let run = ScriptRun(
      table + """
        t | window(change: .cost - lag(.cost), by: .channel, order: .month) | where(.change >= $0)
        | sort(-.change) | window(n: rank(.change), change: lead(.change))
        | summarize(total: sum(.change), n: max(.n), rows: count())
        """)
    #expect(run.outcome == .succeeded, "\(run.words)")
    // The changes are 30, 30, 10 and 0, and the leads of the first three 30, 10 and 0.
    #expect(run.column("total", ofShown: 0).map(\.magnitude) == [40])
    #expect(run.column("n", ofShown: 0).map(\.magnitude) == [3])
    #expect(run.column("rows", ofShown: 0).map(\.magnitude) == [4])
  }

  @Test("zero denominators inside of a window are counted")
  func zeros() {
    let run = ScriptRun(
      Self.fromFile
        + "t | window(x: running(.cost / (.won - 4 customers)), y: .cost / lag(.won - 4 customers))"
    )
    #expect(run.outcome == .succeeded, "\(run.words)")
    #expect(
      run.notes.map(\.text).filter { $0.contains("denominator") } == [
        "`window`: 2 values are missing because the denominator is zero",
        "`y`: 2 values are missing because the denominator is zero",
      ])
  }

  @Test("estimates keep their intervals")
  func estimates() {
    let run = ScriptRun(
      """
      let wins = load("Datasets/customers.csv", as: customers, units: {mrr: USD/customer/month})
      let t = churn(wins, by: .segment)
      t | window(before: lag(.churn), total: running(.churn), place: rank(.churn))
      """)
    #expect(run.outcome == .succeeded, "\(run.words)")
    let before = run.column("before", ofShown: 0)
    #expect(before.first?.isMissing == true)
    #expect(before.dropFirst().allSatisfy { $0.type.isEstimate })
    #expect(run.column("total", ofShown: 0).allSatisfy { $0.type.isEstimate })
  }
}
