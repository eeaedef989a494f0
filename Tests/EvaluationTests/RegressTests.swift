import Evaluation
import Foundation
import Testing
import Values

/// `regress` and `after` through the language, beside statsmodels 0.15.0 and certified figures of NIST.
///
/// Tests/Oracle/effects.py makes the rows and prints the figures.
@Suite("Regressions") struct RegressTests: CreditTests {
  static let weeks = """
    let weeks = table {
      week | tv[USD] | radio[USD] | channel | visits | sales | won | orders
      @2026-01-05 | 23 | 27 | "web" | 53 | 80.5 | true | 5
      @2026-01-12 | 61 | 36 | "web" | 26 | 119.8 | false | 6
      @2026-01-19 | 35 | 20 | "mail" | 48 | 80.0 | true | 3
      @2026-01-26 | 36 | 29 | "shop" | 137 | 95.5 | true | 11
      @2026-02-02 | 62 | 2 | "web" | 94 | 78.5 | true | 7
      @2026-02-09 | 72 | 6 | "shop" | 173 | 86.8 | true | 25
      @2026-02-16 | 27 | 33 | "mail" | 168 | 86.9 | false | 11
      @2026-02-23 | 48 | 27 | "shop" | 108 | 99.8 | true | 10
      @2026-03-02 | 54 | 10 | "web" | 168 | 71.6 | true | 19
      @2026-03-09 | 52 | 35 | "mail" | 55 | 93.7 | false | 3
      @2026-03-16 | 80 | 35 | "web" | 42 | 126.7 | true | 7
      @2026-03-23 | 29 | 5 | "shop" | 117 | 51.5 | false | 12
      @2026-03-30 | 17 | 1 | "web" | 138 | 45.1 | false | 8
      @2026-04-06 | 22 | 16 | "web" | 142 | 58.9 | false | 11
      @2026-04-13 | 75 | 2 | "shop" | 123 | 73.8 | true | 16
      @2026-04-20 | 34 | 12 | "web" | 150 | 65.9 | true | 9
      @2026-04-27 | 77 | 39 | "shop" | 191 | 137.7 | true | 23
      @2026-05-04 | 36 | 17 | "web" | 181 | 78.8 | true | 19
      @2026-05-11 | 86 | 17 | "mail" | 90 | 109.0 | true | 9
      @2026-05-18 | 67 | 27 | "mail" | 118 | 118.8 | true | 18
      @2026-05-25 | 34 | 1 | "web" | 52 | 54.3 | true | 2
      @2026-06-01 | 76 | 23 | "shop" | 168 | 103.2 | true | 9
      @2026-06-08 | 80 | 22 | "mail" | 59 | 105.6 | true | 6
      @2026-06-15 | 78 | 21 | "mail" | 154 | 98.7 | true | 18
      @2026-06-22 | 29 | 32 | "shop" | 137 | 80.3 | false | 9
      @2026-06-29 | 69 | 2 | "shop" | 116 | 74.9 | false | 11
      @2026-07-06 | 79 | 10 | "shop" | 69 | 89.6 | true | 12
      @2026-07-13 | 62 | 15 | "web" | 174 | 83.0 | false | 30
      @2026-07-20 | 54 | 1 | "shop" | 196 | 59.4 | true | 15
      @2026-07-27 | 60 | 34 | "mail" | 127 | 112.2 | false | 14
      @2026-08-03 | 22 | 3 | "web" | 197 | 44.0 | false | 18
      @2026-08-10 | 54 | 29 | "web" | 26 | 98.5 | true | 3
      @2026-08-17 | 53 | 25 | "web" | 97 | 89.6 | true | 12
      @2026-08-24 | 75 | 7 | "mail" | 56 | 81.9 | true | 10
      @2026-08-31 | 50 | 2 | "mail" | 89 | 66.6 | true | 6
      @2026-09-07 | 24 | 6 | "shop" | 49 | 52.1 | false | 4
    }

    """

  static let terms = "on: [.tv, .radio, .tv * .radio]"
  private static let coefficients = [
    32.58302373618538, 0.5533077746704462, 1.02985677517173, 0.005424839927438563,
  ]

