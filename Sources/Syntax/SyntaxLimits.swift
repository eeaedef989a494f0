import Diagnostics

/// The sizes up to which a text is read, so that no input can exhaust the machine.
package enum SyntaxLimits {
  package static let sourceBytes = 4 << 20
  package static let lineBytes = 1 << 20
  package static let tokens = 200_000
  /// Brackets, prefix operators, branches and bodies inside each other.
  ///
  /// The statement itself is one of them, so that a tree of the full height can be written.
  package static let depth = Expression.maximumHeight + 1
  package static let nameBytes = 255
  package static let numberBytes = 1_000
  /// Messages about one text; a file with more is of another language.
  package static let diagnostics = 100

  /// The diagnostic of a text that is too large to be read at all.
  static func violation(in text: SourceText, id: SourceID) -> Diagnostic? {
    if text.bytes.count > sourceBytes {
      return Diagnostic(
        .sourceTooLarge, "this text is too large to be read as a script",
        at: Span(source: id, start: 0, end: 0),
        because: "it has \(text.bytes.count) bytes, and a script may have \(sourceBytes)")
    }
    var start = 0
    while start < text.bytes.count {
      let end = text.start(ofLine: text.line(at: start) + 1)
      if end - start > lineBytes {
        return Diagnostic(
          .lineTooLong, "line \(text.line(at: start) + 1) is too long",
          at: Span(source: id, start: start, end: start),
          because: "it has \(end - start) bytes, and a line may have \(lineBytes)")
      }
      start = end
    }
    return nil
  }
}
