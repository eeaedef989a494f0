internal import Statistics
internal import Values

/// What all the models that are asked for give to the channels of one group.
struct GroupCredits: Sendable {
  /// Purchases without a touch before them: no channel is credited with these.
  private(set) var untouched = (purchases: 0.0, value: 0.0)
  /// Paths with a touch, and those of them that end with a purchase.
  private(set) var paths = 0.0
  private(set) var touchedPurchases = 0.0
  /// Paths that begin after a purchase of the same person and lead to none.
  private(set) var laterPaths = 0.0
  /// By channel: the purchases with a touch of it on their path.
  private(set) var support: [Double]
  private(set) var credits: [AttributionModel: ModelCredit] = [:]
  /// The order of the chain that `markov` used, and the losses by which it was chosen.
  private(set) var order = 1
  private(set) var losses: [Double] = []

  /// Credits a group.
  ///
  /// Errors: `tooLarge` for a chain that cannot be solved, or for more than 20 channels in the game of the
  /// rate; `interrupted`.
  init(
    _ group: JourneyGroup, _ request: AttributionRequest, direct: Set<Int32>,
    weights: ResamplingWeights?, seed: UInt64
  ) throws(ValueError) {
    let channels = group.journeys.channelCount
    support = [Double](repeating: 0, count: channels)
    let isResampled = weights != nil
    let buckets = isResampled ? BucketPartition(group.journeys, seed: seed) : nil
    let rules = request.models.compactMap { model in
      request.rule(model, direct: direct).map { (model, $0) }
    }
    var sums = rules.map { _ in CreditSums(channels: channels, isResampled: isResampled) }
    // All purchases with a touch, as if there were one channel.
    var all = CreditSums(channels: 1, isResampled: isResampled)
    var partition = WorthPartition(seed: seed)
    // By channel: the last path that was seen to have a touch of it.
    var (touched, lastTouched) = (0, [Int](repeating: 0, count: channels))
    // What the persons of each bucket paid, for the chain, which needs it once more.
    let isChain = request.models.contains(.markov)
    var paid: [[[Double]]] = []
    if isChain, isResampled {
      paid = group.worths.map { [[Double]](repeating: [], count: $0.count) }
    }
    for journey in 0..<group.journeys.count {
      try StopRequest.check(turn: journey)
      let persons = group.journeys.persons[journey]
      if group.worths[journey].isEmpty {
        if !group.journeys.range(journey).isEmpty { paths += persons }
        continue
      }
      for path in group.journeys.paths(of: journey, resets: request.resets) {
        if !path.touches.isEmpty { paths += persons }
        guard path.isConverted else {
          if path.ordinal > 0 { laterPaths += persons }
          continue
        }
        let worth = group.worths[journey][path.ordinal]
        guard !path.touches.isEmpty else {
          untouched.purchases += persons
          untouched.value += worth.sum
          continue
        }
        touchedPurchases += persons
        touched += 1
        for channel in path.touches where lastTouched[Int(channel)] != touched {
          lastTouched[Int(channel)] = touched
          support[Int(channel)] += persons
        }
        let parts =
          buckets.map {
            partition.parts($0.parts(of: journey), persons: persons, worth: worth)
          } ?? []
        if isChain, isResampled { paid[journey][path.ordinal] = parts.map(\.worth) }
        all.add(1, of: 0, persons: persons, worth: worth.sum, parts: parts)
        for (place, (_, rule)) in rules.enumerated() {
          for (channel, share) in zip(path.touches, rule.shares(of: path.touches)) where share != 0
          {
            sums[place].add(
              share, of: Int(channel), persons: persons, worth: worth.sum, parts: parts)
          }
        }
      }
    }
    for ((model, _), sums) in zip(rules, sums) { credits[model] = sums.credit(weights) }
    if request.models.contains(.timeDecay) {
      credits[.timeDecay] = try .timeDecay(group, request, weights, seed)
    }
    let total = all.credit(weights)
    if request.models.contains(.markov) {
      credits[.markov] = try markov(group, request, total, buckets, weights, seed, paid)
    }
    if request.models.contains(.shapley), request.isRateGame {
      credits[.shapley] = try .rateGame(group.journeys, request, total)
    }
  }

  /// Refuses logs whose purchases have too many touches before them to look at each.
  ///
  /// Errors: `tooLarge` for more than 200 million pairs of a touch and a purchase without resets.
  static func checkPairs(
    _ groups: [JourneyGroup], _ request: AttributionRequest
  ) throws(ValueError) {
    guard !request.resets else { return }
    var (pairs, longest) = (0.0, (touches: 0, purchases: 0))
    for group in groups {
      for journey in 0..<group.journeys.count {
        let purchases = group.worths[journey].count
        let touches = group.journeys.range(journey).count - purchases
        pairs += Double(touches) * Double(purchases)
        if touches * purchases > longest.touches * longest.purchases {
          longest = (touches, purchases)
        }
      }
    }
    guard pairs > mostPairs else { return }
    func text(_ count: Int) -> String { NumberText().text(.number(Double(count))) }
    throw ValueError(
      .tooLarge,
      "the purchases have too many touches before them for `reset: false`",
      because:
        "one person has \(text(longest.touches)) touches and \(text(longest.purchases)) purchases, "
        + "and each purchase has all touches before it",
      fixes: [.init("reset: true", note: "begins a path anew after each purchase")],
      argument: "reset")
  }

  private static let mostPairs = 200_000_000.0

  private mutating func markov(
    _ group: JourneyGroup, _ request: AttributionRequest, _ total: ModelCredit,
    _ buckets: BucketPartition?, _ weights: ResamplingWeights?, _ seed: UInt64,
    _ paid: [[[Double]]]
  ) throws(ValueError) -> ModelCredit {
    let journeys = group.journeys
    (order, losses) = request.chainOrder(journeys, seed: seed)
    try StopRequest.check()
    var credit = ModelCredit(credit: [], value: [])
    let hasWorth = total.value[0] > 0
    let chain = TransitionChain(
      journeys, order: order, resets: request.resets,
      worths: hasWorth ? group.worths.map { $0.map(\.sum) } : nil)
    let counted = try Self.removal(chain.counted)
    credit.credit = counted.shares.map { $0 * total.credit[0] }
    let valued = hasWorth ? try Self.removal(chain) : counted
    credit.value = valued.shares.map { $0 * total.value[0] }
    if let buckets, let weights {
      let unseen = ResamplingWeights(
        unseenBy: seed, unit: "purchase", buckets: journeys.channelCount)
      func replicates(_ removal: RemovalEffects, _ worths: [[[Double]]]?, _ totals: [Double])
        -> [[Double]]
      {
        let influences = removal.bucketInfluences(
          journeys, resets: request.resets, buckets: buckets, worths: worths)
        return removal.replicateShares(influences: influences, weights: weights, unseen: unseen)
          .map { zip($0, totals).map(*) }
      }
      credit.creditReplicates = replicates(counted, nil, total.creditReplicates[0])
      if hasWorth { credit.valueReplicates = replicates(valued, paid, total.valueReplicates[0]) }
    }
    return credit
  }

  private static func removal(_ chain: TransitionChain) throws(ValueError) -> RemovalEffects {
    try StopRequest.check()
    guard let removal = RemovalEffects(chain) else {
      throw ValueError(
        .tooLarge, "the chain of order \(chain.order) could not be solved",
        because: "its \(chain.stateCount) states are left so seldom that the sweeps do not end",
        fixes: [.init("order: 1"), .init("repeats: \"merge\"")], argument: "order")
    }
    return removal
  }
}
