/// The number of a source text in a `SourceMap`: a file, an `-e` argument or a line of the prompt.
package struct SourceID: Hashable, Sendable {
  package let index: Int

  package init(index: Int) { self.index = index }
}

/// A range of UTF-8 offsets in one source text.
package struct Span: Hashable, Sendable {
  package var source: SourceID
  package var start: Int
  package var end: Int

  package init(source: SourceID, start: Int, end: Int) {
    self.source = source
    self.start = start
    self.end = max(start, end)
  }

  /// The smallest span that covers both.
  package func joined(with other: Span) -> Span {
    Span(source: source, start: min(start, other.start), end: max(end, other.end))
  }

  /// The empty span just after this one, where something is missing.
  package var after: Span { Span(source: source, start: end, end: end) }
}
