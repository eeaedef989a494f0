import Diagnostics
import Syntax
import SyntaxSamples
import Testing

/// A text with one mistake: its place stands between ⟦ and ⟧, and the first help gives `fixed`.
struct Mistake: CustomStringConvertible {
  let marked: String
  let code: DiagnosticCode
  let message: String
  let fixed: String?

  init(_ marked: String, _ code: DiagnosticCode, _ message: String, fixed: String? = nil) {
    self.marked = marked
    self.code = code
    self.message = message
    self.fixed = fixed
  }

  var description: String { marked }
  var text: String { marked.replacing("⟦", with: "").replacing("⟧", with: "") }

  /// The text with the place of a diagnostic marked.
  static func mark(_ text: String, _ span: Span?) -> String {
    guard let span else { return text }
    let bytes = Array(text.utf8)
    let parts = [bytes[..<span.start], bytes[span.start..<span.end], bytes[span.end...]]
      .map { String(decoding: $0, as: UTF8.self) }
    return "\(parts[0])⟦\(parts[1])⟧\(parts[2])"
  }

  /// The text after the edit of a help.
  static func apply(_ help: Diagnostic.Help, to text: String) -> String? {
    guard let span = help.replacing else { return nil }
    var bytes = Array(text.utf8)
    bytes.replaceSubrange(span.start..<span.end, with: Array(help.code.utf8))
    return String(decoding: bytes, as: UTF8.self)
  }
}

@Suite("mistakes") struct MistakeTests {
  @Test("give one message at their place, and the fix is free of mistakes", arguments: all)
  func mistake(_ mistake: Mistake) throws {
    let tree = parse(mistake.text)
    #expect(tree.diagnostics.count == 1, "\(tree.diagnostics.map(\.message))")
    let diagnostic = try #require(tree.diagnostics.first)
    #expect(diagnostic.message == mistake.message)
    #expect(diagnostic.code == mistake.code)
    #expect(Mistake.mark(mistake.text, diagnostic.span) == mistake.marked)
    #expect(diagnostic.helps.count <= 2)
    let fixed = diagnostic.helps.first.flatMap { Mistake.apply($0, to: mistake.text) }
    #expect(fixed == mistake.fixed)
    for help in diagnostic.helps {
      guard let fixed = Mistake.apply(help, to: mistake.text) else { continue }
      #expect(parse(fixed).diagnostics.map(\.message) == [], "\(fixed)")
    }
  }

  static let all: [Mistake] = texts + operators + brackets + declarations

