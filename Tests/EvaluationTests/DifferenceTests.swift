import Evaluation
import Testing
import Units
import Values

/// `difference` through the language, beside published figures, statsmodels 0.15.0 and scipy 1.17.1.
@Suite("Differences") struct DifferenceTests {
  private func estimate(_ run: ScriptRun, _ index: Int = 0) -> Estimate? {
    guard run.shown.indices.contains(index), case .estimate(let estimate) = run.shown[index].value
    else { return nil }
    return estimate
  }

  private func expectClose(_ found: Double?, _ known: Double, within tolerance: Double = 1e-9) {
    let difference = ((found ?? .nan) - known).magnitude
    #expect(difference <= tolerance * max(1, known.magnitude), "\(found ?? .nan) is not \(known)")
  }

  /// Newcombe 1998, Statistics in Medicine 17:873, table II, method 10, to its four decimals.
  @Test(
    "two shares have Newcombe's published intervals",
    arguments: [
      ("56, 70, 48, 80", 0.0524, 0.3339), ("9, 10, 3, 10", 0.1705, 0.8090),
      ("6, 7, 2, 7", 0.0582, 0.8062), ("5, 56, 0, 29", -0.0381, 0.1926),
      ("0, 10, 0, 20", -0.1611, 0.2775), ("0, 10, 0, 10", -0.2775, 0.2775),
      ("10, 10, 0, 20", 0.6791, 1), ("10, 10, 0, 10", 0.6075, 1),
    ] as [(String, Double, Double)])
  func published(_ counts: String, _ low: Double, _ high: Double) {
    let found = estimate(ScriptRun("difference(\(counts))"))
    expectClose(found?.low, low, within: 0.00005001)
    expectClose(found?.high, high, within: 0.00005001)
  }

  /// The ratio's limits are where the interval of p − r q ends at zero, found by bisection in
  /// Tests/Oracle/effects.py.
  @Test("shares, ratios and p-values to many digits")
  func shares() {
    for (counts, limits, probability, ratio) in [
      (
        "56, 70, 48, 80", [0.05243147240236498, 0.33387265403690614], 0.00804508136819656,
        [1.0782946132402929, 1.662919966511079]
      ),
      (
        "9, 10, 3, 10", [0.1705227239345029, 0.809017973535488], 0.006169899320544151,
        [1.3223965070078336, 8.368906115741073]
      ),
      (
        "120 customers, 1000 leads, 90 customers, 1100 leads",
        [0.012439963003531555, 0.06436145747310093], 0.0035811640331237463,
        [1.131818146005188, 1.8996837685782229]
      ),
    ] as [(String, [Double], Double, [Double])] {
      let run = ScriptRun("let d = difference(\(counts))\nd\nd.ratio\nd.p_value")
      #expect(run.outcome == .succeeded, "\(run.words)")
      expectClose(estimate(run)?.low, limits[0])
      expectClose(estimate(run)?.high, limits[1])
      expectClose(estimate(run, 1)?.low, ratio[0])
      expectClose(estimate(run, 1)?.high, ratio[1])
      expectClose(run.shown.last?.value.magnitude, probability)
    }
    // No success below: no ratio.
    let none = estimate(ScriptRun("difference(5, 56, 0, 29)"))
    #expect(none?.parts.first { $0.name == "ratio" }?.value.isMissing == true)
    // No success above: a ratio of 0 with an upper limit.
    let zero = estimate(ScriptRun("difference(0, 56, 9, 29).ratio"))
    #expect(zero?.value == 0 && zero?.low == 0 && (zero?.high ?? 0) > 0)
  }

  @Test("means of two lists are compared as scipy does, and their ratio by Fieller's roots")
  func means() {
    let run = ScriptRun(
      "let d = difference([3, 5, 4, 6, 5, 8.5], [2, 3, 1, 4, 2])\nd\nd.ratio\nd.p_value")
    expectClose(estimate(run)?.value, 2.85)
    expectClose(estimate(run)?.low, 0.7314112919409581)
    expectClose(estimate(run)?.high, 4.968588708059042)
    expectClose(run.shown.last?.value.magnitude, 0.014378558441517024)
    expectClose(estimate(run, 1)?.low, 1.2364787451390393)
    expectClose(estimate(run, 1)?.high, 4.49544473447457)
    let explained = ScriptRun("explain(difference([3, 5, 4, 6, 5, 8.5], [2, 3, 1, 4, 2]))").output
    #expect(explained.contains("Student's t with 8.33 degrees of freedom"), "\(explained)")
  }

