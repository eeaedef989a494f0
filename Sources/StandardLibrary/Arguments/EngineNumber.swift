/// Numbers as the engine's SQL writes them.
enum EngineNumber {
  /// A literal that the engine reads as the same double: with an exponent, since `12.0` alone would
  /// be a decimal.
  static func text(_ number: Double) -> String {
    let digits = number.description
    return digits.contains("e") ? digits : digits + "e0"
  }

  /// An expression as a double, whatever type of number its column has.
  static func double(_ expression: String) -> String { "CAST(\(expression) AS DOUBLE)" }
}
