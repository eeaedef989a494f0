/// Many statements, and long tokens.
extension GrowingText {
  static let statements: [GrowingText] =
    [
      numbered("lets") { "let a\($0) = \($0) * 2 + 1" },
      numbered("lets of the one before", after: "let a = 1\n") {
        "let a\($0) = \($0 == 0 ? "a" : "a\($0 - 1)") + 1"
      },
      numbered("columns of the one before", after: "let a = .a\n") {
        "let a\($0) = \($0 == 0 ? "a" : "a\($0 - 1)") + 1"
      },
      numbered("lets of the first", after: "let a = 1\n") { "let b\($0) = a + 1" },
      parts("one name bound anew", "let a = 1\n"), parts("semicolons", "1;"),
      numbered("lambdas") { "let f\($0) = (x) => x + 1" },
      numbered("lambdas of the one before", after: "let f = x => x\n") {
        "let f\($0) = x => f\($0 == 0 ? "" : "\($0 - 1)")(x) + 1"
      },
      numbered("functions") { "fn f\($0)(x, y = 2) = x * y" },
      numbered("functions of the one before", after: "fn f(x) = x\n") {
        "fn f\($0)(x) = f\($0 == 0 ? "" : "\($0 - 1)")(x) + 1"
      },
      numbered("functions of the next") { "fn f\($0)(x) = f\($0 + 1)(x) + 1" },
      numbered("functions of the next in use", before: "\nf0(1)") {
        "fn f\($0)(x) = f\($0 + 1)(x) + 1"
      },
      numbered("functions of the first", after: "fn f(x) = x\n") { "fn f\($0)(x) = f(x) + f(1)" },
      numbered("functions of columns of the one before", after: "fn f(x) = x + .a\n") {
        "fn f\($0)(x) = f\($0 == 0 ? "" : "\($0 - 1)")(x) + 1"
      },
      numbered("functions that call themselves") { "fn f\($0)(x) = f\($0)(x)" },
      numbered("calls", after: "fn f(x) = x * 2\n") { "f(\($0))" },
      numbered("parameters", after: "fn f(", before: ") = 1", separator: ", ") { "a\($0)" },
      numbered("parameters with defaults", after: "fn f(", before: ") = 1\nf()", separator: ", ") {
        "a\($0) = 1"
      },
      parts("one parameter", "a, ", after: "fn f(", before: "b) = 1"),
      numbered("bindings of a block", after: "fn f(x) = {\n", before: "\nx }\nf(1)") {
        "let a\($0) = \($0)"
      },
      numbered(
        "bindings of the one before in a block", after: "fn f(x) = {\nlet a = x\n",
        before: "\nx }\nf(1)"
      ) { "let a\($0) = a\($0 == 0 ? "" : "\($0 - 1)") + 1" },
      numbered("metrics") { "metric m\($0) = sum(.a) / count()" },
      numbered("metrics of the one before", after: "metric m = sum(.a)\n") {
        "metric m\($0) = m\($0 == 0 ? "" : "\($0 - 1)") + 1"
      },
      numbered("metrics of the next") { "metric m\($0) = m\($0 + 1) + 1" },
      numbered("metrics of the next and the first") { "metric m\($0) = m\($0 + 1) + m0" },
      numbered("metrics of themselves") { "metric m\($0) = m\($0) + 1" },
      numbered("metrics in use", after: sample + "metric m = sum(.a)\n") {
        "t | summarize(b\($0): m)"
      },
      numbered(
        "columns that a metric needs", after: sample + "metric m = ", before: "\nt | summarize(m)",
        separator: " + "
      ) { "sum(.b\($0))" },
      numbered(
        "functions that a metric needs", after: sample + "metric m = ",
        before: "\nt | summarize(m)", separator: " + "
      ) { "f\($0)(.a)" },
      numbered("counts") { "unit zork\($0)" }, parts("one count", "unit zork\n"),
      parts("currencies", "currency AUD\n"),
      numbered("amounts in counts", after: "unit zork\n") { "\($0) zorks" },
      numbered("options") { "param a\($0) = 1" }, parts("one option", "param a = 1\n"),
      numbered("tests") { "test \"a\($0)\" { check true }" },
      parts("one test", "test \"a\" { check true }\n"),
      numbered("a long test", after: "test \"a\" {\n", before: "\n}") { "let a\($0) = 1" },
      numbered("modules") { "use \"a\($0).sales\" as a\($0)" },
      parts("one module", "use \"a.sales\"\n"),
      numbered("names of a module", after: "use \"a.sales\" as a\n") { "a.twice(\($0))" },
      numbered("checks") { "check \($0) == \($0), \"a {\($0)}\"" },
      numbered("files") { "let t\($0) = load(\"a\($0).csv\")" },
      numbered("uses of a file", after: "let t = load(\"a.csv\")\n") {
        "t | where(.cost > $\($0)) | show()"
      },
      numbered("files saved", after: sample) { "t | save(\"a\($0).csv\")" },
      numbered("unknown names") { "a\($0)" },
      numbered("unknown names beside known ones") { "let apple\($0) = 1\naple\($0)" },
      numbered("unknown functions") { "f\($0)(1)" },
      numbered("unknown columns", after: sample) { "t | where(.b\($0) > 1)" },
      numbered("unknown units") { "\($0) zork" },
      numbered("mistakes of units") { "$\($0) + \($0) months" },
      numbered("mistakes of types") { "\"a\" + \($0)" },
      numbered("comparisons of units") { "$\($0) > 3 months" },
      parts("mistakes of grammar", "f(1,,2)\n"), parts("other mistakes of grammar", "let = 5\n"),
      parts("brackets that stay open", "f(1\n"),
      parts("statements in open brackets", "let a = (1\n"),
      parts("texts that stay open", "\"a\n"), parts("interpolations that stay open", "\"a{\n"),
      parts("interpolations within each other, open", "\"{"),
      parts("long texts that stay open", "\"\"\"\n"),
      parts("raw texts that stay open", "r\"\n"), parts("columns that stay open", ".\"a\n"),
      parts("apostrophes", "'a' "), parts("apostrophes that stay open", "'a\n"),
      parts("curly quotes", "“a” "),
      parts("curly quotes that stay open", "“a\n"), parts("if with an open bracket", "if (1\n"),
      parts("calls of if that stay open", "if(1, \n"), parts("calls of if", "if(1, 2, 3)\n"),
      parts("arms of case", "when 1 then 2 ", after: "case ", before: "end"),
      parts("arms of case by a value", "when 1 then 2 ", after: "case 1 ", before: "end"),
      parts("case that stays open", "case when 1 then 2\n"),
      parts("SQL", "SELECT a FROM t GROUP BY a\n"),
      parts("Python", "def f(x):\n  return x\n"), parts("foreign comments", "// a\n"),
      parts("foreign long comments", "/* a */\n"), parts("JavaScript", "const a = b ? c : d;\n"),
    ] + tokens

