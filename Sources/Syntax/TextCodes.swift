package import Diagnostics

/// The messages about characters, texts, numbers and dates.
extension DiagnosticCode {
  package static let encoding = DiagnosticCode(
    "E0101", "The text is not UTF-8",
    page: """
      A script is read as UTF-8. The message shows the first byte that is not part of a character.

      Fix: save the file as UTF-8, for example with `iconv -f latin1 -t utf-8 old.sales >
      new.sales`.
      """)
  package static let strayCharacter = DiagnosticCode(
    "E0102", "A character has no meaning",
    page: """
      The character is no letter, digit, sign or bracket of the language, or it cannot be seen.

          let price = 5 ¤

      Fix: leave it out. In a text, write it as an escape: `"\\u{7}"`.
      """)
  package static let unclosedText = DiagnosticCode(
    "E0103", "A text is not closed",
    page: """
      A text in double quotes ends on its line; one in three double quotes may have several lines.

          let name = "brand

      Fix: `let name = "brand"`.
      """)
  package static let escape = DiagnosticCode(
    "E0104", "A text has an unknown escape",
    page: """
      A backslash in a text begins one of `\\n` `\\t` `\\"` `\\\\` `\\{` and `\\u{…}`.

          "C:\\data"

      Fix: `"C:\\\\data"`, or the raw text `r"C:\\data"`.
      """)
  package static let numberForm = DiagnosticCode(
    "E0105", "A number has a wrong form",
    page: """
      A number begins and ends with a digit. A dot before a name means a column, so a number
      cannot begin with one; `_` stands between digits.

          .5

      Fix: `0.5`.
      """)
  package static let thousandsComma = DiagnosticCode(
    "E0106", "A comma stands in a number",
    page: """
      A comma separates values, so `2,016` could be one number or two.

          cac($2,016, 4 customers)

      Fix: `cac($2_016, 4 customers)`. Two values are written with a space: `2, 016`.
      """)
  package static let numberTooLarge = DiagnosticCode(
    "E0107", "A number is too large",
    page: """
      Numbers are kept as 64-bit floating point values, up to about 1.8e308, and are written with
      at most 1,000 digits.

          1e999

      Fix: use a smaller number.
      """)
  package static let dateForm = DiagnosticCode(
    "E0108", "A date or period has a wrong form",
    page: """
      A day is written `@2026-03-01`, an instant `@2026-03-01T09:30Z`, a month `@2026-03`, a
      quarter `@2026-Q2`, an ISO week `@2026-W09` and a year `@2026`.

          @2026-3-1

      Fix: `@2026-03-01`.
      """)
  package static let dateNotReal = DiagnosticCode(
    "E0109", "There is no such day or period",
    page: """
      The calendar has no such day, month, quarter or week.

          @2026-02-30

      Fix: `@2026-02-28`.
      """)
  package static let foreignQuote = DiagnosticCode(
    "E0118", "Quotation marks of another kind",
    page: """
      A text stands in straight double quotes; a column whose name is not a word is written `."New
      Customers"`.

          'brand'

      Fix: `"brand"`.
      """)
}
