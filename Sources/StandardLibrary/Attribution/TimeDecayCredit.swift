internal import Statistics
internal import Values

extension ModelCredit {
  /// The credit of touches whose weight halves with each half-life of their age, over the journeys that are
  /// told apart by their times.
  ///
  /// Errors: `interrupted`.
  static func timeDecay(
    _ group: JourneyGroup, _ request: AttributionRequest, _ weights: ResamplingWeights?,
    _ seed: UInt64
  ) throws(ValueError) -> ModelCredit {
    let journeys = group.timedJourneys
    let buckets = weights == nil ? nil : BucketPartition(journeys, seed: seed)
    var partition = WorthPartition(seed: seed)
    var sums = CreditSums(channels: journeys.channelCount, isResampled: weights != nil)
    for journey in 0..<journeys.count {
      try StopRequest.check(turn: journey)
      let persons = journeys.persons[journey]
      for path in journeys.paths(of: journey, resets: request.resets)
      where path.isConverted && !path.touches.isEmpty {
        let worth = group.timedWorths[journey][path.ordinal]
        let parts =
          buckets.map { partition.parts($0.parts(of: journey), persons: persons, worth: worth) }
          ?? []
        let shares = TimeDecay.shares(of: path, in: journeys, halfLife: request.halfLife)
        for (channel, share) in zip(path.touches, shares) {
          sums.add(share, of: Int(channel), persons: persons, worth: worth.sum, parts: parts)
        }
      }
    }
    return sums.credit(weights)
  }
}
