package import Diagnostics

/// The codes of mistakes in data and values.
extension DiagnosticCode {
  package static let wrongDirection = DiagnosticCode(
    "E0312", "a loss used as a growth, or the reverse",
    page: """
      `compound` is for a loss, 1 − (1 − p)^n; `compound_growth` for growth, (1 + g)^n − 1. A churn is a
      loss, an expansion or a discount a growth.
      """)
  package static let roleColumn = DiagnosticCode(
    "E0410", "no column for a role",
    page: """
      A function of unit economics takes its columns by argument or by role. A role is taken by a
      column of exactly that name, or, in a table loaded `as:` it, by a known header. Where two
      columns could be meant, the argument decides: `started: .signed_on`.
      """)
  package static let data = DiagnosticCode(
    "E0501", "the data does not fit",
    page: "The rows hold something that the operation does not accept; the message says which.")
  package static let unreadable = DiagnosticCode(
    "E0502", "a file that cannot be read",
    page: "The file is missing, is not readable, or is not the format that its name says.")
  package static let changedFile = DiagnosticCode(
    "E0503", "a file changed while the script ran",
    page: "A script reads each file in one version, so that its figures belong together.")
  package static let outOfRange = DiagnosticCode(
    "E0601", "a value out of range",
    page: "The result is larger than a number can be, or a date beyond the years 1 to 9999.")
  package static let missingValue = DiagnosticCode(
    "E0602", "a missing value where one is required",
    page: "Give a value to use in its place with `??`, or ask `is missing`.")
  package static let checkFailed = DiagnosticCode(
    "E0603", "a check failed",
    page: "The condition of a `check` is false; the run ends with exit code 4.")
  package static let interrupted = DiagnosticCode(
    "E0604", "interrupted", page: "The statement was ended by Ctrl-C; nothing was bound.")
  package static let engine = DiagnosticCode(
    "E0605", "the engine refused",
    page: "The engine could not run the query; the message is its own.")
  package static let tooLarge = DiagnosticCode(
    "E0710", "too large",
    page: "The value passes a limit of the tool; the message says which.")
  package static let parameterValue = DiagnosticCode(
    "E0802", "a parameter of the script",
    page: """
      `param budget: Money = $250k` becomes `--budget` of `sales run`. Its value is typed without
      signs: `--budget 250k`, `--quarter 2026-Q2`, `--budget '250k EUR'`.
      """)
  package static let unwritable = DiagnosticCode(
    "E0801", "a file that cannot be written",
    page: "`save` writes a new file whole; it replaces one only with `replace: true`.")

  package static let dataCodes: [DiagnosticCode] = [
    .wrongDirection, .roleColumn, .data, .unreadable, .changedFile, .outOfRange, .missingValue,
    .checkFailed, .interrupted, .engine, .tooLarge, .parameterValue, .unwritable,
  ]
}
