import Evaluation
import Foundation
import TestSets
import Testing
import Values

/// A file of more than 64 MB is looked at by its head and tail when it is loaded, so that a fault in
/// its middle is found by the first question that reads it.
@Suite("A fault in the middle of a large file", .enabled(if: SlowSet.isEnabled))
struct MendedFileTests {
  private static let blockRows = 70_000
  private static let blocks = 16
  private static let rows = blockRows * blocks
  /// What the costs of the rows without fault add up to: 0.25 to 99.25, over and over.
  private static let cost = (99 * 100 / 2 + 25) * (rows / 100)
  /// The line of the first fault.
  private static let line = 7 * blockRows + 2

  /// Runs a program in a folder with `large.csv`, in whose middle these lines are.
  private static func run(_ program: String, faults: Data) throws -> ScriptRun {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let block = Data(
      (0..<blockRows).map {
        "2026-01-\($0 % 18 + 10),channel number \($0 % 7) with a long name for its size,\($0 % 100).25\n"
      }.joined().utf8)
    var data = Data("date,channel,cost\n".utf8)
    for index in 0..<blocks {
      if index == 7 { data += faults }
      data += block
    }
    try #require(data.count > 64 << 20)
    try data.write(to: folder.appending(path: "large.csv"))
    return ScriptRun(program.replacing("FOLDER", with: folder.path))
  }

  private static let load = "let t = load(\"FOLDER/large.csv\", as: spend)\n"
  private static let question = "summarize(n: count(), cost: sum(.cost))"

  /// A row that is too short, and one that is too long and has a byte that is no UTF-8.
  private static let faults =
    Data("2026-01-04\n2026-01-05,b".utf8) + [0xFF] + Data("rand,3,4\n".utf8)

  private static func number(_ count: Int) -> String {
    count.formatted(.number.locale(.init(identifier: "en")))
  }

  private static var answer: [String] { [number(rows + 2), number(cost + 3)] }

  @Test("is mended, said once, and the question asked again") func question() throws {
    let run = try Self.run(
      "\(Self.load)t | \(Self.question)\nt | \(Self.question)\nt | where(.channel == \"b\u{FFFD}rand\")",
      faults: Self.faults)
    #expect(run.outcome == .succeeded, "\(run.words)")
    for part in Self.answer { #expect(run.output.contains(part), "\(run.output)") }
    #expect(run.output.contains("b\u{FFFD}rand"), "\(run.output)")
    let said = run.notes.map(\.text).filter { $0.contains("short") }
    let (first, second) = (Self.number(Self.line), Self.number(Self.line + 1))
    #expect(said.count == 1)
    #expect(
      said.first?.hasSuffix(
        "large.csv: 1 row was short (line \(first)): what it lacks is missing; 1 row was long "
          + "(line \(second)): the cells beyond the header are left out; a byte that is no UTF-8 "
          + "on line \(second), byte 13, shown as \u{FFFD}") == true, "\(said)")
  }

  @Test("is mended before a file is saved", arguments: ["csv", "parquet"])
  func saved(ending: String) throws {
    let run = try Self.run(
      """
      \(Self.load)t | save("FOLDER/saved.\(ending)", replace: true)
      t | \(Self.question)
      """, faults: Self.faults)
    #expect(run.outcome == .succeeded, "\(run.words)")
    for part in Self.answer { #expect(run.output.contains(part), "\(run.output)") }
    let wrote = run.notes.map(\.text).first { $0.contains("wrote ") }
    #expect(wrote?.contains(": \(Self.number(Self.rows + 2)) rows") == true, "\(wrote ?? "")")
    #expect(run.notes.count { $0.text.contains("short") } == 1)
  }

  @Test("is a cell of another type, whose line is named") func badCell() throws {
    for ending in ["| summarize(cost: sum(.cost))", "| save(\"FOLDER/saved.csv\")"] {
      let run = try Self.run(
        "\(Self.load)t \(ending)",
        faults: Data("2026-01-04,\"tv\nset\",3\n2026-01-05,tv,three\n".utf8))
      #expect(run.outcome == .dataError)
      #expect(run.words.contains("`three` in line \(Self.line + 2) of "), "\(run.words)")
    }
  }
}
