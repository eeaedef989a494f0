/// Long expressions.
extension GrowingText {
  static let expressions: [GrowingText] = [
    parts("sums", " + 1", after: "1"), parts("products", " * 2", after: "1"),
    parts("sums of names", " + a", after: "let a = 1\na"),
    parts("conditions", " and true", after: "true"), parts("choices", " ?? 1", after: "1"),
    parts("sums of amounts", " + $1/month", after: "$1/month"),
    parts("comparisons", " < 1", after: "1"), parts("ranges", " .. 1", after: "1"),
    parts("brackets in a sum", " + (1)", after: "1"),
    numbered("a list of numbers", after: "[", before: "]", separator: ", ") { "\($0)" },
    numbered("a list of texts", after: "[", before: "]", separator: ", ") { "\"a\($0)\"" },
    numbered("a list of amounts", after: "[", before: "]", separator: ", ") { "$\($0)/month" },
    numbered("a list of lists", after: "[", before: "]", separator: ", ") { "[\($0)]" },
    numbered("a list of records", after: "[", before: "]", separator: ", ") { "{a: \($0)}" },
    numbered("a list of two types", after: "[", before: "]", separator: ", ") {
      $0 % 2 == 0 ? "1" : "\"a\""
    },
    numbered("a list of names", after: "[", before: "]", separator: ", ") { "a\($0)" },
    numbered("a list of calls", after: "[", before: "]", separator: ", ") { "abs(\($0))" },
    numbered("a list in lines", after: "[\n", before: "\n]", separator: ",\n") { "\($0)" },
    numbered("fields", after: "{", before: "}", separator: ", ") { "a\($0): \($0)" },
    numbered("one field", after: "{", before: "}", separator: ", ") { "a: \($0)" },
    numbered(
      "fields of a record in use", after: "let r = {", before: "}\nr.a9 + r.b", separator: ", "
    ) { "a\($0): \($0)" },
    numbered("arguments", after: "max(", before: ")", separator: ", ") { "\($0)" },
    numbered("named arguments", after: "round(", before: ")", separator: ", ") { "a\($0): \($0)" },
    numbered("arguments of no function", after: "f(", before: ")", separator: ", ") { "a\($0): 1" },
    numbered("arms of numbers", after: "match 1 { ", before: "\nelse => 0 }") { "\($0) => 1" },
    numbered("arms of texts", after: "match \"a\" { ", before: "\nelse => 0 }") {
      "\"a\($0)\" => 1"
    },
    numbered("patterns", after: "match 1 { ", before: " => 1\nelse => 0 }", separator: ", ") {
      "\($0)"
    },
    parts("arms of the same", "1 => 1\n", after: "match 1 { ", before: "else => 0 }"),
    parts("units", "/month", after: "1 USD"), parts("other units", "/zork", after: "1 USD"),
    parts("per", size: 15, " per month", after: "1"),
    parts("to", size: 15, " to month", after: "1 year"),
    parts("else if", size: 15, "if true then 1 else ", before: "1"),
    parts("stages", size: 90, " | abs()", after: "1"),
    parts("stages in lines", size: 90, "\n| where(.a > 1)", after: sample + "t"),
    parts("stages that add", size: 90, " | add(b: .a + 1)", after: sample + "t"),
    // The tables of all steps have as many columns as the limit of 1,000 stages lets them.
    numbered("stages that add more", size: 1_000, after: sample + "t", separator: "") {
      " | add(b\($0): .a + 1)"
    },
    parts("stages of no function", " | f(1)", after: "1"),
    parts("stages of a name", " | abs", after: "1"),
    numbered("columns added", after: sample + "t | add(", before: ")", separator: ", ") {
      "b\($0): .a"
    },
    numbered(
      "columns added of each other", after: sample + "t | add(b: .a, ", before: ")", separator: ", "
    ) { "b\($0): .b" },
    numbered("aggregates", after: sample + "t | summarize(", before: ")", separator: ", ") {
      "b\($0): sum(.a)"
    },
    numbered(
      "keys", after: sample + "t | summarize(n: count(), by: [", before: "])", separator: ", "
    ) { "k\($0): .a" },
    numbered("columns kept", after: sample + "t | keep(", before: ")", separator: ", ") {
      ".c\($0)"
    },
    numbered("columns renamed", after: sample + "t | rename(", before: ")", separator: ", ") {
      "c\($0): .a"
    },
    numbered("keys of order", after: sample + "t | sort(", before: ")", separator: ", ") { _ in
      "-.a"
    },
    numbered(
      "columns in a condition", after: sample + "t | where(", before: ")", separator: " and "
    ) {
      ".c\($0) > 1"
    },
    numbered("rows", after: "table {\na | b[USD]\n", before: "\n}") { "\"x\($0)\" | \($0)" },
    numbered("rows of one length and others", after: "table {\na | b\n", before: "\n}") {
      $0 % 3 == 0 ? "1" : "1 | 2"
    },
    numbered("rows of two types", after: "table {\na | b\n", before: "\n}") {
      $0 % 3 == 0 ? "1 | 2" : "1 | \"a\""
    },
    GrowingText("columns of a literal") { count in
      let heads = (0..<count).map { "a\($0)" }.joined(separator: " | ")
      let cells = (0..<count).map { "\($0)" }.joined(separator: " | ")
      return "table {\n\(heads)\n\(cells)\n}"
    },
    numbered(
      "columns of a literal without rows", after: "table {\n", before: "\n}", separator: " | "
    ) {
      "a\($0)[USD]"
    },
    parts("comments in a list", "1, # one\n", after: "[", before: "1]"),
    parts("documentation in a list", "1, ## one\n", after: "[", before: "1]"),
    GrowingText("rows beside one wide cell") { count in
      "table {\na | b\n\"\(String(repeating: "x", count: count))\" | 1\n"
        + String(repeating: "1 | 2\n", count: count) + "}"
    },
    GrowingText("comments beside one long line") { count in
      "\"\(String(repeating: "x", count: count))\" # a\n"
        + String(repeating: "1 # b\n", count: count)
    },
    parts("comments between rows", "# one\n1\n", after: "table {\na\n", before: "}"),
    parts("commas", ",", after: "[", before: "]"),
    parts("values without operators", " 1", after: "1"),
    parts("names without operators", " a", after: "a"),
  ]

  /// A table with a column `a`.
  static let sample = "let t = table {\na\n1\n}\n"
}
