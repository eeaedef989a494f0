import Evaluation
import Foundation
import Testing
import Values

/// Nothing is dropped in silence: rows left out and zero denominators are counted with the result.
@Suite("Lost rows") struct LostRowTests {
  private static let fromFile = """
    let t = load("Tests/EvaluationTests/Data/losses.csv", units: {cost: USD, won: customer})

    """
  private static let inMemory = """
    let t = table {
      channel | cost[USD] | won[customer]
      "ads"   | 100       | 4
      "ads"   | missing   | 0
      "mail"  | 50        | 0
      "mail"  | 20        | 2
      missing | 10        | missing
    }

    """

  private static func notes(_ text: String) -> [String] {
    let run = ScriptRun(text)
    #expect(run.outcome == .succeeded, "\(run.words)")
    return run.notes.map(\.text).filter { !$0.hasSuffix("columns") }
  }

  @Test("`where` counts the rows whose condition is missing", arguments: [fromFile, inMemory])
  func dropped(_ table: String) {
    // One cost is missing; 10 is not above 10.
    #expect(
      Self.notes(table + "t | where(.cost > $10)") == [
        "where: 1 row left out because the condition is missing there"
      ])
    #expect(
      Self.notes(table + "sum((t | where(.won > 1)).cost)") == [
        "where: 1 row left out because the condition is missing there"
      ])
    #expect(Self.notes(table + "t | where(.cost is not missing)").isEmpty)
    #expect(Self.notes(table + "t | where(.channel is missing)").isEmpty)
  }

  @Test("division by zero in a column of a file is counted")
  func zeros() {
    let table = Self.fromFile
    #expect(
      Self.notes(table + "t | add(cac: .cost / .won)") == [
        "`cac`: 2 values are missing because the denominator is zero"
      ])
    #expect(
      Self.notes(table + "t | summarize(mean: mean(.cost / .won))") == [
        "`mean`: 2 values are missing because the denominator is zero"
      ])
    #expect(
      Self.notes(
        table + "t | where(.cost == $50) | summarize(r: sum(.cost) / sum(.won), by: .channel)")
        == [
          "where: 1 row left out because the condition is missing there",
          "`r`: 1 value is missing because the denominator is zero",
        ])
    // A division that is not made loses nothing.
    #expect(
      Self.notes(
        table + "t | add(c: if .won == 0 customers then $1/customer else .cost / .won)"
      ).isEmpty)
  }

  @Test("division by zero in a column in memory is counted")
  func zerosInMemory() {
    let notes = Self.notes(Self.inMemory + "t | add(cac: .cost / .won)")
    #expect(notes.count == 1)
    #expect(notes.first?.contains("the denominator is zero") == true)
  }

  @Test("a fact is said once")
  func once() {
    let notes = Self.notes(
      Self.fromFile + "let k = t | where(.cost > $10)\nk | show()\nk | show()\nsum(k.cost)")
    #expect(notes == ["where: 1 row left out because the condition is missing there"])
  }
}
