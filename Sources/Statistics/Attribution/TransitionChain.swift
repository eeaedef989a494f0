/// The journeys of persons as an absorbing Markov chain of order k.
///
/// A state is the last k touches of a path, fewer at its beginning; state 0 is the start. From a state a
/// path goes on to another, to a purchase or to none. Transitions are counted over persons; a
/// probability is a count over the counts of its state. Source: Anderl, Becker, von Wangenheim & Schumann
/// 2016, "Mapping the customer journey", International Journal of Research in Marketing 33:457.
package struct TransitionChain: Sendable {
  package static let greatestOrder = 5

  package let order: Int
  package let channelCount: Int
  /// The channel of the last touch of each state; -1 of the start.
  package private(set) var lastChannel: [Int32] = [-1]
  /// The touches of each state, the oldest first.
  package private(set) var touches: [[Int32]] = [[]]
  /// From where each transition goes.
  package private(set) var origins: [Int32] = []
  /// To which state each transition goes; `purchase` or `nothing` where it ends.
  package private(set) var destinations: [Int32] = []
  package private(set) var counts: [Double] = []
  /// What the purchases of each transition were worth together; 0 of the others.
  package private(set) var worths: [Double] = []
  /// The transitions of each state: those at `transitions[rows[s]..<rows[s + 1]]`.
  private(set) var rows: [Int] = []
  private(set) var transitions: [Int32] = []
  /// How many paths are counted, and how many lead to a purchase.
  package private(set) var paths = 0.0
  package private(set) var purchases = 0.0
  package private(set) var worth = 0.0

  package static let purchase: Int32 = -1
  package static let nothing: Int32 = -2

  package var stateCount: Int { lastChannel.count }

  /// Counts the transitions of journeys; paths without a touch are left out.
  ///
  /// States and transitions are numbered as they are met, so that equal journeys in equal order give equal
  /// results to the last bit.
  ///
  /// - Parameters:
  ///   - journeys: what persons did.
  ///   - order: from 1 to `greatestOrder`; what lies outside is taken as the nearest.
  ///   - resets: whether a path begins anew after a purchase.
  ///   - weights: how often each journey counts; as many as its persons where it is left out.
  ///   - worths: for each journey and purchase of it what all of its persons paid; 1 for each purchase
  ///     where it is left out.
  /// - Complexity: O(steps of all journeys).
  package init(
    _ journeys: Journeys, order: Int, resets: Bool, weights: [Double]? = nil,
    worths: [[Double]]? = nil,
  ) {
    self.order = min(max(order, 1), Self.greatestOrder)
    channelCount = journeys.channelCount
    walk = ChainWalk(channelCount: channelCount, order: self.order)
    for journey in 0..<journeys.count {
      let weight = weights.map { $0[journey] } ?? journeys.persons[journey]
      guard weight > 0 else { continue }
      for path in journeys.paths(of: journey, resets: resets) where !path.touches.isEmpty {
        paths += weight
        let worth = path.isConverted ? worths.map { $0[journey][path.ordinal] } ?? weight : 0
        if path.isConverted { purchases += weight }
        self.worth += worth
        walk.begin()
        for channel in path.touches { take(walk.step(to: channel), weight) }
        take(walk.end(isPurchase: path.isConverted), weight, worth: worth)
      }
    }
    orderByState()
  }

  /// The same chain with each purchase worth 1.
  package var counted: TransitionChain {
    var chain = self
    for transition in worths.indices {
      chain.worths[transition] = destinations[transition] == Self.purchase ? counts[transition] : 0
    }
    chain.worth = purchases
    return chain
  }

  private var walk: ChainWalk

  private mutating func take(_ move: ChainWalk.Move, _ weight: Double, worth: Double = 0) {
    if move.isNewState {
      lastChannel.append(move.channel)
      touches.append(move.touches)
    }
    let transition = Int(move.transition)
    if transition == counts.count {
      origins.append(move.origin)
      destinations.append(move.destination)
      counts.append(0)
      worths.append(0)
    }
    counts[transition] += weight
    worths[transition] += worth
  }

  private mutating func orderByState() {
    rows = [Int](repeating: 0, count: stateCount + 1)
    for origin in origins { rows[Int(origin) + 1] += 1 }
    for state in 0..<stateCount { rows[state + 1] += rows[state] }
    var next = rows
    transitions = [Int32](repeating: 0, count: origins.count)
    for (transition, origin) in origins.enumerated() {
      transitions[next[Int(origin)]] = Int32(truncatingIfNeeded: transition)
      next[Int(origin)] += 1
    }
  }

  /// The transitions of a path in their order, the one to its end among them.
  ///
  /// Nil for a path with a transition that the chain has not.
  package func transitions(of path: JourneyPath) -> [Int32]? {
    var walk = walk
    walk.isFrozen = true
    walk.begin()
    var found: [Int32] = []
    for channel in path.touches {
      let move = walk.step(to: channel)
      if move.transition < 0 { return nil }
      found.append(move.transition)
    }
    let last = walk.end(isPurchase: path.isConverted)
    if last.transition < 0 { return nil }
    found.append(last.transition)
    return found
  }

  /// The number of times that a state was left.
  package func total(of state: Int) -> Double {
    transitions[rows[state]..<rows[state + 1]].reduce(0) { $0 + counts[Int($1)] }
  }
}

