package import Diagnostics

/// The messages about the limits of a text.
extension DiagnosticCode {
  package static let sourceTooLarge = DiagnosticCode(
    "E0701", "A script is too large",
    page: """
      A script may have 4 MiB.

      Fix: put data into a file and read it with `load("data.csv")`.
      """)
  package static let lineTooLong = DiagnosticCode(
    "E0702", "A line is too long",
    page: """
      A line may have 1 MiB.

      Fix: break the line after an operator or a comma.
      """)
  package static let tooManyTokens = DiagnosticCode(
    "E0703", "A script has too many words",
    page: """
      A script may have 200,000 words, numbers and signs.

      Fix: put data into a file and read it with `load("data.csv")`, or split the script with
      `use`.
      """)
  package static let tooDeep = DiagnosticCode(
    "E0704", "An expression is nested too deeply",
    page: """
      Brackets, signs, branches and bodies may stand 200 deep inside each other.

      Fix: give inner parts a name with `let`.
      """)
  package static let nameTooLong = DiagnosticCode(
    "E0705", "A name is too long",
    page: """
      A name may have 255 bytes, and that of a column more when it stands in quotes.

      Fix: use a shorter name, or write `."name"`.
      """)
}
