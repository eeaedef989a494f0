/// The transitions that the paths of each journey take.
struct JourneyTransitions {
  private var ends: [Int] = []
  private var moves: [Int32] = []
  private var purchaseEnds: [Int] = []
  /// The number of a purchase in its journey, and the transition to it.
  private var purchases: [(ordinal: Int, move: Int32)] = []

  init(_ journeys: Journeys, _ chain: TransitionChain, resets: Bool) {
    for journey in 0..<journeys.count {
      for path in journeys.paths(of: journey, resets: resets) where !path.touches.isEmpty {
        let taken = chain.transitions(of: path) ?? []
        moves += taken
        if path.isConverted, let last = taken.last { purchases.append((path.ordinal, last)) }
      }
      ends.append(moves.count)
      purchaseEnds.append(purchases.count)
    }
  }

  func moves(of journey: Int) -> ArraySlice<Int32> {
    moves[(journey == 0 ? 0 : ends[journey - 1])..<ends[journey]]
  }

  func purchases(of journey: Int) -> ArraySlice<(ordinal: Int, move: Int32)> {
    purchases[(journey == 0 ? 0 : purchaseEnds[journey - 1])..<purchaseEnds[journey]]
  }
}