  @Test("columns of tables, missing values, money and Bools")
  func columns() {
    let text = """
      let t = table {
        group | paid[USD] | won
        "a"   | 10        | true
        "a"   | 14        | true
        "a"   | 12        | false
        "b"   | 5         | false
        "b"   | missing   | true
        "b"   | 9         | missing
      }
      let a = t | where(.group == "a")
      let b = t | where(.group == "b")

      """
    let paid = ScriptRun(text + "difference(a.paid, b.paid)")
    #expect(estimate(paid)?.value == 5)
    #expect(estimate(paid)?.measure.description == "USD")
    #expect(estimate(paid)?.notes.map(\.text) == ["left out: 1 missing value of `b`"])
    // 2 of 3 beside 1 of 2.
    let won = estimate(ScriptRun(text + "difference(a.won, b.won)"))
    let counted = estimate(ScriptRun("difference(2, 3, 1, 2)"))
    #expect(won?.value == counted?.value && won?.interval == counted?.interval)
  }

  @Test("estimates over the same units are compared replicate by replicate")
  func replicates() {
    let run = ScriptRun(
      RegressTests.weeks
        + """
        let c = regress(weeks, of: .sales, on: [.tv, .radio]).coefficient
        difference(c[1], c[1])
        difference(c[2], c[1])
        c[2] - c[1]
        difference(c[2], 0.1).p_value
        difference(c[1], c[1]).p_value
        """)
    #expect(run.outcome == .succeeded, "\(run.words)")
    #expect(estimate(run)?.low == 0 && estimate(run)?.high == 0)
    #expect(estimate(run, 1)?.interval == estimate(run, 2)?.interval)
    // All replicates are above 0.1: twice the one that was seen, of 1,001.
    expectClose(run.shown[3].value.magnitude, 2 / 1001.0)
    #expect(run.shown[4].value.magnitude == 1)
  }

  @Test("estimates without replicates are compared by their limits, as independent ones")
  func limits() throws {
    let text = """
      let touches = table {
        person | at | channel
        "p1" | @2026-01-01 | "a"
        "p2" | @2026-01-01 | "a"
        "p3" | @2026-01-01 | "a"
        "p4" | @2026-01-01 | "b"
        "p5" | @2026-01-01 | "b"
        "p6" | @2026-01-01 | "b"
        "p7" | @2026-01-01 | "b"
      }
      let wins = table {
        person | at | value[USD]
        "p1" | @2026-01-03 | 90
        "p2" | @2026-01-03 | 90
        "p4" | @2026-01-03 | 90
      }
      let r = paths(touches, wins) | sort(.path)
      difference(r.rate[0], r.rate[1])
      difference(2, 3, 1, 4)
      """
    let run = ScriptRun(text)
    #expect(run.outcome == .succeeded, "\(run.words)")
    // Two shares with Wilson's intervals: Newcombe's interval comes out.
    expectClose(estimate(run)?.low, try #require(estimate(run, 1)?.low), within: 1e-12)
    expectClose(estimate(run)?.high, try #require(estimate(run, 1)?.high), within: 1e-12)
  }

  @Test(
    "what cannot be compared is said with numbers and a way out",
    arguments: [
      ("difference(9%, 8%)", "these are plain numbers", "neither says how sure it is"),
      ("difference(9, 8, 3, 10)", "`a` is no part of `n_a`", "9 of 8 is no share"),
      ("difference(9, 10, 3, 0)", "`n_b` is 0", "a share is of one trial at least"),
      ("difference($9, 10, 3, 10)", "`a` is a count, not USD", "how many did"),
      ("difference([1], [2, 3])", "`a` has one value", "two of them at least"),
      (
        "difference([1, 1], [2, 2, 2])", "neither list varies",
        "all 2 values are 1, and all 3 are 2"
      ),
      ("difference([1, 2], [true, false])", "cannot be compared", "Bool"),
      ("difference([$1, $2], [1 customer, 2 customers])", "cannot be compared", "customer"),
      ("difference(1, 2, 3, 4, level: 95)", "between 0% and 100%", "9,500%"),
    ] as [(String, String, String)])
  func mistakes(_ text: String, _ message: String, _ reason: String) {
    let run = ScriptRun(text)
    #expect(run.outcome != .succeeded, "\(text)")
    #expect(run.words.contains(message), "\(run.words)")
    #expect(run.words.contains(reason), "\(run.words)")
  }
}
