import Evaluation
import Foundation
import Testing
import Values

/// Purchases credited to channels, from logs whose credits were worked out by hand.
@Suite("Attribution") struct AttributionTests: CreditTests {
  /// Paths "tv > search > mail" bought for 90, "tv" bought nothing, "search > mail" bought nothing.
  private static let toy = """
    let touches = table {
      person | at          | channel
      "p1"   | @2026-01-01 | "tv"
      "p1"   | @2026-01-08 | "search"
      "p1"   | @2026-01-15 | "mail"
      "p2"   | @2026-01-01 | "tv"
      "p3"   | @2026-01-02 | "search"
      "p3"   | @2026-01-03 | "mail"
    }
    let wins = table {
      person | at          | value[USD]
      "p1"   | @2026-01-15 | 90
    }

    """

  @Test("the toy chain gives 0.4, 0.4 and 0.2, as its source says")
  func toyChain() {
    // In the order of the channels: mail, search, tv.
    expectClose(numbers(Self.toy + "attribute(touches, wins)"), [0.4, 0.4, 0.2])
    expectClose(numbers(Self.toy + "attribute(touches, wins)", "value"), [36, 36, 18])
  }

  @Test(
    "each rule gives what it says",
    arguments: [
      ("model: \"first\"", [0, 0, 1]), ("model: \"last\"", [1, 0, 0]),
      ("model: \"last_non_direct\", direct: [\"mail\", \"search\"]", [0, 0, 1]),
      ("model: \"linear\"", [1 / 3.0, 1 / 3.0, 1 / 3.0]),
      ("model: \"position\"", [0.4, 0.2, 0.4]),
      ("model: \"position\", weights: [50%, 30%, 20%]", [0.2, 0.3, 0.5]),
      // The touches are 0, 7 and 14 days before the purchase: weights 1, 1/2 and 1/4.
      ("model: \"time_decay\"", [4 / 7.0, 2 / 7.0, 1 / 7.0]),
      // 1, 1/4 and 1/16.
      ("model: \"time_decay\", half_life: 84 hours", [16 / 21.0, 4 / 21.0, 1 / 21.0]),
      ("model: \"time_decay\", window: 10 days", [2 / 3.0, 1 / 3.0, 0]),
      ("model: \"linear\", window: 10 days", [0.5, 0.5, 0]),
      ("model: \"shapley\"", [1 / 3.0, 1 / 3.0, 1 / 3.0]),
    ] as [(String, [Double])])
  func rules(_ arguments: String, _ credits: [Double]) {
    expectClose(numbers(Self.toy + "attribute(touches, wins, \(arguments))"), credits)
  }

  /// Two purchases of one person, for 10 and for 40, and a touch after them.
  private static let twice = """
    let touches = table {
      person | at          | channel
      "p1"   | @2026-01-01 | "a"
      "p1"   | @2026-01-05 | "b"
      "p1"   | @2026-01-09 | "a"
    }
    let wins = table {
      person | at          | value[USD]
      "p1"   | @2026-01-02 | 10
      "p1"   | @2026-01-06 | 40
    }

    """

  @Test("a path begins anew after a purchase, or has all touches before it")
  func resets() {
    expectClose(numbers(Self.twice + "attribute(touches, wins, model: \"linear\")"), [1, 1])
    expectClose(
      numbers(Self.twice + "attribute(touches, wins, model: \"linear\")", "value"), [10, 40])
    let whole = Self.twice + "attribute(touches, wins, model: \"linear\", reset: false)"
    expectClose(numbers(whole), [1.5, 0.5])
    expectClose(numbers(whole, "value"), [30, 20])
    let decay =
      Self.twice
      + "attribute(touches, wins, model: \"time_decay\", half_life: 4 days, reset: false)"
    // The second purchase: 5 days and 1 day before it, weights 2^-1.25 and 2^-0.25.
    expectClose(numbers(decay), [1 + 1 / 3.0, 2 / 3.0])
    let run = ScriptRun(Self.twice + "attribute(touches, wins, model: \"linear\")")
    #expect(said(run).contains("1 path of touches after a purchase counts as a path to none"))
  }

  @Test("the columns of a log without a table of purchases say which touches are one")
  func converted() {
    let log = """
      let t = table {
        person | at          | channel | converted | value[USD]
        "a"    | @2026-01-01 | "x"     | false     | missing
        "a"    | @2026-01-03 | "y"     | true      | 10
        "a"    | @2026-01-05 | missing | true      | 30
        "b"    | @2026-01-02 | "x"     | false     | missing
      }

      """
    expectClose(numbers(log + "attribute(t, model: \"linear\")"), [0.5, 0.5, 1])
    expectClose(numbers(log + "attribute(t, model: \"linear\")", "value"), [5, 5, 30])
    let run = ScriptRun(log + "attribute(t, model: \"linear\")")
    #expect(run.output.contains("(none)"))
  }

