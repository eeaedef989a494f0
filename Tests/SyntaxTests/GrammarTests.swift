import Diagnostics
import Syntax
import SyntaxSamples
import Testing

typealias GrammarRow = (text: String, tree: String)

/// Rows of the grammar: a text and its tree, written by hand from the language page.
@Suite("grammar") struct GrammarTests {
  private func expect(_ row: GrammarRow, sourceLocation: SourceLocation = #_sourceLocation) {
    let tree = parse(row.text)
    #expect(tree.diagnostics.map(\.message) == [], "\(row.text)", sourceLocation: sourceLocation)
    #expect(TreeDump.of(tree) == row.tree, "\(row.text)", sourceLocation: sourceLocation)
  }

  @Test("numbers and quantities are decided by spaces", arguments: numberRows)
  func numbers(_ row: GrammarRow) { expect(row) }

  static let numberRows: [GrammarRow] = [
    ("123", "123"), ("1_234.5", "1234.5"), ("1.2e6", "1200000"), ("1e-3", "0.001"),
    ("250k", "250000"), ("1.2M", "1200000"), ("3bn", "3000000000"), ("0.07M", "70000"),
    ("3%", "3%"), ("0.5%", "0.5%"), ("2k%", "2000%"),
    ("$12.50", "$12.5"), ("€40", "€40"), ("£9", "£9"), ("$2_016/customer", "$2016[1/customer]"),
    ("40 EUR", "40[EUR]"), ("1.2M USD", "1200000[USD]"), ("40EUR", "40[EUR]"),
    ("18 months", "18[months]"), ("18mo", "18[mo]"), ("20 customers", "20[customers]"),
    ("$40/customer/month", "$40[1/customer/month]"), ("3%/month", "3%[1/month]"),
    ("20 customers/month", "20[customers/month]"), ("$250k/quarter", "$250000[1/quarter]"),
    ("100/n", "100[1/n]"), ("100 / n", "(100 / n)"), ("100/2", "(100 / 2)"),
    ("100 /n", "(100 / n)"), ("6 customers / 2", "(6[customers] / 2)"),
    ("18\nmonths", "18\nmonths"), ("[18,\nmonths]", "[18 months]"), ("5 to days", "(5 to [days])"),
    ("1..12", "(1 .. 12)"), ("0..<5", "(0 ..< 5)"), ("1.5..2.5", "(1.5 .. 2.5)"),
    (".a...b", "(.a .. .b)"), ("-5%", "(- 5%)"), ("5k customers", "5000[customers]"),
    ("a ~= 5 within 1", "(a ~= 5 within 1)"),
  ]

  @Test("dates and periods", arguments: dateRows)
  func dates(_ row: GrammarRow) { expect(row) }

  static let dateRows: [GrammarRow] = [
    ("@2026-03-01", "@2026-3-1"), ("@2024-02-29", "@2024-2-29"),
    ("@2026-03-01T09:30Z", "@2026-3-1T9:30:0.0+0"), ("@2026-03-01T09:30", "@2026-3-1T9:30:0.0"),
    ("@2026-03-01T09:30:15.25-02:00", "@2026-3-1T9:30:15.25+-120"),
    ("@2026-03", "@2026-3"), ("@2026-Q2", "@2026-Q2"), ("@2026", "@2026"),
    ("@2026-W09", "@2026-W9"), ("@2020-W53", "@2020-W53"), ("@2026-W53", "@2026-W53"),
    ("@2026-01..@2026-06", "(@2026-1 .. @2026-6)"), ("@2026-03 - @2026-01", "(@2026-3 - @2026-1)"),
    ("@2026-03-@2026-01", "(@2026-3 - @2026-1)"),
  ]

  @Test("texts", arguments: textRows)
  func texts(_ row: GrammarRow) { expect(row) }

