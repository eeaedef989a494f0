/// The cost of any segment of a series in constant time, by prefix sums.
///
/// The values are centred at their mean and the positions at their middle; the sums are carried
/// with 32 digits, so that a small variance beside large differences of level is not lost. Each
/// cost is the minimum over the figures of a segment of a sum over its values. So cutting a segment
/// never raises its cost, which is what makes pruning exact.
struct SegmentCost: Sendable {
  let model: SegmentModel
  let count: Int
  /// The least variance of a segment under `.meanAndVariance`, in squared units; positive.
  let varianceFloor: Double

  // Each has count + 1 elements: the sum over the values before an index.
  private let sums: [DoubleDouble]
  private let squares: [DoubleDouble]
  private let times: [DoubleDouble]
  private let squaredTimes: [DoubleDouble]
  private let products: [DoubleDouble]
  private let logarithmOfFloor: Double

  /// The sums of values less their mean; where these stand is used by `.slope` alone.
  ///
  /// - Complexity: O(n).
  init(_ model: SegmentModel, centred: [Double], positions: [Int], varianceFloor: Double) {
    self.model = model
    count = centred.count
    self.varianceFloor = varianceFloor
    logarithmOfFloor = logarithm(varianceFloor)
    sums = Self.prefix(centred.map { DoubleDouble($0) })
    squares = Self.prefix(centred.map { DoubleDouble.product($0, $0) })
    guard model == .slope else {
      (times, squaredTimes, products) = ([], [], [])
      return
    }
    let middle = (positions.last ?? 0) / 2
    let centredTimes = positions.map { Double($0 - middle) }
    times = Self.prefix(centredTimes.map { DoubleDouble($0) })
    squaredTimes = Self.prefix(centredTimes.map { DoubleDouble.product($0, $0) })
    products = Self.prefix(zip(centredTimes, centred).map { DoubleDouble.product($0, $1) })
  }

  private static func prefix(_ terms: [DoubleDouble]) -> [DoubleDouble] {
    var sums = [DoubleDouble(0)]
    sums.reserveCapacity(terms.count + 1)
    var sum = DoubleDouble(0)
    for term in terms {
      sum = sum + term
      sums.append(sum)
    }
    return sums
  }

  /// The cost of the values from `start` up to, not including, `end`.
  ///
  /// - Parameters:
  ///   - start: at least 0.
  ///   - end: at most `count`, and `start` plus the model's least length at least.
  /// - Returns: squared units of the series, or for `.meanAndVariance` units of −2 ln L.
  func callAsFunction(_ start: Int, _ end: Int) -> Double {
    switch model {
    case .mean: squaresAboutMean(start, end)
    case .slope: squaresAboutLine(start, end)
    case .meanAndVariance: deviance(start, end)
    }
  }

  /// The sum of squares about the mean of a segment.
  func squaresAboutMean(_ start: Int, _ end: Int) -> Double {
    let sum = sums[end] - sums[start]
    let rest = (squares[end] - squares[start]) - sum * sum / DoubleDouble(Double(end - start))
    return max(0, rest.value)
  }

  /// −2 ln L less n ln 2π, at the variance of the segment but at least the floor.
  private func deviance(_ start: Int, _ end: Int) -> Double {
    let count = Double(end - start)
    let squares = squaresAboutMean(start, end)
    let variance = squares / count
    return variance >= varianceFloor
      ? count * (logarithm(variance) + 1)
      : count * logarithmOfFloor + squares / varianceFloor
  }

  /// The sum of squares about the line of a segment.
  private func squaresAboutLine(_ start: Int, _ end: Int) -> Double {
    guard end - start > 2 else { return 0 }
    let moments = moments(start, end)
    let explained = moments.product * moments.product / moments.squaredTime
    return max(0, (moments.square - explained).value)
  }

  /// The slope of the line of a segment, per position.
  func slope(_ start: Int, _ end: Int) -> Double? {
    guard model == .slope, end - start >= 2 else { return nil }
    let moments = moments(start, end)
    return (moments.product / moments.squaredTime).value
  }

  /// The sums about the means of a segment.
  private func moments(
    _ start: Int, _ end: Int
  ) -> (square: DoubleDouble, squaredTime: DoubleDouble, product: DoubleDouble) {
    let count = DoubleDouble(Double(end - start))
    let sum = sums[end] - sums[start]
    let time = times[end] - times[start]
    return (
      squares[end] - squares[start] - sum * sum / count,
      squaredTimes[end] - squaredTimes[start] - time * time / count,
      products[end] - products[start] - time * sum / count
    )
  }
}
