/// Random bits as a pure function of a seed, a stream's name and a counter (SplitMix64).
///
/// There is no state to advance: any draw can be made alone, in any order, on any thread.
/// Source: Steele, Lea & Flood 2014, "Fast splittable pseudorandom number generators", OOPSLA;
/// the mixing constants are those of variant 13 in Stafford 2011, "Better bit mixing".
package struct CounterGenerator: Sendable {
  private let start: UInt64

  /// The sequence that a SplitMix64 generator gives from a state.
  package init(state: UInt64) { start = state }

  /// The stream of a name under a seed; different names give independent streams.
  package init(seed: UInt64, stream: String) {
    // FNV-1a, 64 bits, over the name's UTF-8 bytes.
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in stream.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    start = Self.mixed(Self.mixed(seed) &+ hash)
  }

  /// The 64 random bits at a counter.
  package func bits(at counter: UInt64) -> UInt64 {
    Self.mixed(start &+ (counter &+ 1) &* 0x9E37_79B9_7F4A_7C15)
  }

  /// A uniform number in the open interval (0, 1), with 53 random bits, at a counter.
  package func uniform(at counter: UInt64) -> Double {
    (Double(bits(at: counter) >> 11) + 0.5) * 0x1p-53
  }

  /// A whole number from 0 to one less than a count, which is positive.
  func index(below count: Int, at counter: UInt64) -> Int {
    // Beside 1 a number of the interval may be rounded to it.
    min(count - 1, Int(uniform(at: counter) * Double(count)))
  }

  private static func mixed(_ value: UInt64) -> UInt64 {
    var z = value
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
