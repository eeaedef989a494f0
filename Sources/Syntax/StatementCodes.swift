package import Diagnostics

/// The messages about calls, literals with parts, branches and statements.
extension DiagnosticCode {
  package static let positionalAfterNamed = DiagnosticCode(
    "E0123", "An argument without a name comes too late",
    page: """
      In a call, arguments without a name come first.

          top(by: .cost, 5)

      Fix: `top(5, by: .cost)`.
      """)
  package static let recordForm = DiagnosticCode(
    "E0124", "Braces do not hold a record",
    page: """
      A record is written `{a: 1, b: 2}`. A list stands in brackets, `[1, 2]`. A block with
      statements is only the body of a function.

          {1, 2}

      Fix: `[1, 2]`.
      """)
  package static let tableForm = DiagnosticCode(
    "E0125", "A table literal has a wrong form",
    page: """
      The first line of a table names its columns, and each further line has one cell for each of
      them. A cell with a pipe needs parentheses.

          table {
            a | b
            1
          }

      Fix: `1 | missing`.
      """)
  package static let branchForm = DiagnosticCode(
    "E0126", "A part of `if` or `match` is missing",
    page: """
      `if` gives a value in both cases; `match` has arms with `=>`.

          if x > 3 then "many"

      Fix: `if x > 3 then "many" else "few"`.
      """)
  package static let missingWithin = DiagnosticCode(
    "E0127", "`~=` needs a tolerance",
    page: """
      How near is near enough depends on the numbers.

          a ~= b

      Fix: `a ~= b within 0.01`.
      """)
  package static let isWithoutMissing = DiagnosticCode(
    "E0128", "`is` asks only about missing values",
    page: """
      `x is missing` and `x is not missing` are the only forms of `is`.

          x is 3

      Fix: `x == 3`.
      """)
  package static let interpolation = DiagnosticCode(
    "E0129", "Braces in a text hold no expression",
    page: """
      `{expression}` or `{expression:format}` in a text shows a value.

          "{}"

      Fix: `"{total}"`, or `"\\{\\}"` for the braces themselves.
      """)
  package static let statementForm = DiagnosticCode(
    "E0130", "A statement has a wrong form",
    page: """
      `let name = e`, `fn f(a, b) = e`, `metric name = e`, `param name: Type = e`, `use "path" as
      name`, `check cond, "message"`, `test "name" { … }`.

          let x 5

      Fix: `let x = 5`.
      """)
  package static let nameMissing = DiagnosticCode(
    "E0131", "A name is missing",
    page: """
      A declaration gives a name, which begins with a letter.

          let = 5

      Fix: `let x = 5`.
      """)
  package static let reservedName = DiagnosticCode(
    "E0132", "A name is taken by the language",
    page: """
      Keywords cannot be names, and `_`, `_1`, `_2`, … are the results of earlier lines.

          let test = 5

      Fix: `let test_ = 5`.
      """)
  package static let typeForm = DiagnosticCode(
    "E0133", "A type has a wrong form",
    page: """
      A type is a name such as `Money`, `List<Text>` or `Number?`, or a unit such as
      `USD/customer`.

          fn f(a: [Text]) = a

      Fix: `fn f(a: List<Text>) = a`.
      """)
  package static let blockResult = DiagnosticCode(
    "E0134", "A block has no result",
    page: """
      The value of a block is its last line.

          fn f(x) = { let y = x * 2 }

      Fix: `fn f(x) = { let y = x * 2; y }`.
      """)
}
