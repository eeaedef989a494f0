extension Function {
  /// The functions of attribution, in the order of the reference.
  package static let attribution: [Function] = [
    .attribute, .attributionModels, .paths, .transitions, .synergy,
  ]
}
