/// A family of response curves; the raw value is its name in the language.
package enum CurveFamily: String, CaseIterable, Sendable {
  /// c xⁿ / (kⁿ + xⁿ): S-shaped where n > 1.
  case hill

  /// c x / (k + x), the Hill curve with n = 1.
  case michaelisMenten = "michaelis_menten"

  /// c (1 − exp(−x/k)).
  case exponential

  /// c (x/k)ⁿ with 0 < n ≤ 1, which has no ceiling.
  case power

  /// c ln(1 + x/k), which has no ceiling.
  case logarithm = "log"

  /// c tanh(x/k).
  case tanh

  /// Whether the family has the parameter n besides amplitude and scale.
  package var hasShape: Bool { self == .hill || self == .power }

  /// Whether the outcome approaches the amplitude as spend grows, and never passes it.
  package var hasCeiling: Bool { self != .power && self != .logarithm }
}
