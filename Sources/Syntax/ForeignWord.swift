/// Words of other languages, with what they mean here.
enum ForeignWord {
  /// How others write `missing`.
  static let missing: Set<String> = ["null", "NULL", "nil", "None", "NA", "NaN", "undefined"]

  /// Operators that are words elsewhere.
  static let operators: [String: String] = [
    "AND": "and", "OR": "or", "NOT": "not", "IN": "in", "IS": "is", "MOD": "mod", "div": "/",
    "where": "| where(.cost > 0)", "WHERE": "| where(.cost > 0)", "elif": "else if",
    "elseif": "else if", "ELSE": "else", "THEN": "then", "xor": "!=", "eq": "==", "ne": "!=",
  ]

  /// What begins a declaration elsewhere, with our keyword.
  static let declarations: [String: Keyword] = [
    "var": .let, "const": .let, "val": .let, "def": .fn, "function": .fn, "func": .fn, "fun": .fn,
    "defn": .fn, "import": .use, "include": .use, "require": .use, "source": .use,
    "assert": .check,
  ]

  /// What begins a statement elsewhere that has no counterpart here.
  static let statements: [String: (because: String, example: String)] = [
    "select": (
      "a table is named first and then goes through verbs",
      "spend | summarize(cost: sum(.cost), by: .channel)",
    ),
    "from": ("a table is named first and then goes through verbs", "spend | where(.cost > 0)"),
    "for": ("a loop over a list is the function `map`", "[1, 2, 3] | map(x => x * 2)"),
    "while": (
      "repetition is the function `iterate`, which always ends",
      "iterate(x => x * 1.1, from: 1, times: 12)",
    ),
    "return": ("the body of a function is its result", "fn double(x) = x * 2"),
    "create": ("a name is given by `let`", "let won = load(\"customers.csv\")"),
  ]
}
