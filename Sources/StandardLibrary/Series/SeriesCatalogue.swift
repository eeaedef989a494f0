extension Function {
  /// The functions of series, in the order of the reference.
  package static let series: [Function] = [.darkPeriods, .dips, .effect, .brandEffect, .forecast]
}
