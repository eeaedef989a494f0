internal import Statistics
internal import Values

extension ModelCredit {
  /// The Shapley value of the game in which a group of channels is worth the rate at which its paths convert.
  ///
  /// Errors: `tooLarge` for more channels than can be looked at.
  static func rateGame(
    _ journeys: Journeys, _ request: AttributionRequest, _ total: ModelCredit
  ) throws(ValueError) -> ModelCredit {
    let game = RateGame(journeys, resets: request.resets)
    guard !game.values.isEmpty || journeys.channelCount == 0 else {
      throw ValueError(
        .tooLarge,
        "the game of the rate looks at every group of channels, and \(journeys.channelCount) channels have too many",
        because: "at most \(RateGame.mostChannels) channels can be looked at, in 1,048,576 groups",
        fixes: [.init("game: \"count\"", note: "has a closed form for any number of channels")],
        argument: "game")
    }
    let shares = game.values.map { game.rate > 0 ? $0 / game.rate : 0 }
    return ModelCredit(
      credit: shares.map { $0 * total.credit[0] }, value: shares.map { $0 * total.value[0] })
  }
}
