import Diagnostics
import Evaluation
import Foundation
import Testing
import Values

/// Cells that are not guessed: each refusal names the cells, and each of its fixes loads the file.
@Suite("Refused cells") struct CellRefusalTests {
  struct Refusal: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var text: String
    var arguments = ""
    /// What the message has to say.
    var says: [String]
  }

  static let refusals = [
    Refusal(
      testDescription: "days that could begin with either",
      text: "date,cost\n01/02/2025,1\n03/04/2025,2\n",
      says: ["`date`", "`01/02/2025` in line 2", "above 12", "day-first", "month-first"]),
    Refusal(
      testDescription: "days written in two ways",
      text: "date,cost\n26/07/2025,1\n01/02/2025,2\n07/27/2025,2\n",
      says: ["`26/07/2025` in line 2 has the day first", "`07/27/2025` in line 4 the month"]),
    Refusal(
      testDescription: "a comma that could be either",
      text: "date,cost\n2025-01-01,\"1,234\"\n2025-01-02,\"5,678\"\n",
      says: ["`cost`", "`1,234` in line 2", "decimal: \".\"", "decimal: \",\""]),
    Refusal(
      testDescription: "decimals written in two ways",
      text: "date,cost\n2025-01-01,\"1,5\"\n2025-01-02,1.5\n2025-01-02,2.5\n",
      arguments: ", as: spend",
      says: ["`1.5` in line 3 has a decimal point", "`1,5` in line 2 a decimal comma"]),
    Refusal(
      testDescription: "two currencies in the cells",
      text: "date,cost\n2025-01-01,1 EUR\n2025-01-02,$2\n2025-01-02,3 EUR\n",
      says: ["2 currencies: 2 in EUR, 1 in USD"]),
    Refusal(
      testDescription: "two currencies in the column beside",
      text: "date,cost,Currency\n2025-01-01,1,EUR\n2025-01-02,2,USD\n2025-01-02,3,USD\n",
      arguments: ", as: spend", says: ["2 currencies: 2 in USD, 1 in EUR"]),
    Refusal(
      testDescription: "a header that says another currency than the cells",
      text: "date,Cost (USD)\n2025-01-01,1 EUR\n", says: ["USD in its header", "EUR"]),
    Refusal(
      testDescription: "a word among amounts, behind a quoted line",
      text: "note,cost\n\"two\nlines\",1\nx,twelve\n", arguments: ", units: {cost: USD}",
      says: ["`twelve` in line 4", "`cost`"]),
    Refusal(
      testDescription: "a day that no month has",
      text: "date,cost\n26.07.2025,1\n31.02.2025,2\n", arguments: ", as: spend",
      says: ["`31.02.2025` in line 3", "day-first"]),
    Refusal(
      testDescription: "a word that the engine takes for a day",
      text: "date,cost\n2025-07-26,1\nepoch,2\ninfinity,3\ntoday,4\n", arguments: ", as: spend",
      says: ["`epoch` in line 3", "3 cells are none"]),
    Refusal(
      testDescription: "a word that the engine takes for a day, in a column without a role",
      text: "when,cost\n2025-07-26,1\ninfinity,3\n", says: ["`infinity` in line 3"]),
  ]

  @Test("are named, and the fixes load the file", arguments: refusals)
  func refused(_ refusal: Refusal) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "cells.csv").path
    try refusal.text.write(toFile: path, atomically: true, encoding: .utf8)
    let run = ScriptRun("load(\"\(path)\"\(refusal.arguments))")
    #expect(run.outcome.rawValue == 5)
    let words = run.words
    for part in refusal.says { #expect(words.contains(part), "\(part) in \(words)") }
    let fixes = run.diagnostics.first?.helps.map(\.code) ?? []
    #expect(!fixes.isEmpty)
    for fix in fixes {
      let fixed = ScriptRun(fix)
      #expect(fixed.outcome == .succeeded, "\(fix): \(fixed.words)")
    }
  }

  @Test("are counted with `bad: \"missing\"`") func counted() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "cells.csv").path
    try "date,cost\n26.07.2025,1 €\nsoon,two €\n31.02.2025,3 €\n"
      .write(toFile: path, atomically: true, encoding: .utf8)
    let run = ScriptRun("load(\"\(path)\", as: spend, bad: \"missing\")")
    #expect(run.outcome == .succeeded, "\(run.words)")
    #expect(
      run.notes.map(\.text).suffix(2) == [
        "\(path): 2 cells of `date` did not fit and are missing",
        "\(path): 1 cell of `cost` did not fit and is missing",
      ])
    #expect(run.column("cost", ofShown: 0).map(\.magnitude) == [1, nil, 3])
  }
}
