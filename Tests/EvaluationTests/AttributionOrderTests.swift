import Evaluation
import Foundation
import TestSets
import Testing
import Values

/// Attribution gives the same bytes whatever the order of the rows, their file and the number of threads.
@Suite("Attribution and the order of rows") struct AttributionOrderTests {
  @Test("a small log in three settings")
  func small() throws {
    try compare(
      AttributionLog(persons: 150, seed: 1), AttributionCalls.most,
      settings: [("csv", nil, 1), ("csv", 2, 2), ("parquet", 3, 3)])
  }

  @Test("time decay of several purchases at one instant")
  func tiedPurchases() throws {
    // The touches before purchases of one instant lead to the one of the least value, as in other models.
    try compare(
      AttributionLog(persons: 150, seed: 1), AttributionCalls.tied,
      settings: [("csv", nil, 1), ("csv", 2, 1)])
  }

  @Test(
    "a log of many parts in each setting",
    .enabled(if: SlowSet.isEnabled, "set SALES_SLOW=1, or part"))
  func rowsOfManyParts() throws {
    let settings: [(form: String, order: UInt64?, threads: Int)] = [
      ("csv", nil, 1), ("csv", 5, 2), ("parquet", 6, 3), ("parquet", 7, 8),
    ]
    try compare(
      AttributionLog(persons: SlowSet.isPart ? 20_000 : 120_000, seed: 2),
      SlowSet.isPart ? AttributionCalls.most : AttributionCalls.most + AttributionCalls.rest,
      settings: SlowSet.isPart ? Array(settings.suffix(3)) : settings)
  }

  private func compare(
    _ log: AttributionLog, _ calls: [String],
    settings: [(form: String, order: UInt64?, threads: Int)]
  ) throws {
    var known: (setting: String, shown: [String])?
    for (form, order, threads) in settings {
      let folder = FileManager.default.temporaryDirectory.appending(path: "order-\(UUID())")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      defer { try? FileManager.default.removeItem(at: folder) }
      try (order.map(log.shuffled) ?? log).write(to: folder)
      var options = SessionOptions()
      options.threads = threads
      let run = ScriptRun(
        AttributionCalls.script(calls, form: form, folder: folder.path), options: options)
      #expect(run.outcome == .succeeded, "\(run.words)")
      let shown = run.shown.map { Self.bytes($0.value) }
      #expect(shown.count == calls.count)
      let setting = "\(form), order \(order ?? 0), \(threads) threads"
      guard let first = known else {
        known = (setting, shown)
        continue
      }
      for (place, (one, other)) in zip(first.shown, shown).enumerated() where one != other {
        Issue.record(
          "\(calls[place]) is not the same with \(first.setting) and with \(setting):\n\(Self.difference(one, other))"
        )
      }
    }
  }

  /// All that a value says, to the last bit: its cells, their replicates, its notes.
  static func bytes(_ value: Value) -> String {
    guard case .table(let table) = value, let local = table.plan as? LocalTable else {
      return "\(value)"
    }
    var text = table.notes.map(\.text).joined(separator: "\n")
    for (column, schema) in zip(local.columns, table.type.columns) {
      text += "\n\(schema.name):"
      for cell in column { text += "\n\(cell)" }
    }
    return text
  }

  private static func difference(_ one: String, _ other: String) -> String {
    let lines = zip(one.split(separator: "\n"), other.split(separator: "\n"))
    guard let (left, right) = lines.first(where: { $0 != $1 }) else { return "another length" }
    let place = zip(left, right).prefix { $0 == $1 }.count
    return
      "\(left.dropFirst(max(0, place - 40)).prefix(120))\n\(right.dropFirst(max(0, place - 40)).prefix(120))"
  }
}

/// Calls of every function of attribution, with the arguments that change what the engine is asked.
enum AttributionCalls {
  static let most =
    [
      "attribution_models(t, w, cost: c)",
      "attribution_models(t, w, by: .segment, window: 5 days, order: 2)",
      "attribute(t, w, model: \"linear\", cost: c, by: .segment)",
      "attribute(t, w, model: \"time_decay\", reset: false)",
      "paths(t, w, n: 50)", "transitions(t, w, by: .segment)", "synergy(t, w)",
    ]

  static let tied = ["attribute(t, w, model: \"time_decay\", cost: c)"]

  static let rest =
    [
      "first", "last", "last_non_direct", "linear", "position", "time_decay", "markov", "shapley",
    ]
    .flatMap { model in
      [
        "attribute(t, w, model: \"\(model)\", cost: c, window: 4 days)",
        "attribute(t, w, model: \"\(model)\", by: .segment, repeats: \"merge\", duplicates: \"drop\")",
        "attribute(t, w, model: \"\(model)\", reset: false)",
      ]
    } + [
      "attribute(t, w, by: .segment, order: \"best\")",
      "attribute(t, w, model: \"shapley\", game: \"rate\")",
      "paths(t, w, n: 30, by: .segment, window: 5 days)", "transitions(t, w, order: 2)",
      "synergy(t, w, by: .segment, window: 5 days)",
    ]

  static func script(_ calls: [String], form: String, folder: String) -> String {
    // Money has its unit in each form of file.
    func load(_ file: String, _ role: String, _ units: String) -> String {
      "load(\"\(folder)/\(file).csv\", as: \(role)\(units))"
    }
    var text = ""
    for (name, file, role, units) in [
      ("t", "touches", "touches", ""), ("w", "wins", "conversions", ", units: {value: USD}"),
      ("c", "spend", "spend", ", units: {cost: USD}"),
    ] {
      if form == "parquet" {
        text += "\(load(file, role, units)) | save(\"\(folder)/\(file).parquet\");\n"
        text += "let \(name) = load(\"\(folder)/\(file).parquet\", as: \(role))\n"
      } else {
        text += "let \(name) = \(load(file, role, units))\n"
      }
    }
    return text + calls.joined(separator: "\n")
  }
}
