/// The syntax file of the language for Vim and Neovim.
///
/// Words are matches and not keywords of Vim, since they are plain names after a dot and before a
/// colon, and a keyword of Vim would win there.
enum VimSyntax {
  static let text = (head + literals + words + texts + links).joined(separator: "\n") + "\n"

  private static let head = [
    "\" Vim syntax file: sales, a language for sales analysis",
    "\" Made of the declarations by `sales doc vim`.",
    "if exists(\"b:current_syntax\")",
    "  finish",
    "endif",
    "let s:cpo = &cpo",
    "set cpo&vim",
    "syn case match",
    "",
  ]

  private static let signs = EditorWords.signs.joined()
  private static let name = #"\<\h\w*"#

  /// A word that is no column, no field and no name of an argument.
  private static func match(_ group: String, _ words: [String], after end: String = "") -> String {
    #"syn match \#(group) "\.\@1<!\<\%(\#(words.joined(separator: #"\|"#))\)\>:\@!\#(end)""#
  }

  // Later rules win at the same place, so the plainest stand first.
  private static let literals = [
    #"syn match salesOperator "=>\|->\|??\|==\|!=\|<=\|>=\|\~=\|\.\.<\|\.\.\|[-+*/^=<>|?]""#,
    #"syn match salesUnit "[\#(signs)%]\%(/\h\w*\)*""#,
    #"syn match salesUnit "\.\@1<!\<\%(\#(EditorWords.units.joined(separator: #"\|"#))\)\>\%(/\h\w*\)\+""#,
    #"syn match salesUnit "\%([[:]\s*\)\@<=\<\%(\#(EditorWords.units.joined(separator: #"\|"#))\)\>\ze\s*[],}]""#,
    #"syn match salesColumn "\.\h\w*""#,
    #"syn match salesColumn +\."\%([^"\\]\|\\.\)*"+"#,
    #"syn match salesDate "@\d\{4}\%(-\%(Q[1-4]\|W\d\d\|\d\d\%(-\d\d\%(T\d\d:\d\d\%(:\d\d\%(\.\d\+\)\?\)\?\%(Z\|[+-]\d\d:\d\d\)\?\)\?\)\?\)\)\?""#,
    #"syn match salesNumber "\%(\w\|\.\)\@1<![\#(signs)]\?\d[0-9_]*\%(\.\d[0-9_]*\)\?\%([eE][+-]\?\d\+\)\?\%(\#(EditorWords.scales.joined(separator: #"\|"#))\)\?\w\@!%\?" nextgroup=salesNumberUnit"#,
    #"syn match salesNumberUnit " \+\%(\%(\#(notUnits)\)\>\)\@!\h\w*\%(\w*\s*[:(]\)\@!\%(/\h\w*\)*" contained"#,
    #"syn match salesNumberUnit "\%(/\h\w*\)\+" contained"#,
    "",
  ]

  private static let notUnits =
    (EditorWords.allKeywords + EditorWords.wordsBetween).joined(separator: #"\|"#)

  private static let words = [
    match("salesFunction", EditorWords.functions, after: #"\ze\s*("#),
    #"syn match salesFunction "|\s*\zs\<\%(\#(EditorWords.functions.joined(separator: #"\|"#))\)\>""#,
    match("salesType", EditorWords.types),
    match("salesOperatorWord", EditorWords.keywords(.operator) + EditorWords.wordsBetween),
    #"syn match salesConversion "\.\@1<!\<\%(to\|per\)\>\s\+\%([\#(signs)%]\|1\|\h\w*\)\%(/\h\w*\)*" contains=salesOperatorWord,salesConversionUnit transparent"#,
    #"syn match salesConversionUnit "\%(\<\%(to\|per\)\s\+\)\@<=\%([\#(signs)%]\|1\|\h\w*\)\%(/\h\w*\)*" contained"#,
    match("salesChoice", EditorWords.keywords(.choice)),
    match("salesConstant", EditorWords.keywords(.constant)),
    match("salesDeclaration", EditorWords.keywords(.declaration)),
    #"syn match salesDeclaration "^\s*\zs\%(\#(EditorWords.namingWords.joined(separator: #"\|"#))\)\ze\s\+\h\w*\s*\%(;\|#.*\)\?$""#,
    #"syn match salesDeclaration "\.\@1<!\<table\ze\s*{""#,
    #"syn match salesDeclared "\%(\<fn\s\+\)\@<=\h\w*""#,
    #"syn match salesArgument "\.\@1<!\<\h\w*:\@=""#,
    "",
  ]

  private static let texts = [
    #"syn match salesEscape +\\\%([nt"\\{}]\|u{\x\{1,6}}\)+ contained"#,
    #"syn match salesFormat +:[^"{}]*\ze}+ contained"#,
    #"syn region salesInterpolation matchgroup=salesDelimiter start=+{+ end=+}+ contained contains=@salesInside,salesFormat"#,
    #"syn region salesBrackets start=+(+ end=+)+ transparent contains=@salesInside"#,
    #"syn cluster salesInside contains=TOP"#,
    #"syn region salesText start=+"+ skip=+\\.+ end=+"\|$+ contains=salesEscape,salesInterpolation"#,
    #"syn region salesText start=+"""+ skip=+\\.+ end=+"""+ contains=salesEscape,salesInterpolation"#,
    #"syn match salesText +\<r"[^"]*"\?+"#,
    #"syn keyword salesTodo TODO FIXME contained"#,
    "syn match salesComment \"#.*$\" contains=salesTodo,@Spell",
    "syn match salesDocumentation \"##.*$\" contains=salesTodo,@Spell",
    "",
  ]

  private static let links =
    [
      ("Argument", "Identifier"), ("Choice", "Conditional"), ("Column", "Identifier"),
      ("Comment", "Comment"), ("Constant", "Constant"), ("ConversionUnit", "Type"),
      ("Date", "Constant"), ("Declaration", "Statement"), ("Declared", "Function"),
      ("Delimiter", "Special"), ("Documentation", "SpecialComment"), ("Escape", "SpecialChar"),
      ("Format", "SpecialChar"), ("Function", "Function"), ("Number", "Number"),
      ("NumberUnit", "Type"), ("Operator", "Operator"), ("OperatorWord", "Operator"),
      ("Text", "String"), ("Todo", "Todo"), ("Type", "Type"), ("Unit", "Type"),
    ].map { "hi def link sales\($0) \($1)" } + [
      "",
      "let b:current_syntax = \"sales\"",
      "let &cpo = s:cpo",
      "unlet s:cpo",
    ]
}
