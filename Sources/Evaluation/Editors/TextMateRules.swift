/// The rules of the TextMate grammar; where two match at one place, the one listed first wins.
enum TextMateRules {
  /// A word, with letters of any script.
  private static let word = #"[^\W\d]\w*"#

  private static func either(_ words: [String]) -> String {
    #"\b(?:"# + words.joined(separator: "|") + #")\b"#
  }

  /// No column and no field: any word may stand after a dot.
  private static let notAfterDot = #"(?<![\w.])"#

  private static let signs = EditorWords.signs.map { $0 == "$" ? #"\$"# : $0 }.joined()

  static let comments = [
    TextMateGrammar.match("comment.line.documentation", "##.*$"),
    TextMateGrammar.match("comment.line.number-sign", "#.*$"),
  ]

  // MARK: Texts

  static let texts = [
    TextMateGrammar.match("string.quoted.other.raw", #"\br"[^"]*"?"#),
    TextMateGrammar.region(
      "string.quoted.triple", "\"\"\"", "\"\"\"", mark: "punctuation.definition.string", inText),
    TextMateGrammar.region(
      "string.quoted.double", "\"", "\"|$", mark: "punctuation.definition.string", inText),
  ]

  private static let inText = ["escapes", "interpolation"].map(TextMateGrammar.include)

  static let escapes = [
    TextMateGrammar.match(
      "constant.character.escape", #"\\(?:[nt"\\{}]|u\{[0-9A-Fa-f]{1,6}\})"#),
    TextMateGrammar.match("invalid.illegal.escape", #"\\."#),
  ]

  /// `{expression:format}`; a colon inside brackets names an argument.
  static let interpolation = TextMateGrammar.region(
    "meta.interpolation", #"\{"#, #"\}|$"#, mark: "punctuation.section.interpolation",
    [
      TextMateGrammar.match("constant.other.format", #":[^"{}]*(?=\})"#),
      TextMateGrammar.include("expression"),
    ])

  static let brackets = [(#"\("#, #"\)"#), (#"\["#, #"\]"#), (#"\{"#, #"\}"#)].map { begin, end in
    TextMateGrammar.region(
      nil, begin, end, mark: "punctuation.section.brackets",
      [TextMateGrammar.include("expression")])
  }

  // MARK: Literals

  static let dates = [
    TextMateGrammar.match(
      "constant.other.date",
      #"@\d{4}(?:-(?:Q[1-4]|W\d{2}|\d{2}(?:-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?"#
        + #"(?:Z|[+-]\d{2}:\d{2})?)?)?))?"#)
  ]

  static let columns = [
    TextMateGrammar.match("variable.other.member.column", #"\."(?:[^"\\]|\\.)*""#),
    TextMateGrammar.match("variable.other.member.column", #"\.\#(word)"#),
  ]

  /// A number with its sign, and the unit that spacing alone makes its own.
  static let numbers = [
    TextMateGrammar.match(
      nil,
      #"\#(notAfterDot)([\#(signs)]?\d[\d_]*(?:\.\d[\d_]*)?(?:[eE][+-]?\d+)?"#
        + #"(?:\#(EditorWords.scales.joined(separator: "|")))?(?!\w)%?)"#
        + #"((?: +(?!(?:\#(notUnits))\b)\#(word)(?!\w*\s*[:(]))?(?:/\#(word))*)"#,
      ["constant.numeric", "support.type.unit"])
  ]

  /// Words after a number that are never its unit.
  private static let notUnits =
    (EditorWords.allKeywords + EditorWords.wordsBetween).joined(separator: "|")

  static let conversions = [
    TextMateGrammar.match(
      nil, #"\#(notAfterDot)\b(to|per)\s+((?:[\#(signs)%]|1|\#(word))(?:/\#(word))*)"#,
      ["keyword.operator.word", "support.type.unit"])
  ]

  static let units = [
    TextMateGrammar.match("support.type.unit", #"[\#(signs)%](?:/\#(word))*"#),
    TextMateGrammar.match(
      "support.type.unit", #"\#(notAfterDot)\#(either(EditorWords.units))(?:/\#(word))+"#),
    TextMateGrammar.match(
      "support.type.unit",
      #"(?:(?<=[:\[])|(?<=: ))\#(either(EditorWords.units))(?=\s*[\],}])"#),
  ]

  // MARK: Words

  static let declarations = [
    TextMateGrammar.match(
      nil, #"\#(notAfterDot)\b(fn)\s+(\#(word))"#,
      ["storage.type", "entity.name.function"]),
    TextMateGrammar.match(
      nil, #"\#(notAfterDot)\b(let|metric|param)\s+(\#(word))(?=\s*[:=])"#,
      ["storage.type", "variable.other.declaration"]),
    TextMateGrammar.match(
      nil,
      #"^\s*(\#(EditorWords.namingWords.joined(separator: "|")))\s+(\#(word))\s*(?:;|#.*)?$"#,
      ["storage.type", "entity.name.type.unit"]),
  ]

  /// Directly before `:` any word is a plain name.
  static let arguments = [
    TextMateGrammar.match("variable.parameter", #"\#(notAfterDot)\b\#(word)(?=:)"#)
  ]

  static let types = [
    TextMateGrammar.match("support.type", #"\#(notAfterDot)\#(either(EditorWords.types))"#)
  ]

  static let functions = [
    TextMateGrammar.match(
      "support.function", #"\#(notAfterDot)\#(either(EditorWords.functions))(?=\s*\()"#),
    TextMateGrammar.match(
      nil, #"(\|)\s*(\#(either(EditorWords.functions)))"#,
      ["keyword.operator", "support.function"]),
    TextMateGrammar.match(
      "entity.name.function.call",
      #"\#(notAfterDot)\b(?!(?:\#(EditorWords.allKeywords.joined(separator: "|")))\b)\#(word)(?=\()"#
    ),
  ]

  static let keywords: [GrammarNode] =
    EditorWords.Kind.allCases.map { kind in
      let scope =
        switch kind {
        case .declaration: "keyword.declaration"
        case .choice: "keyword.control.conditional"
        case .operator: "keyword.operator.word"
        case .constant: "constant.language"
        }
      return TextMateGrammar.match(
        scope, #"\#(notAfterDot)\#(either(EditorWords.keywords(kind)))"#)
    } + [
      TextMateGrammar.match(
        "keyword.operator.word", #"\#(notAfterDot)\#(either(EditorWords.wordsBetween))"#),
      TextMateGrammar.match("keyword.other.table", #"\#(notAfterDot)\btable(?=\s*\{)"#),
    ]

  static let operators = [
    TextMateGrammar.match(
      "keyword.operator", #"=>|->|\?\?|==|!=|<=|>=|~=|\.\.<|\.\.|[-+*/^=<>|?]"#)
  ]
}
