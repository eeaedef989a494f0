import Evaluation
import Foundation
import Testing
import Values

/// `lift` through the language, beside statsmodels 0.15.0 and scipy 1.17.1.
///
/// Tests/Oracle/effects.py makes the panel and prints the figures.
@Suite("Lift") struct LiftTests: CreditTests {
  /// 21 regions over 26 weeks, without an effect.
  private static let panel = [
    [
      104, 105, 107, 103, 106, 108, 109, 108, 100, 108, 109, 111, 111, 104, 109, 109, 111, 108, 113,
      115, 112, 103, 107, 106, 116, 116,
    ],
    [
      110, 110, 113, 106, 107, 114, 113, 111, 106, 109, 110, 112, 109, 109, 115, 118, 111, 114, 116,
      120, 123, 117, 116, 119, 121, 125,
    ],
    [
      108, 115, 114, 112, 114, 114, 115, 113, 112, 119, 116, 113, 113, 109, 119, 119, 117, 115, 117,
      119, 119, 111, 119, 117, 116, 121,
    ],
    [
      115, 121, 123, 116, 119, 119, 119, 116, 122, 116, 120, 116, 119, 122, 121, 128, 123, 128, 125,
      130, 134, 131, 129, 128, 129, 132,
    ],
    [
      125, 125, 127, 124, 122, 125, 125, 118, 122, 125, 124, 127, 121, 131, 125, 135, 129, 131, 134,
      140, 140, 135, 135, 137, 142, 145,
    ],
    [
      127, 130, 132, 129, 131, 133, 136, 130, 125, 132, 135, 139, 135, 132, 133, 137, 138, 134, 138,
      141, 139, 136, 139, 136, 142, 142,
    ],
    [
      133, 134, 133, 130, 134, 132, 134, 134, 131, 133, 131, 130, 134, 135, 133, 140, 140, 137, 143,
      145, 145, 149, 141, 144, 143, 149,
    ],
    [
      143, 139, 145, 141, 143, 142, 145, 147, 141, 144, 147, 148, 148, 143, 149, 144, 147, 148, 152,
      157, 147, 143, 153, 141, 146, 152,
    ],
    [
      142, 143, 141, 141, 140, 144, 143, 143, 138, 144, 141, 144, 140, 142, 145, 142, 144, 144, 149,
      145, 147, 144, 145, 148, 150, 149,
    ],
    [
      146, 146, 141, 147, 149, 148, 150, 147, 149, 149, 149, 150, 150, 149, 144, 148, 147, 148, 150,
      149, 156, 148, 153, 151, 154, 156,
    ],
    [
      160, 157, 154, 151, 155, 156, 158, 153, 157, 159, 158, 163, 157, 158, 160, 165, 167, 165, 169,
      176, 176, 174, 172, 170, 177, 182,
    ],
    [
      158, 159, 160, 157, 164, 159, 161, 163, 159, 160, 161, 161, 162, 160, 161, 162, 164, 164, 163,
      166, 163, 158, 163, 160, 163, 167,
    ],
    [
      163, 169, 160, 164, 167, 165, 167, 164, 159, 163, 168, 169, 167, 164, 164, 170, 167, 168, 170,
      174, 179, 172, 173, 180, 180, 180,
    ],
    [
      170, 171, 168, 165, 170, 168, 176, 169, 167, 175, 169, 175, 173, 170, 176, 180, 177, 176, 178,
      185, 193, 186, 187, 186, 191, 196,
    ],
    [
      170, 172, 176, 171, 176, 171, 177, 178, 174, 178, 176, 175, 177, 172, 178, 178, 180, 180, 179,
      183, 182, 178, 181, 182, 185, 187,
    ],
    [
      185, 180, 180, 178, 180, 180, 180, 178, 181, 182, 179, 179, 181, 182, 189, 191, 188, 192, 194,
      197, 200, 199, 197, 194, 196, 203,
    ],
    [
      185, 188, 188, 185, 191, 193, 187, 187, 185, 191, 186, 185, 184, 188, 195, 198, 197, 203, 199,
      208, 212, 206, 203, 199, 202, 206,
    ],
    [
      191, 187, 187, 189, 190, 188, 192, 186, 185, 189, 190, 188, 188, 192, 194, 195, 192, 191, 192,
      195, 195, 193, 196, 193, 198, 197,
    ],
    [
      196, 200, 198, 192, 197, 197, 196, 198, 191, 202, 198, 198, 196, 197, 201, 206, 202, 205, 204,
      212, 215, 214, 211, 206, 213, 215,
    ],
    [
      195, 195, 200, 197, 198, 196, 204, 199, 194, 198, 202, 200, 202, 193, 200, 204, 200, 197, 199,
      204, 206, 203, 209, 208, 214, 212,
    ],
    [
      200, 199, 200, 204, 203, 201, 206, 204, 203, 202, 204, 203, 202, 199, 201, 206, 205, 197, 206,
      209, 206, 206, 204, 202, 206, 210,
    ],
  ]

