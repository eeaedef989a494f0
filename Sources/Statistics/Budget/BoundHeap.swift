/// Parts of a search, the one with the highest bound first; of equal bounds the one that was added first.
struct BoundHeap {
  struct Node {
    let bound: Double
    /// The places of the channels' intervals in the search's list of envelopes.
    let pieces: [Int]
    /// What is to be cut, and where.
    let channel: Int
    let point: Double
  }

  /// A binary heap: no node comes before its parent, which is at (place − 1) / 2.
  private var nodes: [(node: Node, order: Int)] = []
  private var added = 0

  var first: Node? { nodes.first?.node }

  mutating func insert(_ node: Node) {
    nodes.append((node, added))
    added += 1
    var place = nodes.count - 1
    while place > 0, precedes(place, (place - 1) / 2) {
      nodes.swapAt(place, (place - 1) / 2)
      place = (place - 1) / 2
    }
  }

  mutating func removeFirst() {
    guard nodes.count > 1 else {
      nodes = []
      return
    }
    nodes.swapAt(0, nodes.count - 1)
    nodes.removeLast()
    var place = 0
    while true {
      var next = place
      for child in [2 * place + 1, 2 * place + 2] where child < nodes.count && precedes(child, next)
      {
        next = child
      }
      if next == place { return }
      nodes.swapAt(place, next)
      place = next
    }
  }

  private func precedes(_ one: Int, _ other: Int) -> Bool {
    let (left, right) = (nodes[one], nodes[other])
    return left.node.bound > right.node.bound
      || left.node.bound == right.node.bound && left.order < right.order
  }
}
