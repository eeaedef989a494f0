import Foundation
import ScriptFuzzing
import SyntaxSamples
import TestSets
import Testing

/// Texts through the lexer, the parser, the checker and the formatter: none ends the program, and what has
/// to hold of each of them does.
@Suite("Fuzzed texts") struct ReplayTests {
  private static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The files of a folder and those of its folders, by their paths.
  private static func files(_ folder: String, ending: String = "") -> [String] {
    let found = FileManager.default.enumerator(atPath: root.appending(path: folder).path)
    return (found?.allObjects as? [String] ?? []).filter { $0.hasSuffix(ending) }.sorted()
      .map { "\(folder)/\($0)" }
  }

  private func expectNoFault(_ bytes: [UInt8], _ name: String) {
    let fault = LargeStack.run { FuzzedText.fault(of: bytes) }
    if let fault = fault ?? "it did not end" { Issue.record("\(name): \(fault)") }
  }

  static let findPaths = files("Tests/Fuzz/Finds")
  static let scriptPaths =
    files("Tests/EvaluationTests", ending: ".sales") + files("Datasets", ending: ".sales")
  static let pagePaths = files("Sources/sales/sales.docc", ending: ".md") + ["README.md"]

  @Test("that fuzzers have found", arguments: findPaths)
  func finds(_ path: String) throws {
    expectNoFault([UInt8](try Data(contentsOf: Self.root.appending(path: path))), path)
  }

  @Test("that fuzzers begin with: scripts", arguments: scriptPaths)
  func scripts(_ path: String) throws {
    expectNoFault([UInt8](try Data(contentsOf: Self.root.appending(path: path))), path)
  }

  @Test(
    "that fuzzers begin with: the handbook's pages, each as it is, and its blocks",
    arguments: pagePaths)
  func pages(_ path: String) throws {
    let text = try String(contentsOf: Self.root.appending(path: path), encoding: .utf8)
    expectNoFault([UInt8](text.utf8), path)
    let blocks = text.components(separatedBy: "```sales\n").dropFirst()
      .compactMap { $0.components(separatedBy: "```").first }
    for block in blocks { expectNoFault([UInt8](block.utf8), path) }
    expectNoFault([UInt8](blocks.joined().utf8), path)
  }

  @Test("there are such texts") func seeds() {
    #expect(Self.findPaths.count > 0)
    #expect(Self.scriptPaths.count > 200)
    #expect(Self.pagePaths.count > 10)
    #expect(FuzzingWords.all.count > 300)
  }

  @Test("of the programs of the tests of the grammar", arguments: Program.all)
  func programs(_ program: Program) {
    expectNoFault([UInt8](program.text.utf8), program.description)
  }

  @Test("of each kind that may grow", arguments: GrowingText.all)
  func kinds(_ kind: GrowingText) {
    for size in [2, 15] { expectNoFault([UInt8](kind.text(size).utf8), "\(kind), \(size)") }
  }

  @Test("of constructs within themselves, as deep as they may be", arguments: NestedText.all)
  func levels(_ nested: NestedText) {
    expectNoFault([UInt8](nested.text(depth: 190).utf8), "\(nested)")
  }

  @Test(
    "of constructs within themselves, deeper than they may be", .enabled(if: SlowSet.isEnabled),
    arguments: NestedText.all)
  func manyLevels(_ nested: NestedText) {
    expectNoFault([UInt8](nested.text(depth: 1_000).utf8), "\(nested)")
  }

  @Test(
    "of names that stand for each other in a chain", .enabled(if: SlowSet.isEnabled),
    arguments: GrowingText.chains)
  func chains(_ kind: GrowingText) {
    expectNoFault([UInt8](kind.text(2_000).utf8), "\(kind)")
  }
}
