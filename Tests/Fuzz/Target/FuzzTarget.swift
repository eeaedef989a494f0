import CStepCount
import Glibc
import ScriptFuzzing

/// What libFuzzer calls with each text; a fault ends the process, and libFuzzer keeps the text.
@_cdecl("LLVMFuzzerTestOneInput")
package func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = unsafe [UInt8](UnsafeBufferPointer(start: start, count: count))
  let before = step_count()
  if let fault = FuzzedText.fault(of: bytes) { fatalError(fault) }
  let steps = step_count() - before
  if steps > mostSteps { fatalError("it takes \(steps) steps") }
  return 0
}

/// The most steps that a text may take.
///
/// Names of columns that stand for each other may make a few hundred
/// bytes into the 600,000 parts that are checked at most, at some hundred steps each.
private let mostSteps = 400_000_000

/// What libFuzzer calls once before: with `SALES_FUZZ_WORDS` the program only prints the words of the
/// language.
@_cdecl("LLVMFuzzerInitialize")
package func initialize(
  _ count: UnsafeMutablePointer<CInt>?,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>?
) -> CInt {
  guard unsafe getenv("SALES_FUZZ_WORDS") != nil else { return 0 }
  print(FuzzingWords.dictionary, terminator: "")
  exit(0)
}
