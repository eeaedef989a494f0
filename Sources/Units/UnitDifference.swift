/// What tells a unit from the one that its place requires, in the words by which it is mended.
///
/// The quotient of the two units is the factor that is missing or one too many. (Numbat names the
/// factor in its messages, too.)
package enum UnitDifference: Hashable, Sendable {
  /// The one is the other upside down.
  case inverted
  /// Months on one side and days on the other: a basis must be stated.
  case basis
  /// The unit is to be multiplied or divided by these.
  case factors([Factor])
  /// Two kinds of quantity that share nothing, such as money and time.
  case unrelated

  package struct Factor: Hashable, Sendable {
    package var unit: NamedUnit
    /// True where the value is to be multiplied by a number of the unit, false where divided.
    package var isMultiplied: Bool
    /// True where the unit has it and should not; false where it lacks it.
    package var isFurther: Bool

    /// As a unit is written: `/month`, or `customer` above the line.
    package var text: String { isMultiplied == isFurther ? "/\(unit.name)" : unit.name }
  }

  /// Nil where the two measure the same thing.
  package init?(from mine: Unit, to wanted: Unit) {
    guard mine.dimension != wanted.dimension else { return nil }
    if !mine.isOne, mine.inverse.dimension == wanted.dimension {
      self = .inverted
      return
    }
    let quotient = wanted.divided(by: mine).unit
    let bases = Set(quotient.factors.map(\.unit.base))
    if bases == [.monthTime, .dayTime], quotient.factors.map(\.exponent).reduce(0, +) == 0 {
      self = .basis
      return
    }
    let shared = mine.factors.contains { factor in
      wanted.factors.contains { $0.unit.base == factor.unit.base }
    }
    guard shared || mine.isOne || wanted.isOne else {
      self = .unrelated
      return
    }
    self = .factors(
      quotient.factors.flatMap { factor in
        let own = mine.factors.first { $0.unit.base == factor.unit.base }?.exponent ?? 0
        let part = Factor(
          unit: factor.unit, isMultiplied: factor.exponent > 0,
          isFurther: factor.exponent > 0 ? own < 0 : own > 0)
        return [Factor](repeating: part, count: abs(factor.exponent))
      })
  }
}
