import Diagnostics

/// Finds the declaration that each `##` comment documents.
enum Documentation {
  /// Gives the comments to the statements and returns what documents the whole file.
  ///
  /// A comment after code belongs to the statement of its line, comments on lines of their own to
  /// the next statement, and a first block with a blank line after it to the file.
  static func attach(
    _ comments: [DocumentationComment], to statements: inout [Statement], in text: SourceText,
  ) -> String? {
    var file: String?
    var block: [String] = []
    var blockEnd = -1
    var next = 0
    // What documents each statement; joined at the end, since one may have many comments.
    var lines = [[String]](repeating: [], count: statements.count)
    defer {
      for index in statements.indices where !lines[index].isEmpty {
        statements[index].documentation = lines[index].joined(separator: "\n")
      }
    }
    func line(_ offset: Int) -> Int { text.line(at: offset) }
    func giveBlock(to statement: Int, _ statements: [Statement]) {
      defer { block = [] }
      guard !block.isEmpty else { return }
      if statement == 0, file == nil, line(statements[0].span.start) > blockEnd + 1 {
        file = block.joined(separator: "\n")
      } else {
        lines[statement] += block
      }
    }
    for comment in comments {
      while next < statements.count, statements[next].span.start < comment.start {
        giveBlock(to: next, statements)
        next += 1
      }
      if !comment.ownsLine {
        if next > 0 { lines[next - 1].append(comment.text) }
        continue
      }
      if next > 0, comment.end < statements[next - 1].span.end { continue }
      if !block.isEmpty, line(comment.start) > blockEnd + 1 {
        if file == nil, next == 0 { file = block.joined(separator: "\n") }
        block = []
      }
      block.append(comment.text)
      blockEnd = line(comment.start)
    }
    if next < statements.count {
      giveBlock(to: next, statements)
    } else if next == 0, file == nil, !block.isEmpty {
      file = block.joined(separator: "\n")
    }
    return file
  }
}
