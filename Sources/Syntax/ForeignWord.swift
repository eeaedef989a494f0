/// Words of other languages, with what they mean here.
package enum ForeignWord {
  /// How others write `missing`.
  package static let missing: Set<String> = [
    "null", "NULL", "Null", "nil", "None", "NA", "NaN", "nan", "undefined",
  ]

  /// How others write `true` and `false`.
  package static let truth: [String: String] = [
    "True": "true", "TRUE": "true", "False": "false", "FALSE": "false",
  ]

  /// Libraries of other languages, whose functions are called by these names.
  package static let modules: Set<String> = [
    "np", "numpy", "pd", "pandas", "pl", "polars", "math", "Math", "stats", "statistics", "scipy",
    "dplyr", "stringr",
  ]

  /// Words that stand between two operands elsewhere, in small letters.
  static let infix: [String: Token.Kind] = [
    "and": .keyword(.and), "or": .keyword(.or), "in": .keyword(.in), "is": .keyword(.is),
    "mod": .keyword(.mod), "xor": .symbol(.notEqual), "div": .symbol(.slash),
    "of": .symbol(.star), "eq": .symbol(.equal), "ne": .symbol(.notEqual),
    "gt": .symbol(.greater), "ge": .symbol(.greaterOrEqual), "lt": .symbol(.less),
    "le": .symbol(.lessOrEqual),
  ]

  /// Comparisons of SQL that are written otherwise here.
  static let patterns: Set<String> = ["like", "ilike"]
  static let between = "between"

  /// Operators that are words elsewhere and go between no two operands.
  static let operators: [String: String] = [
    "elif": "else if", "elseif": "else if", "ELSE": "else", "THEN": "then",
  ]

  /// What begins the arm of a `match` that takes all other values.
  static let otherwise: Set<String> = ["_", "default", "otherwise", "other"]

  /// Verbs whose arguments are conditions over rows, so that `=` compares a column there.
  static let rowConditions: Set<String> = ["where", "filter", "query", "count_if"]
  /// Functions whose first argument is a condition.
  static let conditions: Set<String> = ["if", "iif", "ifelse", "if_else"]

  /// What begins a declaration elsewhere, with our keyword.
  static let declarations: [String: Keyword] = [
    "var": .let, "const": .let, "val": .let, "def": .fn, "function": .fn, "func": .fn, "fun": .fn,
    "defn": .fn, "import": .use, "include": .use, "require": .use, "source": .use,
    "assert": .check,
  ]

  /// What begins a function without a name elsewhere.
  static let lambdas: Set<String> = ["function", "func", "fun"]

  /// What begins a statement elsewhere that has no counterpart here.
  static let statements: [String: (because: String, example: String?)] = [
    "select": ("a table is named first and then goes through verbs", nil),
    "from": ("a table is named first and then goes through verbs", "spend | where(.cost > 0)"),
    "for": ("a loop over a list is the function `map`", "[1, 2, 3] | map(x => x * 2)"),
    "while": (
      "repetition is the function `iterate`, which always ends",
      "iterate(x => x * 1.1, from: 1, times: 12)",
    ),
    "return": ("the body of a function is its result", nil),
    "create": ("a name is given by `let`", "let won = load(\"customers.csv\")"),
  ]
}
