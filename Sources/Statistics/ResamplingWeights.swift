/// The weights that resampling gives to each of 200 buckets of units, in 1,000 replicates.
///
/// A unit (a customer, a deal, a person) falls in one of 200 buckets by a hash of its key. In
/// replicate `r` bucket `b` counts `Poisson(1)` times, divided by the mean of that replicate's 200
/// counts, so that a replicate total varies as the total of the units does (with the square root
/// of their number) and not by the 1/√200 that the number of buckets would add.
///
/// The count is a pure function of (seed, unit name, bucket, replicate): the generator is
/// SplitMix64 (Steele, Lea & Flood 2014, "Fast splittable pseudorandom number generators",
/// OOPSLA) evaluated at the counter `200 r + b` from a start that mixes the seed with the FNV-1a
/// hash of the unit name. Estimates over the same unit are therefore matched replicate by
/// replicate, whatever table they come from, and estimates over different units are independent.
/// Source of the scheme: Hanley & MacGibbon 2006, "Creating non-parametric bootstrap samples using
/// Poisson frequencies", Computer Methods and Programs in Biomedicine 83:57.
package struct ResamplingWeights: Sendable {
  /// The number of buckets that units are hashed into.
  package static let bucketCount = 200

  /// The number of replicates.
  package static let replicateCount = 1000

  /// Replicates stand in tiles of this many, so that a tile of weights stays in the first cache.
  static let tileWidth = 8
  static let tileCount = replicateCount / tileWidth

  /// The weights: lane `l` of `tiles[tile · 200 + bucket]` is that of replicate `8 tile + l`.
  let tiles: [SIMD8<Double>]

  /// Draws the 200,000 weights of a unit.
  ///
  /// - Parameters:
  ///   - seed: the seed of the session; the same seed gives the same weights on every machine.
  ///   - unit: the name of the unit resampled, such as `customer`.
  package init(seed: UInt64, unit: String) {
    let generator = CounterGenerator(seed: seed, stream: unit)
    let buckets = Self.bucketCount
    var tiles = [SIMD8<Double>](repeating: .one, count: buckets * Self.tileCount)
    for replicate in 0..<Self.replicateCount {
      let (tile, lane) = replicate.quotientAndRemainder(dividingBy: Self.tileWidth)
      var total = 0.0
      for bucket in 0..<buckets {
        let bits = generator.bits(at: UInt64(replicate * buckets + bucket))
        let count = PoissonOne.count(of: bits)
        tiles[tile * buckets + bucket][lane] = count
        total += count
      }
      // All 200 counts are zero with probability e⁻²⁰⁰; the weights would then be left as zeros.
      let mean = total > 0 ? total / Double(buckets) : 1
      for bucket in 0..<buckets { tiles[tile * buckets + bucket][lane] /= mean }
    }
    self.tiles = tiles
  }

  /// Draws weights of the distribution Gamma(½), half a squared normal, for the first buckets.
  ///
  /// Jeffreys' prior for the mean of a count has as much beside what was counted. The other buckets have
  /// the weight 0.
  ///
  /// - Parameters:
  ///   - seed: the seed of the session.
  ///   - unit: the name of what was not seen, such as `purchase`.
  ///   - count: how many buckets have weights; all 200 where it is more.
  package init(unseenBy seed: UInt64, unit: String, buckets count: Int) {
    let generator = CounterGenerator(seed: seed, stream: "unseen \(unit)")
    let buckets = Self.bucketCount
    var tiles = [SIMD8<Double>](repeating: .zero, count: buckets * Self.tileCount)
    for bucket in 0..<max(0, min(count, buckets)) {
      for replicate in 0..<Self.replicateCount {
        let (tile, lane) = replicate.quotientAndRemainder(dividingBy: Self.tileWidth)
        let normal = NormalDistribution.quantile(
          generator.uniform(at: UInt64(replicate * buckets + bucket)))
        tiles[tile * buckets + bucket][lane] = normal * normal / 2
      }
    }
    self.tiles = tiles
  }

  /// The weight of a bucket (0..<200) in a replicate (0..<1000).
  package func weight(bucket: Int, replicate: Int) -> Double {
    let (tile, lane) = replicate.quotientAndRemainder(dividingBy: Self.tileWidth)
    return tiles[tile * Self.bucketCount + bucket][lane]
  }
}

/// Draws from a Poisson distribution of mean one by inversion of its distribution function.
enum PoissonOne {
  /// `floor(2⁶⁴ F(k))` for k = 0…20: beyond 20 the probability is below 2⁻⁶⁴.
  private static let thresholds: [UInt64] = {
    // exp(-1) · 2⁶⁴ in parts of k!, summed in integers so that no rounding of doubles matters.
    var thresholds: [UInt64] = []
    var term: UInt64 = 6_786_177_901_268_885_274  // floor(2⁶⁴ / e)
    var sum: UInt64 = 0
    var k: UInt64 = 1
    while term > 0 {
      sum += term
      thresholds.append(sum)
      term /= k
      k += 1
    }
    return thresholds
  }()

  /// The draw that 64 uniform bits stand for.
  static func count(of bits: UInt64) -> Double {
    var count = 0
    while count < thresholds.count, bits >= thresholds[count] { count += 1 }
    return Double(count)
  }
}
