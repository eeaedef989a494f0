import Evaluation
import TestSets
import Testing
import Values

/// What happened to a series in a stretch of time.
@Suite("Effects") struct EffectTests: CreditTests {
  private static let values: [Double] = (0..<60).map { day in
    100 + SeriesTests.noise[day] / 4 - ((40..<47).contains(day) ? 50 : 0)
  }
  private static let text = SeriesTests.days(values)
  // Days 40 to 46 from 2026-01-01.
  private static let asked = "effect(t, of: .won, from: @2026-02-10, to: @2026-02-16"

  private func estimates(_ run: ScriptRun, _ column: String) -> [Estimate] {
    run.column(column, ofShown: 0).compactMap {
      if case .estimate(let estimate) = $0 { estimate } else { nil }
    }
  }

  @Test(
    "what was to be expected of the Nile without ten years is what statsmodels 0.15 smooths, nearly"
  )
  func nile() {
    // UnobservedComponents with these years missing: the smoothed levels sum to 8760.5; they were 8176.
    let run = ScriptRun(
      SeriesTests.nile + "effect(nile, of: .flow, from: @1911, to: @1920)")
    #expect(run.outcome == .succeeded, "\(run.words)")
    let expected = estimates(run, "expected").first?.value ?? 0
    #expect(abs(expected - 8760.5) < 60)
    #expect(run.column("actual", ofShown: 0).first?.magnitude == 8176)
    #expect(said(run).contains("chance alone can make as much"))
  }

