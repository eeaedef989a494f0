import Glibc
import Terminal

/// Entries from plain lines, where there is no terminal or only a simple one.
final class PlainEntries: EntryReader {
  private var reader: LineReader
  private let interruption: Interruption
  /// Whether a text goes on on the next line.
  private let isIncomplete: ([UInt8]) -> Bool
  /// Writes the prompt.
  private let ask: (String) -> Void

  init(
    interruption: Interruption, isIncomplete: @escaping ([UInt8]) -> Bool,
    ask: @escaping (String) -> Void
  ) {
    reader = LineReader(interruption: interruption)
    self.interruption = interruption
    self.isIncomplete = isIncomplete
    self.ask = ask
  }

  func next() -> Entry {
    var entry: [UInt8] = []
    while true {
      ask(entry.isEmpty ? "sales> " : "  ...> ")
      switch reader.next() {
      case .end:
        ask("\n")
        return entry.isEmpty ? .end : .text(entry)
      case .interrupted:
        ask("\n")
        return .interrupted
      case .line(let line):
        entry += line
        let isClosed = Entry.isClosed(entry)
        entry.append(UInt8(ascii: "\n"))
        if isClosed || !isIncomplete(entry) { return .text(entry) }
      }
    }
  }

  func remember(_ entry: String) {}
  func forget() {}
}