  static let texts: [Mistake] = [
    Mistake("let a = ⟦.5⟧", .numberForm, "a number begins with a digit", fixed: "let a = 0.5"),
    Mistake("⟦12_⟧", .numberForm, "a number ends with a digit", fixed: "12"),
    Mistake(
      "f($⟦2,016⟧)", .thousandsComma, "a comma cannot group the digits of a number",
      fixed: "f($2_016)"),
    Mistake("⟦1e999⟧", .numberTooLarge, "this number is too large"),
    Mistake(
      "a + ⟦@2026-3-1⟧", .dateForm, "this is not a date or a period", fixed: "a + @2026-03-01"),
    Mistake("⟦@today⟧", .dateForm, "this is not a date or a period"),
    Mistake("⟦@2026-13⟧", .dateNotReal, "there is no month 13", fixed: "@2026-12"),
    Mistake("⟦@2026-02-30⟧", .dateNotReal, "2026-02 has no day 30", fixed: "@2026-02-28"),
    Mistake("⟦@2027-W53⟧", .dateNotReal, "2027 has no week 53", fixed: "@2027-W52"),
    Mistake("⟦@2026-Q5⟧", .dateNotReal, "there is no quarter 5", fixed: "@2026-Q4"),
    Mistake("⟦@2026-03-01T24:00Z⟧", .dateNotReal, "there is no such time of day"),
    Mistake("let a = ⟦\"⟧abc", .unclosedText, "this text is not closed", fixed: "let a = \"abc\""),
    Mistake("\"C:⟦\\d⟧\"", .escape, "there is no such escape in a text", fixed: "\"C:\\\\d\""),
    Mistake("\"⟦\\u{110000}⟧\"", .escape, "this is not a Unicode character"),
    Mistake(
      "⟦'brand'⟧", .foreignQuote, "a text stands in straight double quotes", fixed: "\"brand\""),
    Mistake(
      "⟦“brand”⟧", .foreignQuote, "a text stands in straight double quotes", fixed: "\"brand\""),
    Mistake(
      "sum(⟦`New Customers`⟧)", .foreignQuote,
      "a column whose name is not a word is written with a dot and quotes",
      fixed: "sum(.\"New Customers\")"),
    Mistake("\"⟦{}⟧\"", .interpolation, "these braces are empty", fixed: "\"\\{\\}\""),
    Mistake(
      "a⟦\u{0}\u{1}⟧", .strayCharacter, "the character (U+0000) has no meaning here", fixed: "a"),
    Mistake(
      "\"a⟦\u{0}⟧\"", .strayCharacter, "a control character stands in this text",
      fixed: "\"a\\u{0}\""),
    Mistake("⟦¤⟧", .strayCharacter, "the character `¤` (U+00A4) has no meaning here", fixed: ""),
    Mistake(
      "a ⟦\u{202E}⟧", .strayCharacter, "the character (U+202E) has no meaning here", fixed: "a "),
    Mistake("⟦40€⟧", .signPlace, "a currency sign stands before its number", fixed: "€40"),
    Mistake(
      "⟦$ 40⟧", .signPlace, "a currency sign stands directly before its number", fixed: "$40"),
    Mistake("⟦3 %⟧", .signPlace, "`%` stands directly after its number", fixed: "3%"),
    Mistake("⟦5 M⟧", .signPlace, "`M` stands directly after its number", fixed: "5M"),
    Mistake(
      "let p = ⟦€/month⟧", .unitAlone, "a unit alone is not a value", fixed: "let p = €1/month"),
    Mistake("x to⟦⟧", .unitMissing, "a unit is missing here"),
  ]

