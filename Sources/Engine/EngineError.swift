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

  /// The place of an error in a file of separated values.
  package struct FilePlace: Sendable, Equatable {
    /// The line in the file, counted from 1.
    package let line: Int
    /// The line's text as the engine quotes it.
    package let lineText: String?
    package let column: String?
    /// The text of the cell that could not be read.
    package let value: String?
    /// The engine's name of the type that the cell should have had.
    package let wantedType: String?
  }

  package let kind: Kind
  /// One plain sentence or two, without the engine's hints and settings.
  package let message: String
  /// The engine's own words, or the same as `message` where it said nothing.
  package let rawMessage: String
  package let place: FilePlace?

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

extension EngineError.FilePlace {
  /// The place that an engine's message about a file names; nil if it names none.
  ///
  /// The engine writes one fact on a line: `CSV Error on Line: 7`, `Original Line: x,3`,
  /// `Error when converting column "a". Could not convert string "x" to 'BIGINT'`.
  init?(engineMessage lines: [Substring]) {
    guard
      let line = lines.lazy.compactMap({ Self.rest(of: $0, after: "CSV Error on Line: ") }).first,
      let number = Int(line)
    else { return nil }
    let conversion = lines.first { $0.contains("Error when converting column \"") } ?? ""
    self.init(
      line: number,
      lineText: lines.lazy.compactMap { Self.rest(of: $0, after: "Original Line: ") }.first,
      column: Self.between("converting column \"", "\". ", in: conversion),
      value: Self.between("convert string \"", "\" to '", in: conversion),
      wantedType: Self.between("\" to '", "'", in: conversion))
  }

  /// The place and the reason in words.
  var sentence: String {
    guard let column else {
      return "line \(line) does not have the form of the lines before it"
    }
    guard let value, let wantedType else {
      return "line \(line), column \(column): the value cannot be read"
    }
    return "line \(line), column \(column): \"\(value)\" is not of type \(wantedType)"
  }

  private static func rest(of line: Substring, after prefix: String) -> String? {
    guard let start = line.range(of: prefix)?.upperBound else { return nil }
    return String(line[start...])
  }

  private static func between(_ left: String, _ right: String, in line: Substring) -> String? {
    guard let start = line.range(of: left)?.upperBound,
      let end = line[start...].range(of: right)?.lowerBound
    else { return nil }
    return String(line[start..<end])
  }
}

extension Substring {
  /// Where a text first occurs; nil if it does not.
  fileprivate func range(of text: String) -> Range<Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(text) {
        return start..<(index(start, offsetBy: text.count, limitedBy: endIndex) ?? endIndex)
      }
      start = index(after: start)
    }
    return nil
  }
}
