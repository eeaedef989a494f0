import Foundation
import StandardLibrary
import TestSets
import Testing
import Values

/// Generated tables against the plain recomputation in Tests/Oracle/unit_economics.py.
@Suite struct EconomicsOracleTests {
  private static let oracle = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Oracle")

  /// What a call is asked for, for both sides.
  struct Question: Sendable, CustomTestStringConvertible {
    var by = "channel"
    var every = false
    var during: (String, String)?
    var asOf: String?
    var margin: String?
    /// A definition of churn: the question is then asked of `churn`.
    var churn: String?

    var options: [String] {
      var options = ["--by", by]
      if every { options += ["--every", "month"] }
      if let during { options += ["--during", "\(during.0)..\(during.1)"] }
      if let asOf { options += ["--as-of", asOf] }
      if let margin { options += ["--margin", margin] }
      if let churn { options += ["--churn", churn] }
      return options
    }

    var arguments: [String: Call.Argument] {
      var arguments: [String: Call.Argument] = [:]
      if every { arguments["every"] = .word("month") }
      if let during, let first = EconomicsFixture.date(during.0),
        let last = EconomicsFixture.date(during.1), let period = Period(first: first, last: last)
      {
        arguments["during"] = .value(.period(period))
      }
      if let day = asOf.flatMap(EconomicsFixture.date) { arguments["as_of"] = .value(.date(day)) }
      if let margin { arguments["margin"] = .value(.number(Double(margin) ?? .nan)) }
      if let churn { arguments["definition"] = .value(.text(churn)) }
      return arguments
    }

    var testDescription: String { options.joined(separator: " ") }
  }

  static let questions = [
    Question(), Question(by: "segment", margin: "0.7"), Question(by: "channel,segment"),
    Question(every: true), Question(during: ("2023-11-15", "2024-06-30")),
    Question(by: "segment", every: true, during: ("2023-02-01", "2024-09-10")),
    Question(asOf: "2024-02-29"), Question(by: "segment", every: true, asOf: "2024-05-13"),
    Question(churn: "classic"), Question(every: true, churn: "stripe"),
    Question(by: "segment", during: ("2023-11-15", "2024-06-30"), churn: "stripe"),
    Question(by: "segment", asOf: "2024-02-29", churn: "maxio"),
    Question(by: "segment", every: true, churn: "maxio"), Question(churn: "profitwell"),
    Question(churn: "exposure"), Question(by: "segment", every: true, churn: "exposure"),
    Question(every: true, during: ("2023-11-15", "2024-06-20"), churn: "exposure"),
    Question(by: "segment", asOf: "2024-02-29", churn: "exposure"),
  ]

  /// How many pairs of tables each question is asked of: twice as many in the slow set.
  static let pairs = SlowSet.isEnabled ? 20 : 10

  @Test(arguments: questions) func agrees(_ question: Question) throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("economics-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    _ = try run("generate_tables.py", [folder.path, "--count", "\(Self.pairs)"])
    for number in 0..<Self.pairs {
      let name = String(format: "%03d", number)
      let spend = folder.appendingPathComponent("\(name)-spend.csv")
      let customers = folder.appendingPathComponent("\(name)-customers.csv")
      let output = try run(
        "unit_economics.py", [spend.path, customers.path] + question.options)
      let expected = try #require(
        try JSONSerialization.jsonObject(with: output) as? [String: Any])
      let rows = try #require(expected["rows"] as? [[Any]])
      let outlays = EconomicsFixture.spend(
        try cells(spend, ["date", "channel", "cost", "segment"]))
      let value = try EconomicsFixture.call(
        question.churn == nil ? Function.unitEconomics : Function.churn,
        spend: question.churn == nil ? outlays : nil,
        customers: EconomicsFixture.customers(
          try cells(customers, ["id", "started", "ended", "channel", "segment", "mrr"])),
        by: question.by.split(separator: ",").map(String.init),
        question.arguments.merging(["intervals": .value(.bool(number == 7))]) { $1 })
      let table = try #require(EconomicsFixture.rows(value))
      try #require(table.rowCount == rows.count, "pair \(name)")
      for (row, cells) in rows.enumerated() {
        for (column, cell) in cells.enumerated() {
          let actual = table.value(row: row, column: column)
          #expect(
            agrees(actual, cell),
            "pair \(name), row \(cells.prefix(2)), column \(table.type.columns[column].name): \(actual), expected \(cell)"
          )
        }
      }
    }
  }

  private func agrees(_ value: Value, _ cell: Any) -> Bool {
    switch value {
    case .missing: cell is NSNull
    case .text(let text): (cell as? String) == text
    case .period(let period): (cell as? String) == "\(period)"
    default:
      if let expected = cell as? Double, let actual = value.magnitude {
        abs(actual - expected) <= max(1e-12, 1e-9 * abs(expected))
      } else {
        false
      }
    }
  }

  private func run(_ script: String, _ arguments: [String]) throws -> Data {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments =
      ["python3", Self.oracle.appendingPathComponent(script).path] + arguments
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return data
  }

  /// The cells of these columns of a CSV file; an empty cell is missing.
  private func cells(_ file: URL, _ names: [String]) throws -> [[String?]] {
    var records: [[String]] = [[]]
    var cell = ""
    var isQuoted = false
    var justClosed = false
    for character in try String(contentsOf: file, encoding: .utf8) {
      switch character {
      case "\"":
        // A doubled quote closes and opens again: it stands for one.
        if justClosed { cell.append(character) }
        justClosed = isQuoted
        isQuoted.toggle()
        continue
      case "," where !isQuoted:
        records[records.count - 1].append(cell)
        cell = ""
      case "\n" where !isQuoted:
        records[records.count - 1].append(cell)
        cell = ""
        records.append([])
      default: cell.append(character)
      }
      justClosed = false
    }
    let head = records.removeFirst()
    return records.filter { $0.count == head.count }.map { record in
      names.map { name in
        let text = head.firstIndex(of: name).map { record[$0] } ?? ""
        return text.isEmpty ? nil : text
      }
    }
  }
}
