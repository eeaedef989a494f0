import Diagnostics
import Testing

/// Each fix means what was meant: applied to the text, it gives the value that the person asked for.
///
/// The values are worked out by hand from the two rows of the table.
@Suite("Fixes give what was meant") struct FixValueTests {
  static let names = """
    let t = table {
      channel | region | day         | cost[USD] | won[customer] | a | b
      "ads"   | "eu"   | @2026-01-01 | 120       | 4             | 1 | 10
      "mail"  | "us"   | @2026-01-02 | 50        | missing       | 2 | 30
    }
    let u = table {
      channel | x[USD]
      "ads"   | 3
    }
    let l = [10, 20, 30, 40, 50]
    let word = "abcd"
    let value = $2_016/customer
    let arpa = $84/customer/month
    let cost = $1_200
    let customers = 40 customers

    """

  struct Case: CustomTestStringConvertible, Sendable {
    var typed: String
    /// The line after the first fix.
    var fixed: String
    /// What that line shows.
    var shown: String
    var testDescription: String { typed }

    init(_ typed: String, _ fixed: String, gives shown: String) {
      self.typed = typed
      self.fixed = fixed
      self.shown = shown
    }
  }

  static let aggregates = [
    Case("percentile(l, 90)", "quantile(l, 90%)", gives: "46"),
    Case("percentile(l, 0.9)", "quantile(l, 0.9)", gives: "46"),
    Case("l | percentile(25)", "l | quantile(25%)", gives: "20"),
    Case("quantile(l, 90)", "quantile(l, 90%)", gives: "46"),
    Case("quantile(l, at: 90)", "quantile(l, at: 90%)", gives: "46"),
    Case("len(t)", "count(t)", gives: "2"), Case("t | len()", "t | count()", gives: "2"),
    Case("nrow(t)", "count(t)", gives: "2"), Case("len(l)", "length(l)", gives: "5"),
    Case("len(word)", "length(word)", gives: "4"), Case("length(t)", "count(t)", gives: "2"),
    Case("avg(l)", "mean(l)", gives: "30"), Case("average(l)", "mean(l)", gives: "30"),
    Case("n_distinct([1, 1, 2])", "distinct([1, 1, 2])", gives: "2"),
    Case("t | nunique()", "t | distinct() | count()", gives: "2"),
    Case(
      "(t | summarize(n: nunique(.region))).n", "(t | summarize(n: distinct(.region))).n",
      gives: "[2]"),
    Case("(t | summarize(n: len(.b))).n", "(t | summarize(n: count())).n", gives: "[2]"),
    Case("(t | add(n: len(.channel))).n", "(t | add(n: length(.channel))).n", gives: "[3, 4]"),
    Case(
      "(t | summarize(n: count(.channel == \"ads\"))).n",
      "(t | summarize(n: count_if(.channel == \"ads\"))).n", gives: "[1]"),
    Case(
      "(t | summarize(n: countif(.channel, \"ads\"))).n",
      "(t | summarize(n: count_if(.channel == \"ads\"))).n", gives: "[1]"),
    Case(
      "(t | summarize(s: sumif(.cost, .channel == \"ads\"))).s",
      "(t | summarize(s: sum(if .channel == \"ads\" then .cost else missing))).s",
      gives: "[$120]"),
    Case(
      "(t | summarize(s: sum(.cost), bye: .region)).s",
      "(t | summarize(s: sum(.cost), by: .region)).s", gives: "[$120, $50]"),
    Case(
      "(t | summarize(s: sum(.cost), group: [.region])).s",
      "(t | summarize(s: sum(.cost), by: [.region])).s", gives: "[$120, $50]"),
  ]

