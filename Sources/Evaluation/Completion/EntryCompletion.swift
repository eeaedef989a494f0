package import Diagnostics
internal import Syntax
internal import Values

extension Session {
  /// What may stand at a place of an entry that is being typed.
  ///
  /// Nothing is run. A file that the entry would load is looked at, and of a large one its beginning
  /// alone.
  ///
  /// - Parameters:
  ///   - entry: any text; its brackets and texts may be open, and it may have mistakes.
  ///   - cursor: a place in its bytes; within a character nothing can be typed.
  /// - Returns: The candidates, with the bytes that each replaces.
  /// - Complexity: Linear in the text before the cursor, in the columns in reach and in the size of
  ///   the folder.
  package func completions(of entry: SourceText, at cursor: Int) -> Completions {
    let cursor = max(0, min(cursor, entry.bytes.count))
    let none = Completions(cursor..<cursor, [])
    let rest = entry.bytes[cursor...]
    if let next = rest.first, next & 0xC0 == 0x80 { return none }
    interruption.reset()
    completionMemory.hold(for: scope, units)
    let open = OpenEntry(Array(entry.bytes[..<cursor]))
    guard !open.isInComment else { return none }
    return EntryCompletion(session: self, entry: open, rest: Array(rest)).completions ?? none
  }
}

/// What may stand at the end of the text of an entry up to the cursor.
struct EntryCompletion {
  let session: Session
  let entry: OpenEntry
  /// The bytes after the cursor.
  let rest: [UInt8]

  /// Nil where nothing can be completed.
  var completions: Completions? {
    if entry.place.kind == .text { return textCompletions }
    guard let typed = TypedName(endOf: entry) else { return nil }
    if typed.isColumn {
      return completions(of: typed, columns(typed))
    }
    return completions(of: typed, candidates(typed))
  }

  private func completions(of typed: TypedName, _ candidates: [Completion]) -> Completions {
    Completions(typed.start..<entry.bytes.count, candidates, startingWith: typed.text)
  }

  private func candidates(_ typed: TypedName) -> [Completion] {
    let index = typed.index
    if let columns = columnsToMeasure(index) { return columns }
    if isNaming(index) || isInDate(index) { return [] }
    if let position = unitPosition(index) {
      let units = units(position, startingWith: typed.text)
      return position == .number ? units + operators : units
    }
    let previous = entry.previous(index)
    if entry.kind(previous) == .symbol(.pipe), entry.place.kind != .table {
      return stages(piped: entry.piped(into: index) ?? 0..<0)
    }
    if entry.place.kind == .statements, index == entry.place.statementStart {
      return names(.any) + Self.statementWords
    }
    if entry.endsOperand(previous), previous >= entry.place.expressionStart { return operators }
    if case .call(let function) = entry.place.kind, index == entry.place.expressionStart {
      return arguments(of: function)
    }
    return names(.any) + Self.values
  }

  /// Whether a new name is being given, which nobody can know.
  private func isNaming(_ index: Int) -> Bool {
    let place = entry.place
    switch entry.kind(index - 1) {
    case .keyword(.let)?, .keyword(.fn)?, .keyword(.metric)?, .keyword(.param)?, .keyword(.use)?,
      .keyword(.test)?:
      return true
    case .word("unit")? where place.kind == .statements: return index - 1 == place.statementStart
    default: break
    }
    switch entry.kind(index - 2) {
    case .keyword(.let)?, .keyword(.fn)?, .keyword(.metric)?, .keyword(.param)?:
      // An equals sign or a bracket has to follow the name.
      if case .word? = entry.kind(index - 1) { return true }
    default: break
    }
    switch place.kind {
    case .parameters, .record: return index == place.argumentStart
    case .table: return place.isHead
    default: return false
    }
  }

  /// Whether a part of a day or period is being typed: `@2026-`.
  private func isInDate(_ index: Int) -> Bool {
    guard entry.kind(index - 1) == .symbol(.minus), entry.isJoined(index - 1),
      index == entry.tokens.count || entry.isJoined(index)
    else { return false }
    switch entry.kind(index - 2) {
    case .date?, .period?: return true
    default: return false
    }
  }

  /// The statements before the one that is being typed, those of the body that it is in included.
  var preceding: [UInt8] {
    var text: [UInt8] = []
    for place in entry.places where place.kind == .statements {
      let start = place.opening < 0 ? 0 : entry.tokens[place.opening].end
      let isLast = place.statementStart >= entry.tokens.count
      let end = isLast ? entry.bytes.count : entry.tokens[place.statementStart].start
      if start < end { text += entry.bytes[start..<end] + [UInt8(ascii: "\n")] }
    }
    return text
  }

  /// The type of an expression that is written in the entry; unknown where it has a mistake.
  ///
  /// No tokens stand for the last result, with which a line goes on that begins with a pipe.
  func type(_ tokens: Range<Int>, over columns: TableType? = nil) -> Type {
    let text = tokens.isEmpty ? Array("_".utf8) : Array(entry.text(tokens))
    return session.type(of: text, after: preceding, over: columns)
  }

  /// A text without its end where the end stands after the cursor already.
  func text(_ text: String, endedBy end: String) -> String {
    rest.starts(with: end.utf8) ? text : text + end
  }
}
