internal import Diagnostics
internal import Syntax

/// A token as it is written, or a whole text literal with everything in it, and what stands before it.
struct Piece {
  let kind: Token.Kind
  let text: String
  /// The byte at which it begins.
  let start: Int
  var gap: Gap
}

/// What stands between two pieces: line breaks and comments.
struct Gap: Equatable {
  struct Comment: Equatable {
    let text: String
    /// True when an empty line stands before it.
    let followsBlankLine: Bool
  }

  /// The comment that ends the line of the piece before.
  var trailing: String?
  /// The comments on lines of their own.
  var comments: [Comment] = []
  var hasBreak = false
  /// True when an empty line stands directly before the piece.
  var hasBlankLine = false

  var hasComments: Bool { trailing != nil || !comments.isEmpty }

  /// The gap between two places of a text, in which stand only blanks, line breaks and comments.
  ///
  /// In the first gap of a text each comment has a line of its own.
  init(_ bytes: [UInt8], from start: Int, to end: Int, isFirst: Bool) {
    var position = start
    var breaks = isFirst ? 1 : 0
    while position < end {
      let byte = bytes[position]
      switch byte {
      case UInt8(ascii: "#"):
        let first = position
        while position < end, bytes[position] != UInt8(ascii: "\n") { position += 1 }
        add(Self.comment(bytes[first..<position]), after: breaks)
        breaks = 0
      case UInt8(ascii: "\n"):
        breaks += 1
        position += 1
      case UInt8(ascii: "\r"):
        if position + 1 >= end || bytes[position + 1] != UInt8(ascii: "\n") { breaks += 1 }
        position += 1
      default: position += 1
      }
    }
    hasBreak = hasComments || breaks > 0
    hasBlankLine = breaks > 1
  }

  private mutating func add(_ comment: String, after breaks: Int) {
    if breaks == 0, !hasComments {
      trailing = comment
    } else {
      comments.append(Comment(text: comment, followsBlankLine: breaks > 1))
    }
  }

  /// A comment without the blanks at its end.
  private static func comment(_ bytes: ArraySlice<UInt8>) -> String {
    var bytes = bytes
    while let last = bytes.last, last == UInt8(ascii: " ") || last == 0x09 || last == 0x0D {
      bytes.removeLast()
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
