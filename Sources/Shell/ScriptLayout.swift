import Diagnostics
import Evaluation
import Formatting
import Terminal
import Values

/// `sales fmt`: writes scripts anew in the one layout, or says which are not in it.
struct ScriptLayout {
  let display: SessionDisplay
  /// Whether files are only compared.
  let isCheck: Bool

  /// The exit code: the largest of those of the files.
  func run(_ paths: [String]) -> Int32 {
    var sources = SourceMap()
    var worst = SessionOutcome.succeeded
    for path in paths {
      display.beginText()
      let outcome: SessionOutcome
      do throws(Diagnostic) { outcome = try format(path, &sources) } catch {
        display.show(error)
        outcome = error.code == .unwritableScript ? .outputError : .dataError
      }
      if outcome.rawValue > worst.rawValue { worst = outcome }
    }
    return Int32(worst.rawValue)
  }

  private func format(_ path: String, _ sources: inout SourceMap) throws(Diagnostic)
    -> SessionOutcome
  {
    let text = try ScriptFile.read(path)
    let id = sources.add(text)
    switch ScriptFormatter.format(text, id: id) {
    case .mistakes(let mistakes):
      display.sources = { [sources] in sources }
      mistakes.forEach { display.show($0) }
      return .checkError
    case .text(let bytes):
      let isSame = bytes == text.bytes
      if isCheck {
        guard !isSame else { return .succeeded }
        display.write(StyledText("\(text.name)\n"))
        return .checkFailed
      }
      if path == "-" {
        display.writeScript(String(decoding: bytes, as: UTF8.self))
      } else if !isSame {
        try replace(path, bytes)
      }
      return .succeeded
    }
  }

  private func replace(_ path: String, _ bytes: [UInt8]) throws(Diagnostic) {
    do throws(ValueError) { try ReplacedScript.write(bytes, to: path) } catch {
      throw Diagnostic(
        .unwritableScript, "`\(path)` cannot be written", because: error.because)
    }
  }
}
