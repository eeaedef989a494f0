/// Rows that lie in cells one after another: which cell a row is in, and the number of it there.
struct CountIndex: Sendable {
  /// The first row of each cell, and at the end the number of rows.
  private let starts: [Int]

  init(_ counts: [Int]) {
    var starts = [0]
    starts.reserveCapacity(counts.count + 1)
    for count in counts { starts.append((starts.last ?? 0) + count) }
    self.starts = starts
  }

  var total: Int { starts.last ?? 0 }
  var cellCount: Int { starts.count - 1 }

  func start(_ cell: Int) -> Int { starts[cell] }
  func count(_ cell: Int) -> Int { starts[cell + 1] - starts[cell] }

  /// O(log cells).
  func locate(_ row: Int) -> (cell: Int, number: Int) {
    var low = 0
    var high = cellCount
    // The last cell that starts at or before the row; empty ones before it are passed over.
    while low + 1 < high {
      let middle = (low + high) / 2
      if starts[middle] <= row { low = middle } else { high = middle }
    }
    return (low, row - starts[low])
  }
}