/// Goes along paths and numbers the states and transitions that it meets.
private struct ChainWalk: Sendable {
  struct Move {
    var origin: Int32
    var destination: Int32
    var transition: Int32
    var isNewState = false
    var channel: Int32 = -1
    var touches: [Int32] = []
  }

  /// Meets nothing new: what is unknown has the transition -1.
  var isFrozen = false
  private let order: Int
  private let base: UInt64
  /// Above it a key would have more than `order` touches.
  private let modulus: UInt64
  private var key: UInt64 = 0
  private var state: Int32 = 0
  private var states: [UInt64: Int32] = [:]
  private var moves: [UInt64: Int32] = [:]
  /// The transitions of small chains by state and step, without a dictionary.
  private var table: [Int32] = []
  private var tableStates: [Int32] = []
  private let width: Int

  init(channelCount: Int, order: Int) {
    self.order = order
    base = UInt64(channelCount) + 1
    modulus = (0..<order).reduce(UInt64(1)) { product, _ in product &* (UInt64(channelCount) + 1) }
    width = channelCount + 2
    // Up to 4 million keys are looked up in a table.
    if modulus <= 1 << 20, Int(modulus) * width <= 1 << 22 {
      table = [Int32](repeating: -1, count: Int(modulus) * width)
      tableStates = [Int32](repeating: -1, count: Int(modulus))
    }
  }

  private var stateCount: Int32 = 1
  private var moveCount: Int32 = 0

  mutating func begin() { (key, state) = (0, 0) }

  mutating func step(to channel: Int32) -> Move {
    let from = key, origin = state
    key = (key &* base &+ UInt64(channel) &+ 1) % modulus
    // A key of `order` touches that has lost its oldest can look like a shorter one only if a channel
    // were number 0, which none is.
    var move = Move(origin: origin, destination: 0, transition: -1)
    let known = tableStates.isEmpty ? states[key] : tableStates[Int(key)]
    if let known, known >= 0 {
      state = known
    } else if isFrozen {
      return move
    } else {
      state = stateCount
      stateCount += 1
      if tableStates.isEmpty { states[key] = state } else { tableStates[Int(key)] = state }
      move.isNewState = true
      move.channel = channel
      move.touches = touches(of: key)
    }
    move.destination = state
    move.transition = transition(from, Int(channel))
    return move
  }

  mutating func end(isPurchase: Bool) -> Move {
    Move(
      origin: state,
      destination: isPurchase ? TransitionChain.purchase : TransitionChain.nothing,
      transition: transition(key, width - (isPurchase ? 2 : 1)))
  }

  private mutating func transition(_ key: UInt64, _ symbol: Int) -> Int32 {
    if !table.isEmpty {
      let place = Int(key) * width + symbol
      if table[place] >= 0 || isFrozen { return table[place] }
      table[place] = moveCount
    } else {
      let place = key &* UInt64(width) &+ UInt64(symbol)
      if let known = moves[place] { return known }
      if isFrozen { return -1 }
      moves[place] = moveCount
    }
    moveCount += 1
    return moveCount - 1
  }

  private func touches(of key: UInt64) -> [Int32] {
    var touches: [Int32] = []
    var rest = key
    while rest > 0 {
      touches.append(Int32(truncatingIfNeeded: rest % base) - 1)
      rest /= base
    }
    return touches.reversed()
  }
}
