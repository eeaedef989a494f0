/// What the prompt gets when it asks for the next entry.
enum Entry: Hashable {
  case text([UInt8])
  /// Ctrl-C: what was typed is thrown away.
  case interrupted
  /// Ctrl-D, or the end of the input.
  case end
  /// A signal that ends programs.
  case terminated(Int32)

  /// True for a text that is an entry whatever it holds: a command, or one whose last line is empty.
  static func isClosed(_ text: [UInt8]) -> Bool {
    let last = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).last
    return PromptCommand.isCommand(text)
      || last?.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D } ?? true
  }
}

/// Where entries come from: a terminal with a line editor, or plain lines.
///
/// An entry is whole: one or more statements, or a command.
protocol EntryReader: AnyObject {
  func next() -> Entry
  /// Keeps an entry, to be recalled by the arrow keys.
  func remember(_ entry: String)
  /// Forgets the entries that were kept.
  func forget()
}
