/// The end of a profile likelihood interval: where the least squares of all other parameters reach a limit.
///
/// √(S(x) − S₀) is nearly linear in x, so that a secant through it needs few steps; a bracket keeps it safe
/// (Venzon & Moolgavkar 1988, "A method for computing profile-likelihood-based confidence intervals",
/// Applied Statistics 37:87).
enum ProfileEnd {
  private static let tolerance = 5e-3
  private static let mostSteps = 24

  /// How far each point of a profile is brought down: of one channel, and of several, which take longer.
  static let alone = (mostSteps: 40, tolerance: 1e-7)
  static let together = (mostSteps: 20, tolerance: 1e-5)

  /// Two standard errors away, and at most half way to a wall.
  static func guess(from value: Double, towards wall: Double, error: Double?) -> Double {
    let room = wall - value
    let length = min(2 * (error ?? .infinity), room.magnitude / 2)
    return value + Double(signOf: room, magnitudeOf: length)
  }

  /// - Parameters:
  ///   - value: where the squares are least.
  ///   - first: a guess of the end, on the side that is searched.
  ///   - wall: beyond which is nothing, where there is such a place.
  ///   - least: the squares at `value`.
  ///   - limit: the squares at the end.
  ///   - squares: the least squares with the parameter held.
  /// - Returns: nil where the limit is not reached before the wall, or within 4²³ times the guess.
  static func find(
    from value: Double, first: Double, wall: Double? = nil, least: Double, limit: Double,
    _ squares: (Double) -> Double
  ) -> Double? {
    let goal = max(0, limit - least).squareRoot()
    guard goal > 0 else { return value }
    // Within the interval, and beyond it, with the root of what the squares rise by less the goal.
    var inner = (place: value, excess: -goal)
    var outer: (place: Double, excess: Double)?
    if let wall {
      let excess = max(0, squares(wall) - least).squareRoot() - goal
      guard excess > 0 else { return nil }
      outer = (wall, excess)
    }
    var next = first
    // An end that stays twice counts half: Dowell & Jarratt 1971, "A modified regula falsi method for computing
    // the root of an equation", BIT 11:168.
    var weights = (inner: 1.0, outer: 1.0)
    var wasInner: Bool?
    for _ in 0..<mostSteps {
      let excess = max(0, squares(next) - least).squareRoot() - goal
      if excess.magnitude <= tolerance * goal { return next }
      let isInner = excess < 0
      let isSame = wasInner == isInner
      if isInner {
        inner = (next, excess)
        weights = (1, isSame ? weights.outer / 2 : weights.outer)
      } else {
        outer = (next, excess)
        weights = (isSame ? weights.inner / 2 : weights.inner, 1)
      }
      wasInner = isInner
      if let outer {
        guard outer.excess.isFinite else {
          next = (inner.place + outer.place) / 2
          continue
        }
        let (far, near) = (outer.excess * weights.outer, -inner.excess * weights.inner)
        let share = min(max(near / (far + near), 0.02), 0.98)
        next = inner.place + share * (outer.place - inner.place)
      } else {
        let rise = inner.excess + goal
        let factor = rise > 0 ? min(max(1.05 * goal / rise, 1.2), 4) : 4
        next = value + factor * (inner.place - value)
      }
    }
    return outer == nil ? nil : next
  }
}
