internal import Values

extension Function {
  /// Explains a figure by others.
  package static let regress: Function = Function(
    "regress", .series, "What each of several things adds to a figure, with its interval.",
    overloads: [
      Overload(
        Signature(
          [
            .table, RegressionParameters.of, RegressionParameters.on, RegressionParameters.model,
            RegressionParameters.errors, RegressionParameters.lags, RegressionParameters.order,
            RegressionParameters.exposure, RegressionParameters.intercept,
            RegressionParameters.level,
          ], resultText: "Table",
          result: { types throws(ValueError) in
            guard try types.knownTable("table") != nil else { return .unknown }
            try RegressionRequest.check(types)
            return .table(RegressionResult.schemas)
          }),
        body: regressed)
    ],
    definition: """
      One row for each coefficient: what one more of a term adds to the figure while the other terms stay, in \
      the unit that its row says. Of `logistic` it adds to the log odds and of `poisson` to the logarithm of \
      the count: `exp(.coefficient)` is the factor. A product of two columns is an interaction; \
      `after(.month, @1983-02)` is a step from that month on, and `if after(.month, @1983-02) then .age else \
      0` a bend. Texts become a step for each value but the first. Rows that lack a value are left out and \
      counted. Coefficients of one call keep their correlation in arithmetic.
      """,
    formula: "of = intercept + Σ coefficient · term",
    assumptions: [
      "the terms add up as they are written, and what is left out is not correlated with them",
      "a coefficient is what goes along with a term, and its effect only where nothing else explains both",
    ],
    source: """
      Björck 1996 (least squares); McCullagh & Nelder 1989 (logistic, Poisson); White 1980, MacKinnon & White \
      1985 (hc0 to hc3); Newey & West 1987, 1994 (hac)
      """,
    resultColumns: RegressionResult.columns,
    examples: [
      Example(
        """
        let t = table {
          tv[USD] | sales
          1 | 2
          2 | 4
          3 | 5
          4 | 4
          5 | 5
        }
        regress(t, of: .sales, on: .tv) | keep(.term, .unit, .coefficient, .p_value)
        """,
        gives: """
          term       unit          coefficient  p_value
          ─────────────────────────────────────────────
          intercept  –      2.20 [-0.79, 5.19]    0.101
          tv         1/USD  0.60 [-0.30, 1.50]    0.124
          [low, high]: 95% interval
          """)
    ],
    seeAlso: ["after", "difference", "correlation"])
}

private func regressed(_ call: Call) throws(ValueError) -> Value {
  let table = try call.table("table")
  let request = try RegressionRequest(call, table.type)
  let rows = try RegressionRows(try table.reduced(), request, context: call.context)
  try call.context.checkInterruption()
  return try RegressionResult(request, rows, call).value
}
