/// "Did you mean": the nearest of the names that are valid at a place.
package enum Suggestion {
  /// The candidates within a third of the name's length in edits, nearest first, at most three.
  ///
  /// Edits are insertions, deletions, replacements and swaps of neighbours (Damerau 1964), counted
  /// without regard to case. O(candidates · length²).
  package static func nearest(to name: String, among candidates: [String]) -> [String] {
    let wanted = scalars(of: name)
    // Every letter is one edit from every other, so a name of one letter is near to none.
    let limit = wanted.count < 2 ? 0 : max(1, wanted.count / 3)
    var found: [(distance: Int, name: String)] = []
    for candidate in candidates where candidate != name {
      // A name has no more characters than bytes.
      guard candidate.utf8.count >= wanted.count - limit else { continue }
      let scalars = scalars(of: candidate)
      guard abs(scalars.count - wanted.count) <= limit else { continue }
      let distance = edits(wanted, scalars, limit)
      if distance <= limit { found.append((distance, candidate)) }
    }
    found.sort { ($0.distance, $0.name) < ($1.distance, $1.name) }
    return found.prefix(3).map(\.name)
  }

  /// The first characters of a name, in small letters.
  private static func scalars(of name: String) -> [UInt32] {
    var scalars: [UInt32] = []
    scalars.reserveCapacity(min(64, name.utf8.count))
    for byte in name.utf8.prefix(64) {
      guard byte < 0x80 else {
        let start = String(String.UnicodeScalarView(name.unicodeScalars.prefix(64)))
        return start.lowercased().unicodeScalars.prefix(64).map(\.value)
      }
      let isCapital = byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z")
      scalars.append(UInt32(isCapital ? byte | 0x20 : byte))
    }
    return scalars
  }

  /// The edits from one name to the other; any number beyond the limit once they are more.
  private static func edits(_ a: [UInt32], _ b: [UInt32], _ limit: Int) -> Int {
    var beforeLast = Array(0...b.count)
    var last = beforeLast
    var current = beforeLast
    for i in 1..<(a.count + 1) {
      current[0] = i
      var least = i
      for j in 1..<(b.count + 1) {
        let replaced = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)
        var edits = min(replaced, min(last[j] + 1, current[j - 1] + 1))
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
          edits = min(edits, beforeLast[j - 2] + 1)
        }
        current[j] = edits
        least = min(least, edits)
      }
      // A swap reaches back one row, and costs one edit.
      if least > limit + 1 { return least }
      swap(&beforeLast, &last)
      swap(&last, &current)
    }
    return last.last ?? a.count
  }
}
