package import Diagnostics

/// The messages about expressions: operators, brackets, units and slips from other languages.
extension DiagnosticCode {
  package static let operandMissing = DiagnosticCode(
    "E0110", "A value is missing",
    page: """
      An operator, bracket or keyword needs a value where there is none.

          let total = 5 +

      Fix: `let total = 5 + 3`.
      """)
  package static let unexpected = DiagnosticCode(
    "E0111", "Something stands where nothing was expected",
    page: """
      Two values stand beside each other without an operator or a comma.

          sum(.cost) sum(.won)

      Fix: `sum(.cost) / sum(.won)`.
      """)
  package static let unclosedBracket = DiagnosticCode(
    "E0112", "A bracket is not closed",
    page: """
      Every `(`, `[` and `{` is closed by its counterpart, the innermost first.

          sum([1, 2)

      Fix: `sum([1, 2])`.
      """)
  package static let chainedComparison = DiagnosticCode(
    "E0113", "Comparisons do not chain",
    page: """
      A comparison gives true or false, so a second one cannot compare its result.

          0 < share < 1

      Fix: `0 < share and share < 1`.
      """)
  package static let stageNotCall = DiagnosticCode(
    "E0114", "What stands after a pipe is not a call",
    page: """
      A pipe gives what stands left of it to a function as the first argument. `x | f(a)` is `f(x,
      a)`, `x | f` is `f(x)`.

          spend | .channel

      Fix: `spend | keep(.channel)`.
      """)
  package static let assignment = DiagnosticCode(
    "E0115", "A name is given with `let`",
    page: """
      `let` gives a name to a value, `==` compares, and `name:` names an argument.

          x = 5

      Fix: `let x = 5`.
      """)
  package static let foreignOperator = DiagnosticCode(
    "E0116", "An operator of another language",
    page: """
      The operators are `and or not == != < <= > >= in is ?? .. ..< to + - * / mod per ^` and the
      pipe `|`. A comment begins with `#`.

          .cost > 0 && .won > 0

      Fix: `.cost > 0 and .won > 0`.
      """)
  package static let foreignWord = DiagnosticCode(
    "E0117", "A word of another language",
    page: """
      Declarations begin with `let fn metric param use test check`; tables go through verbs after
      a pipe, as in `t | where(.a > 0) | keep(.a)` for `select a from t where a > 0`. What is not
      known is `missing`; what is true is `true`.

          var x = 5

      Fix: `let x = 5`.
      """)
  package static let signPlace = DiagnosticCode(
    "E0119", "A sign or scale stands in the wrong place",
    page: """
      A currency sign stands directly before its number, `%` and the scales `k M bn` directly
      after it.

          40€

      Fix: `€40`, or `40 EUR`.
      """)
  package static let unitAlone = DiagnosticCode(
    "E0120", "A unit stands alone",
    page: """
      A unit is a suffix of a number. Alone it stands only after `to` and `per`, in types, in
      table heads and in `units: {…}`.

          let price = €/month

      Fix: `let price = €20/month`.
      """)
  package static let unitMissing = DiagnosticCode(
    "E0121", "A unit is missing",
    page: """
      `to` and `per` are followed by a unit: `(1 | % | sign | name) ('/' name)*`.

          x to

      Fix: `x to USD/month`.
      """)
  package static let callOfValue = DiagnosticCode(
    "E0122", "A value is called",
    page: """
      Only functions can be called, and by name. A value has no methods; it goes through a pipe.

          name.upper()

      Fix: `upper(name)`. A table goes through a pipe: `t.where(.a > 0)` is `t | where(.a > 0)`.
      """)
}
