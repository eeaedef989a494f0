/// A product of named units with whole exponents, such as USD/customer/month.
///
/// Each base dimension occurs at most once, so units form a group: multiplication brings two units
/// of one dimension to the left one's and reports the factor.
package struct Unit: Hashable, Sendable {
  package struct Factor: Hashable, Sendable {
    package var unit: NamedUnit
    package var exponent: Int
  }

  /// In the order in which they are shown.
  package private(set) var factors: [Factor]

  package static let one = Unit(factors: [])

  private init(factors: [Factor]) { self.factors = factors }

  package init(_ unit: NamedUnit, exponent: Int = 1) {
    factors = exponent == 0 ? [] : [Factor(unit: unit, exponent: exponent)]
  }

  package static func == (left: Self, right: Self) -> Bool {
    left.factors.count == right.factors.count && left.factors.allSatisfy(right.factors.contains)
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(Set(factors))
  }

  package var isOne: Bool { factors.isEmpty }

  /// The exponents by base dimension: what must agree for a sum.
  package var dimension: Set<DimensionExponent> {
    Set(factors.map { DimensionExponent(base: $0.unit.base, exponent: $0.exponent) })
  }

  /// How many units of the base dimensions one of this unit is.
  package var scale: Double {
    factors.reduce(1) { $0 * Self.power($1.unit.scale, $1.exponent) }
  }

  /// The product, in the left side's units, and the factor that the magnitudes' product takes.
  package func multiplied(by other: Unit) -> (unit: Unit, factor: Double) {
    var result = factors
    var factor = 1.0
    for incoming in other.factors {
      if let index = result.firstIndex(where: { $0.unit.base == incoming.unit.base }) {
        factor *= Self.power(
          incoming.unit.scale / result[index].unit.scale, incoming.exponent)
        result[index].exponent += incoming.exponent
      } else {
        result.append(incoming)
      }
    }
    return (Unit(factors: result.filter { $0.exponent != 0 }), factor)
  }

  package var inverse: Unit {
    Unit(factors: factors.map { Factor(unit: $0.unit, exponent: -$0.exponent) })
  }

  package func divided(by other: Unit) -> (unit: Unit, factor: Double) {
    multiplied(by: other.inverse)
  }

  /// The unit to a whole power; nil when an exponent would pass ±9, which no analysis needs.
  package func raised(to power: Int) -> Unit? {
    guard abs(power) <= 9, factors.allSatisfy({ abs($0.exponent * power) <= 9 }) else { return nil }
    guard power != 0 else { return .one }
    return Unit(factors: factors.map { Factor(unit: $0.unit, exponent: $0.exponent * power) })
  }

  /// What a magnitude in this unit is multiplied by to be one in `other`; nil when they measure
  /// different things.
  package func factor(to other: Unit) -> Double? {
    guard dimension == other.dimension else { return nil }
    guard self != other else { return 1 }
    return factors.reduce(1.0) { product, mine in
      let theirs = other.factors.first { $0.unit.base == mine.unit.base }?.unit.scale ?? 1
      return product * Self.power(Self.ratio(mine.unit.scale, theirs), mine.exponent)
    }
  }

  /// How many of one unit make another; exact where that is a whole number or one over it, such as 60
  /// minutes in an hour, whose scales in days are no doubles.
  private static func ratio(_ mine: Double, _ theirs: Double) -> Double {
    let ratio = mine / theirs
    for (value, isInverse) in [(ratio, false), (1 / ratio, true)] {
      let whole = value.rounded()
      guard whole >= 1, (value - whole).magnitude <= whole * 1e-12 else { continue }
      return isInverse ? 1 / whole : whole
    }
    return ratio
  }

  /// The one factor of a unit such as `month` or `customer`.
  package var single: NamedUnit? {
    guard factors.count == 1, let only = factors.first, only.exponent == 1 else { return nil }
    return only.unit
  }

  /// True for a plain count such as `customer`.
  package var isCount: Bool { single?.base.kind == .count }
  /// True for a duration such as `month` or `day`.
  package var isTime: Bool { single?.base.isTime ?? false }
  /// True for an amount of money, whatever it is per.
  package var currency: NamedUnit? {
    factors.first { $0.unit.base.kind == .currency && $0.exponent == 1 }?.unit
  }
  /// True when every factor is a count, so that a quotient of two such is a share.
  package var isMadeOfCounts: Bool {
    !factors.isEmpty && factors.allSatisfy { $0.unit.base.kind == .count }
  }

  /// `1/month` of a rate: its time unit.
  package var perTime: NamedUnit? {
    guard factors.count == 1, let only = factors.first, only.exponent == -1, only.unit.base.isTime
    else { return nil }
    return only.unit
  }

  private static func power(_ base: Double, _ exponent: Int) -> Double {
    var result = 1.0
    for _ in 0..<abs(exponent) { result *= base }
    return exponent < 0 ? 1 / result : result
  }
}

/// One base dimension with its exponent.
package struct DimensionExponent: Hashable, Sendable {
  package var base: BaseDimension
  package var exponent: Int
}

extension Unit: CustomStringConvertible {
  /// As a program writes it: `USD/customer/month`, `1/month`.
  package var description: String {
    let above = factors.filter { $0.exponent > 0 }.map { Self.text($0.unit.name, $0.exponent) }
    let below = factors.filter { $0.exponent < 0 }.map { Self.text($0.unit.name, -$0.exponent) }
    guard !factors.isEmpty else { return "1" }
    return ([above.isEmpty ? "1" : above.joined(separator: "·")] + below).joined(separator: "/")
  }

  private static func text(_ name: String, _ exponent: Int) -> String {
    exponent == 1 ? name : "\(name)^\(exponent)"
  }
}