  static let verbs = [
    Case("(t | sort(\"cost\")).cost", "(t | sort(.cost)).cost", gives: "[$50, $120]"),
    Case("(t | sort(.a, desc: true)).a", "(t | sort(-.a)).a", gives: "[2, 1]"),
    Case("(t | sort(.a, ascending: false)).a", "(t | sort(-.a)).a", gives: "[2, 1]"),
    Case("(t | sort(.cost, ascending: true)).cost", "(t | sort(.cost)).cost", gives: "[$50, $120]"),
    Case("(t | arrange(desc(.a))).a", "(t | sort(-.a)).a", gives: "[2, 1]"),
    Case("(t | order_by(\"cost\")).cost", "(t | sort(.cost)).cost", gives: "[$50, $120]"),
    Case("(t | keep([.a, .b])).b", "(t | keep(.a, .b)).b", gives: "[10, 30]"),
    Case("(t | select(\"a\")).a", "(t | keep(.a)).a", gives: "[1, 2]"),
    Case("(t | mutate(c: .a + .b)).c", "(t | add(c: .a + .b)).c", gives: "[11, 32]"),
    Case("(t | filter(.a > 1)).b", "(t | where(.a > 1)).b", gives: "[30]"),
    Case("filter(t, .a > 1).b", "where(t, .a > 1).b", gives: "[30]"),
    Case(
      "(t | groupby(\"region\")).rows",
      "(t | summarize(rows: count(), by: .region)).rows", gives: "[1, 1]"),
    Case("(t | rename(.a, \"x\")).x", "(t | rename(x: .a)).x", gives: "[1, 2]"),
    Case("(t | rename(a: \"x\")).x", "(t | rename(x: .a)).x", gives: "[1, 2]"),
    Case("(t | rename({a: \"x\"})).x", "(t | rename(x: .a)).x", gives: "[1, 2]"),
    Case("(t | nlargest(1, \"a\")).b", "(t | top(1, by: .a)).b", gives: "[30]"),
    Case("(t | dropna(.won)).a", "(t | where(.won is not missing)).a", gives: "[1]"),
    Case(
      "(t | fill(.won, 0)).won", "(t | fill(.won, with: 0 customers)).won",
      gives: "[4 customers, 0 customers]"),
    Case(
      "t.won | fillna(1)", "t.won | map(x => x ?? 1 customer)",
      gives: "[4 customers, 1 customer]"),
    Case(
      "(t | merge(u, on: \"channel\")).x", "(t | join(u, one: .channel)).x", gives: "[$3]"),
    Case(
      "(t | merge(u, how: \"left\")).x", "(t | join(u, one: .channel, keep: \"left\")).x",
      gives: "[$3, missing]"),
    Case(
      "(t | join(u, one: .channel, keep: left)).x",
      "(t | join(u, one: .channel, keep: \"left\")).x", gives: "[$3, missing]"),
    Case("(t | join(u, on: .channel)).x", "(t | join(u, one: .channel)).x", gives: "[$3]"),
    Case("(t | join(u)).x", "(t | join(u, one: .channel)).x", gives: "[$3]"),
    Case(
      "VLOOKUP(\"mail\", t, 2)", "first((t | where(.channel == \"mail\")).region)", gives: "us"),
    Case(
      "(t | melt(.a, .b)).value", "(t | unpivot(.a, .b, name: \"name\", value: \"value\")).value",
      gives: "[1, 10, 2, 30]"),
    Case(
      "(t | pivot_table(index: .region, columns: .channel, values: .a)).ads",
      "(t | pivot(rows: .region, columns: .channel, value: .a)).ads", gives: "[1, missing]"),
  ]

  static let cells = [
    Case("(t | add(s: cumsum(.a))).s", "(t | window(s: running(.a))).s", gives: "[1, 3]"),
    Case("(t | add(s: shift(.a, 1))).s", "(t | window(s: lag(.a, 1))).s", gives: "[missing, 1]"),
    Case(
      "(t | add(s: pct_change(.b))).s", "(t | window(s: .b / lag(.b) - 1)).s",
      gives: "[missing, 2]"),
    Case(
      "(t | window(s: rank(.a, ascending: false))).s", "(t | window(s: rank(-.a))).s",
      gives: "[2, 1]"),
    Case(
      "(t | add(c: ifelse(.a > 1, \"big\", \"small\"))).c",
      "(t | add(c: if .a > 1 then \"big\" else \"small\")).c", gives: "[\"small\", \"big\"]"),
    Case("iif(1 > 2, 3, 4)", "if 1 > 2 then 3 else 4", gives: "4"),
    Case("coalesce(missing, 3)", "missing ?? 3", gives: "3"),
    Case(
      "(t | add(c: coalesce(.won, 0))).c", "(t | add(c: .won ?? 0 customers)).c",
      gives: "[4 customers, 0 customers]"),
    Case("(t | where(isnull(.won))).a", "(t | where(.won is missing)).a", gives: "[2]"),
    Case("(t | where(notna(.won))).a", "(t | where(.won is not missing)).a", gives: "[1]"),
    Case("concat(word, \"-\", word)", "\"{word}-{word}\"", gives: "abcd-abcd"),
    Case("round($8.125, 2)", "round($8.125, $0.01)", gives: "$8.13"),
    Case("round(3.7, 0)", "round(3.7)", gives: "4"),
  ]

