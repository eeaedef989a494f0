/// A budget to be split over channels, in outcome values and units of spend.
struct SplitProblem {
  let responses: [SpendResponse]
  let lows: [Double]
  let highs: [Double]

  /// At least the sum of the lows and at most that of the highs; infinite where there is none.
  let budget: Double

  /// The value that a unit of spend has to bring, 0 where all is to be spent.
  let least: Double

  /// Whether only whole units are spent; lows, highs and budget are whole then.
  let isStepped: Bool

  /// For each channel the one before it that is the same in all, if there is one.
  var twins: [Int?] {
    responses.indices.map { channel in
      (0..<channel).last { other in
        responses[other] == responses[channel] && lows[other] == lows[channel]
          && highs[other] == highs[channel]
      }
    }
  }
}
