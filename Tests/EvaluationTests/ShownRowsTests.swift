import Evaluation
import Foundation
import Testing
import Values

/// A long table is shown by its first and last rows.
@Suite("First and last rows") struct ShownRowsTests {
  /// `n` counts from 1, `key` takes five values in turn, and is missing in each seventh row.
  private static let rowCount = 25_003

  private static func key(_ n: Int) -> String? {
    n.isMultiple(of: 7) ? nil : ["b", "e", "a", "d", "c"][n % 5]
  }

  private static let file: URL? = {
    let file = FileManager.default.temporaryDirectory
      .appending(component: "rows-\(UUID().uuidString).csv")
    let lines = (1...rowCount).map { "\($0),\(key($0) ?? "")\n" }.joined()
    do { try Data(("n,key\n" + lines).utf8).write(to: file) } catch { return nil }
    return file
  }()

  private static let load = "let t = load(\"\(file?.path ?? "")\")\n"

  /// The numbers that are shown of seven rows: four from the start and three from the end.
  private func shown(_ text: String) throws -> (numbers: [Int], hidden: Range<Int>?) {
    var options = SessionOptions()
    options.view = TableView(mostRows: 7)
    let run = ScriptRun(Self.load + text, options: options)
    #expect(run.outcome == .succeeded, "\(run.words)")
    let last = try #require(run.shown.last)
    let numbers = run.column("n", ofShown: run.shown.count - 1).compactMap(\.magnitude)
    return (numbers.compactMap { Int(exactly: $0) }, last.hidden)
  }

  private func ends(_ numbers: [Int]) -> [Int] { numbers.prefix(4) + numbers.suffix(3) }

  @Test("in the order of a file")
  func file() throws {
    let (numbers, hidden) = try shown("t")
    #expect(numbers == ends(Array(1...Self.rowCount)))
    #expect(hidden == 4..<Self.rowCount - 3)
  }

  @Test("sorted, with equal keys in their order and missing ones last", arguments: [false, true])
  func sorted(isDescending: Bool) throws {
    let present = (1...Self.rowCount).filter { Self.key($0) != nil }
    let groups = Dictionary(grouping: present) { Self.key($0) ?? "" }
    let keys = groups.keys.sorted { isDescending ? $0 > $1 : $0 < $1 }
    let order = keys.flatMap { groups[$0] ?? [] } + (1...Self.rowCount).filter { $0 % 7 == 0 }
    let (numbers, hidden) = try shown("t | sort(\(isDescending ? "-" : "").key)")
    #expect(numbers == ends(order))
    #expect(hidden == 4..<Self.rowCount - 3)
  }

  @Test("chosen, cut, made distinct, joined and appended")
  func steps() throws {
    let even = (1...Self.rowCount).filter { $0 % 2 == 0 }
    #expect(try shown("t | where(.n mod 2 == 0)").numbers == ends(even))
    let largest = Array((Self.rowCount - 99...Self.rowCount).reversed())
    #expect(try shown("t | top(100, by: .n)").numbers == ends(largest))
    #expect(
      try shown("t | where(.n > 10) | distinct(.n)").numbers == ends(Array(11...Self.rowCount)))
    let joined = "t | join(t | where(.n > 50) | keep(.n), one: .n)"
    #expect(try shown(joined).numbers == ends(Array(51...Self.rowCount)))
    let twice = Array(1...Self.rowCount) + Array(1...Self.rowCount)
    #expect(try shown("t | append(t)").numbers == ends(twice))
  }

  @Test("groups, and tables in memory")
  func groups() throws {
    #expect(
      try shown("t | summarize(rows: count(), by: [n: .n * 2])").numbers
        == ends((1...Self.rowCount).map { $0 * 2 }))
    let rows = (1...12).map { "  \($0)" }.joined(separator: "\n")
    let (numbers, hidden) = try shown("table {\n  n\n\(rows)\n}")
    #expect(numbers == [1, 2, 3, 4, 10, 11, 12])
    #expect(hidden == 4..<9)
    #expect(try shown("table {\n  n\n\(rows)\n} | where(.n > 5)").hidden == nil)
  }

  @Test("a form for programs takes the first rows, and says how many there are")
  func program() throws {
    let run = ScriptRun(Self.load + "t | show(rows: 3, mode: \"json\")")
    #expect(run.column("n", ofShown: 0).map(\.magnitude) == [1, 2, 3])
    #expect(run.notes.contains { $0.text == "the first 3 of 25,003 rows are shown" })
  }

  @Test("of rows in memory the hidden ones are counted too")
  func memory() throws {
    let table =
      "let m = table {\n  n\n  \((1...20).map(String.init).joined(separator: "\n  "))\n}\n"
    let (numbers, hidden) = try shown(table + "m | sort(-.n)")
    #expect(numbers == [20, 19, 18, 17, 3, 2, 1])
    #expect(hidden == 4..<17)
  }
}
