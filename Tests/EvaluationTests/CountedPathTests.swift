import Evaluation
import Testing
import Values

/// Credits from logs that are reduced already: paths with their counts.
@Suite("Paths with counts") struct CountedPathTests: CreditTests {
  /// The toy log as paths with their counts.
  private static let counted = """
    let t = table {
      route                | won | lost | worth[USD]
      "tv > search > mail" | 1   | 0    | 90
      " tv"                | 0   | 1    | 0
      "search >mail"       | 0   | 1    | 0
    }

    """

  @Test("paths with counts give what the log that they were counted from gives")
  func countedPaths() {
    let roles = "path: .route, converted: .won, lost: .lost"
    expectClose(numbers(Self.counted + "attribute(t, \(roles))"), [0.4, 0.4, 0.2])
    expectClose(
      numbers(Self.counted + "attribute(t, \(roles), value: .worth)", "value"), [36, 36, 18])
    expectClose(
      numbers(Self.counted + "attribute(t, \(roles), separator: \">\", model: \"position\")"),
      [0.4, 0.2, 0.4])
    let many = ScriptRun(
      Self.counted + """
        attribution_models(t, \(roles))
        paths(t, \(roles), value: .worth)
        transitions(t, \(roles)) | where(.from == "(start)")
        synergy(t, \(roles))
        """)
    #expect(many.outcome == .succeeded, "\(many.words)")
    #expect(many.column("time_decay", ofShown: 0).compactMap(\.magnitude).isEmpty)
    expectClose(many.column("shapley", ofShown: 0).map(\.magnitude), [1 / 3.0, 1 / 3.0, 1 / 3.0])
    #expect(many.column("paths", ofShown: 1).map(\.magnitude) == [1, 1, 1])
    #expect(many.column("paths", ofShown: 2).map(\.magnitude) == [1, 2])
    let bought = ScriptRun(Self.counted + "attribute(t, path: .route, converted: .won)")
    #expect(said(bought).contains("without `lost:` every path leads to a purchase"))
  }

  @Test(
    "paths with counts that cannot be credited are refused",
    arguments: [
      ("path: .route", "`path:` needs `converted:`"),
      ("path: .won, converted: .won", "a text such as \"tv > search\" is wanted"),
      ("path: .route, converted: .worth", "a count of purchases is wanted"),
      ("path: .route, converted: .won, window: 9 days", "`window:` needs a log of touches"),
      ("path: .route, converted: .won, model: \"time_decay\"", "`time_decay` needs a log"),
      ("path: .route, converted: .won, separator: \"\"", "`separator:` must not be empty"),
      ("lost: .lost", "`lost:` needs `path:`"),
    ])
  func refusedPaths(_ arguments: String, _ message: String) {
    let run = ScriptRun(Self.counted + "attribute(t, \(arguments))")
    #expect(run.outcome != .succeeded && run.words.contains(message), "\(run.words)")
    let half = ScriptRun(
      Self.counted
        + "attribute(t | add(n: .won + 0.5), path: .route, converted: .n, lost: .lost)")
    #expect(half.words.contains("the counts of a path are whole numbers of persons"))
  }
}