  /// A table of the panel in which regions gain 12 from the 19th week on.
  private static func table(gained: Set<Int>, regions: Int = 21) -> String {
    var text = "let t = table {\n  region | week | orders\n"
    for (region, values) in panel.prefix(regions).enumerated() {
      for (week, value) in values.enumerated() {
        let gain = gained.contains(region) && week >= 18 ? 12 : 0
        let number = week + 1 < 10 ? "0\(week + 1)" : "\(week + 1)"
        text += "  \"r\(region)\" | @2026-W\(number) | \(value + gain)\n"
      }
    }
    return text + "}\n"
  }

  private func estimate(_ run: ScriptRun, _ column: String) -> Estimate? {
    guard case .estimate(let estimate)? = run.column(column, ofShown: 0).first else { return nil }
    return estimate
  }

  private func expectClose(_ found: Double?, _ known: Double, within tolerance: Double = 1e-9) {
    let difference = ((found ?? .nan) - known).magnitude
    #expect(difference <= tolerance * max(1, known.magnitude), "\(found ?? .nan) is not \(known)")
  }

  @Test(
    "differences in differences, with errors clustered by region, are those of statsmodels",
    arguments: ["[\"r0\", \"r1\", \"r2\"]", ".region in [\"r2\", \"r0\", \"r1\"]"])
  func difference(_ treated: String) {
    let run = ScriptRun(
      Self.table(gained: [0, 1, 2])
        + "lift(t, of: .orders, treated: \(treated), from: @2026-W19)")
    #expect(run.outcome == .succeeded, "\(run.words)")
    let effect = estimate(run, "effect")
    expectClose(effect?.value, 8.039351851851846)
    let limits = [3.7129581130191847, 12.365745590684508]
    expectClose(effect?.low, limits[0])
    expectClose(effect?.high, limits[1])
    expectClose(run.column("p_value", ofShown: 0).first?.magnitude, 0.0009866738373351686)
    // Three regions over eight weeks.
    let cumulative = estimate(run, "cumulative")
    expectClose(cumulative?.value, 24 * (effect?.value ?? .nan))
    expectClose(cumulative?.high, 24 * limits[1])
    let after = (0..<3).map { Self.panel[$0][18...].reduce(0, +) }.reduce(0, +)
    let mean = Double(after) / 24 + 12
    expectClose(
      estimate(run, "relative")?.value, (effect?.value ?? .nan) / (mean - (effect?.value ?? .nan)))
    #expect(run.column("rank", ofShown: 0).first?.isMissing == true)
    #expect(said(run).contains("differences in differences, since 3 units were treated"))
    #expect(said(run).contains("3 units on one side"))
    let counts = ["treated", "others", "periods"].map {
      run.column($0, ofShown: 0).first?.magnitude
    }
    #expect(counts == [3, 18, 8])
  }

  @Test("a synthetic control has the effect, rank and interval of scipy's weights")
  func synthetic() {
    let run = ScriptRun(
      Self.table(gained: [10]) + "lift(t, of: .orders, treated: \"r10\", from: @2026-W19)")
    #expect(run.outcome == .succeeded, "\(run.words)")
    let known = [14.761281893722835, 1.9114322165249291, 7.756270514075745, 1.0]
    let effect = estimate(run, "effect")
    expectClose(effect?.value, known[0], within: 1e-7)
    expectClose(run.column("rank", ofShown: 0).first?.magnitude, known[3])
    expectClose(run.column("p_value", ofShown: 0).first?.magnitude, known[3] / 21)
    let limits = [4.833091099948497, 24.689472687497172]
    expectClose(effect?.low, limits[0], within: 1e-7)
    expectClose(effect?.high, limits[1], within: 1e-7)
    // Weights 0.3199, 0.2888, 0.2111, 0.1546 and 0.0256.
    #expect(said(run).contains("the control is 32% r13 + 28.9% r15"), "\(said(run))")
    #expect(said(run).contains("rank 1 of 21"))
    // With 90% the limit is another placebo's.
    let narrower = ScriptRun(
      Self.table(gained: [10])
        + "lift(t, of: .orders, treated: \"r10\", from: @2026-W19, level: 90%)")
    #expect((estimate(narrower, "effect")?.low ?? 0) > limits[0])
  }

