extension EngineError {
  /// The place of an error in a file of separated values.
  package struct FilePlace: Sendable, Equatable {
    /// The line in the file, counted from 1.
    ///
    /// The engine counts records, so a line end in a quoted field is not counted until `line` is
    /// set to what it is in the file.
    package var line: Int
    /// The line's text as the engine quotes it.
    package let lineText: String?
    package let column: String?
    /// The text of the cell that could not be read.
    package let value: String?
    /// The engine's name of the type that the cell should have had.
    package let wantedType: String?
    /// What is wrong, as the end of a sentence that begins with the line.
    package let fault: String
  }
}

extension EngineError.FilePlace {
  /// The place that an engine's message about a file names; nil if it names none.
  ///
  /// The engine writes one fact on a line: `CSV Error on Line: 7`, `Original Line: x,3`,
  /// `Error when converting column "a". Could not convert string "x" to 'BIGINT'`.
  init?(engineMessage lines: [Substring]) {
    guard
      let line = lines.lazy.compactMap({ Self.between("CSV Error on Line: ", nil, in: $0) }).first,
      let number = Int(line)
    else { return nil }
    let conversion = lines.first { $0.contains("Error when converting column \"") } ?? ""
    let column = Self.between("converting column \"", "\". ", in: conversion)
    let value = Self.between("convert string \"", "\" to '", in: conversion)
    let wantedType = Self.between("\" to '", "'", in: conversion)
    self.init(
      line: number,
      lineText: lines.lazy.compactMap { Self.between("Original Line: ", nil, in: $0) }.first,
      column: column, value: value, wantedType: wantedType,
      fault: Self.fault(column, value, wantedType) ?? Self.fault(of: lines))
  }

  /// The place and the fault in words.
  var sentence: String { "line \(line)\(fault)" }

  private static func fault(_ column: String?, _ value: String?, _ type: String?) -> String? {
    guard let column else { return nil }
    guard let value, let type else { return ", column \(column): the value cannot be read" }
    return ", column \(column): \"\(value)\" is not of type \(type)"
  }

  /// The fault of a whole line.
  private static func fault(of lines: [Substring]) -> String {
    for line in lines {
      if let wanted = between("Expected Number of Columns: ", " Found: ", in: line),
        let found = between(" Found: ", nil, in: line)
      {
        return " has \(found) columns, not \(wanted)"
      }
      if line.hasPrefix("Invalid unicode") {
        return " is not in UTF-8"
      }
      if line.hasPrefix("Value with unterminated quote") {
        return " has a quoted field that does not end as one"
      }
      if let limit = between("Maximum line size of ", " bytes exceeded", in: line) {
        return " is longer than \(limit) bytes"
      }
    }
    return " does not have the form of the lines before it"
  }

  /// The text between two others; up to the end where `right` is nil.
  private static func between(_ left: String, _ right: String?, in line: Substring) -> String? {
    guard let start = line.range(of: left)?.upperBound else { return nil }
    guard let right else { return String(line[start...]) }
    return line[start...].range(of: right).map { String(line[start..<$0.lowerBound]) }
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
