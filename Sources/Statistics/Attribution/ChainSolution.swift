/// What becomes of a path in a chain: what it is worth, and how often each state is visited.
///
/// With Q the transitions between states and R what the transitions to a purchase are worth, the mean worth
/// from each state solves (I − Q) v = R, and the expected visits from the start n (I − Q) = e₀. Where each
/// purchase is worth 1, the worth is the probability of a purchase.
struct ChainSolution: Sendable {
  /// For each state the mean worth of a path which is there.
  var worth: [Double]
  /// For each state how often a path visits it.
  var visits: [Double]

  /// The mean worth of a path; every chain has a start.
  var worthFromStart: Double { worth.first ?? 0 }

  /// Solves the chain; touches of a removed channel lead to no purchase.
  ///
  /// Small chains are solved by eliminating state after state without a subtraction (Grassmann, Taksar &
  /// Heyman 1985, "Regenerative analysis and steady state distributions for Markov chains", Operations
  /// Research 33:1107), so each probability has full relative accuracy. Larger ones are solved by sweeps
  /// until they do not change any more.
  ///
  /// - Returns: Nil where the sweeps do not come to an end.
  init?(_ chain: TransitionChain, removing removed: Int32? = nil, near start: ChainSolution? = nil)
  {
    if chain.stateCount <= Self.greatestEliminated {
      self.init(eliminating: chain, removed)
    } else {
      self.init(sweeping: chain, removed, near: start)
    }
  }

  static let greatestEliminated = 320

  private init(eliminating chain: TransitionChain, _ removed: Int32?) {
    let count = chain.stateCount
    // Row i: the probabilities of the other states and of an end, and the worth of its purchases.
    let width = count + 2
    var rows = [Double](repeating: 0, count: count * width)
    for state in 0..<count {
      let total = chain.total(of: state)
      for place in chain.rows[state]..<chain.rows[state + 1] {
        let transition = Int(chain.transitions[place])
        let column = Self.column(of: chain.destinations[transition], chain, removed)
        rows[state * width + column] += chain.counts[transition] / total
        rows[state * width + count + 1] += chain.worths[transition] / total
      }
    }
    var leaving = [Double](repeating: 0, count: count)
    for state in stride(from: count - 1, through: 0, by: -1) {
      let row = state * width
      var sum = rows[row + count]
      for other in 0..<state { sum += rows[row + other] }
      leaving[state] = sum
      guard sum > 0 else { continue }
      for other in 0..<state {
        let factor = rows[other * width + state] / sum
        guard factor > 0 else { continue }
        for column in 0..<state { rows[other * width + column] += factor * rows[row + column] }
        rows[other * width + count] += factor * rows[row + count]
        rows[other * width + count + 1] += factor * rows[row + count + 1]
      }
    }
    worth = [Double](repeating: 0, count: count)
    visits = [Double](repeating: 0, count: count)
    for state in 0..<count where leaving[state] > 0 {
      var sum = rows[state * width + count + 1]
      var reached = state == 0 ? 1.0 : 0
      for other in 0..<state {
        sum += rows[state * width + other] * worth[other]
        reached += visits[other] * rows[other * width + state]
      }
      worth[state] = sum / leaving[state]
      visits[state] = reached / leaving[state]
    }
  }

  private static func column(
    of destination: Int32, _ chain: TransitionChain, _ removed: Int32?
  ) -> Int {
    guard destination >= 0, chain.lastChannel[Int(destination)] != removed else {
      return chain.stateCount
    }
    return Int(destination)
  }

  /// More sweeps than this mean that paths hardly ever end.
  private static let mostSweeps = 20_000

  private init?(
    sweeping chain: TransitionChain, _ removed: Int32?, near start: ChainSolution?
  ) {
    let count = chain.stateCount
    worth = start?.worth ?? [Double](repeating: 0, count: count)
    visits = start?.visits ?? [Double](repeating: 0, count: count)
    let totals = (0..<count).map(chain.total)
    let isLeftOut = chain.lastChannel.map { $0 == removed }
    for state in 0..<count where isLeftOut[state] { (worth[state], visits[state]) = (0, 0) }
    guard sweepWorths(chain, totals, isLeftOut), sweepVisits(chain, totals, isLeftOut) else {
      return nil
    }
  }

  /// Gauss-Seidel from the last state to the first: paths run to states that were met later.
  private mutating func sweepWorths(
    _ chain: TransitionChain, _ totals: [Double], _ isLeftOut: [Bool]
  ) -> Bool {
    // Relative to what one purchase is worth.
    let scale = 1e-16 * max(chain.purchases > 0 ? chain.worth / chain.purchases : 0, 1e-300)
    for _ in 0..<Self.mostSweeps {
      var change = 0.0
      for state in stride(from: chain.stateCount - 1, through: 0, by: -1)
      where !isLeftOut[state] {
        var sum = 0.0, back = 0.0
        for place in chain.rows[state]..<chain.rows[state + 1] {
          let transition = Int(chain.transitions[place])
          let destination = chain.destinations[transition]
          if destination == TransitionChain.purchase {
            sum += chain.worths[transition]
          } else if destination == Int32(state) {
            back += chain.counts[transition]
          } else if destination >= 0 {
            sum += chain.counts[transition] * worth[Int(destination)]
          }
        }
        let value = totals[state] > back ? sum / (totals[state] - back) : 0
        change = max(change, abs(value - worth[state]))
        worth[state] = value
      }
      if change <= scale { return true }
    }
    return false
  }

  private mutating func sweepVisits(
    _ chain: TransitionChain, _ totals: [Double], _ isLeftOut: [Bool]
  ) -> Bool {
    let arrivals = ArrivingTransitions(chain)
    for _ in 0..<Self.mostSweeps {
      var change = 0.0
      for state in 0..<chain.stateCount where !isLeftOut[state] {
        var sum = state == 0 ? 1.0 : 0, back = 0.0
        for place in arrivals.rows[state]..<arrivals.rows[state + 1] {
          let transition = Int(arrivals.transitions[place])
          let origin = Int(chain.origins[transition])
          let probability = chain.counts[transition] / totals[origin]
          if origin == state { back += probability } else { sum += visits[origin] * probability }
        }
        let value = back < 1 ? sum / (1 - back) : 0
        change = max(change, abs(value - visits[state]) / max(1, value))
        visits[state] = value
      }
      if change <= 1e-15 { return true }
    }
    return false
  }
}

/// The transitions of a chain by where they go.
private struct ArrivingTransitions {
  var rows: [Int]
  var transitions: [Int32]

  init(_ chain: TransitionChain) {
    rows = [Int](repeating: 0, count: chain.stateCount + 1)
    for destination in chain.destinations where destination >= 0 { rows[Int(destination) + 1] += 1 }
    for state in 0..<chain.stateCount { rows[state + 1] += rows[state] }
    var next = rows
    transitions = [Int32](repeating: 0, count: rows[chain.stateCount])
    for (transition, destination) in chain.destinations.enumerated() where destination >= 0 {
      transitions[next[Int(destination)]] = Int32(truncatingIfNeeded: transition)
      next[Int(destination)] += 1
    }
  }
}
