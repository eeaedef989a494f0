import Evaluation
import Foundation
import Testing
import Values

/// What acts first on spend, and what is supposed of the time before the data.
@Suite("Order and beginning of a response") struct ResponseOrderTests: CreditTests {
  private static let weeks = 90
  private static let (ceiling, half, retention) = (40.0, 1000.0, 0.6)

  private static func spend(_ week: Int) -> Double {
    let turn = Double((week * 37 + 11) % 97) / 97
    return (200 + 4000 * turn * turn).rounded()
  }

  private static func curve(_ spend: Double, _ ceiling: Double, _ half: Double) -> Double {
    ceiling * spend / (half + spend)
  }

  /// Outcomes of each week, by their definition, with nothing spent before the first.
  private static func brought(saturationFirst: Bool) -> [Double] {
    var (stock, brought) = (0.0, 0.0)
    return (0..<weeks).map { week in
      stock = (1 - retention) * spend(week) + retention * stock
      brought = (1 - retention) * curve(spend(week), ceiling, half) + retention * brought
      return saturationFirst ? brought : curve(stock, ceiling, half)
    }
  }

  /// One channel without noise to speak of; the first weeks may have outcomes of their own.
  private static func market(saturationFirst: Bool, first: [Double] = []) -> String {
    let monday = 20_454 - 20_454 % 7 + 4
    var lines = ["week | spend[USD] | won[customer]"]
    for (week, value) in brought(saturationFirst: saturationFirst).enumerated() {
      let day = CalendarDate(dayNumber: monday - 7 * weeks + 7 * week).map { "@\($0)" } ?? ""
      let outcome = first.indices.contains(week) ? first[week] : 5 + value
      // A little noise: a model without any has no intervals.
      let noise = Double((week * 7919 + 13) % 101) / 1e5
      lines.append("\(day) | \(spend(week)) | \(((outcome + noise) * 1e6).rounded() / 1e6)")
    }
    return "let t = table {\n" + lines.joined(separator: "\n") + "\n}\n"
  }

  private static let call =
    "spend: .spend, outcome: .won, curve: \"michaelis_menten\", trend: \"none\", season: \"none\", per: week"

  private func parameters(_ run: ScriptRun, table: Int = 0) throws -> [Double] {
    try run.column("value", ofShown: table).map { try #require($0.magnitude) }
  }

  @Test("each order finds the curve of its own data, and not that of the other's")
  func order() throws {
    for (own, other) in [("carryover", "saturation"), ("saturation", "carryover")] {
      let run = ScriptRun(
        Self.market(saturationFirst: own == "saturation")
          + """
          response(t, \(Self.call), start: "zero", first: "\(own)", rows: "parameters")
          response(t, \(Self.call), start: "zero", first: "\(other)", rows: "curves")
          response(t, \(Self.call), start: "zero", first: "\(own)", rows: "curves")
          explain(response(t, \(Self.call), first: "\(own)"))
          """)
      #expect(run.outcome == .succeeded, "\(run.words)")
      let found = try parameters(run)
      for (value, truth) in zip(found, [Self.ceiling, Self.half, Self.retention]) {
        #expect(abs(value - truth) < 2e-4 * truth, "\(own): \(value), \(truth)")
      }
      let errors = try [1, 2].map { table in
        try #require(run.column("fit", ofShown: table).first?.magnitude)
      }
      #expect(errors[1] < 1e-3 && errors[0] > 0.1)
      #expect(
        run.output.contains(
          own == "saturation"
            ? "saturation first, then carry-over" : "carry-over first, then saturation"))
    }
  }

  @Test("where the time before is unknown, the first outcomes are not read")
  func beginning() {
    let call = "response(t, \(Self.call), start: \"unknown\", rows: \"parameters\")"
    func values(first: [Double]) -> [Double?] {
      let run = ScriptRun(Self.market(saturationFirst: false, first: first) + call)
      #expect(run.outcome == .succeeded, "\(run.words)")
      return run.column("value", ofShown: 0).map(\.magnitude)
    }
    let whole = values(first: [])
    #expect(whole.compactMap { $0 }.count == 3)
    #expect(values(first: (0..<8).map { 900 - 100 * Double($0) }) == whole)
    // One more is read.
    #expect(values(first: [0, 0, 0, 0, 0, 0, 0, 0, 900]) != whole)
  }

  @Test("without carry-over the time before does not matter")
  func none() {
    func values(_ start: String) -> [Double?] {
      let run = ScriptRun(
        Self.market(saturationFirst: false)
          + "response(t, \(Self.call), carryover: \"none\", start: \"\(start)\", rows: \"parameters\")"
      )
      #expect(run.outcome == .succeeded, "\(run.words)")
      return run.column("value", ofShown: 0).map(\.magnitude)
    }
    let steady = values("steady")
    #expect(steady.compactMap { $0 }.count > 1)
    #expect(values("zero") == steady && values("unknown") == steady)
  }

  @Test("a series too short without its first outcomes is refused with a line that fits it")
  func short() throws {
    let begin = Self.market(saturationFirst: false) + "let u = t | where(.week < @2024-07-08)\n"
    func call(_ start: String, _ rest: String) -> String {
      begin + "response(u, spend: .spend, outcome: .won, start: \"\(start)\"\(rest))"
    }
    let rest = ", curve: \"michaelis_menten\", trend: \"none\", season: \"none\""
    let refused = ScriptRun(call("unknown", rest))
    #expect(refused.words.contains("without the first 8, and a model of 4 parameters"))
    #expect(refused.words.contains("start: \"steady\""), "\(refused.words)")
    let mended = ScriptRun(call("steady", rest))
    #expect(mended.outcome == .succeeded, "\(mended.words)")
    // With trend and season the few that are left are alike in all.
    let alike = ScriptRun(call("unknown", ", season: \"year\""))
    #expect(alike.words.contains("too little is known"), "\(alike.words)")
  }

  @Test("a plan goes on from the same beginning, in the same order", arguments: [true, false])
  func plan(_ saturationFirst: Bool) throws {
    let first = saturationFirst ? "saturation" : "carryover"
    let run = ScriptRun(
      Self.market(saturationFirst: saturationFirst)
        + """
        let curves = response(t, \(Self.call), start: "zero", first: "\(first)")
        plan(curves, budget: $20k, over: @2026-01-05..@2026-03-01)
        """)
    #expect(run.outcome == .succeeded, "\(run.words)")
    // What is left of the weeks before in eight weeks, by the truth.
    let (history, retention) = ((0..<Self.weeks).map(Self.spend), Self.retention)
    let pace = 20_000.0 / 8
    func outcome(_ level: Double, in week: Int) -> Double {
      let spends = history + [Double](repeating: level, count: week + 1)
      var stock = 0.0, brought = 0.0
      for spend in spends {
        stock = (1 - retention) * spend + retention * stock
        brought = (1 - retention) * Self.curve(spend, Self.ceiling, Self.half) + retention * brought
      }
      return saturationFirst ? brought : Self.curve(stock, Self.ceiling, Self.half)
    }
    for (column, level) in [("already", 0.0), ("outcome", pace)] {
      let value = try #require(run.column(column, ofShown: 0).first?.magnitude)
      let expected = (0..<8).reduce(0) { $0 + outcome(level, in: $1) }
      #expect(abs(value - expected) < 1e-3 * expected, "\(column): \(value), \(expected)")
    }
  }
}
