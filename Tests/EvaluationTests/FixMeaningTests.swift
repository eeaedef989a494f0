import Diagnostics
import Evaluation
import Testing
import Values

/// What people type who know Excel, SQL, R or pandas, with what it means there.
///
/// The fix of the first message is put in, and again while a mistake is left. The text must then be the
/// one given, and its value the one that was computed by hand for the language that it comes from.
@Suite("Fixes mean what was typed") struct FixMeaningTests {
  struct Case: CustomStringConvertible, Sendable {
    let typed: String
    let fixed: String
    let value: String
    var setup = ""
    var description: String { typed }

    init(_ typed: String, _ fixed: String, _ value: String, after setup: String = "") {
      self.typed = typed
      self.fixed = fixed
      self.value = value
      self.setup = setup
    }
  }

  private static let table = """
    let t = table {
      channel | cost | "x y"
      "ads"   | 5    | 1
      "brand" | 7    | 2
      "ads"   | 9    | 3
    }

    """

  static let numbers: [Case] = [
    Case("$50K", "$50k", "$50,000"),
    Case("1.5m", "1.5M", "1,500,000"),
    Case("$1.5MM", "$1.5M", "$1,500,000"),
    Case("$2 billion", "$2bn", "$2,000,000,000"),
    Case("5 million customers", "5M customers", "5,000,000 customers"),
    Case("84 dollars", "$84", "$84"),
    Case("84 dollars/customer", "$84/customer", "$84/customer"),
    Case("84 euros", "€84", "€84"),
    Case("84 usd", "84 USD", "$84"),
    Case("5 percent", "5%", "5%"),
    Case("10% of $500", "10% * $500", "$50"),
    Case("7 // 2", "floor(7 / 2)", "3"),
    Case("-7 // 2", "floor(-7 / 2)", "-4"),
    Case("1 + 3 * 5 // 2", "1 + floor(3 * 5 / 2)", "8"),
    Case("1 + 2 -- the sum", "1 + 2 # the sum", "3"),
    Case("=1+2", "1+2", "3"),
  ]

  static let choices: [Case] = [
    Case("IF(1 > 2, 3, 4)", "if 1 > 2 then 3 else 4", "4"),
    Case("IF(2 > 1, 3, 4) * 2", "(if 2 > 1 then 3 else 4) * 2", "6"),
    Case("if(1 > 2, 3, if(2 > 1, 5, 6))", "if 1 > 2 then 3 else if 2 > 1 then 5 else 6", "5"),
    Case("case when 1 = 2 then 3 else 4 end", "if 1 == 2 then 3 else 4", "4"),
    Case(
      "CASE WHEN 1 > 2 THEN 3 WHEN 2 > 1 THEN 5 ELSE 4 END",
      "if 1 > 2 then 3 else if 2 > 1 then 5 else 4", "5"),
    Case(
      "case 3 when 1 then 10 when 3 then 30 end", "match 3 { 1 => 10, 3 => 30, else => missing }",
      "30"),
    Case("match 3 { 1 => 10, _ => 20 }", "match 3 { 1 => 10, else => 20 }", "20"),
    Case("match 3 { 1 => 10, default => 20 }", "match 3 { 1 => 10, else => 20 }", "20"),
  ]

  static let conditions: [Case] = [
    Case("x like \"%bc%\"", "contains(x, \"bc\")", "true", after: "let x = \"abcd\"\n"),
    Case("x LIKE \"ab%\"", "starts_with(x, \"ab\")", "true", after: "let x = \"abcd\"\n"),
    Case("x like \"%ab\"", "ends_with(x, \"ab\")", "false", after: "let x = \"abcd\"\n"),
    Case(
      "x not like \"a%d\"", "not (starts_with(x, \"a\") and ends_with(x, \"d\"))", "false",
      after: "let x = \"abcd\"\n"),
    Case("x between 1 and 5", "x >= 1 and x <= 5", "true", after: "let x = 2.5\n"),
    Case("x NOT BETWEEN 1 AND 5", "not (x >= 1 and x <= 5)", "false", after: "let x = 5\n"),
    Case(
      "@2026-02-01 between @2026-01-01 and @2026-02-01",
      "@2026-02-01 in @2026-01-01..@2026-02-01", "true"),
    Case("2 NOT IN (1, 3)", "2 not in [1, 3]", "true"),
    Case("x != null", "x is not missing", "true", after: "let x = 3\n"),
    Case("x == None", "x is missing", "false", after: "let x = 3\n"),
    Case("x IS NOT NULL", "x is not missing", "true", after: "let x = 3\n"),
    Case("NaN", "missing", "missing"),
    Case("True and FALSE", "true and false", "false"),
  ]