  @Test("purchases without a touch and channels with cost alone have rows of their own")
  func unmatched() {
    let text = """
      let touches = table {
        person | at          | channel
        "p1"   | @2026-01-01 | "a"
        "p2"   | @2026-01-04 | "b"
      }
      let wins = table {
        person | at          | value[USD]
        "p1"   | @2026-01-02 | 10
        "p9"   | @2026-01-06 | 40
      }
      let spend = table {
        date        | channel | cost[USD]
        @2026-01-02 | "a"     | 5
        @2026-01-03 | "c"     | 7
        @2025-01-03 | "a"     | 100
      }
      attribute(touches, wins, model: "linear", cost: spend)
      """
    let run = ScriptRun(text)
    #expect(run.outcome == .succeeded, "\(run.words)")
    let names = run.column("channel", ofShown: 0).map { NumberText().text($0) }
    #expect(names == ["a", "b", "c", "(no touch)"])
    #expect(run.column("credit", ofShown: 0).map(\.magnitude) == [1, 0, 0, 1])
    #expect(run.column("cost", ofShown: 0).map(\.magnitude) == [5, nil, 7, nil])
    #expect(run.column("cost_per_conversion", ofShown: 0).map(\.magnitude) == [5, nil, nil, nil])
    #expect(run.column("return", ofShown: 0).map(\.magnitude) == [2, nil, 0, nil])
    for part in [
      "1 purchase had no touch before it", "no touch is of c, on which money was spent",
      "nothing was spent on b", "1 outlay lies outside of the log",
      "few purchases had a touch of a (1), b (0)",
    ] { #expect(said(run).contains(part), "\(part) in \(said(run))") }
  }

  @Test("groups have paths of their own")
  func groups() {
    let text = """
      let touches = table {
        person | at          | channel | segment
        "p1"   | @2026-01-01 | "a"     | "SMB"
        "p1"   | @2026-01-02 | "b"     | "SMB"
        "p2"   | @2026-01-01 | "b"     | "Enterprise"
      }
      let wins = table {
        person | at          | value[USD] | segment
        "p1"   | @2026-01-03 | 10         | "SMB"
        "p2"   | @2026-01-03 | 90         | "Enterprise"
      }
      attribute(touches, wins, model: "last", by: .segment)
      """
    let run = ScriptRun(text)
    #expect(run.outcome == .succeeded, "\(run.words)")
    #expect(
      run.column("segment", ofShown: 0).map { NumberText().text($0) }
        == ["Enterprise", "Enterprise", "SMB", "SMB"])
    #expect(run.column("credit", ofShown: 0).map(\.magnitude) == [0, 1, 0, 1])
    #expect(run.column("value", ofShown: 0).map(\.magnitude) == [0, 90, 0, 10])
  }

  @Test("steps of one instant stand in one order, whatever that of the rows", arguments: [1, 2, 3])
  func ties(_ seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var touches: [String] = [], wins: [String] = []
    for person in 0..<40 {
      for _ in 0..<4 {
        let channel = ["ads", "mail", "tv"][Int(generator.next() % 3)]
        touches.append("\"p\(person)\" | @2026-01-0\(1 + generator.next() % 3) | \"\(channel)\"")
      }
      if person % 3 == 0 { wins.append("\"p\(person)\" | @2026-01-03 | \(10 + person)") }
    }
    func output() -> String {
      let run = ScriptRun(
        "let touches = table {\n  person | at | channel\n  \(touches.joined(separator: "\n  "))\n}\n"
          + "let wins = table {\n  person | at | value[USD]\n  \(wins.joined(separator: "\n  "))\n}\n"
          + "attribution_models(touches, wins, order: 2)\npaths(touches, wins)")
      #expect(run.outcome == .succeeded, "\(run.words)")
      return run.output
    }
    let first = output()
    touches.shuffle(using: &generator)
    wins.shuffle(using: &generator)
    #expect(output() == first)
  }

  @Test(
    "what cannot be credited is said",
    arguments: [
      ("attribute(touches)", "there is nothing that says which touches led to a purchase"),
      ("attribute(touches, wins, order: 9)", "`order:` takes 1 to 5, or \"best\""),
      ("attribute(touches, wins, window: 1 month)", "`window:` takes days, weeks or hours"),
      ("attribute(touches, wins, weights: [1, 2, 3])", "`weights:` takes three shares"),
      (
        "attribute(touches, wins, window: 9 days, reset: false)",
        "`window:` needs paths that begin anew"
      ),
      ("attribute(touches, wins, level: 0%)", "`level:` must lie between"),
      ("attribute(touches, wins, by: .value)", "lacks the column `value`"),
      (
        "attribute(touches | rename(at: .channel, channel: .at), wins)",
        "a date or an instant is wanted"
      ),
      ("attribute(touches | drop(.channel), wins)", "no column of `touches` is the `channel`"),
    ])
  func refused(_ call: String, _ message: String) {
    let run = ScriptRun(Self.toy + call)
    #expect(run.outcome != .succeeded && run.words.contains(message), "\(run.words)")
  }

