/// The random numbers of the replicates of a path.
///
/// Every number is a pure function of seed, stream, replicate and place, whatever else is drawn.
struct ReplicateDraws {
  private let normals: CounterGenerator
  private let scales: CounterGenerator
  /// The replicates in the order in which they take points of the grid: which replicate has which point
  /// says nothing about other estimates with the same seed.
  let order: [Int]

  init(seed: UInt64, stream: String, count: Int) {
    normals = CounterGenerator(seed: seed, stream: "path of \(stream)")
    scales = CounterGenerator(seed: seed, stream: "scale of \(stream)")
    let generator = CounterGenerator(seed: seed, stream: "variances of \(stream)")
    let keys = (0..<count).map { generator.bits(at: UInt64($0)) }
    order = (0..<count).sorted { keys[$0] != keys[$1] ? keys[$0] < keys[$1] : $0 < $1 }
  }

  /// Where the replicate that comes in this place stands between 0 and 1: the middle of its part.
  func level(_ place: Int) -> Double { (Double(place) + 0.5) / Double(order.count) }

  /// A draw from the chi-squared distribution of at least two degrees of freedom.
  ///
  /// Source: Marsaglia & Tsang 2000, "A simple method for generating gamma variables", ACM Transactions on
  /// Mathematical Software 26:363.
  func chiSquared(_ freedom: Double, of replicate: Int) -> Double {
    let d = freedom / 2 - 1.0 / 3
    let c = 1 / (9 * d).squareRoot()
    // Over 95% of tries are taken; 60 refused ones do not happen.
    for attempt in 0..<60 {
      let counter = UInt64(replicate) &* 128 &+ UInt64(2 * attempt)
      let normal = NormalDistribution.quantile(scales.uniform(at: counter))
      let root = 1 + c * normal
      guard root > 0 else { continue }
      let cube = root * root * root
      let limit = 0.5 * normal * normal + d * (1 - cube + logarithm(cube))
      if logarithm(scales.uniform(at: counter + 1)) < limit { return 2 * d * cube }
    }
    return freedom
  }

  /// A standard normal draw, from the numbers that `chiSquared` takes.
  func standardNormal(of replicate: Int) -> Double {
    NormalDistribution.quantile(scales.uniform(at: UInt64(replicate) &* 128))
  }

  /// Draws a normal path with mean zero.
  ///
  /// - Parameters:
  ///   - factor: of the covariance.
  ///   - scale: the standard deviation that the covariance is over.
  ///   - replicate: whose numbers are drawn.
  ///   - receive: takes each row and its value.
  func path(
    _ factor: TriangularFactor, scale: Double, of replicate: Int,
    _ receive: (Int, Double) -> Void
  ) {
    let size = factor.size
    let first = UInt64(replicate) &* UInt64(size)
    let drawn = (0..<size).map {
      scale * NormalDistribution.quantile(normals.uniform(at: first &+ UInt64($0)))
    }
    for row in 0..<size {
      var sum = 0.0
      for column in 0...row { sum += factor.entries[row * size + column] * drawn[column] }
      receive(row, sum)
    }
  }
}
