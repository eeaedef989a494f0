/// Parts of a search, the one with the highest bound first.
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
  private var nodes: [Node] = []

  var first: Node? { nodes.first }

  mutating func insert(_ node: Node) {
    nodes.append(node)
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
    nodes[one].bound > nodes[other].bound
  }
}
