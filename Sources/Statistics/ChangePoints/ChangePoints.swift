/// Where a series changes its level, its variance or its slope, and what it is in between.
package struct ChangePoints: Sendable {
  package let model: SegmentModel
  package let noise: SeriesNoise
  /// The penalty of a change point that was used, in the units of the cost.
  package let penalty: Double
  /// The cost of all segments without penalties: squared units of the series, or −2 ln L.
  package let cost: Double
  /// The cost of the series as one segment.
  package let costWithoutChanges: Double
  package let segments: [ChangeSegment]

  let series: ObservedSeries
  let segmentCost: SegmentCost
  let minimumLength: Int

  /// Finds the change points of a series exactly: no other division has a smaller total.
  ///
  /// - Parameters:
  ///   - series: values at equal steps of time; NaN for a missing one, whose position is kept.
  ///   - model: what is constant within a segment.
  ///   - penalty: what a change point has to save.
  ///   - minimumLength: the fewest observed values of a segment; by default the model's least.
  ///   - isIndependent: whether neighbours are taken to have no correlation, instead of the estimated.
  ///   - prunes: whether starts that cannot be best are left out, which changes nothing but time.
  /// - Throws: `tooFew` below 7 observed values or two segments; `constant`; what is wrong with the
  ///   penalty, the length or a value.
  /// - Complexity: that of `Partition.pruned`, and O(n log n) for the noise.
  package init(
    of series: [Double], model: SegmentModel, penalty: ChangePenalty = .automatic,
    minimumLength: Int? = nil, isIndependent: Bool = false, prunes: Bool = true
  ) throws(ChangePointError) {
    let observed = try ObservedSeries(series)
    let length = minimumLength ?? model.leastLength
    guard observed.count >= SeriesNoise.leastCount else {
      throw .tooFew(observed: observed.count, least: SeriesNoise.leastCount)
    }
    guard length >= model.leastLength, length <= observed.count / 2 else {
      throw .minimumLength(length, least: model.leastLength, most: observed.count / 2)
    }
    let centred = try observed.centred()
    self.model = model
    self.minimumLength = length
    self.series = observed
    noise = SeriesNoise(
      model, centred: centred, positions: observed.positions, isIndependent: isIndependent)
    self.penalty = try penalty.value(model, noise: noise, count: observed.count)
    segmentCost = SegmentCost(
      model, centred: centred, positions: observed.positions,
      varianceFloor: Self.varianceFloor(observed.values, noise))
    let partition =
      prunes
      ? Partition.pruned(segmentCost, penalty: self.penalty, minimumLength: length)
      : Partition.exhaustive(segmentCost, penalty: self.penalty, minimumLength: length)
    self.cost = partition.cost
    costWithoutChanges = segmentCost(0, observed.count)
    let cost = segmentCost
    segments = zip(partition.starts, partition.starts.dropFirst() + [observed.count]).map {
      ChangeSegment(observed, cost, $0, $1)
    }
  }

  /// The least variance of a segment: a tenth of the noise's standard deviation, squared, but
  /// at least that of rounding, δ²/12, where δ is the least distance of two different values.
  ///
  /// Without one a segment of equal values would have an infinite likelihood, and among many
  /// pairs and triples of neighbours some are nearly equal by chance.
  private static func varianceFloor(_ values: [Double], _ noise: SeriesNoise) -> Double {
    let sorted = values.sorted()
    var step = Double.infinity
    for (higher, lower) in zip(sorted.dropFirst(), sorted) where higher > lower {
      step = min(step, higher - lower)
    }
    return max(step * step / 12, 1e-2 * noise.variance)
  }

  /// How many change points there are.
  package var count: Int { segments.count - 1 }
}

/// A stretch of a series between two change points.
package struct ChangeSegment: Sendable, Equatable {
  /// The positions of its first and last observed values, from 0.
  package let positions: ClosedRange<Int>
  /// Its observed values by their order, from 0.
  package let observations: Range<Int>
  /// The mean of its values.
  package let mean: Double
  /// The slope of its line, in units per position; nil unless the model is of lines.
  package let slope: Double?
  /// The sum of squares about its mean or line.
  package let squares: Double

  init(_ series: ObservedSeries, _ cost: SegmentCost, _ start: Int, _ end: Int) {
    observations = start..<end
    positions = series.positions[start]...series.positions[end - 1]
    var sum = CompensatedSum()
    for value in series.values[start..<end] { sum.add(value - series.values[start]) }
    mean = series.values[start] + sum.value / Double(end - start)
    slope = cost.slope(start, end)
    squares = cost.model == .slope ? cost(start, end) : cost.squaresAboutMean(start, end)
  }
}
