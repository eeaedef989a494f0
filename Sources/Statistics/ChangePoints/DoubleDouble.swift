/// A number as the unevaluated sum of two doubles, with about 32 significant digits.
///
/// Differences of prefix sums cancel; carried in pairs, what is left of a segment far from the
/// mean of the series still has all the digits of a double. Source: Dekker 1971, "A floating-point
/// technique for extending the available precision", Numerische Mathematik 18:224; the sum of two
/// doubles is Knuth's, the product uses a fused multiplication (Hida, Li & Bailey 2001).
struct DoubleDouble: Sendable, Equatable {
  let high: Double
  /// At most half a unit in the last place of `high`.
  let low: Double

  init(_ value: Double) { (high, low) = (value, 0) }

  private init(high: Double, low: Double) { (self.high, self.low) = (high, low) }

  /// The nearest double.
  var value: Double { high + low }

  /// The exact sum of two doubles.
  static func sum(_ a: Double, _ b: Double) -> DoubleDouble {
    let s = a + b
    let part = s - a
    return DoubleDouble(high: s, low: (a - (s - part)) + (b - part))
  }

  /// The exact product of two doubles.
  static func product(_ a: Double, _ b: Double) -> DoubleDouble {
    let p = a * b
    return DoubleDouble(high: p, low: (-p).addingProduct(a, b))
  }

  /// The exact sum where `a` is the larger in magnitude.
  private static func ordered(_ a: Double, _ b: Double) -> DoubleDouble {
    let s = a + b
    return DoubleDouble(high: s, low: b - (s - a))
  }

  static func + (a: DoubleDouble, b: DoubleDouble) -> DoubleDouble {
    let highs = sum(a.high, b.high)
    let lows = sum(a.low, b.low)
    let first = ordered(highs.high, highs.low + lows.high)
    return ordered(first.high, first.low + lows.low)
  }

  static prefix func - (a: DoubleDouble) -> DoubleDouble {
    DoubleDouble(high: -a.high, low: -a.low)
  }

  static func - (a: DoubleDouble, b: DoubleDouble) -> DoubleDouble { a + -b }

  static func * (a: DoubleDouble, b: DoubleDouble) -> DoubleDouble {
    let p = product(a.high, b.high)
    return ordered(p.high, p.low + (a.high * b.low + a.low * b.high))
  }

  static func / (a: DoubleDouble, b: DoubleDouble) -> DoubleDouble {
    let first = a.high / b.high
    let rest = a - b * DoubleDouble(first)
    let second = rest.high / b.high
    return ordered(first, second + (rest - b * DoubleDouble(second)).high / b.high)
  }
}
