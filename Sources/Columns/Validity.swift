/// Which rows of a column hold a value: one bit a row, set where there is one.
///
/// As long as no row is missing there are no bits at all.
package struct Validity: Sendable, Equatable {
  package private(set) var count = 0
  package private(set) var missingCount = 0
  private var words: [UInt64] = []

  package init() {}

  /// A validity of `count` rows that all hold a value.
  package init(count: Int) {
    self.count = max(0, count)
  }

  package init(_ rows: some Sequence<Bool>) {
    for isValid in rows {
      append(isValid)
    }
  }

  /// Whether a row holds a value; false outside of the column.
  package subscript(row: Int) -> Bool {
    guard row >= 0, row < count else { return false }
    guard missingCount > 0 else { return true }
    return words[row >> 6] & (1 << UInt64(row & 63)) != 0
  }

  package mutating func append(_ isValid: Bool) {
    if !isValid {
      if missingCount == 0 {
        words = Self.filled(count)
      }
      missingCount += 1
    }
    if missingCount > 0 {
      if count & 63 == 0 {
        words.append(0)
      }
      if isValid {
        words[count >> 6] |= 1 << UInt64(count & 63)
      }
    }
    count += 1
  }

  /// Adds rows that all hold a value.
  package mutating func append(validRows: Int) {
    guard validRows > 0 else { return }
    if missingCount == 0 {
      count += validRows
    } else {
      for _ in 0..<validRows {
        append(true)
      }
    }
  }

  private static func filled(_ count: Int) -> [UInt64] {
    var words = [UInt64](repeating: .max, count: count / 64)
    if count & 63 != 0 {
      words.append((1 << UInt64(count & 63)) - 1)
    }
    return words
  }

  package static func == (left: Validity, right: Validity) -> Bool {
    left.count == right.count && left.missingCount == right.missingCount
      && (left.missingCount == 0 || left.words == right.words)
  }
}