  @Test("a fall of half is measured, with what follows it, and its points add up to it")
  func fall() {
    let run = ScriptRun(Self.text + Self.asked + ", recovery: 1 week, season: \"none\")")
    #expect(run.outcome == .succeeded, "\(run.words)")
    #expect(
      run.column("window", ofShown: 0).map { NumberText().text($0) }
        == ["effect", "recovery", "both"])
    let effects = estimates(run, "effect"), expected = estimates(run, "expected")
    let actual = run.column("actual", ofShown: 0).compactMap(\.magnitude)
    #expect(effects.count == 3 && actual.count == 3)
    for place in effects.indices {
      #expect(abs(effects[place].value - (actual[place] - expected[place].value)) < 1e-9)
    }
    #expect(abs(effects[2].value - effects[0].value - effects[1].value) < 1e-9)
    #expect((effects[0].low ?? 0) < -350 && -350 < (effects[0].high ?? -999))
    #expect((effects[0].high ?? 0) < 0)
    let sentence = said(run)
    #expect(sentence.contains("2026-02-10 to 2026-02-16"))
    #expect(sentence.contains("hardly to be put down to chance"))
    let points = ScriptRun(
      Self.text + Self.asked + ", recovery: 1 week, season: \"none\", rows: \"points\")")
    let sums = estimates(points, "cumulative")
    #expect(sums.count == 14)
    #expect(abs((sums.dropFirst(6).first?.value ?? 0) - effects[0].value) < 1e-9)
    #expect(abs((sums.last?.value ?? 0) - effects[2].value) < 1e-9)
  }

  @Test("several stretches are left out together, and have a row each")
  func stretches() {
    let run = ScriptRun(
      Self.text
        + "effect(t, of: .won, from: [@2026-02-10, @2026-02-20], to: [@2026-02-16, @2026-02-22], season: \"none\")"
    )
    #expect(run.column("effect", ofShown: 0).count == 2, "\(run.words)")
  }

  @Test("a series of each group is measured as it would be alone")
  func groups() {
    let rows = Self.values.indices.flatMap { day in
      [("a", Self.values[day]), ("b", 2 * Self.values[day])].map { name, value in
        "  @\(CalendarDate(dayNumber: 20_454 + day)?.description ?? "") | \"\(name)\" | \(value)\n"
      }
    }
    let text = "let t = table {\n  date | channel | won[customer]\n\(rows.joined())}\n"
    let run = ScriptRun(text + Self.asked + ", by: .channel, season: \"none\")")
    let alone = ScriptRun(Self.text + Self.asked + ", season: \"none\")")
    let both = estimates(run, "expected"), one = estimates(alone, "expected")
    #expect(both.count == 2, "\(run.words)")
    #expect(abs((both.first?.value ?? 0) - (one.first?.value ?? 1)) < 1e-6)
    #expect(abs((both.last?.value ?? 0) - 2 * (one.first?.value ?? 1)) < 1e-6)
  }

  @Test("a control explains the figure, and one that the stretch touched is named")
  func controls() {
    let rows = Self.values.indices.map { day in
      let control = Double((day * 31) % 17), touched = (40..<47).contains(day) ? 0.0 : 50
      return
        "  @\(CalendarDate(dayNumber: 20_454 + day)?.description ?? "") | \(Self.values[day] + 3 * control) | \(control) | \(touched + Double((day * 13) % 7))\n"
    }
    let text = "let t = table {\n  date | won[customer] | weather | ads\n\(rows.joined())}\n"
    let run = ScriptRun(text + Self.asked + ", controls: .weather, season: \"none\")")
    let effect = estimates(run, "effect").first
    #expect(abs((effect?.value ?? 0) + 350) < 40, "\(run.words)")
    #expect(!said(run).contains("the control"))
    let touched = ScriptRun(text + Self.asked + ", controls: [.weather, .ads], season: \"none\")")
    #expect(said(touched).contains("the control `.ads` moved by"), "\(touched.words)")
  }

  @Test(
    "what cannot be measured is said in words",
    arguments: [
      ("from: @2025-01-01, to: @2025-01-05", "lies outside of the series"),
      ("from: @2026-02-20, to: @2026-02-10", "`to:` lies before `from:`"),
      ("from: [@2026-02-10, @2026-02-12], to: [@2026-02-13, @2026-02-16]", "two stretches overlap"),
      ("from: [@2026-02-10], to: [@2026-02-13, @2026-02-16]", "one date for each stretch"),
      ("from: @2026-01-05, to: @2026-02-27", "is too short for this model"),
      ("from: @2026-02-10, to: @2026-02-16, recovery: 1.5", "`recovery:` takes 1 to"),
      ("from: @2026-02-10, to: @2026-02-16, level: 100%", "`level:` must lie between"),
    ] as [(String, String)])
  func refusals(_ arguments: String, _ words: String) {
    let run = ScriptRun(Self.text + "effect(t, of: .won, \(arguments))")
    #expect(run.words.contains(words), "\(run.words)")
  }

  @Test("gaps, two rows a day, a week of data and a constant series are said")
  func badSeries() {
    var gappy: [Double?] = Self.values
    for day in [5, 6, 42] { gappy[day] = nil }
    let gaps = ScriptRun(SeriesTests.days(gappy) + Self.asked + ")")
    #expect(said(gaps).contains("3 rows without a figure"), "\(gaps.words)")
    #expect(said(gaps).contains("3 days have no row: gaps, not zero"), "\(said(gaps))")
    #expect(said(gaps).contains("1 day of the stretch has no value and is in no sum"))

    let double = ScriptRun(
      SeriesTests.table(
        (Self.values + Self.values).enumerated().map {
          (CalendarDate(dayNumber: 20_454 + $0.offset % 60), $0.element)
        }, "won[customer]") + Self.asked + ")")
    #expect(said(double).contains("120 rows were summed to 60 days"), "\(double.words)")

    let week = ScriptRun(
      SeriesTests.days(Array(Self.values.prefix(7)))
        + "effect(t, of: .won, from: @2026-01-05, to: @2026-01-07)")
    #expect(week.words.contains("the series is too short for this model"))
    #expect(week.words.contains("4 days with a value are left"))

    let constant = ScriptRun(
      SeriesTests.days(Self.values.map { _ in 5 })
        + "effect(t, of: .won, from: @2026-02-10, to: @2026-02-16)")
    #expect(constant.words.contains("does not vary"), "\(constant.words)")
  }
}
