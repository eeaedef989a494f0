import CLineEditor
import Glibc

/// Entries from a terminal, by the line editor.
@safe final class EditedEntries: EntryReader {
  /// What the editor asks while an entry is typed.
  struct Answers {
    /// Whether Enter opens another line.
    var isIncomplete: ([UInt8]) -> Bool
    /// What may stand at a place of the entry, a number of bytes.
    var completions: ([UInt8], Int) -> CompletionList
    /// The entry as it comes back from the user's own editor; nil where nothing came back.
    var edited: ([UInt8]) -> [UInt8]?
  }

  private let editor: OpaquePointer
  private let interruption: Interruption
  private let answers: Answers
  private let prompt: String
  /// What the last Tab found: a second one in a row lists it.
  private var lastCompletion: (entry: [UInt8], cursor: Int)?

  /// Nil where there is no terminal, or none that the line editor knows.
  init?(interruption: Interruption, prompt: String, answers: Answers) {
    guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else { return nil }
    self.interruption = interruption
    self.answers = answers
    self.prompt = prompt
    var owner = unsafe LineEditorOwner()
    let reference = unsafe Unmanaged<Reference>.passRetained(Reference())
    unsafe owner.context = reference.toOpaque()
    unsafe owner.is_incomplete = { context, text, length in
      unsafe EditedEntries.of(context)?.isIncomplete(EditedEntries.bytes(text, length)) ?? false
    }
    unsafe owner.complete = { context, text, length, cursor in
      unsafe EditedEntries.of(context)?.complete(EditedEntries.bytes(text, length), cursor)
    }
    unsafe owner.edit = { context, text, length in
      unsafe EditedEntries.of(context)?.editElsewhere(EditedEntries.bytes(text, length))
    }
    var reason: UnsafePointer<CChar>?
    guard let editor = unsafe line_editor_open(interruption.wakeDescriptor, owner, &reason) else {
      unsafe reference.release()
      return nil
    }
    unsafe self.editor = editor
    unsafe reference.takeUnretainedValue().entries = self
  }

  deinit { unsafe line_editor_close(editor) }

  /// What C holds of the entries; it lives as long as the program.
  private final class Reference {
    weak var entries: EditedEntries?
  }

  private static func of(_ context: UnsafeMutableRawPointer?) -> EditedEntries? {
    guard let context = unsafe context else { return nil }
    return unsafe Unmanaged<Reference>.fromOpaque(context).takeUnretainedValue().entries
  }

  private static func bytes(_ text: UnsafePointer<CChar>?, _ length: Int) -> [UInt8] {
    guard let text = unsafe text else { return [] }
    return unsafe UnsafeRawBufferPointer(start: text, count: length).map { $0 }
  }

  func next() -> Entry {
    var text: UnsafePointer<CChar>?
    var length = 0
    var signal: Int32 = 0
    lastCompletion = nil
    switch unsafe line_editor_read(editor, prompt, &text, &length, &signal) {
    case LineIsEntered:
      var bytes = unsafe Self.bytes(text, length)
      if bytes.last == UInt8(ascii: "\n") { bytes.removeLast() }
      return .text(bytes)
    case LineIsInterrupted:
      interruption.acknowledgeWake()
      return .interrupted
    case LineIsTerminated: return .terminated(signal)
    default: return .end
    }
  }

  func remember(_ entry: String) { unsafe line_editor_remember(editor, entry) }

  func forget() { unsafe line_editor_forget(editor) }

  // MARK: What the editor asks

  private func isIncomplete(_ entry: [UInt8]) -> Bool {
    !Entry.isClosed(entry) && answers.isIncomplete(entry)
  }

  private func complete(_ entry: [UInt8], _ cursor: Int) {
    let found = answers.completions(entry, cursor)
    let isSecond = lastCompletion.map { $0.entry == entry && $0.cursor == cursor } ?? false
    lastCompletion = (entry, cursor)
    guard !found.isEmpty else { return }
    let typed = String(decoding: entry[found.start..<max(found.start, cursor)], as: UTF8.self)
    if let text = found.commonText, text != typed, found.isOne || text.hasPrefix(typed) {
      unsafe line_editor_replace(editor, typed.unicodeScalars.count, text)
      return
    }
    if isSecond || !found.isOne {
      unsafe line_editor_list(editor, found.listing(columns: Self.terminalColumns))
    }
  }

  private func editElsewhere(_ entry: [UInt8]) {
    unsafe line_editor_lend(editor)
    let edited = answers.edited(entry)
    if let edited {
      unsafe line_editor_replace_all(editor, String(decoding: edited, as: UTF8.self))
    }
    unsafe line_editor_take_back(editor)
  }

  static var terminalColumns: Int { OutputStream.standardOutput.terminalWidth ?? 80 }

  /// How many rows of the terminal the entry took, below a prompt of so many columns.
  static func rows(of entry: String, promptColumns: Int) -> Int {
    let rows = unsafe line_editor_rows(
      entry, Int32(clamping: promptColumns), Int32(clamping: terminalColumns))
    return Int(rows)
  }
}
