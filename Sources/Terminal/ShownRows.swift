/// The rows of a table that are drawn, and where those are left out that are not.
struct ShownRows {
  /// By their places in the table at hand.
  let rows: [Int]
  /// How many of them stand above the gap.
  let gapAt: Int
  let hiddenCount: Int

  /// Of a table of `count` rows, the first and the last ones; where `hidden` says which rows it lacks,
  /// all that it has.
  init(_ count: Int, hidden: Range<Int>?, most: Int?) {
    if let hidden {
      rows = Array(0..<count)
      gapAt = min(hidden.lowerBound, count)
      hiddenCount = hidden.count
      return
    }
    guard let most, count > most else {
      rows = Array(0..<count)
      gapAt = count
      hiddenCount = 0
      return
    }
    let head = most - most / 2
    rows = Array(0..<head) + Array(count - most / 2..<count)
    gapAt = head
    hiddenCount = count - most
  }
}
