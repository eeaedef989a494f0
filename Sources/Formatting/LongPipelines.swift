internal import Terminal

/// The pipelines whose lines are too long, so that each of their stages gets a line of its own.
enum LongPipelines {
  /// The pipes that have to begin a line.
  ///
  /// Only the pipeline that is the value of a statement is broken, and only where the statement begins
  /// a line; what else is too long stays.
  static func pipes(of layout: Layout, in lines: [Line]) -> Set<Int> {
    let (pieces, marks) = (layout.pieces, layout.marks)
    guard !marks.pipelines.isEmpty else { return [] }
    var lineOfStart: [Int: Int] = [:]
    for (index, line) in lines.enumerated() {
      for number in line.pieces { lineOfStart[pieces[number].start] = index }
    }
    let isLong = lines.map { width(of: $0) > ScriptFormatter.lineWidth }
    var broken: Set<Int> = []
    for pipeline in marks.pipelines {
      guard let first = lineOfStart[pipeline.statement],
        begins(lines[first], with: pipeline.statement, pieces)
      else { continue }
      let isTooLong = pipeline.pipes.contains { pipe in
        guard let index = lineOfStart[pipe] else { return false }
        return isLong[index] && !begins(lines[index], with: pipe, pieces)
      }
      if isTooLong { broken.formUnion(pipeline.pipes) }
    }
    return broken
  }

  private static func begins(_ line: Line, with start: Int, _ pieces: [Piece]) -> Bool {
    line.pieces.first.map { pieces[$0].start == start } ?? false
  }

  /// The width of a line's code; of a text of several lines, that of its widest line.
  private static func width(of line: Line) -> Int {
    let parts = line.code.split(separator: "\n", omittingEmptySubsequences: false)
    return line.indent + (parts.map { DisplayWidth.of(String($0)) }.max() ?? 0)
  }
}
