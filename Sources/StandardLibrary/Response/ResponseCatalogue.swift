extension Function {
  /// The functions of diminishing returns, in the order of the reference.
  package static let diminishingReturns: [Function] = [
    .response, .marginal, .saturation, .contributions, .allocate, .plan,
  ]
}
