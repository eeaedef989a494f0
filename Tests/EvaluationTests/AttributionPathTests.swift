import Evaluation
import Testing
import Values

/// How logs become paths: repeats, groups without a name, windows.
@Suite("Paths of attribution") struct AttributionPathTests: CreditTests {
  @Test("repeats are merged in paths, in their days and in time decay")
  func mergedRepeats() {
    let log = """
      let touches = table {
        person | at          | channel
        "p1"   | @2026-01-01 | "a"
        "p1"   | @2026-01-05 | "a"
        "p1"   | @2026-01-09 | "b"
        "p1"   | @2026-01-12 | "b"
      }
      let wins = table {
        person | at          | value[USD]
        "p1"   | @2026-01-10 | 10
        "p1"   | @2026-01-13 | 30
      }

      """
    let merged = ScriptRun(log + "paths(touches, wins, repeats: \"merge\")")
    #expect(merged.outcome == .succeeded, "\(merged.words)")
    #expect(merged.column("path", ofShown: 0).map { NumberText().text($0) } == ["b", "a > b"])
    #expect(merged.column("days", ofShown: 0).map(\.magnitude) == [1, 9])
    // With all touches before each purchase: a b in 9 days, and again in 12.
    let whole = ScriptRun(log + "paths(touches, wins, repeats: \"merge\", reset: false)")
    #expect(whole.column("path", ofShown: 0).map { NumberText().text($0) } == ["a > b"])
    #expect(whole.column("days", ofShown: 0).map(\.magnitude) == [10.5])
    #expect(whole.column("conversions", ofShown: 0).map(\.magnitude) == [2])
    let kept = ScriptRun(log + "paths(touches, wins, reset: false)")
    #expect(
      kept.column("path", ofShown: 0).map { NumberText().text($0) } == [
        "a > a > b", "a > a > b > b",
      ])
    #expect(kept.column("days", ofShown: 0).map(\.magnitude) == [9, 12])
    // The first touch of each run counts: 9 days and 1 day before the first purchase, 1 before the second.
    let decay =
      "attribute(touches, wins, model: \"time_decay\", half_life: 8 days, repeats: \"merge\")"
    expectClose(numbers(log + decay), [1 / 3.0, 2 / 3.0 + 1])
  }

  @Test("a group without a name keeps its values, and its credit of time decay")
  func missingGroup() {
    let text = """
      let touches = table {
        person | at          | channel | segment
        "p1"   | @2026-01-01 | "a"     | missing
        "p1"   | @2026-01-03 | "b"     | missing
        "p2"   | @2026-01-01 | "b"     | "SMB"
      }
      let wins = table {
        person | at          | value[USD] | segment
        "p1"   | @2026-01-02 | 10         | missing
        "p1"   | @2026-01-04 | 20         | missing
        "p2"   | @2026-01-03 | 90         | "SMB"
      }

      """
    for model in ["linear", "time_decay", "markov"] {
      let run = ScriptRun(text + "attribute(touches, wins, model: \"\(model)\", by: .segment)")
      #expect(run.outcome == .succeeded, "\(run.words)")
      let values = run.column("value", ofShown: 0).map { $0.magnitude ?? -1 }
      #expect(abs(values.reduce(0, +) - 120) < 1e-9, "\(model): \(values)")
      if model != "markov" { #expect(values == [0, 90, 10, 20]) }
    }
  }

  @Test("credit that depends on the window is said")
  func windowDependence() {
    var touches = "", wins = ""
    for person in 1...10 {
      touches +=
        "  \"p\(person)\" | @2026-01-01 | \"tv\"\n  \"p\(person)\" | @2026-03-01 | \"mail\"\n"
      wins += "  \"p\(person)\" | @2026-03-02 | 90\n"
    }
    let log =
      "let touches = table {\n  person | at | channel\n\(touches)}\n"
      + "let wins = table {\n  person | at | value[USD]\n\(wins)}\n"
    let whole = ScriptRun(log + "attribute(touches, wins, model: \"linear\")")
    #expect(
      said(whole).contains(
        "credit of linear depends on the window: with the touches of the last 30 days before a purchase alone it gives mail 10 instead of 5, tv 0 instead of 5"
      ), "\(said(whole))")
    let short = ScriptRun(log + "attribute(touches, wins, model: \"first\", window: 7 days)")
    #expect(
      said(short).contains(
        "with touches of any age it gives mail 0 instead of 10, tv 10 instead of 0"),
      "\(said(short))")
    let last = ScriptRun(log + "attribute(touches, wins, model: \"last\")")
    #expect(!said(last).contains("depends on the window"))
    let models = ScriptRun(log + "attribution_models(touches, wins, intervals: false)")
    #expect(
      said(models).contains(
        "credit of first, linear, position, markov, shapley depends on the window:"),
      "\(said(models))")
  }
}
