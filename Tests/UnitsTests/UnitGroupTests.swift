import Testing

@testable import Units

/// Units under multiplication are a commutative group; magnitudes follow by the factors.
@Suite("Unit algebra") struct UnitGroupTests {
  private static let bases = ["USD", "customer", "month", "year", "quarter", "day", "week", "lead"]

  private static func units() throws -> [Units.Unit] {
    let catalogue = UnitCatalogue()
    let named = try bases.map { try #require(catalogue.named($0)) }
    var result = [Units.Unit.one]
    for (index, first) in named.enumerated() {
      result.append(Unit(first))
      result.append(Unit(first, exponent: -2))
      for second in named[(index + 1)...] {
        result.append(Unit(first).divided(by: Unit(second)).unit)
      }
    }
    return result
  }

  /// A product as an amount of base units: the scale that a magnitude of 1 stands for.
  private static func scale(_ product: (unit: Units.Unit, factor: Double)) -> Double {
    product.unit.scale * product.factor
  }

  private static func isNear(_ a: Double, _ b: Double) -> Bool { abs(a - b) <= 1e-12 * abs(b) }

  @Test("one is neutral, an inverse undoes, the order does not matter")
  func pairs() throws {
    for a in try Self.units() {
      #expect(a.multiplied(by: .one).unit == a)
      #expect(Self.isNear(Self.scale(a.multiplied(by: .one)), a.scale))
      #expect(a.multiplied(by: a.inverse).unit.isOne)
      #expect(Self.isNear(Self.scale(a.multiplied(by: a.inverse)), 1))
      for b in try Self.units() {
        let (left, right) = (a.multiplied(by: b), b.multiplied(by: a))
        #expect(left.unit.dimension == right.unit.dimension)
        #expect(Self.isNear(Self.scale(left), a.scale * b.scale))
        #expect(Self.isNear(Self.scale(right), a.scale * b.scale))
        let back = left.unit.divided(by: b)
        #expect(back.unit.dimension == a.dimension)
        #expect(Self.isNear(Self.scale(back) * left.factor, a.scale))
      }
    }
  }

  @Test("brackets do not matter")
  func triples() throws {
    let units = try Self.units()
    for a in units.prefix(20) {
      for b in units.suffix(15) {
        for c in units.dropFirst(10).prefix(12) {
          let (ab, bc) = (a.multiplied(by: b), b.multiplied(by: c))
          let left = ab.unit.multiplied(by: c)
          let right = a.multiplied(by: bc.unit)
          #expect(left.unit.dimension == right.unit.dimension)
          #expect(
            Self.isNear(Self.scale(left) * ab.factor, Self.scale(right) * bc.factor))
        }
      }
    }
  }

  /// The exponents of a product of named units by their bases: what the algebra must agree with.
  private struct Word {
    var unit = Units.Unit.one
    var exponents: [BaseDimension: Int] = [:]
    /// Of a product of magnitudes of 1.
    var factor = 1.0
    var size = 1.0
  }

  private static func word(_ named: [NamedUnit], _ next: () -> UInt64) -> Word {
    var word = Word()
    for _ in 0..<next() % 4 {
      let unit = named[Int(next() % UInt64(named.count))]
      let exponent = Int(next() % 5) - 2
      let product = word.unit.multiplied(by: Unit(unit, exponent: exponent))
      word.unit = product.unit
      word.factor *= product.factor
      word.exponents[unit.base, default: 0] += exponent
      for _ in 0..<abs(exponent) {
        word.size = exponent < 0 ? word.size / unit.scale : word.size * unit.scale
      }
    }
    return word
  }

  private static func dimension(_ words: Word...) -> Set<DimensionExponent> {
    var exponents: [BaseDimension: Int] = [:]
    for word in words { exponents.merge(word.exponents, uniquingKeysWith: +) }
    return Set(
      exponents.filter { $0.value != 0 }.map { DimensionExponent(base: $0.key, exponent: $0.value) }
    )
  }

  @Test("all of it holds for 10,000 random products")
  func randomProducts() {
    // SplitMix64, Steele, Lea and Flood 2014.
    var state: UInt64 = 5
    func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }
    let named = UnitCatalogue().units
    for number in 0..<10_000 {
      let (a, b, c) = (
        Self.word(named, next), Self.word(named, next), Self.word(named, next)
      )
      let ab = a.unit.multiplied(by: b.unit)
      let ba = b.unit.multiplied(by: a.unit)
      let bc = b.unit.multiplied(by: c.unit)
      let left = ab.unit.multiplied(by: c.unit)
      let right = a.unit.multiplied(by: bc.unit)
      let back = ab.unit.divided(by: b.unit)
      let none = a.unit.multiplied(by: a.unit.inverse)
      let isGroup =
        a.unit.dimension == Self.dimension(a)
        && Self.isNear(a.unit.scale * a.factor, a.size)
        && ab.unit.dimension == Self.dimension(a, b) && ba.unit.dimension == ab.unit.dimension
        && Self.isNear(Self.scale(ab), a.unit.scale * b.unit.scale)
        && Self.isNear(Self.scale(ba), Self.scale(ab))
        && left.unit.dimension == Self.dimension(a, b, c)
        && right.unit.dimension == left.unit.dimension
        && Self.isNear(Self.scale(left) * ab.factor, Self.scale(right) * bc.factor)
        && a.unit.multiplied(by: .one).unit == a.unit
        && none.unit.isOne && Self.isNear(none.factor, 1)
        && back.unit.dimension == a.unit.dimension
        && Self.isNear(Self.scale(back) * ab.factor, a.unit.scale)
      if !isGroup {
        Issue.record("product \(number): \(a), \(b), \(c)")
        return
      }
    }
  }
}
