/// Why a series has no change points to speak of.
package enum ChangePointError: Error, Sendable, Equatable {
  /// Fewer observed values than two segments and a figure of the noise need.
  case tooFew(observed: Int, least: Int)

  /// All observed values are the same.
  case constant(value: Double, observed: Int)

  /// A value is infinite; NaN stands for a missing one.
  case infinite(position: Int)

  /// The values spread over so much or so little that their squares are no numbers.
  case spread(Double)

  /// A penalty has to be a positive number.
  case penalty(Double)

  /// A segment has to be at least `least` long for its cost, and two have to fit.
  case minimumLength(Int, least: Int, most: Int)
}
