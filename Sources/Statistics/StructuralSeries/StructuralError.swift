/// Why a structural model says nothing about a series.
package enum StructuralError: Error, Equatable {
  /// A season of so many points is not one that the model can have.
  case period(Int, least: Int, greatest: Int)

  /// There are not as many control values as points times controls.
  case controlCount(expected: Int, found: Int)

  /// A dark point lies outside the series, or a position is given twice.
  case darkPoint(position: Int, points: Int)

  /// A value is infinite, or beyond 1e100 in magnitude.
  case valueOutOfRange(position: Int, value: Double)

  /// Controls must be known at every point, at the dark ones too.
  case missingControls(count: Int, position: Int, control: Int)

  /// The observed points outside the dark ones are fewer than the model needs: its states, its controls
  /// and `StructuralSeries.leastFreedom` more.
  case tooFew(observed: Int, needed: Int, states: Int, controls: Int)

  /// All observed points outside the dark ones have the same value.
  case constant(value: Double, observed: Int)

  /// Nothing is left to be explained by chance: the fixed parts go through all observed points.
  case exactFit(observed: Int)

  /// One of the places in the season is never observed outside the dark points, counted from 0 at the
  /// first point.
  case unobservedSeason(place: Int, period: Int)

  /// The points observed do not tell level, slope and season apart.
  case undeterminedState(observed: Int)

  /// A control is a combination of level, slope, season and the controls before it: of its variation
  /// only the share `unexplained` is its own.
  case collinear(control: Int, unexplained: Double)

  /// The filter cannot be computed in double precision with any variances that were tried.
  case notComputable
}