  static let units = [
    Case("value + arpa", "value + arpa * 12 months", gives: "$3,024/customer"),
    Case("arpa + value", "arpa * 12 months + value", gives: "$3,024/customer"),
    Case("value < arpa", "value < arpa * 12 months", gives: "false"),
    Case(
      "value to USD/customer/month", "value / 12 months to USD/customer/month",
      gives: "$168/customer/month"),
    Case(
      "customers / cost to USD/customer", "cost / customers to USD/customer",
      gives: "$30/customer"),
    Case("customers / cost == $30/customer", "cost / customers == $30/customer", gives: "true"),
    Case("$10 + $3/day", "$10 + $3/day * 30 days", gives: "$100"),
  ]

  @Test("of aggregates", arguments: aggregates) func ofAggregates(_ fix: Case) { check(fix) }
  @Test("of verbs", arguments: verbs) func ofVerbs(_ fix: Case) { check(fix) }
  @Test("of cells", arguments: cells) func ofCells(_ fix: Case) { check(fix) }
  @Test("of units", arguments: units) func ofUnits(_ fix: Case) { check(fix) }

  private func check(_ fix: Case) {
    let mistake = ScriptRun(Self.names + fix.typed, checkOnly: true).diagnostics.first
    let fixed = mistake?.helps.first?.applied(to: Self.names + fix.typed)
    #expect(fixed == Self.names + fix.fixed)
    let run = ScriptRun(Self.names + fix.fixed)
    #expect(run.diagnostics.isEmpty)
    #expect(run.output == fix.shown + "\n")
  }

  @Test("a step of two is rounded to, and doubted with both meanings")
  func decimalPlaces() {
    let run = ScriptRun("round(3.14159, 2)")
    #expect(run.output == "4\n")
    #expect(run.diagnostics.map(\.severity) == [.note])
    #expect(
      run.diagnostics.first?.helps.map(\.code) == [
        "round(3.14159, 0.01)", "round(3.14159, to: 2)",
      ])
    for sure in ["round(3.14159, to: 2)", "round(17, 5)", "round(17.3, 5)", "round(3.1, 0.1)"] {
      #expect(ScriptRun(sure).diagnostics.isEmpty)
    }
  }

  @Test("a column or condition that may be meant is not doubted")
  func notForeign() {
    let fine = [
      "t | add(flag: .a > 1) | summarize(n: count(.flag))", "t | sort(-.a)",
      "t | summarize(s: sum(.cost), group: max(.a))", "t | window(part: .a, by: .channel)",
      "t | add(group: .channel)", "t | rename(x: .a)", "t | fill(.won, with: 0 customers)",
      "t | top(1, by: .a)", "count([1, 2])",
    ]
    for line in fine {
      #expect(ScriptRun(Self.names + line).diagnostics.isEmpty, "\(line)")
    }
  }

  @Test(
    "calls within calls are checked once each", arguments: ["round", "length", "len", "fillna"])
  func nestedCalls(_ name: String) {
    // If each level were checked twice, so many of them would pass every limit.
    let depth = 150
    let end = name == "round" ? ", 2)" : ")"
    let text = String(repeating: "\(name)(", count: depth) + "1.5"
    let run = ScriptRun(text + String(repeating: end, count: depth), checkOnly: true)
    #expect(!run.diagnostics.contains { $0.code.rawValue == "E0710" })
    #expect(!run.diagnostics.isEmpty)
  }
}
