internal import Terminal

/// Joins lines to a text; comments after code begin two blanks after it, and below each other in lines
/// that follow each other.
enum TrailingComments {
  static func text(of lines: [Line]) -> [UInt8] {
    var bytes: [UInt8] = []
    var first = 0
    while first < lines.count {
      var end = first
      var room = 0
      while end < lines.count, let width = codeWidth(of: lines[end]) {
        room = max(room, width)
        end += 1
      }
      if end == first {
        write(lines[first], room: nil, to: &bytes)
        first += 1
      } else {
        for line in lines[first..<end] { write(line, room: room, to: &bytes) }
        first = end
      }
    }
    return bytes
  }

  /// The columns before a comment; nil for a line without both code and comment, and for one that is too
  /// long or of several lines.
  private static func codeWidth(of line: Line) -> Int? {
    guard line.comment != nil, !line.code.isEmpty, !line.code.utf8.contains(0x0A) else {
      return nil
    }
    let width = line.indent + DisplayWidth.of(line.code)
    return width <= ScriptFormatter.lineWidth ? width : nil
  }

  private static func write(_ line: Line, room: Int?, to bytes: inout [UInt8]) {
    let blank = UInt8(ascii: " ")
    if !line.code.isEmpty || line.comment != nil {
      bytes += [UInt8](repeating: blank, count: line.indent)
    }
    bytes += Array(line.code.utf8)
    if let comment = line.comment {
      if !line.code.isEmpty {
        let width = room.map { $0 - line.indent - DisplayWidth.of(line.code) } ?? 0
        bytes += [UInt8](repeating: blank, count: 2 + max(0, width))
      }
      bytes += Array(comment.utf8)
    }
    bytes.append(UInt8(ascii: "\n"))
  }
}