  @Test("few regions have no interval of 95%, which is said, and days after `to` do not count")
  func few() {
    let text = Self.table(gained: [4], regions: 8)
    let run = ScriptRun(
      text
        + "lift(t, of: .orders, treated: [\"r4\"], from: @2026-W19, to: @2026-W20, method: \"synthetic\")"
    )
    #expect(run.outcome == .succeeded, "\(run.words)")
    #expect(estimate(run, "effect")?.interval == Estimate.Interval.none)
    #expect(
      said(run).contains("no 95% interval: 7 placebos tell p-values from 12.5% on"), "\(said(run))")
    #expect(said(run).contains("left out: 48 rows after `to`"))
    #expect(run.column("periods", ofShown: 0).first?.magnitude == 2)
    let explained = ScriptRun(
      text + "explain(lift(t, of: .orders, treated: [\"r4\"], from: @2026-W19))"
    ).output
    #expect(explained.contains("18 dates before the treatment, 8 of it"))
  }

  @Test("several treated regions have one control: the effect is that of their mean")
  func severalTreated() {
    let text = Self.table(gained: [3, 5], regions: 12)
    let run = ScriptRun(
      text
        + """
        lift(t, of: .orders, treated: ["r3", "r5"], from: @2026-W19, method: "synthetic")
        let both = t | where(.region in ["r3", "r5"]) | summarize(orders: mean(.orders), by: .week)
        let joined = append(t | where(not (.region in ["r3", "r5"])), both | add(region: "both"))
        lift(joined, of: .orders, treated: "both", from: @2026-W19)
        """)
    #expect(run.outcome == .succeeded, "\(run.words)")
    let effects = [0, 1].map { run.column("effect", ofShown: $0).first?.magnitude ?? .nan }
    expectClose(effects[0], effects[1])
    let totals = [0, 1].map { run.column("cumulative", ofShown: $0).first?.magnitude ?? .nan }
    expectClose(totals[0], 2 * totals[1])
  }

  private static let small = """
    let t = table {
      geo     | day         | sales[USD] | on
      "north" | @2026-01-01 | 10         | false
      "north" | @2026-01-02 | 12         | false
      "north" | @2026-01-03 | 21         | true
      "south" | @2026-01-01 | 20         | false
      "south" | @2026-01-02 | 21         | false
      "south" | @2026-01-03 | 33         | true
      "east"  | @2026-01-01 | 15         | false
      "east"  | @2026-01-02 | 16         | false
      "east"  | @2026-01-03 | 18         | false
      "west"  | @2026-01-01 | 30         | false
      "west"  | @2026-01-02 | 33         | false
      "west"  | @2026-01-03 | 35         | false
    }

    """

  @Test(
    "rows of a unit and a day are summed, and flags that begin with the treatment count for the unit"
  )
  func flags() {
    // Changes of 10 and 12.5 beside 2.5 and 3.5.
    let run = ScriptRun(Self.small + "lift(t, of: .sales, treated: .on, from: @2026-01-03)")
    #expect(run.outcome == .succeeded, "\(run.words)")
    expectClose(estimate(run, "effect")?.value, 8.25)
    #expect(said(run).contains("of 2 units some rows say that they were treated"))
    let twice = ScriptRun(
      Self.small
        + "lift(append(t, t), of: .sales, treated: [\"north\", \"south\"], from: @2026-01-03)")
    expectClose(estimate(twice, "effect")?.value, 16.5)
    #expect(said(twice).contains("12 rows are of a unit and date that has another: summed"))
  }

  @Test(
    "what cannot be told is said with names, numbers and a way out",
    arguments: [
      (
        "treated: \"North\", from: @2026-01-03", "no unit is named `North`",
        "`geo` is east, north, south, west", "treated: \"north\""
      ),
      (
        "treated: \"mars\", from: @2026-01-03", "no unit is named `mars`",
        "`geo` is east, north, south, west", ""
      ),
      (
        "treated: [\"north\"], from: @2026-01-03, method: \"difference\"",
        "differences take 2 treated units", "1 was treated and 3 were not", "method: \"synthetic\""
      ),
      (
        "treated: [\"north\", \"south\", \"east\"], from: @2026-01-03", "2 others at least",
        "3 were treated and 1 was not", ""
      ),
      (
        "treated: [\"north\", \"south\"], from: @2026-01-03, method: \"synthetic\"",
        "takes 3 units that were not treated", "2 were treated and 2 were not", ""
      ),
      (
        "treated: \"north\", from: @2026-01-01", "no date before the treatment",
        "the dates go from 2026-01-01 to 2026-01-03", ""
      ),
      (
        "treated: \"north\", from: @2026-02-01", "no date of the treatment",
        "it begins on 2026-02-01", ""
      ),
      (
        "treated: \"north\", from: @2026-01-03, to: @2026-01-02", "`to:` lies before `from:`",
        "2026-01-02 is before 2026-01-03", "to: @2026-01-03"
      ),
      (
        "treated: .sales > $0, from: @2026-01-03", "all 4 units were treated",
        "beside units that were not", ""
      ),
      ("treated: .sales < $0, from: @2026-01-03", "no unit was treated", "holds in no row", ""),
    ] as [(String, String, String, String)])
  func mistakes(_ arguments: String, _ message: String, _ reason: String, _ help: String) {
    let run = ScriptRun(Self.small + "lift(t, of: .sales, \(arguments))")
    #expect(run.outcome != .succeeded, "\(arguments)")
    #expect(run.words.contains(message), "\(run.words)")
    #expect(run.words.contains(reason), "\(run.words)")
    #expect(run.words.contains("help: \(help)") || help.isEmpty, "\(run.words)")
  }

  @Test(
    "a gap is named with its unit, its number and its first date; two spellings are pointed out")
  func gaps() {
    let gap = ScriptRun(
      Self.small
        + "lift(t | where(not (.geo == \"south\" and .day == @2026-01-02)), of: .sales, treated: \"north\", from: @2026-01-03)"
    )
    #expect(gap.words.contains("`south` has no value on 1 of 3 dates"), "\(gap.words)")
    #expect(gap.words.contains("the first is 2026-01-02"))
    #expect(gap.words.contains("complete(.geo, .day, fill: 0)"))
    let spelled = ScriptRun(
      Self.small
        + """
        let more = append(t, t | where(.geo == "west") | add(geo: "West "))
        lift(more, of: .sales, treated: ["north", "south"], from: @2026-01-03)
        """)
    #expect(said(spelled).contains("differ only in case or spaces"), "\(spelled.words)")
    let unnamed = ScriptRun(
      Self.small
        + "lift(t | add(other: .geo), of: .sales, treated: \"north\", from: @2026-01-03)",
      checkOnly: true)
    #expect(unnamed.words.contains("several columns could be the unit"))
    #expect(unnamed.words.contains("unit: .geo"))
  }

  @Test("a file is reduced by the engine, and gives what rows in memory give")
  func file() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "lift-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "t.csv").path
    let text =
      Self.small
      + "save(t, \"\(path)\", replace: true)\nlet f = load(\"\(path)\", units: {sales: USD})\n"
    for treated in ["[\"north\", \"south\"]", ".on"] {
      let call = "of: .sales, treated: \(treated), from: @2026-01-03"
      let run = ScriptRun(text + "lift(f, \(call))\nlift(t, \(call))")
      #expect(run.outcome == .succeeded, "\(run.words)")
      let known = run.column("effect", ofShown: 1).first?.magnitude ?? .nan
      expectClose(run.column("effect", ofShown: 0).first?.magnitude, known)
    }
  }

  @Test("a trend of the treated before the treatment is a warning")
  func trend() {
    var text = "let t = table {\n  region | week | orders\n"
    for region in 0..<6 {
      for week in 1...16 {
        let noise = (region * 7 + week * 5) % 4
        let drift = region < 3 ? 3 * week : 0
        text +=
          "  \"r\(region)\" | @2026-W\(week < 10 ? "0" : "")\(week) | \(100 + drift + noise)\n"
      }
    }
    let run = ScriptRun(
      text + "}\nlift(t, of: .orders, treated: [\"r0\", \"r1\", \"r2\"], from: @2026-W12)")
    #expect(said(run).contains("already moved away from the others by 3"), "\(said(run))")
  }
}