  static let functions: [Case] = [
    Case("f <- function(x) x * 2", "fn f(x) = x * 2", "8"),
    Case("f = lambda x: x * 2", "fn f(x) = x * 2", "8"),
    Case("def f(x): return x * 2", "fn f(x) = x * 2", "8"),
    Case("function f(x) { return x * 2; }", "fn f(x) = x * 2", "8"),
    Case("let f = x -> x * 2", "let f = x => x * 2", "8"),
  ]

  static let tables: [Case] = [
    Case(
      "contains(\"ads\", \"a\") and \"ads\".contains(\"d\")",
      "contains(\"ads\", \"a\") and contains(\"ads\", \"d\")", "true"),
    Case("name.upper()", "upper(name)", "ADS", after: "let name = \"ads\"\n"),
    Case("t.cost.sum()", "sum(t.cost)", "21", after: table),
    Case("np.mean(t.cost)", "mean(t.cost)", "7", after: table),
    Case("sum(t[\"cost\"])", "sum(t.cost)", "21", after: table),
    Case("sum(t[\"x y\"])", "sum(t.\"x y\")", "6", after: table),
    Case("sum((t[t.cost > 5]).cost)", "sum((t | where(.cost > 5)).cost)", "16", after: table),
    Case(
      "let u = t.where(.cost > 5).sort(-.cost)\nu.cost[0]",
      "let u = t | where(.cost > 5) | sort(-.cost)\nu.cost[0]", "9", after: table),
    Case(
      "let u = t | where(channel = \"ads\")\nsum(u.cost)",
      "let u = t | where(.channel == \"ads\")\nsum(u.cost)", "14", after: table),
    Case(
      "let u = t | summarize(n: count(*))\nu.n[0]", "let u = t | summarize(n: count())\nu.n[0]",
      "3",
      after: table),
    Case("today()", "today", "2026-03-01"),
  ]

  @Test("word for word, and in value", arguments: numbers + choices + conditions + tables)
  func value(_ item: Case) throws {
    let fixed = try Self.mended(item.setup + item.typed)
    #expect(fixed == item.setup + item.fixed)
    let run = ScriptRun(fixed, options: Self.options)
    #expect(run.output.trimmed == item.value)
  }

  @Test("of a function, which is called then", arguments: functions)
  func function(_ item: Case) throws {
    let fixed = try Self.mended(item.typed)
    #expect(fixed == item.fixed)
    #expect(ScriptRun("\(fixed)\nf(4)").output.trimmed == item.value)
  }

  @Test(
    "of a query, whose rows are those of SQL",
    arguments: [
      (
        "select channel, cost from t where cost > 5 order by cost desc",
        "t | where(.cost > 5) | sort(-.cost) | keep(.channel, .cost)", ["ads 9", "brand 7"]
      ),
      (
        "SELECT channel, SUM(cost) AS total FROM t GROUP BY channel ORDER BY total DESC",
        "t | summarize(total: sum(.cost), by: .channel) | sort(-.total)", ["ads 14", "brand 7"]
      ),
      (
        "select channel, cost from t where channel like 'b%' or cost between 8 and 9",
        "t | where(starts_with(.channel, \"b\") or .cost >= 8 and .cost <= 9) | keep(.channel, .cost)",
        ["brand 7", "ads 9"]
      ),
      (
        "select distinct channel from t", "t | keep(.channel) | distinct(.channel)",
        ["ads", "brand"]
      ),
      (
        "select count(*) from t where cost > 5", "t | where(.cost > 5) | summarize(rows: count())",
        ["2"]
      ),
      ("t where cost > 8", "t | where(.cost > 8)", ["ads 9 3"]),
    ])
  func query(_ typed: String, _ fixed: String, _ rows: [String]) throws {
    let text = try Self.mended(Self.table + typed)
    #expect(text == Self.table + fixed)
    let lines = ScriptRun(text).output.split(separator: "\n").drop { !$0.hasPrefix("─") }
      .dropFirst()
    #expect(lines.map { $0.split(separator: " ").joined(separator: " ") } == rows)
  }

  private static let options: SessionOptions = {
    var options = SessionOptions()
    options.today = CalendarDate(year: 2026, month: 3, day: 1)
    return options
  }()

  /// A text with the first fix of its first message, as long as there is one.
  private static func mended(_ typed: String) throws -> String {
    var text = typed
    for _ in 0..<8 {
      let run = ScriptRun(text, checkOnly: true, options: options)
      guard let mistake = run.diagnostics.first(where: { $0.severity == .error }) else {
        return text
      }
      text = try #require(
        mistake.helps.first?.applied(to: text), "\(mistake.message) has no fix in \(text)")
    }
    Issue.record("more than eight fixes: \(text)")
    return text
  }
}

extension String {
  fileprivate var trimmed: String {
    split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") }
      .joined(separator: "\n")
  }
}