  static let operators: [Mistake] = [
    Mistake(
      "⟦a < b < c⟧", .chainedComparison, "comparisons do not chain", fixed: "a < b and b < c"),
    Mistake(
      "let x = ⟦1 <= a + 1 <= b == c⟧", .chainedComparison, "comparisons do not chain",
      fixed: "let x = 1 <= a + 1 and a + 1 <= b and b == c"),
    Mistake("⟦x =⟧ 5", .assignment, "a name is given with `let`", fixed: "let x = 5"),
    Mistake("⟦x <-⟧ 5 + 1", .assignment, "a name is given with `let`", fixed: "let x = 5 + 1"),
    Mistake(
      "let x ⟦==⟧ 5", .assignment, "`==` compares; a name is given with `=`", fixed: "let x = 5"),
    Mistake("where(.a ⟦=⟧ 5)", .assignment, "`=` does not compare", fixed: "where(.a == 5)"),
    Mistake("f(⟦a =⟧ 5)", .assignment, "`=` does not name an argument", fixed: "f(a: 5)"),
    Mistake("a ⟦&&⟧ b", .foreignOperator, "`&&` is written `and` here", fixed: "a and b"),
    Mistake("a⟦||⟧b", .foreignOperator, "`||` is written `or` here", fixed: "a or b"),
    Mistake("⟦!⟧a", .foreignOperator, "`!` is written `not` here", fixed: "not a"),
    Mistake("a ⟦**⟧ b", .foreignOperator, "`**` is written `^` here", fixed: "a ^ b"),
    Mistake("a ⟦<>⟧ b", .foreignOperator, "`<>` is written `!=` here", fixed: "a != b"),
    Mistake("a ⟦===⟧ b", .foreignOperator, "`===` is written `==` here", fixed: "a == b"),
    Mistake("a ⟦%>%⟧ f()", .foreignOperator, "`%>%` is written `|` here", fixed: "a | f()"),
    Mistake("a ⟦|>⟧ f()", .foreignOperator, "`|>` is written `|` here", fixed: "a | f()"),
    Mistake("a ⟦−⟧ b", .foreignOperator, "`−` is written `-` here", fixed: "a - b"),
    Mistake("a ⟦×⟧ b", .foreignOperator, "`×` is written `*` here", fixed: "a * b"),
    Mistake("a ⟦≤⟧ b", .foreignOperator, "`≤` is written `<=` here", fixed: "a <= b"),
    Mistake(
      "a ⟦//⟧ this is why", .foreignOperator, "a comment begins with `#`", fixed: "a # this is why"),
    Mistake(
      "⟦--⟧ why", .foreignOperator, "a comment begins with `#`", fixed: "# why"),
    Mistake("a ⟦//⟧ b", .foreignOperator, "there is no operator `//`", fixed: "floor(a / b)"),
    Mistake("a ⟦of⟧ b", .foreignWord, "`of` is written `*` here", fixed: "a * b"),
    Mistake("a ⟦like⟧ \"b%\"", .foreignWord, "there is no `like`", fixed: "starts_with(a, \"b\")"),
    Mistake(
      "a ⟦between⟧ 1 and 2", .foreignWord, "there is no `between`", fixed: "a >= 1 and a <= 2"),
    Mistake("count(⟦*⟧)", .foreignOperator, "`*` stands for no columns here", fixed: "count()"),
    Mistake("sum(⟦A1:A3⟧)", .foreignOperator, "there are no cells such as `A1`"),
    Mistake("⟦=⟧1", .assignment, "a formula has no `=` before it", fixed: "1"),
    Mistake("⟦if⟧(a, b, c)", .branchForm, "`if` is no function", fixed: "if a then b else c"),
    Mistake(
      "⟦case⟧ when a then b end", .foreignWord, "there is no `case`",
      fixed: "if a then b else missing"),
    Mistake(
      "where(a ⟦=⟧ 5)", .assignment, "`=` does not compare", fixed: "where(.a == 5)"),
    Mistake(
      "map(⟦lambda⟧ x: x)", .foreignWord, "a function without a name is written with `=>`",
      fixed: "map(x => x)"),
    Mistake("a ⟦%⟧ b", .foreignOperator, "`%` is written `mod` here", fixed: "a mod b"),
    Mistake("map(x ⟦->⟧ x)", .foreignOperator, "`->` is written `=>` here", fixed: "map(x => x)"),
    Mistake("a ⟦?⟧ b : c", .foreignOperator, "a choice is written `if c then a else b`"),
    Mistake("x is ⟦null⟧", .foreignWord, "`null` is written `missing` here", fixed: "x is missing"),
    Mistake(
      "x ⟦is⟧ 3", .isWithoutMissing, "`is` asks only whether a value is missing", fixed: "x == 3"),
    Mistake("⟦a ~= b⟧", .missingWithin, "`~=` needs a tolerance", fixed: "a ~= b within 0.01"),
    Mistake("a +⟦⟧", .operandMissing, "a value is missing before the end"),
    Mistake("a * ⟦)⟧", .operandMissing, "a value is missing before `)`"),
    Mistake("f(a,⟦,⟧ b)", .operandMissing, "a value is missing before `,`"),
    Mistake("⟦+⟧5", .unexpected, "a number has no `+` before it", fixed: "5"),
    Mistake("a ⟦b⟧", .unexpected, "an operator is missing before `b`"),
    Mistake("f(a ⟦b⟧)", .unexpected, "an operator or a comma is missing before `b`"),
    Mistake("x ⟦.y⟧", .unexpected, "there is no operator before this column", fixed: "x.y"),
    Mistake(
      "t | ⟦.a⟧", .stageNotCall, "what stands after a pipe must be a call", fixed: "t | keep(.a)"),
    Mistake(
      "t | ⟦.a > 3⟧", .stageNotCall, "what stands after a pipe must be a call",
      fixed: "t | where(.a > 3)"),
    Mistake(
      "t | ⟦x => x⟧", .stageNotCall, "what stands after a pipe must be a call",
      fixed: "t | map(x => x)"),
    Mistake("t |⟦⟧", .stageNotCall, "a call is missing after `|`"),
    Mistake(
      "t | ⟦sum(.a) + 1⟧", .stageNotCall, "a pipe feeds one call", fixed: "(t | sum(.a)) + 1"),
    Mistake("\"a\"⟦(⟧b)", .callOfValue, "only a function can be called, by its name"),
    Mistake("f(by: .a, ⟦5⟧)", .positionalAfterNamed, "an argument without a name comes first"),
    Mistake(
      "t ⟦group by⟧ .a", .foreignWord, "grouping is the argument `by:` of a verb",
      fixed: "t | summarize(n: count(), by: .a)"),
    Mistake("a ⟦AND⟧ b", .foreignWord, "`AND` is written `and` here", fixed: "a and b"),
  ]

