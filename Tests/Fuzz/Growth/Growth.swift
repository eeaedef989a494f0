import CStepCount
import Diagnostics
import Formatting
import Glibc
import ScriptFuzzing
import Syntax
import SyntaxSamples
import TypeChecking

/// What libFuzzer, whose program this is by the way it is built, calls at its beginning.
@_cdecl("LLVMFuzzerInitialize")
package func initialize(
  _ count: UnsafeMutablePointer<CInt>?,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>?
) -> CInt {
  Growth.run(CommandLine.arguments.dropFirst().first ?? "")
}

@_cdecl("LLVMFuzzerTestOneInput")
package func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt { 0 }

/// Counts the steps of reading, checking and writing anew texts of each kind in two sizes, one ten times
/// the other, and says where they grow by more than in proportion.
///
/// The last line counts passed, failed and skipped.
struct Growth {
  /// Ten times the text may take this many times the steps.
  private static let mostGrowth = 14.0
  private static let parts = ["parse", "check", "format"]

  /// Compares the kinds whose names have these words in them, and ends the process.
  static func run(_ wanted: String) -> Never {
    let words = FuzzingWords.all.filter { !$0.contains("\u{0}") }
    let kinds =
      (GrowingText.all + GrowingText.calls(words) + GrowingText.repeated(words)).filter {
        wanted.isEmpty || $0.name.contains(wanted)
      }
    _ = steps("let a = 1\n")
    let base = steps("")
    var (passed, failed) = (0, 0)
    for kind in kinds {
      _ = steps(kind.text(10))
      let small = steps(kind.text(kind.size))
      let large = steps(kind.text(kind.size * 10))
      for (part, name) in parts.enumerated() {
        // What is indented deeper and deeper is more to write than to read.
        if name == "format", kind.isIndented { continue }
        let before = Double(max(1, small[part] - min(small[part], base[part])))
        let growth = Double(large[part] - min(large[part], base[part])) / before
        if growth <= mostGrowth { passed += 1 } else { failed += 1 }
        if growth > mostGrowth || !wanted.isEmpty {
          print(
            "\(kind.name), \(name): \(small[part]) steps for \(kind.size), "
              + "\(large[part]) for \(kind.size * 10), \((growth * 10).rounded() / 10) times")
          fflush(nil)
        }
      }
    }
    for (name, fault) in faultsOfDepth where name.contains(wanted) || wanted.isEmpty {
      if fault == nil { passed += 1 } else { failed += 1 }
      if let fault { print("\(name), a million times: \(fault)") }
    }
    print("\(passed) passed, \(failed) failed, 0 skipped")
    exit(failed > 0 ? 1 : 0)
  }

  /// What is wrong with each construct within itself a million times, and with chains as long: the parser
  /// and the formatter have to answer with a mistake.
  private static var faultsOfDepth: [(name: String, fault: String?)] {
    let depth = 1_000_000
    func fault(_ text: String, isFlat: Bool) -> String? {
      let bytes = [UInt8](text.utf8)
      if let fault = FuzzedText.fault(of: bytes) { return fault }
      let mistakes = FuzzedText.mistakes(of: bytes)
      let isAnswered = mistakes.parsed > 0 && mistakes.formatted > 0
      return isAnswered == isFlat ? "\(mistakes)" : nil
    }
    return NestedText.all.map { ($0.description, fault($0.text(depth: depth), isFlat: $0.isFlat)) }
      + GrowingText.chains.map { ($0.name, fault($0.text(depth), isFlat: false)) }
  }

  /// The steps of each part.
  private static func steps(_ written: String) -> [UInt64] {
    let text = SourceText(name: "growing.sales", text: written)
    let id = SourceID(index: 0)
    var counts = [step_count()]
    let tree = Parser.parse(text, id: id)
    counts.append(step_count())
    let checker = ScriptChecker.make(for: text)
    _ = checker.checkAll(tree, in: Scope())
    counts.append(step_count())
    _ = ScriptFormatter.format(text, id: id)
    counts.append(step_count())
    return zip(counts.dropFirst(), counts).map { $0 - $1 }
  }
}
