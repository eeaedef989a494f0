import Evaluation
import Foundation
import Testing
import Values

/// `match` gives the result of the first arm that its subject fits.
@Suite("match") struct MatchTests {
  private func output(_ text: String) -> String {
    let run = ScriptRun(text)
    #expect(run.outcome == .succeeded, "\(run.words)")
    return run.output
  }

  @Test(
    "values, ranges, several patterns, missing and else",
    arguments: [
      ("0", "none"), ("1", "few"), ("4", "few"), ("5", "some"), ("9", "some"), ("9.5", "many"),
      ("40", "forty"), ("41", "forty"), ("missing", "unknown"), ("-1", "many"),
    ])
  func values(_ subject: String, _ result: String) {
    let arms = """
      { 0 => "none", 1..<5 => "few", 5..9 => "some", 40, 41 => "forty", missing => "unknown", \
      else => "many" }
      """
    #expect(output("let n = [1, \(subject)][1]\nmatch n \(arms)") == "\(result)\n")
  }

  @Test("units convert, and results take the first one's unit")
  func units() {
    #expect(output("match 18 months { 1 year => 1, 1.5 years => 2, else => 3 }") == "2\n")
    #expect(output("match 2 { 1 => 1 year, else => 6 months }") == "0.5 years\n")
  }

  @Test("a day in a period, a value in a list, a text, true")
  func others() {
    #expect(output("match @2026-05-02 { @2026-Q1 => 1, @2026-Q2 => 2, else => 3 }") == "2\n")
    #expect(output("let large = [3, 4]\nmatch 4 { large => 1, else => 2 }") == "1\n")
    #expect(output("match \"b\" { \"a\" => 1, \"b\", \"c\" => 2, else => 3 }") == "2\n")
    #expect(output("match 3 > 2 { true => 1, else => 0 }") == "1\n")
  }

  @Test("an arm that is not reached is not computed")
  func lazy() {
    #expect(output("let n = 1\nmatch n { 2 => 1 / (n - 1), else => 7 }") == "7\n")
  }

  @Test("over a file's rows and over rows in memory alike")
  func columns() throws {
    let rows = "id,n,day\na,3,2026-01-02\nb,70,2026-05-02\nc,,\n"
    let add = """
      add(size: match .n { 0..<10 => "small", missing => "unknown", else => "large" }, \
      quarter: match .day { @2026-Q1 => 1, @2026-Q2 => 2, else => missing })
      """
    let file = FileManager.default.temporaryDirectory
      .appending(component: "match-\(UUID().uuidString).csv")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(rows.utf8).write(to: file)
    let run = ScriptRun(
      """
      load("\(file.path)") | \(add)
      table {
        id  | n       | day
        "a" | 3       | @2026-01-02
        "b" | 70      | @2026-05-02
        "c" | missing | missing
      } | \(add)
      """)
    #expect(run.outcome == .succeeded, "\(run.words)")
    for index in 0..<2 {
      let sizes = run.column("size", ofShown: index).map { value in
        if case .text(let text) = value { text } else { "" }
      }
      #expect(sizes == ["small", "large", "unknown"])
      #expect(run.column("quarter", ofShown: index).map(\.magnitude) == [1, 2, nil])
    }
  }
}