  static let brackets: [Mistake] = [
    Mistake("f⟦(⟧a", .unclosedBracket, "`(` is not closed", fixed: "f(a)"),
    Mistake(
      "f⟦(⟧a, b\nlet c = 1", .unclosedBracket, "`(` is not closed", fixed: "f(a, b)\nlet c = 1"),
    Mistake("⟦[⟧1, 2)", .unclosedBracket, "`[` is closed by `)`", fixed: "[1, 2]"),
    Mistake("(⟦[⟧1, 2)", .unclosedBracket, "`[` is closed by `)`", fixed: "([1, 2])"),
    Mistake("f(a)⟦)⟧", .unclosedBracket, "`)` closes nothing", fixed: "f(a)"),
    Mistake("⟦()⟧", .operandMissing, "these parentheses are empty"),
    Mistake("(a⟦,⟧ b)", .unexpected, "parentheses hold one value", fixed: "[a, b]"),
    Mistake(
      "let a = ⟦{⟧1, 2}", .recordForm, "braces hold a record here", fixed: "let a = [1, 2]"),
    Mistake("{a: 1, ⟦5⟧}", .recordForm, "a record has a name before each value"),
    Mistake(
      "table {\n a | b\n ⟦1⟧\n}", .tableForm, "this row does not fit the head of its table"),
    Mistake(
      "table {\n a | b\n ⟦---|---⟧\n 1 | 2\n}", .tableForm, "a table has no line of dashes",
      fixed: "table {\n a | b\n \n 1 | 2\n}"),
    Mistake("table {\n ⟦5⟧ | b\n}", .tableForm, "a column of a table needs a name"),
    Mistake(
      "if a then b⟦⟧", .branchForm, "`else` is missing in this `if`",
      fixed: "if a then b else missing"),
    Mistake("if a⟦⟧\nb", .branchForm, "`then` is missing in this `if`"),
    Mistake("match e { 1 ⟦}⟧", .branchForm, "`=>` is missing in this arm"),
    Mistake("match e⟦⟧\na", .branchForm, "the arms of this `match` are missing"),
  ]

