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
}
