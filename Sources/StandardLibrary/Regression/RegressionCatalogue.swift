extension Function {
  /// The functions of effects that compare rows, in the order of the reference.
  package static let regression: [Function] = [.difference, .lift, .regress]
}