  static let textRows: [GrammarRow] = [
    (#""""#, "\"\""), (#""a\n\t\"\\\{\}""#, "\"a\\n\\t\"\\{}\""), (#""\u{20AC}5""#, "\"€5\""),
    (#""{a}""#, "\"{a}\""), (#""CAC {x + 1:.1N} now""#, "\"CAC {(x + 1):.1N} now\""),
    (#""{value / $540/customer:.1}""#, "\"{(value / $540[1/customer]):.1}\""),
    (#""{f({a: 1}):,}""#, "\"{(f {a:1}):,}\""), (#""{"in: {b:%}"}: c""#, "\"{\"in: {b:%}\"}: c\""),
    (#""{if a then "x" else "y"}""#, "\"{(if a \"x\" \"y\")}\""),
    (#""{d:yyyy-mm-dd}""#, "\"{d:yyyy-mm-dd}\""),
    (#""5 { x | f(a) } 6""#, "\"5 {(pipe x | (f a))} 6\""),
    (#"r"[0-9]{3}\d""#, "\"[0-9]{3}\\d\""),
    ("\"\"\"one\"\"\"", "\"one\""),
    ("\"\"\"\n  one\n    two {x}\n\n  three\n  \"\"\"", "\"one\\n  two {x}\\n\\nthree\""),
    ("\"\"\"\n  say \"hi\"\n  \"\"\"", "\"say \"hi\"\""),
    ("let a = \"\"\"\n  x\n\"\"\"\nb", "(let a \"  x\")\nb"),
  ]

  @Test("columns, fields and names", arguments: nameRows)
  func names(_ row: GrammarRow) { expect(row) }

  static let nameRows: [GrammarRow] = [
    (".channel", ".channel"), (".\"New Customers\"", ".New Customers"), (".in", ".in"),
    ("x.field", "(field x field)"), ("t[0].channel", "(field (at t 0) channel)"),
    ("t.\"New Customers\"", "(field t New Customers)"), ("t.is", "(field t is)"),
    ("f (x)", "(f x)"), ("f\n(x)", "f\nx"), ("saas.ltv(5)", "(saas.ltv 5)"),
    ("sort(-.cac)", "(sort (- .cac))"), ("größe", "größe"), ("x[-1]", "(at x (- 1))"),
    ("f(per: month, as: spend, unit: test)", "(f per:month as:spend unit:test)"),
    ("load(\"a\", as: \"spend\")", "(load \"a\" as:\"spend\")"),
    ("f(per: (p), every: (2 * p))", "(f per:(block p) every:(2 * p))"),
    ("f(test: 1, to: 2, \"New name\": 3)", "(f test:1 to:2 New name:3)"),
    ("f(1, [2], {a: 3},)", "(f 1 [2] {a:3})"), ("f()", "(f)"), ("{}", "{}"), ("[]", "[]"),
    ("{if: 1, \"b c\": 2}", "{if:1 b c:2}"),
    ("[.channel, month: month(.started)]", "[.channel month:(month .started)]"),
    (
      "load(\"a\", units: {cost: USD, churn: %/month, price: €/month, n: 1/year})",
      "(load \"a\" units:{cost:[USD] churn:[%/month] price:[€/month] n:[1/year]})"
    ),
    ("table", "table"), ("unit + currency", "(unit + currency)"), ("_3", "_3"),
  ]

  @Test("operators, from loosest to tightest", arguments: operatorRows)
  func operators(_ row: GrammarRow) { expect(row) }

  static let operatorRows: [GrammarRow] = [
    ("x => x | f", "(x => (pipe x | (f)))"), ("(a, b) => a + b", "(a b => (a + b))"),
    ("map(m => f(m) | add(n: m))", "(map (m => (pipe (f m) | (add n:m))))"),
    ("a + b | f(1) | g", "(pipe (a + b) | (f 1) | (g))"),
    ("a or b and c or d", "(a or (b and c) or d)"), ("not a == b and c", "((not (a == b)) and c)"),
    ("a not in b", "(a not in b)"), ("not a in b", "(not (a in b))"),
    ("x is missing or y is not missing", "((x is missing) or (y is not missing))"),
    ("a ?? b > c", "((a ?? b) > c)"), ("a ?? 1..2", "(a ?? (1 .. 2))"),
    ("x in 1..n + 1", "(x in (1 .. (n + 1)))"), ("a + b to USD", "((a + b) to [USD])"),
    ("x to € at 1.08 USD/EUR", "(x to [€] at 1.08[USD/EUR])"),
    ("x to days at 30.4375 days/month", "(x to [days] at 30.4375[days/month])"),
    ("x to 1/year", "(x to [1/year])"), ("x to USD/month > y", "((x to [USD/month]) > y)"),
    ("1 + 2 - 3 * 4 / 5 mod 6", "(1 + 2 - (3 * 4 / 5 mod 6))"),
    ("churned / at_risk per month", "((churned / at_risk) per [month])"),
    ("a / b per month * 2", "(((a / b) per [month]) * 2)"),
    ("(sum(.a) / sum(.b)) per month", "(((sum .a) / (sum .b)) per [month])"),
    ("-2^2", "(- (2 ^ 2))"), ("2^3^2", "(2 ^ (3 ^ 2))"), ("2^-1", "(2 ^ (- 1))"),
    ("-x.y * -z", "((- (field x y)) * (- z))"), ("a - -b", "(a - (- b))"),
    ("a ~= b + c within 1%", "(a ~= (b + c) within 1%)"),
    ("x<-5", "(x < (- 5))"), ("a != b", "(a != b)"),
    ("if a > 1 then b + 1 else c + 2", "(if (a > 1) (b + 1) (c + 2))"),
    ("if a then b else c | f", "(pipe (if a b c) | (f))"),
    ("if a then b | f else if c then d else e", "(if a (pipe b | (f)) (if c d e))"),
    (
      "match e { 1..9 => a, \"x\", \"y\" => b, missing => c, else => d }",
      "(match e ((1 .. 9) => a) (\"x\",\"y\" => b) (missing => c) (else => d))"
    ),
    ("1 - 5%", "(1 - 5%)"),
  ]

  @Test("statements", arguments: statementRows)
  func statements(_ row: GrammarRow) { expect(row) }

  static let statementRows: [GrammarRow] = [
    ("let a = 5", "(let a 5)"), ("let a = 5; a", "(let a 5);\na"), ("a;", "a;"),
    ("metric cac = sum(.cost) / sum(.won)", "(metric cac ((sum .cost) / (sum .won)))"),
    ("param budget: Money = $250k", "(param budget : Money = $250000)"),
    ("param quarter: Period", "(param quarter : Period)"), ("param b = 1", "(param b = 1)"),
    ("use \"lib/saas.sales\" as saas", "(use \"lib/saas.sales\" as saas)"),
    ("use \"a.sales\"", "(use \"a.sales\")"), ("check a > 1", "(check (a > 1))"),
    ("check a > 1, \"no {a}\"", "(check (a > 1) \"no {a}\")"),
    ("test \"t\" { check a }", "(test \"t\" (check a))"),
    ("test \"t\" {\n  let a = 1\n  check a > 0\n}", "(test \"t\" (let a 1) (check (a > 0)))"),
    ("unit store", "(unit store)"), ("currency AUD", "(currency AUD)"),
    ("fn f(x) = x * 2", "(fn f [x] (x * 2))"),
    (
      "fn f(a: USD/customer/month, m: Number = 100%) -> USD/customer = a * m",
      "(fn f [a:[USD/customer/month] m:Number=100%] -> [USD/customer] (a * m))"
    ),
    ("fn f(a: List<Text>?, b: %/month) = a", "(fn f [a:List<Text>? b:[%/month]] a)"),
    ("fn f(x) = { let y = x * 2; y + 1 }", "(fn f [x] (block (let y (x * 2)); (y + 1)))"),
    ("fn f(x) = {\n  let y = x\n  y\n}", "(fn f [x] (block (let y x) y))"),
    ("fn f(x) = {a: x}", "(fn f [x] {a:x})"), ("fn f(x) = { x }", "(fn f [x] (block x))"),
    ("| sort(.a)", "(pipe _ | (sort .a))"), ("fn f(a,\n  b) =\n  a", "(fn f [a b] a)"),
  ]

  @Test("the innermost bracket decides what a newline means", arguments: lineRows)
  func lines(_ row: GrammarRow) { expect(row) }

  static let lineRows: [GrammarRow] = [
    ("a\nb", "a\nb"), ("a +\nb", "(a + b)"), ("let a =\n  5", "(let a 5)"),
    ("(a\n+ b)", "(a + b)"), ("f(\n  a,\n  b\n)", "(f a b)"),
    ("[1,\n 2]", "[1 2]"), ("{\n  a: 1,\n  b: 2\n}", "{a:1 b:2}"),
    ("a |\nf", "(pipe a | (f))"), ("a\n| f\n| g", "(pipe a | (f) | (g))"),
    ("a\n\n# why\n  | f", "(pipe a | (f))"), ("if a\nthen b\nelse c", "(if a b c)"),
    ("if a then\nb else\nc", "(if a b c)"), ("x =>\n x", "(x => x)"),
    ("check a,\n \"b\"", "(check a \"b\")"), ("a or\nb", "(a or b)"), ("a in\nb", "(a in b)"),
    ("match e {\n  1 => a\n  else => b\n}", "(match e (1 => a) (else => b))"),
    (
      "match e {\n  1 => if a then b\n    else c\n  2 => x\n    | f\n}",
      "(match e (1 => (if a b c)) (2 => (pipe x | (f))))"
    ),
    ("f(match e {\n 1 => a\n 2 => b\n},\n c)", "(f (match e (1 => a) (2 => b)) c)"),
    ("test \"t\" { f(\na\n)\nb }", "(test \"t\" (f a) b)"),
    ("table {\n  a | b[USD]\n  1 | 2\n}", "(table (a b[USD]) (1 2))"),
    ("table {\n| a | b |\n| 1 | 2 |\n}", "(table (a b) (1 2))"),
    (
      "table {\n a | if[%/month]\n (x | f) | 1 +\n 2\n \"s\" | -3\n}",
      "(table (a if[%/month]) ((pipe x | (f)) (1 + 2)) (\"s\" (- 3)))"
    ),
    ("table { a | b; 1 | 2; 3 | 4 }", "(table (a b) (1 2) (3 4))"),
    ("let t = table {\n a\n 1\n}\n| f", "(let t (pipe (table (a) (1)) | (f)))"),
    ("table {\n\n  # head\n  a\n\n  1\n  # end\n}", "(table (a) (1))"),
  ]

  @Test("a comment documents its line, the next declaration or the file")
  func documentation() {
    let tree = parse(
      """
      ## The file,
      ## two lines.

      ## One.
      let a = 1
      param b = 2   ## Two.
      # plain
      fn f(x) = {  ## Three.
        x
      }
      let c = 3
      """)
    #expect(tree.documentation == "The file,\ntwo lines.")
    #expect(tree.statements.map(\.documentation) == ["One.", "Two.", "Three.", nil])
    #expect(parse("## One.\nlet a = 1").statements.first?.documentation == "One.")
    #expect(parse("## One.\nlet a = 1").documentation == nil)
    #expect(parse("## Only.").documentation == "Only.")
  }

  @Test("a byte order mark and a first line `#!` mean nothing")
  func beginning() {
    #expect(TreeDump.of(parse("\u{FEFF}#!/usr/bin/env -S sales run\nlet a = 1")) == "(let a 1)")
    #expect(parse("\u{FEFF}a").diagnostics.isEmpty)
  }

  @Test("names are compared by canonical equivalence")
  func normalization() {
    #expect(TreeDump.of(parse("caf\u{E9}")) == TreeDump.of(parse("cafe\u{301}")))
  }

  @Test("the prompt asks on exactly when more text can help", arguments: incompleteRows)
  func incomplete(_ text: String, _ isIncomplete: Bool) {
    #expect(parse(text).isIncomplete == isIncomplete, "\(text)")
    #expect(parse(text + "\n").isIncomplete == isIncomplete, "\(text) and a newline")
  }

  static let incompleteRows: [(String, Bool)] = [
    ("let a =", true), ("a +", true), ("f(", true), ("f(a,", true), ("[1, 2", true),
    ("{a:", true), ("a |", true), ("if a", true), ("if a then b", true), ("if a then", true),
    ("match e {", true), ("match e {\n 1 => a", true), ("table {\n a | b", true),
    ("test \"t\" {", true), ("fn f(x) = {", true), ("\"\"\"abc", true), ("x to", true),
    ("not", true), ("-", true), ("a ~= b", true), ("let", true), ("x =>", true), ("a ..", true),
    ("\"\"\"a {b", true), ("f(table {", true),
    ("", false), ("a", false), ("let a = 5", false), ("\"abc", false), ("f(a))", false),
    ("a b", false), ("x = ", false), ("f(a]", false), ("a == b == c", false), ("(1 2", false),
    ("let = 5 +", false),
  ]
}
