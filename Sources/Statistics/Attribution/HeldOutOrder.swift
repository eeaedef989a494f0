/// Chooses the order of a chain by how well it tells the next step of journeys that it has not seen.
package struct HeldOutOrder: Sendable {
  /// For each order from 1 the mean loss of a step: −ln of the probability that the chain gave it.
  package let losses: [Double]

  /// The order of the least loss; the lower one of equals.
  package var best: Int { (losses.indices.min { losses[$0] < losses[$1] } ?? 0) + 1 }

  private static let folds = 5

  /// Fits each order to four fifths of the persons and looks at the steps of the last fifth, five times.
  ///
  /// A step that was never met from a state counts as if half a path had taken it (Krichevsky & Trofimov
  /// 1981), so that no loss is infinite; a state that was never met gives each step the same chance.
  ///
  /// - Complexity: O(orders · folds · steps of all journeys).
  package init(_ journeys: Journeys, resets: Bool, greatest: Int, seed: UInt64) {
    let generator = CounterGenerator(seed: seed, stream: "held-out persons")
    var losses: [Double] = []
    for order in 1...max(1, min(greatest, TransitionChain.greatestOrder)) {
      var loss = CompensatedSum()
      var steps = 0.0
      for fold in 0..<Self.folds {
        // The persons of a journey are alike: each fold has its share of them.
        let held = journeys.persons.enumerated().map { journey, persons in
          Self.share(of: persons, fold, generator.bits(at: UInt64(journey)))
        }
        let seen = zip(journeys.persons, held).map { $0 - $1 }
        let chain = TransitionChain(journeys, order: order, resets: resets, weights: seen)
        let test = TransitionChain(journeys, order: order, resets: resets, weights: held)
        Self.add(test, under: chain, to: &loss, &steps)
      }
      losses.append(steps > 0 ? loss.value / steps : 0)
    }
    self.losses = losses
  }

  private static func share(of persons: Double, _ fold: Int, _ bits: UInt64) -> Double {
    let whole = (persons / Double(folds)).rounded(.down)
    let rest = persons - whole * Double(folds)
    let first = Int(bits % UInt64(folds))
    let turn = (fold - first + folds) % folds
    return whole + (Double(turn) < rest ? 1 : 0)
  }

  private static func add(
    _ test: TransitionChain, under chain: TransitionChain, to loss: inout CompensatedSum,
    _ steps: inout Double
  ) {
    let choices = Double(chain.channelCount + 2)
    let states = Dictionary(
      chain.touches.enumerated().map { ($0.element, $0.offset) },
      uniquingKeysWith: { first, _ in first })
    var counts: [ChainStep: Double] = [:]
    for transition in chain.counts.indices {
      counts[ChainStep(chain, transition)] = chain.counts[transition]
    }
    for transition in test.counts.indices {
      let step = ChainStep(test, transition)
      let total = states[step.touches].map(chain.total) ?? 0
      let probability = ((counts[step] ?? 0) + 0.5) / (total + choices / 2)
      loss.add(-test.counts[transition] * logarithm(probability))
      steps += test.counts[transition]
    }
  }
}

/// A step of a chain, named so that it is the same in another chain.
private struct ChainStep: Hashable {
  var touches: [Int32]
  var next: Int32

  init(_ chain: TransitionChain, _ transition: Int) {
    touches = chain.touches[Int(chain.origins[transition])]
    let destination = chain.destinations[transition]
    next = destination >= 0 ? chain.lastChannel[Int(destination)] : destination - 1
  }
}