  private func expectRelative(
    _ found: [Double?], _ known: [Double], _ tolerance: Double = 1e-8, _ comment: Comment = ""
  ) {
    #expect(found.count == known.count, comment)
    for (found, known) in zip(found, known) {
      let difference = ((found ?? .nan) - known).magnitude
      #expect(
        difference <= tolerance * known.magnitude,
        "\(comment): \(String(describing: found)) is not \(known)")
    }
  }

  private func limits(_ run: ScriptRun) -> (low: [Double?], high: [Double?]) {
    let estimates = run.column("coefficient", ofShown: 0).map { cell -> Estimate? in
      if case .estimate(let estimate) = cell { estimate } else { nil }
    }
    return (estimates.map { $0?.low }, estimates.map { $0?.high })
  }

  @Test(
    "errors of each kind are those of statsmodels",
    arguments: [
      (
        "errors: \"classical\"",
        [4.08268158600247, 0.07503804558104363, 0.21087533901081273, 0.0037363976943033425]
      ),
      (
        "errors: \"hc0\"",
        [2.2920243893242165, 0.04721551621263073, 0.16262915829836175, 0.0028314045343862744]
      ),
      (
        "errors: \"hc1\"",
        [2.4310589825041635, 0.05007961753676185, 0.17249427097714812, 0.0030031580198203105]
      ),
      (
        "errors: \"hc2\"",
        [2.512802578341903, 0.05146710027962892, 0.1779347217496911, 0.003132591517001025]
      ),
      (
        "errors: \"hc3\"",
        [2.76304793139755, 0.056283547543433676, 0.19526115007270983, 0.003478660845202572]
      ),
      (
        "errors: \"hac\", lags: 4",
        [2.30968281511267, 0.055112970090742903, 0.18244883394242428, 0.0035293673796663043]
      ),
      (
        "errors: \"hac\"",
        [2.3420417575106374, 0.05512260393578743, 0.17440464844333417, 0.0033569009658468334]
      ),
    ] as [(String, [Double])])
  func errors(_ errors: String, _ known: [Double]) {
    let run = ScriptRun(Self.weeks + "regress(weeks, of: .sales, \(Self.terms), \(errors))")
    #expect(run.outcome == .succeeded, "\(run.words)")
    expectRelative(
      run.column("coefficient", ofShown: 0).map(\.magnitude), Self.coefficients, 1e-10)
    let found = run.column("standard_error", ofShown: 0).map(\.magnitude)
    expectRelative(found, known, 1e-8, "\(errors)")
    expectRelative(
      run.column("statistic", ofShown: 0).map(\.magnitude),
      zip(Self.coefficients, known).map { $0 / $1 })
  }

  @Test("intervals, p-values, units and figures of the fit")
  func intervals() {
    let run = ScriptRun(Self.weeks + "regress(weeks, of: .sales, \(Self.terms))")
    let limits = limits(run)
    expectRelative(
      limits.low,
      [24.266873482926382, 0.4004602775983395, 0.6003177658271528, -0.002185953120515359])
    expectRelative(
      limits.high, [40.89917398944438, 0.706155271742553, 1.4593957845163072, 0.013035632975392486])
    expectRelative(
      run.column("p_value", ofShown: 0).map(\.magnitude),
      [4.1349862600870805e-09, 2.1863407855386663e-08, 2.78541861194575e-05, 0.15626684920534883],
      1e-7)
    #expect(texts(run, "term") == ["intercept", "tv", "radio", "tv * radio"])
    #expect(texts(run, "unit") == ["–", "1/USD", "1/USD", "1/USD^2"])
    // R² 0.949297, F 199.709, log-likelihood −110.0486 by statsmodels.
    #expect(said(run).contains("R² 0.949 "))
    #expect(said(run).contains("F 199.7 (p below 0.0001)"))
    #expect(said(run).contains("log-likelihood -110"))
    #expect(!said(run).contains("left out"))
  }

  private func texts(_ run: ScriptRun, _ column: String) -> [String] {
    run.column(column, ofShown: 0).map { cell in
      if case .text(let text) = cell { text } else { "–" }
    }
  }

  @Test("an interrupted series: a trend, a step from a day on, and a bend there")
  func interrupted() {
    let run = ScriptRun(
      Self.weeks
        + """
        let t = weeks | add(age: days_between(@2026-01-05, .week))
        regress(
          t, of: .sales,
          on: [.age, step: after(.week, @2026-05-25), bend: if after(.week, @2026-05-25) then .age - 140 days else 0 days])
        """)
    #expect(run.outcome == .succeeded, "\(run.words)")
    expectRelative(
      run.column("coefficient", ofShown: 0).map(\.magnitude),
      [85.66285714285718, 0.03461868958108223, -0.43888544891641423, -0.2098917988247393])
    expectRelative(
      run.column("standard_error", ofShown: 0).map(\.magnitude),
      [10.162175277153143, 0.13063368038359524, 15.708102961247679, 0.22459430249711498])
    #expect(texts(run, "unit") == ["–", "1/day", "–", "1/day"])
  }

  @Test("texts are compared with their first value, which is said")
  func channels() {
    let run = ScriptRun(Self.weeks + "regress(weeks, of: .sales, on: [.tv, .channel])")
    expectRelative(
      run.column("coefficient", ofShown: 0).map(\.magnitude),
      [51.382176187633874, 0.7206200624977701, -7.780026333345038, -4.757941785751905])
    expectRelative(
      run.column("standard_error", ofShown: 0).map(\.magnitude),
      [10.827041014402715, 0.1519483599757844, 7.619995813790408, 7.775922460196438])
    #expect(
      texts(run, "term") == ["intercept", "tv", "channel = shop", "channel = web"])
    #expect(said(run).contains("`channel` is compared with \"mail\""))
    // Without an intercept each text has its own mean, as without the comparison.
    let means = ScriptRun(
      Self.weeks + "regress(weeks, of: .sales, on: .channel, intercept: false)\n"
        + "weeks | summarize(mean: mean(.sales), by: .channel)")
    expectRelative(
      means.column("coefficient", ofShown: 0).map(\.magnitude),
      means.column("mean", ofShown: 1).compactMap(\.magnitude))
  }

  @Test("a logistic and a Poisson model, with robust errors and an exposure")
  func generalized() {
    for (errors, known) in [
      ("classical", [1.1069961825608121, 0.021672178368722633, 0.0330088187553236]),
      ("hc0", [0.9413552746450891, 0.02062187994305625, 0.03531626140730307]),
    ] {
      let run = ScriptRun(
        Self.weeks
          + "regress(weeks, of: .won, on: [.tv, .radio], model: \"logistic\", errors: \"\(errors)\")"
      )
      expectRelative(
        run.column("coefficient", ofShown: 0).map(\.magnitude),
        [-1.5851142702545733, 0.05444688877123274, -0.02200122562772483])
      expectRelative(run.column("standard_error", ofShown: 0).map(\.magnitude), known)
      #expect(texts(run, "unit") == ["log odds", "log odds per USD", "log odds per USD"])
      if errors == "classical" {
        expectRelative(
          run.column("p_value", ofShown: 0).map(\.magnitude),
          [0.15217077802291337, 0.011994903265683176, 0.5050751500967499])
        expectRelative(
          limits(run).low, [-3.7547869190970915, 0.011970199702008362, -0.08669732156036934])
        // Deviance 37.7988.
        #expect(said(run).contains("deviance 37.8, "))
      }
    }
    let run = ScriptRun(
      Self.weeks
        + "regress(weeks, of: .orders, on: [.tv, .radio], model: \"poisson\", exposure: .visits)")
    expectRelative(
      run.column("coefficient", ofShown: 0).map(\.magnitude),
      [-2.7962265500043673, 0.009280874511013006, 6.619228681587451e-05])
    expectRelative(
      run.column("standard_error", ofShown: 0).map(\.magnitude),
      [0.1525684839112026, 0.0024419036051230134, 0.004064754196631507])
    // Deviances 35.7626 and 50.7445.
    #expect(said(run).contains("deviance 35.8, 50.7 without terms"))
  }

  /// Longley 1967 with the results that NIST certifies in its Statistical Reference Datasets.
  @Test("Longley's rows give the certified figures")
  func longley() {
    let run = ScriptRun(
      """
      let t = table {
        prices | gnp | idle | army | people | year | employed
        83 | 234289 | 2356 | 1590 | 107608 | 1947 | 60323
        88.5 | 259426 | 2325 | 1456 | 108632 | 1948 | 61122
        88.2 | 258054 | 3682 | 1616 | 109773 | 1949 | 60171
        89.5 | 284599 | 3351 | 1650 | 110929 | 1950 | 61187
        96.2 | 328975 | 2099 | 3099 | 112075 | 1951 | 63221
        98.1 | 346999 | 1932 | 3594 | 113270 | 1952 | 63639
        99 | 365385 | 1870 | 3547 | 115094 | 1953 | 64989
        100 | 363112 | 3578 | 3350 | 116219 | 1954 | 63761
        101.2 | 397469 | 2904 | 3048 | 117388 | 1955 | 66019
        104.6 | 419180 | 2822 | 2857 | 118734 | 1956 | 67857
        108.4 | 442769 | 2936 | 2798 | 120445 | 1957 | 68169
        110.8 | 444546 | 4681 | 2637 | 121950 | 1958 | 66513
        112.6 | 482704 | 3813 | 2552 | 123366 | 1959 | 68655
        114.2 | 502601 | 3931 | 2514 | 125368 | 1960 | 69564
        115.7 | 518173 | 4806 | 2572 | 127852 | 1961 | 69331
        116.9 | 554894 | 4007 | 2827 | 130081 | 1962 | 70551
      }
      regress(t, of: .employed, on: [.prices, .gnp, .idle, .army, .people, .year])
      """)
    expectRelative(
      run.column("coefficient", ofShown: 0).map(\.magnitude),
      [
        -3482258.63459582, 15.0618722713733, -0.358191792925910e-1, -2.02022980381683,
        -1.03322686717359, -0.511041056535807e-1, 1829.15146461355,
      ], 1e-12)
    expectRelative(
      run.column("standard_error", ofShown: 0).map(\.magnitude),
      [
        890420.383607373, 84.9149257747669, 0.334910077722432e-1, 0.488399681651699,
        0.214274163161675, 0.226073200069370, 455.478499142212,
      ], 1e-12)
    // The variance inflation of the product, 1,788.5, is the largest of these rows.
    #expect(said(run).contains("`gnp` is nearly made of the other terms"))
  }

  // MARK: Order, rows and replicates

  @Test("HAC takes the order that is given, else the dates, and says which")
  func order() {
    let call = "regress(weeks | sort(.tv), of: .sales, \(Self.terms), errors: \"hac\", lags: 4"
    let dated = ScriptRun(Self.weeks + call + ")")
    // The rows are sorted by another column first, and the dates put them right.
    expectRelative(
      dated.column("standard_error", ofShown: 0).map(\.magnitude),
      [2.30968281511267, 0.055112970090742903, 0.18244883394242428, 0.0035293673796663043])
    #expect(said(dated).contains("in the order of `week`"))
    #expect(said(dated).contains("over 4 lags (as given)"))
    let given = ScriptRun(Self.weeks + call + ", order: .tv)")
    #expect(said(given).contains("in the order of `tv`"))
    #expect(said(given).contains("rows have the same `tv` as the one before"))
    let undated = ScriptRun(
      Self.weeks + "regress(weeks | drop(.week), of: .sales, on: .tv, errors: \"hac\")")
    #expect(said(undated).contains("over 3 lags (4 (n/100)^(2/9) of 36 rows)"))
    #expect(said(undated).contains("in the order of the table, since no column"))
  }

  static let small = """
    let t = table {
      x       | y       | g
      1       | 2       | "a"
      2       | 4       | "b"
      3       | 5       | "a"
      4       | 4       | "b"
      5       | 5       | "a"
      missing | 9       | "a"
      7       | missing | "a"
      8       | missing | missing
    }

    """

  @Test("rows that lack a value are left out and counted, each once")
  func leftOut() {
    let run = ScriptRun(Self.small + "regress(t, of: .y, on: .x)")
    expectRelative(run.column("coefficient", ofShown: 0).map(\.magnitude), [2.2, 0.6], 1e-12)
    #expect(said(run).contains("left out: 2 rows without `y`"))
    #expect(said(run).contains("left out: 1 row without `x`"))
    let explained = ScriptRun(Self.small + "explain(regress(t, of: .y, on: .x))").output
    #expect(explained.contains("rows used: 5 rows of the table"))
    #expect(explained.contains("y = 2.2 + 0.6 · x"))
    #expect(explained.contains("95% by Student's t with 3 degrees of freedom"))
  }

  @Test("coefficients of one call keep their correlation, and those of two differ")
  func correlation() throws {
    let run = ScriptRun(
      Self.weeks
        + """
        let c = regress(weeks, of: .sales, on: [.tv, .radio]).coefficient
        c[0] + c[1] * (mean(weeks.tv) / 1 USD) + c[2] * (mean(weeks.radio) / 1 USD)
        c[1] - c[1]
        regress(weeks | where(.tv > 30 USD), of: .sales, on: [.tv, .radio]).coefficient[1] - c[1]
        """)
    #expect(run.outcome == .succeeded, "\(run.words)")
    let estimates = run.shown.compactMap { shown -> Estimate? in
      if case .estimate(let estimate) = shown.value { estimate } else { nil }
    }
    try #require(estimates.count == 3)
    // The mean outcome at the mean of the terms: without their correlation it would be five times as wide.
    let mean = estimates[0]
    let half = ((mean.high ?? 0) - (mean.low ?? 0)) / 2
    expectRelative([mean.value], [84.8111111111111], 1e-10)
    #expect(half > 0.85 * Self.meanHalf && half < 1.15 * Self.meanHalf, "\(half)")
    #expect(estimates[1].low == 0 && estimates[1].high == 0)
    #expect((estimates[2].low ?? 0) < (estimates[2].high ?? 0))
  }

  /// Half the interval of the mean outcome at the mean of the terms, by statsmodels.
  private static let meanHalf = 1.8811203758127302

  @Test("a file is read by the engine, and gives what rows in memory give")
  func file() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "regress-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "weeks.csv").path
    let text =
      Self.weeks
      + "save(weeks, \"\(path)\", replace: true)\nlet f = load(\"\(path)\", units: {tv: USD, radio: USD})\n"
    for call in [
      "of: .sales, \(Self.terms), errors: \"hac\"",
      "of: .won, on: [.tv, .channel], model: \"logistic\"",
      "of: .sales, on: [step: after(.week, @2026-05-25)]",
    ] {
      let run = ScriptRun(text + "regress(f, \(call))\nregress(weeks, \(call))")
      #expect(run.outcome == .succeeded, "\(run.words)")
      let known = run.column("standard_error", ofShown: 1).compactMap(\.magnitude)
      #expect(known.count > 1)
      expectRelative(run.column("standard_error", ofShown: 0).map(\.magnitude), known, 1e-12)
    }
  }

  @Test(
    "a date is after another from that day on, and a period by its first day",
    arguments: [
      ("@2026-03-01, @2026-03-01", true), ("@2026-02-28, @2026-03-01", false),
      ("@2026-03, @2026-03", true), ("@2026-02, @2026-03-01", false),
      ("@2026-Q1, @2026-02", false), ("@2026-03-02, @2026-03", true),
      ("@2026-03-01T00:30, @2026-03-01", true), ("@2026-02-28T23:30, @2026-03-01", false),
    ] as [(String, Bool)])
  func after(_ arguments: String, _ known: Bool) {
    let run = ScriptRun("after(\(arguments))")
    #expect(run.output == "\(known)\n", "\(run.words)")
  }
}