  private static let tokens: [GrowingText] = [
    parts("comments", "# a\n"), parts("documentation", "## a\n"),
    parts("a long comment", "a", after: "#"),
    parts("documented lets", "## a\nlet a = 1 # b\n"), parts("comments behind code", "1 # b\n"),
    parts("documentation behind code", "1 ## b\n", after: "let a = "),
    parts("comments with blank lines", "\n\n# a\n\n\n1\n"), parts("a long name", "a"),
    parts("a long number", "1"),
    parts("a long fraction", "1", after: "0."), parts("a long exponent", "1", after: "1e"),
    parts("underscores in a number", "_1", after: "1"),
    parts("long names", String(repeating: "a", count: 200) + "\n"),
    parts("a long text", "a", after: "\"", before: "\""),
    parts("escapes", "\\n", after: "\"", before: "\""),
    parts("wrong escapes", "\\q", after: "\"", before: "\""),
    parts("escapes by number", "\\u{61}", after: "\"", before: "\""),
    parts("open escapes", "\\u{", after: "\"", before: "\""),
    parts("interpolations", "{1}", after: "\"", before: "\""),
    parts("interpolations with formats", "{1:.2}", after: "\"", before: "\""),
    parts("empty interpolations", "{}", after: "\"", before: "\""),
    parts("right braces in a text", "}", after: "\"", before: "\""),
    parts("texts", "\"a\"\n"), parts("texts side by side", "\"a\" "),
    parts("raw texts", "r\"a\"\n"),
    parts("lines of a text", "a\n", after: "\"\"\"\n", before: "\"\"\""),
    parts("indented lines of a text", "   a\n", after: "\"\"\"\n", before: "   \"\"\""),
    parts("interpolations in lines of a text", "a {1}\n", after: "\"\"\"\n", before: "\"\"\""),
    parts("long texts", "\"\"\"\na\n\"\"\"\n"),
    parts("quotes in a long text", "\"\" ", after: "\"\"\"\n", before: "\n\"\"\""),
    parts("blanks", " "), parts("tabs", "\t"), parts("newlines", "\n"), parts("returns", "\r"),
    parts("both line ends", "\r\n"), parts("blanks at ends of lines", "1   \n"),
    parts("NUL", "\u{0}"), parts("marks", "\u{301}", after: "a"),
    parts("signs of joining", "\u{200D}"),
    parts("marks of byte order", "\u{FEFF}"), parts("pictures", "\u{1F600}"), parts("letters", "é"),
    parts("a text of marks", "\u{301}", after: "\"a", before: "\""),
    parts("minus signs", "1 \u{2212} "),
    parts("dates", "@2026-03-01\n"), parts("wrong dates", "@2026-02-30\n"), parts("at signs", "@"),
    parts("dots", "."),
    parts("dollars", "$"), parts("percents", "%", after: "1"), parts("quotes", "\""),
    parts("backslashes", "\\"),
    parts("backquotes", "`a`"), parts("columns side by side", " .a", after: ".a"),
    parts("quoted columns", ".\"a b\" + "),
    parts("equals", "= "), parts("bars", "| "), parts("colons", ": "), parts("arrows", "=> "),
    parts("question marks", "? "),
    parts("opening brackets of all kinds", "([{"), parts("closing brackets of all kinds", ")]}"),
    parts("brackets that cross", "([)]"), parts("if", "if "), parts("then", "then "),
    parts("else", "else "),
    parts("match", "match "), parts("braces of match", "match { "), parts("let", "let "),
    parts("fn", "fn "),
    parts("table", "table { "), parts("heads of tables", "table {\na | b\n"),
    parts("types", "List<", after: "fn f(x: "),
    parts("wrong thousands", "2,016 "), parts("apart scales", "5 k "),
  ]
}
