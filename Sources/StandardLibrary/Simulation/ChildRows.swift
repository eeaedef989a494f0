internal import Values

/// Rows that belong to parents, a number of them to each: the touches of a person, the months of a
/// customer.
///
/// The counts of a block of parents are added up once, so that a row's parent is found by a search
/// among the blocks and a walk through one of them. Memory is one number for each block.
struct ChildRows<Row: Sendable>: Sendable {
  private let parents: Int
  private let count: @Sendable (Int) -> Int
  private let children: @Sendable (Int) -> [Row]
  private let blocks: Lazy<CountIndex>

  private static var blockSize: Int { 256 }

  /// - Parameters:
  ///   - parents: How many there are.
  ///   - count: The number of rows of a parent, without making them.
  ///   - children: The rows of a parent.
  init(
    of parents: Int, count: @escaping @Sendable (Int) -> Int,
    children: @escaping @Sendable (Int) -> [Row]
  ) {
    self.parents = parents
    self.count = count
    self.children = children
    let size = Self.blockSize
    blocks = Lazy {
      CountIndex(
        stride(from: 0, to: parents, by: size).map { first in
          (first..<min(parents, first + size)).reduce(0) { $0 + count($1) }
        })
    }
  }

  var total: Int { blocks.value.total }

  func rows(_ range: Range<Int>) -> [Row] {
    guard !range.isEmpty, parents > 0 else { return [] }
    var (block, skipped) = blocks.value.locate(range.lowerBound)
    var parent = block * Self.blockSize
    block += 1
    var result: [Row] = []
    result.reserveCapacity(range.count)
    while result.count < range.count, parent < parents {
      let size = count(parent)
      if skipped >= size {
        skipped -= size
      } else {
        result += children(parent).dropFirst(skipped).prefix(range.count - result.count)
        skipped = 0
      }
      parent += 1
    }
    return result
  }
}
