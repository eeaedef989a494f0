internal import Statistics
internal import Values

/// What the models of a call give to the channels, group by group.
struct AttributionData: Sendable {
  struct Group: Sendable {
    var key: GroupKey
    var credits: GroupCredits
  }

  let log: JourneyLog
  private(set) var groups: [Group] = []

  /// Credits the purchases of a log.
  ///
  /// Errors: those of the engine; `tooLarge` for a chain or a game that cannot be solved.
  init(
    _ log: JourneyLog, _ request: AttributionRequest, context: any CallContext
  ) throws(ValueError) {
    self.log = log
    let direct = log.numbers(request.direct)
    let weights =
      request.hasIntervals ? ResamplingWeights(seed: context.seed, unit: "person") : nil
    try GroupCredits.checkPairs(log.groups, request)
    for group in log.groups {
      let credits = try GroupCredits(
        group, request, direct: direct, weights: weights, seed: context.seed)
      groups.append(Group(key: group.key, credits: credits))
    }
  }
}
