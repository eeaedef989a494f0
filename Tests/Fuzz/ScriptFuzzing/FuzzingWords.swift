import StandardLibrary
import Syntax
import TypeChecking
import Units
import Values

/// The words and signs of the language for a fuzzer.
///
/// They come from the tables that the lexer, the checker and the library read themselves.
package enum FuzzingWords {
  package static var all: [String] {
    let words =
      Keyword.allCases.map(\.rawValue) + Symbol.allCases.map(\.rawValue) + Checker.typeNames
      + Catalogue.functions.map { $0.name + "(" } + arguments.map { $0 + ": " }
      + UnitCatalogue().spellings + others
    return Set(words).sorted()
  }

  /// The words in the form that libFuzzer reads.
  package static var dictionary: String { all.map { "\"\(escaped($0))\"\n" }.joined() }

  private static var arguments: [String] {
    Catalogue.functions.flatMap { $0.overloads.flatMap { $0.signature.parameters.map(\.name) } }
  }

  /// What stands in no table: words that count only at one place, and the marks within literals.
  private static let others = [
    "unit ", "currency ", "table {", " as ", " at ", " within ", "is missing", "is not missing",
    "_",
    "@2026-03-01", "@2026-Q2", "@2026-W07", "@2026-03", "T09:30Z", "3%/month", "$84/customer/month",
    "250k", "2.5M", "1e9", "\"{", "}\"", ":.2}", "\"\"\"\n", "r\"", "\\u{", "\\n", "# ", "## ",
    "\n",
    ".cost", ".channel", ".\"Total Revenue\"", ".day", "x => ", "(x, y) => ", " |\n",
    "case when ", " when ", " end", "if(", "if (", "iif(", "lambda x: ", "function(x) ",
    " not like ",
    " like ", " between ", " is null", "select ", " from ", " group by ", " order by ", " limit ",
    " join ", " on ", " as ", "distinct ", "count(*)", "&&", "||", "!", "===", "<>", ":=", "<-",
    "%>%",
    "|>", "+=", "// ", "/* ", " */", "-- ", "def f(x):", "return ", "for x in ", "while ", "var ",
    "const ", "import ", "elif ", "null", "None", "True", "'a'", "`a`",
    "\u{FEFF}", "\u{301}", "\u{2212}", "\r\n",
  ]

  private static func escaped(_ word: String) -> String {
    word.utf8.map { byte in
      let isPlain = byte >= 0x20 && byte < 0x7F && byte != 0x22 && byte != 0x5C
      if isPlain { return String(UnicodeScalar(byte)) }
      let digits = String(byte, radix: 16, uppercase: true)
      return "\\x" + (digits.count < 2 ? "0" : "") + digits
    }.joined()
  }
}
