/// Why the engine did not do what it was asked.
package struct EngineError: Error, Sendable, Equatable {
  /// What went wrong, coarsely enough to choose words and an exit code by.
  package enum Kind: Sendable, Equatable {
    /// No engine library was found, or it could not be opened.
    case notFound
    /// The query's text is not valid.
    case parser
    /// A name or a type in the query does not fit.
    case binder
    /// A value could not be read or computed as the type that it should have.
    case conversion
    /// A file could not be read or written.
    case io
    case outOfMemory
    case interrupted
    case other
  }

  package let kind: Kind
  /// One plain sentence or two, without the engine's hints and settings.
  package let message: String
  /// The engine's own words, or the same as `message` where it said nothing.
  package let rawMessage: String
  package var place: FilePlace?

  package init(kind: Kind, message: String) {
    self.init(kind: kind, message: message, rawMessage: message, place: nil)
  }

  package init(kind: Kind, message: String, rawMessage: String, place: FilePlace?) {
    self.kind = kind
    self.message = message
    self.rawMessage = rawMessage
    self.place = place
  }

  /// The error that stands behind the engine's own words.
  package init(engineMessage raw: String) {
    let lines = raw.split(separator: "\n", omittingEmptySubsequences: false)
    let first = lines.first ?? ""
    let (kind, start) = Self.kind(of: first)
    let place = FilePlace(engineMessage: lines)
    let message = place?.sentence ?? String(first.dropFirst(start))
    self.init(kind: kind, message: message, rawMessage: raw, place: place)
  }

  /// The file that the engine names, as the query named it; nil if it names none.
  package var file: String? {
    let mark = "  file = "
    return rawMessage.split(separator: "\n").last { $0.hasPrefix(mark) }
      .map { String($0.dropFirst(mark.count)) }
  }

  /// True when it is the form of a file, not a value in it, that the engine cannot read.
  package var isFormOfFile: Bool {
    file != nil && place?.value == nil
      && (place != nil || rawMessage.contains("CSV Parser state machine"))
  }

  /// The kind that a message announces, and how many of its characters do so.
  private static func kind(of line: Substring) -> (Kind, Int) {
    for (announcement, kind) in announcements where line.hasPrefix(announcement) {
      return (kind, announcement.count)
    }
    return (.other, 0)
  }

  private static let announcements: [(String, Kind)] = [
    ("Parser Error: ", .parser),
    ("Syntax Error: ", .parser),
    ("Binder Error: ", .binder),
    ("Catalog Error: ", .binder),
    ("Conversion Error: ", .conversion),
    ("Out of Range Error: ", .conversion),
    ("Mismatch Type Error: ", .conversion),
    ("IO Error: ", .io),
    ("Permission Error: ", .io),
    ("Out of Memory Error: ", .outOfMemory),
    ("INTERRUPT Error: ", .interrupted),
    ("Invalid Input Error: ", .other),
    ("Invalid Error: ", .other),
    ("Not implemented Error: ", .other),
    ("Constraint Error: ", .other),
  ]
}