  @Test("a log without rows, and one without purchases, have credits of nothing")
  func empty() {
    let none =
      Self.toy + "attribute(touches | where(.channel == \"radio\"), wins, model: \"linear\")"
    let run = ScriptRun(none)
    #expect(run.outcome == .succeeded, "\(run.words)")
    #expect(run.column("channel", ofShown: 0).map { NumberText().text($0) } == ["(no touch)"])
    for model in ["markov", "shapley", "time_decay", "linear"] {
      expectClose(
        numbers(Self.toy + "attribute(touches, wins | where(.value > $900), model: \"\(model)\")"),
        [0, 0, 0])
    }
  }

  @Test("paths are counted, with the days that they took")
  func paths() {
    let run = ScriptRun(Self.toy + "paths(touches, wins)")
    #expect(run.outcome == .succeeded, "\(run.words)")
    #expect(
      run.column("path", ofShown: 0).map { NumberText().text($0) }
        == ["tv", "search > mail", "tv > search > mail"])
    #expect(run.column("paths", ofShown: 0).map(\.magnitude) == [1, 1, 1])
    #expect(run.column("conversions", ofShown: 0).map(\.magnitude) == [0, 0, 1])
    #expect(run.column("days", ofShown: 0).map(\.magnitude) == [nil, nil, 14])
    #expect(run.column("value", ofShown: 0).map(\.magnitude) == [0, 0, 90])
    let few = ScriptRun(Self.toy + "paths(touches, wins, n: 1)")
    #expect(said(few).contains("2 rarer sequences, taken by 2 paths, are not shown"))
  }

  @Test("transitions from one place sum to 1, and pairs of channels are compared")
  func transitions() {
    let run = ScriptRun(
      Self.toy + """
        transitions(touches, wins) | summarize(all: sum(.probability.value), by: .from)
        transitions(touches, wins, order: 2) | where(.from == "search > mail")
        synergy(touches, wins)
        """)
    #expect(run.outcome == .succeeded, "\(run.words)")
    #expect(run.column("all", ofShown: 0).allSatisfy { abs(($0.magnitude ?? 0) - 1) < 1e-12 })
    #expect(
      run.column("to", ofShown: 1).map { NumberText().text($0) } == ["(nothing)", "(purchase)"])
    #expect(
      run.column("first", ofShown: 2).map { NumberText().text($0) } == ["mail", "mail", "search"])
  }

  @Test("`explain` says what a model takes for granted, and that it is not causal")
  func explained() {
    for model in ["markov", "time_decay", "last_non_direct"] {
      let run = ScriptRun(Self.toy + "explain(attribute(touches, wins, model: \"\(model)\"))")
      #expect(run.outcome == .succeeded, "\(run.words)")
      #expect(run.output.contains("it does not say what would happen without a channel"))
    }
  }

  @Test("a person of 100,000 touches, and 500 channels")
  func large() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "attribution-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var touches = "person,at,channel\n"
    for index in 0..<100_000 { touches += "p1,2026-01-01T00:00:00Z,c\(index * 7919 % 500)\n" }
    for index in 0..<500 { touches += "p\(index + 2),2026-01-02,c\(index)\n" }
    try touches.write(to: folder.appending(path: "touches.csv"), atomically: true, encoding: .utf8)
    try "person,at,value\np1,2026-01-03,50\np9,2026-01-04,70\n".write(
      to: folder.appending(path: "wins.csv"), atomically: true, encoding: .utf8)
    let run = ScriptRun(
      """
      let touches = load("\(folder.path)/touches.csv", as: touches)
      let wins = load("\(folder.path)/wins.csv", as: conversions)
      attribute(touches, wins, intervals: false)
      attribute(touches, wins, model: "shapley")
      """)
    #expect(run.outcome == .succeeded, "\(run.words)")
    for index in 0..<2 {
      let credits = run.column("credit", ofShown: index).compactMap(\.magnitude)
      #expect(credits.count == 500 && abs(credits.reduce(0, +) - 2) < 1e-9)
    }
    let refused = ScriptRun(
      """
      attribute(load("\(folder.path)/touches.csv", as: touches), load("\(folder.path)/wins.csv", as: conversions), model: "shapley", game: "rate")
      """)
    #expect(refused.words.contains("at most 20 channels can be looked at"))
  }
}