  static let declarations: [Mistake] = [
    Mistake("let ⟦=⟧ 5", .nameMissing, "a name is missing here"),
    Mistake("let x ⟦5⟧", .statementForm, "`=` and a value are missing after `x`"),
    Mistake("let x⟦⟧\na", .statementForm, "`=` and a value are missing after `x`"),
    Mistake(
      "let ⟦test⟧ = 5", .reservedName, "`test` is a word of the language and no name",
      fixed: "let test_ = 5"),
    Mistake("let ⟦_3⟧ = 5", .reservedName, "`_3` cannot be given to a value"),
    Mistake("let x⟦: Money⟧ = 5", .statementForm, "`let` takes no type", fixed: "let x = 5"),
    Mistake("fn f⟦=⟧ 5", .statementForm, "the parameters of `f` are missing"),
    Mistake(
      "fn f(x) ⟦{⟧ x }", .statementForm, "`=` is missing before the body of `f`",
      fixed: "fn f(x) = { x }"),
    Mistake("fn f(x) = { let y = x ⟦}⟧", .blockResult, "this block has no result"),
    Mistake("fn f(x: ⟦[⟧Text]) = x", .typeForm, "a type is missing here"),
    Mistake("use ⟦saas⟧", .statementForm, "the path of the file is missing after `use`"),
    Mistake("use ⟦\"a{b}\"⟧", .statementForm, "this text must be fixed"),
    Mistake("test ⟦{⟧ check a }", .statementForm, "the name of the test is missing"),
    Mistake("test \"a\" ⟦check⟧ a", .statementForm, "the body of this test is missing"),
    Mistake("⟦var⟧ x = 5", .foreignWord, "`var` is written `let` here", fixed: "let x = 5"),
    Mistake("⟦def⟧ f(x) = x", .foreignWord, "`def` is written `fn` here", fixed: "fn f(x) = x"),
    Mistake(
      "⟦function⟧ f(x) = x", .foreignWord, "`function` is written `fn` here", fixed: "fn f(x) = x"),
    Mistake(
      "⟦import⟧ \"a.sales\"", .foreignWord, "`import` is written `use` here",
      fixed: "use \"a.sales\""),
    Mistake(
      "⟦SELECT⟧ a FROM t", .foreignWord, "there is no statement `SELECT`", fixed: "t | keep(.a)"),
    Mistake("⟦select⟧ a from t join u", .foreignWord, "there is no statement `select`"),
    Mistake(
      "⟦f⟧ <- function(x) x", .foreignWord, "a function is declared with `fn`", fixed: "fn f(x) = x"
    ),
    Mistake(
      "⟦def⟧ f(x): x", .foreignWord, "a function is declared with `fn`", fixed: "fn f(x) = x"),
    Mistake("⟦for⟧ x in xs", .foreignWord, "there is no statement `for`"),
    Mistake("⟦return⟧ x", .foreignWord, "there is no statement `return`", fixed: "x"),
  ]

  @Test(
    "are not seen in names that are words elsewhere",
    arguments: [
      "case - when", "case(x)", "case[0] + when", "match fun(x) { 1 => 2, else => 3 }",
      "fun(x) - 1",
      "function(x)", "NOT - 1", "NOT(x)", "5 lt - 2 lt", "5 lt in [1 lt]", "5 lt not in [1 lt]",
      "5 of", "let select = 5", "select + 1", "lambda + 1", "like + between",
      "match x { default => 1, else => 2 }", "if ((a, b) => a) then 2 else 3", "5 -- 3", "--a",
      "f(A1: 2)", "let default = 3", "x.f(1)",
    ])
  func names(_ text: String) {
    #expect(parse(text).diagnostics.map(\.message) == [])
  }

  @Test("of one file are all found, each once")
  func independent() {
    let tree = parse(
      """
      x = 5
      let a = f(1, , 2)
      let b = [1, 2
      let c = a < b < 3
      let d = (a + )
      t | .cost | sort(.5)
      check a && b
      """)
    #expect(
      tree.diagnostics.map(\.code.rawValue) == [
        "E0115", "E0110", "E0112", "E0113", "E0110", "E0114", "E0105", "E0116",
      ])
    #expect(tree.statements.count == 7)
  }

  @Test("have pages, and every code stands in the list once")
  func codes() {
    let codes = DiagnosticCode.syntaxCodes
    #expect(Set(codes.map(\.rawValue)).count == codes.count)
    #expect(codes.map(\.rawValue) == codes.map(\.rawValue).sorted())
    for code in codes {
      #expect(code.page.contains("Fix:"), "\(code.rawValue)")
    }
    for mistake in Self.all { #expect(codes.contains(mistake.code)) }
  }
}
