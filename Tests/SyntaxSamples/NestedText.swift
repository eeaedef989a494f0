/// A construct that can stand inside itself: what opens it, what is innermost, what closes it.
package struct NestedText: CustomStringConvertible, Sendable {
  package let description: String
  let open: String
  let inner: String
  let close: String
  /// Whether a million of it in a row are no mistake: nothing in it is recursive.
  package let isFlat: Bool

  package func text(depth: Int) -> String {
    String(repeating: open, count: depth) + inner + String(repeating: close, count: depth)
  }

  private init(
    _ description: String, _ open: String, _ inner: String, _ close: String, isFlat: Bool = false
  ) {
    self.description = description
    self.open = open
    self.inner = inner
    self.close = close
    self.isFlat = isFlat
  }

  package static let all: [NestedText] =
    brackets + operators + branches + declarations + foreign + chains

  private static let brackets: [NestedText] = [
    NestedText("parentheses", "(", "1", ")"), NestedText("unclosed parentheses", "(", "", ""),
    NestedText("parentheses in lines", "(\n", "1", "\n)"),
    NestedText("lists", "[", "1", "]"), NestedText("records", "{a: ", "1", "}"),
    NestedText("unclosed records", "{a: ", "", ""), NestedText("braces", "{", "", "}"),
    NestedText("calls", "f(", "1", ")"), NestedText("known calls", "abs(", "1", ")"),
    NestedText("calls with lists", "sum([", "1", "])"),
    NestedText("named arguments", "f(a: ", "1", ")"), NestedText("indexes inside", "x[", "0", "]"),
    NestedText("tables", "table {\n a\n ", "1", "\n}"), NestedText("texts", "\"{", "1", "}\""),
    NestedText("multi-line texts", "\"\"\"\n{", "1", "}\"\"\""),
    NestedText("unclosed texts", "\"{", "", ""), NestedText("formats", "\"{1:", "", "}\""),
    NestedText("right brackets", "", "", ")"), NestedText("right braces", "", "", "}"),
    NestedText("mismatches", "([", "1", ")]"), NestedText("commas", "(a, ", "", ""),
    NestedText("mixed", "a + 2 * -[f(x: (", "1", "))]"),
    NestedText("stages inside", "t | where(", ".a", " > 1)"),
    NestedText("verbs inside", "append(load(\"a\"), ", "load(\"a\")", ")"),
    NestedText("aggregates", "sum(", ".a", ")"), NestedText("explanations", "explain(", "1", ")"),
    NestedText("attempts", "try(", "1", ", 2)"),
    NestedText("functions of lists", "map([1], x => ", "x", ")"),
  ]

  private static let operators: [NestedText] = [
    NestedText("signs", "-", "1", ""), NestedText("signs apart", "- ", "1", ""),
    NestedText("not", "not ", "a", ""), NestedText("powers", "2^", "2", ""),
    NestedText("powers of signs", "2^-", "2", ""), NestedText("ranges", "1..", "2", ""),
    NestedText("comparisons", "a < ", "b", ""), NestedText("equalities", "a == ", "b", ""),
    NestedText("near equalities", "a ~= ", "b", " within 1"),
    NestedText("membership", "a in ", "b", ""), NestedText("is missing", "", "x", " is missing"),
    NestedText("is not missing", "", "x", " is not missing"),
    NestedText("sums", "1 + ", "1", ""), NestedText("products", "2 * ", "1", ""),
    NestedText("quotients", "", "1", " / 2"), NestedText("remainders", "", "1", " mod 2"),
    NestedText("and", "true and ", "true", ""), NestedText("fallbacks", "missing ?? ", "1", ""),
    NestedText("conversions", "", "x", " to USD"), NestedText("per", "", "x", " per month"),
    NestedText("rates", "", "x", " to USD at 2"), NestedText("units", "1 USD", "", "/month"),
    NestedText("named units", "1 a", "", "/b/c"), NestedText("units in brackets", "1/(", "a", ")"),
    NestedText("fields", "x", ".a", ".b"), NestedText("dots", "", "x", " .a"),
    NestedText("indexes", "", "x", "[0]"), NestedText("calls of calls", "f", "", "()"),
    NestedText("pipes", "", "x", " | f"), NestedText("pipes to calls", "", "x", " | f(1)"),
    NestedText("pipes in lines", "", "x", "\n| abs()"),
    NestedText("or", "a or not b and (", "1", ")"),
    NestedText("levels", "a or b and c < d ?? e .. f to g at h + i * (", "1", ")"),
  ]

  private static let branches: [NestedText] = [
    NestedText("lambdas", "x => ", "x", ""), NestedText("arrows", "(a, b) => ", "a", ""),
    NestedText("then", "if a then ", "b", " else c"),
    NestedText("else", "if a then b else ", "c", ""),
    NestedText("condition", "if ", "a", " then b else c"),
    NestedText("known branches", "if true then 1 else ", "2", ""),
    NestedText("match", "match ", "e", " { else => 1 }"),
    NestedText("arms", "match e { else => ", "1", " }"),
    NestedText("arms of values", "match 1 { 1 => ", "1", "\n else => 2 }"),
    NestedText("patterns", "match e { ", "1", " => 1 }"),
  ]

  private static let declarations: [NestedText] = [
    NestedText("types", "fn f(x: List<", "", ""),
    NestedText("whole types", "fn f(x: ", "", ") = 1"),
    NestedText("type arguments", "", "param x: ", "List<"),
    NestedText("types that may be missing", "", "param x: Number", "?"),
    NestedText("tests", "test \"a\" {", "1", "}"), NestedText("blocks", "fn f() = {", "1", "}"),
    NestedText("bindings", "let a = ", "1", ""), NestedText("bodies", "fn f(x) = ", "1", ""),
    NestedText("metrics", "metric m = ", "1", ""),
    NestedText("defaults", "fn f(a = ", "1", ") = 1"),
    NestedText("parameters", "param a = ", "1", ""), NestedText("checks", "check ", "true", ""),
    NestedText("messages", "check true, ", "\"a\"", ""),
    NestedText("uses", "use \"a\" as ", "a", ""),
  ]

  /// What other tools write, which the parser reads in order to answer it.
  private static let foreign: [NestedText] = [
    NestedText("cases", "case when ", "1", " then 1 end"),
    NestedText("calls of if", "if(1, 2, ", "1", ")"), NestedText("lambda", "lambda x: ", "1", ""),
    NestedText("functions", "function(x) ", "1", ""),
    NestedText("not like", "(x not like ", "1", ")"),
    NestedText("between", "(x between ", "1", " and 2)"), NestedText("of", "1 of ", "1", ""),
    NestedText("selects", "select ", "1", ""), NestedText("methods", "", "x", ".a.f()"),
  ]

  /// Nothing here stands inside of another thing.
  private static let chains: [NestedText] = [
    NestedText("comments", "# a\n", "1", "", isFlat: true),
    NestedText("newlines", "\n", "1", "", isFlat: true),
    NestedText("statements", "1\n", "", ""), NestedText("semicolons", "1;", "", ""),
  ]
}
