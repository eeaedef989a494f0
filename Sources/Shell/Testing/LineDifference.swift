/// How one text of lines became another: the lines that went, those that came, and a few around them.
///
/// Source: the longest common subsequence by dynamic programming (Wagner & Fischer 1974).
enum LineDifference {
  enum Line: Hashable {
    case same(String)
    case gone(String)
    case new(String)
    /// Equal lines that are left out.
    case more
  }

  /// How many equal lines stand around a change.
  private static let context = 2
  /// Beyond this many pairs of lines no order is looked for.
  private static let mostPairs = 4_000_000

  static func lines(from old: [String], to new: [String]) -> [Line] {
    let start = zip(old, new).prefix { $0 == $1 }.count
    let end = zip(old.dropFirst(start).reversed(), new.dropFirst(start).reversed())
      .prefix { $0 == $1 }.count
    let middle = changes(
      Array(old.dropFirst(start).dropLast(end)), Array(new.dropFirst(start).dropLast(end)))
    let all =
      old.prefix(start).map { Line.same($0) } + middle + old.suffix(end).map { Line.same($0) }
    return shortened(all)
  }

  private static func changes(_ old: [String], _ new: [String]) -> [Line] {
    guard old.count * new.count <= mostPairs else {
      return old.map { .gone($0) } + new.map { .new($0) }
    }
    // lengths[i][j] is the length of what old[i...] and new[j...] have in common.
    var lengths = Array(
      repeating: Array(repeating: 0, count: new.count + 1), count: old.count + 1)
    for i in old.indices.reversed() {
      for j in new.indices.reversed() {
        lengths[i][j] =
          old[i] == new[j]
          ? lengths[i + 1][j + 1] + 1 : max(lengths[i + 1][j], lengths[i][j + 1])
      }
    }
    var (i, j) = (0, 0)
    var lines: [Line] = []
    while i < old.count || j < new.count {
      if i < old.count, j < new.count, old[i] == new[j] {
        lines.append(.same(old[i]))
        (i, j) = (i + 1, j + 1)
      } else if i < old.count, j == new.count || lengths[i + 1][j] >= lengths[i][j + 1] {
        lines.append(.gone(old[i]))
        i += 1
      } else {
        lines.append(.new(new[j]))
        j += 1
      }
    }
    return lines
  }

  private static func shortened(_ lines: [Line]) -> [Line] {
    let changed = lines.indices.filter { index in
      if case .same = lines[index] { false } else { true }
    }
    var kept = Set<Int>()
    for index in changed {
      kept.formUnion(max(0, index - context)...min(lines.count - 1, index + context))
    }
    var result: [Line] = []
    for (index, line) in lines.enumerated() {
      if kept.contains(index) {
        result.append(line)
      } else if result.last != .more {
        result.append(.more)
      }
    }
    return result
  }
}
