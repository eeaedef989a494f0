import Testing
import Units

/// The factor between two units is the quotient that makes the one the other, worked out by hand.
@Suite("The difference of two units") struct UnitDifferenceTests {
  private static let units = UnitCatalogue()

  /// A unit as it is written: `USD/customer/month`.
  private static func unit(_ text: String) throws -> Unit {
    let parts = text.split(separator: "/").map(String.init)
    var result = Unit.one
    for (index, part) in parts.enumerated() where part != "1" {
      let named = try #require(units.named(part))
      result = result.multiplied(by: Unit(named, exponent: index == 0 ? 1 : -1)).unit
    }
    return result
  }

  @Test(
    "names the factors with what is done with them",
    arguments: [
      ("USD/customer/month", "USD/customer", ["further /month, multiply"]),
      ("USD/customer", "USD/customer/month", ["lacks /month, divide"]),
      ("USD", "USD/customer", ["lacks /customer, divide"]),
      ("USD/month", "USD/customer", ["further /month, multiply", "lacks /customer, divide"]),
      ("1", "customer", ["lacks customer, multiply"]),
      ("customer", "1", ["further customer, divide"]),
      ("USD/year", "USD", ["further /year, multiply"]),
    ])
  func factors(_ from: String, _ to: String, _ expected: [String]) throws {
    let difference = UnitDifference(from: try Self.unit(from), to: try Self.unit(to))
    guard case .factors(let factors)? = difference else {
      Issue.record("\(String(describing: difference))")
      return
    }
    let words = factors.map { factor in
      "\(factor.isFurther ? "further" : "lacks") \(factor.text), \(factor.isMultiplied ? "multiply" : "divide")"
    }
    #expect(words.sorted() == expected.sorted())
  }

  @Test("is none within one dimension, and told where one is the other upside down")
  func others() throws {
    #expect(UnitDifference(from: try Self.unit("month"), to: try Self.unit("year")) == nil)
    #expect(
      UnitDifference(from: try Self.unit("customer/USD"), to: try Self.unit("USD/customer"))
        == .inverted)
    #expect(UnitDifference(from: try Self.unit("1/month"), to: try Self.unit("year")) == .inverted)
    #expect(UnitDifference(from: try Self.unit("month"), to: try Self.unit("day")) == .basis)
    #expect(
      UnitDifference(from: try Self.unit("USD/day"), to: try Self.unit("USD/month")) == .basis)
    #expect(UnitDifference(from: try Self.unit("USD"), to: try Self.unit("month")) == .unrelated)
  }
}
