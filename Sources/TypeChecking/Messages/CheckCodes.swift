package import Diagnostics

/// The codes of the checker's messages.
extension DiagnosticCode {
  package static let unknownName = DiagnosticCode(
    "E0201", "unknown name",
    page: """
      A bare name is a variable, a function or a metric that is in reach at that place. A column of a
      table is written with a dot.

          channel      # a variable named channel
          .channel     # the column of the table at hand
      """)
  package static let unknownFunction = DiagnosticCode(
    "E0202", "unknown function",
    page: "A name before `(` must be a built-in function or one that the script declares with `fn`."
  )
  package static let recursion = DiagnosticCode(
    "E0203", "a function calls itself",
    page: """
      Every script ends, so a function may not call itself, directly or through another. A computation
      that repeats is written with `iterate` or `scan` over a list.
      """)
  package static let alreadyBound = DiagnosticCode(
    "E0204", "a name is bound twice",
    page: "In a script each `let`, `fn`, `metric` and `param` has a name of its own.")
  package static let wrongArguments = DiagnosticCode(
    "E0206", "wrong arguments",
    page: "The call does not fit the function's parameters: `sales doc NAME` shows them.")
  package static let notYet = DiagnosticCode(
    "E0207", "part of a later version",
    page: "The grammar has it, this version does not run it yet.")
  package static let moduleCircle = DiagnosticCode(
    "E0210", "modules that use each other in a circle",
    page: """
      A file is checked before the file that uses it, so two files cannot use each other. What both need
      goes into a third file.
      """)
  package static let moduleStatement = DiagnosticCode(
    "E0211", "a statement that a module cannot have",
    page: """
      A file that is used by another holds declarations: `let`, `fn`, `metric`, `unit`, `use` and `test`.
      Using it shows nothing, checks nothing and reads no data, and the tests of a module run only when
      `sales test` names its file.
      """)
  package static let moduleLimit = DiagnosticCode(
    "E0706", "too many modules",
    page: """
      A script may use 256 files, each within 32 others.

      Fix: put declarations that belong together into one file.
      """)
  package static let statementPlace = DiagnosticCode(
    "E0212", "a statement in the wrong place",
    page: """
      `currency AUD` is the first statement of a script. `param`, `use`, `unit` and `test` stand outside of
      functions and tests.
      """)

  package static let dimensions = DiagnosticCode(
    "E0301", "units that do not go together",
    page: """
      Sums and comparisons need one kind of quantity on both sides. Money per customer and money per
      customer and month are two kinds: one is an amount, the other a flow.

          $540/customer + $84/customer/month * 12 months      # $1,548/customer
      """)
  package static let currencies = DiagnosticCode(
    "E0302", "two currencies",
    page: """
      A currency never converts by itself, since the rate is a fact that you must state.

          €100 to USD at 1.08 USD/EUR
      """)
  package static let shareInSum = DiagnosticCode(
    "E0303", "a percentage added to an amount",
    page: """
      `$100 + 10%` could mean $110 or $100.10. To raise by ten percent, multiply.

          $100 * 110%
      """)
  package static let unknownUnit = DiagnosticCode(
    "E0304", "unknown unit",
    page: """
      A word after a number is its unit. A count of your own is declared once: `unit store`. To divide
      by a variable, put a space before the slash: `100 / n`.
      """)
  package static let wrongUnit = DiagnosticCode(
    "E0305", "the wrong unit",
    page: "The value is measured in another unit than the one required there.")
  package static let wrongType = DiagnosticCode(
    "E0306", "the wrong type",
    page: "The operation or parameter takes another type of value.")
  package static let unconvertible = DiagnosticCode(
    "E0307", "no conversion",
    page: """
      `to` converts between units of one kind. Months become days only by a stated basis:
      `3 months to days at 30.4375 days/month`.
      """)
  package static let periodicProduct = DiagnosticCode(
    "E0310", "a percentage per period used as a linear rate",
    page: """
      3% a month takes 3% of what is left each month, so twelve months take 30.6%, not 36%.

          compound(3%/month, per: year)     # 30.6%/year
          linear(3%/month) * 12 months      # 0.36, only if it is a hazard
      """)
  package static let rescaledPeriodic = DiagnosticCode(
    "E0311", "a percentage per period rescaled by multiplying",
    page: """
      A monthly churn is no twelfth of a yearly one, since each month takes its share of those who are
      left.

          compound(3%/month, per: year)     # 30.6%/year
          linear(3%/month) to 1/year        # 0.36/year, only if it is a hazard
      """)
  package static let divisionByZero = DiagnosticCode(
    "E0320", "division by zero",
    page: "A scalar division by zero has no value. In a column it gives missing, with a warning.")

  package static let unknownColumn = DiagnosticCode(
    "E0401", "unknown column",
    page: "A name after a dot must be a column of the table at hand; `describe` lists them.")
  package static let noTable = DiagnosticCode(
    "E0402", "a column outside a table",
    page: """
      `.channel` is a column of the table verb around it. Outside one, take the column of a named
      table as a list: `wins.channel`.
      """)
  package static let notAggregated = DiagnosticCode(
    "E0403", "a column outside an aggregate",
    page: """
      `summarize` makes one row of many, so each new column must be an aggregate: `sum(.cost)`,
      `count()`. A column by which the rows are grouped goes into `by:`.
      """)
  package static let aggregateInRow = DiagnosticCode(
    "E0404", "an aggregate where each row is computed",
    page: "An aggregate such as `sum(.cost)` belongs in `summarize`; a row expression has one row.")
  package static let comparedWithMissing = DiagnosticCode(
    "E0405", "compared with missing",
    page: "`x == missing` would itself be missing. Ask `x is missing`.")
  package static let badTable = DiagnosticCode(
    "E0406", "a table literal that does not fit",
    page: "Each row of a table literal has one cell for each head, and a column has one type.")

  package static let checkCodes: [DiagnosticCode] = [
    .unknownName, .unknownFunction, .recursion, .alreadyBound, .wrongArguments,
    .notYet, .moduleCircle, .moduleStatement, .moduleLimit, .statementPlace, .dimensions,
    .currencies, .shareInSum, .unknownUnit, .wrongUnit, .wrongType,
    .unconvertible, .periodicProduct, .rescaledPeriodic, .divisionByZero, .unknownColumn, .noTable,
    .notAggregated, .aggregateInRow, .windowOutside, .comparedWithMissing, .badTable,
  ]
}
