import Glibc

/// The functions of the C mathematics library that the simulation uses.
enum Exponential {
  static func of(_ x: Double) -> Double { exp(x) }
  static func logarithm(_ x: Double) -> Double { log(x) }
  static func power(_ base: Double, _ exponent: Double) -> Double {
    exponent == 1 ? base : exponent == 0 ? 1 : pow(base, exponent)
  }
  static func cosine(_ x: Double) -> Double { cos(x) }
}

/// Amounts of money.
enum Money {
  /// To the nearest cent, halves away from zero.
  static func cents(_ amount: Double) -> Double { (amount * 100).rounded() / 100 }
}
