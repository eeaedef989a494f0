/// One thing that may stand at a place of an entry.
package struct Completion: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable {
    case function, variable, column, argument, value, unit, keyword, file
  }

  /// What is inserted: `unit_economics(`, `.channel`, `by: `, `"time_decay"`, `months`.
  package var text: String
  /// What is listed.
  package var name: String
  /// Its signature, its type with the unit, or what it is in a few words.
  package var detail: String
  package var kind: Kind

  init(_ text: String, name: String? = nil, detail: String = "", _ kind: Kind) {
    self.text = text
    self.name = name ?? text
    self.detail = detail
    self.kind = kind
  }
}

/// What may stand at the cursor of an entry.
///
/// Names come from files: whoever shows them has to make control characters in them visible.
package struct Completions: Hashable, Sendable {
  /// The bytes of the entry that a candidate replaces; they end at the cursor.
  package var range: Range<Int>
  /// In the order in which they are listed.
  package var candidates: [Completion]

  init(_ range: Range<Int>, _ candidates: [Completion]) {
    self.range = range
    self.candidates = candidates
  }

  /// Those whose name begins as what was typed does; where none does, those that differ in case.
  init(_ range: Range<Int>, _ candidates: [Completion], startingWith typed: String) {
    self.range = range
    self.candidates = candidates
    guard !typed.isEmpty else { return }
    self.candidates = candidates.filter { $0.name.hasPrefix(typed) }
    guard self.candidates.isEmpty else { return }
    let lowercased = typed.lowercased()
    self.candidates = candidates.filter { $0.name.lowercased().hasPrefix(lowercased) }
  }
}
