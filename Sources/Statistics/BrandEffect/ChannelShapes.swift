extension EffectSetting {
  /// The undisturbed course of a channel, with its own spend as a control.
  ///
  /// - Throws: what the channel lacks.
  func shape(of channel: EffectChannel) throws(BrandEffectError) -> UndisturbedShape {
    let candidates = SpendStock.carryovers.compactMap { carryover in
      channel.spend.flatMap {
        SpendStock.saturated($0, ranges: blocks.ranges, carryover: carryover)
      }.map { (carryover: Double?.some(carryover), column: $0) }
    }
    return try shape(channel, candidates)
  }

  /// That of the sum of channels, with one control: how the sum moves with the spend of each channel.
  func shape(
    of sum: EffectChannel, madeOf shapes: [Result<UndisturbedShape, BrandEffectError>]
  ) throws(BrandEffectError) -> UndisturbedShape {
    let known = shapes.compactMap { try? $0.get() }
    var total = [Double](repeating: 0, count: blocks.count)
    var moves = false
    for shape in known {
      let size = shape.mean.reduce(0, +)
      guard let spend = shape.spend else {
        for block in total.indices { total[block] += size }
        continue
      }
      moves = true
      let mean = spend.column.reduce(0, +) / Double(spend.column.count)
      for block in total.indices {
        total[block] += size * exponential(spend.coefficient * (spend.column[block] - mean))
      }
    }
    let candidates = moves ? [(carryover: Double?.none, column: total.map(logarithm))] : []
    return try shape(sum, candidates)
  }

  private func shape(
    _ channel: EffectChannel, _ candidates: [(carryover: Double?, column: [Double])]
  ) throws(BrandEffectError) -> UndisturbedShape {
    let (observed, exposure) = blocked(channel.outcome)
    let isOutside = blocks.kinds.map { $0 == .outside }
    let outside = observed.indices.filter { isOutside[$0] && exposure[$0] > 0 }
    let inside = blocks.window
    guard inside.contains(where: { exposure[$0] > 0 }) else {
      throw .unobserved(
        channel: channel.name, points: inside.reduce(0) { $0 + blocks.ranges[$1].count })
    }
    let conversions = outside.reduce(0) { $0 + observed[$1] }
    if let first = outside.first, outside.allSatisfy({ observed[$0] == observed[first] }) {
      throw .constant(channel: channel.name, value: observed[first])
    }
    guard conversions >= BrandEffect.leastConversions else {
      throw .tooFew(
        channel: channel.name, conversions: conversions, least: BrandEffect.leastConversions)
    }
    do throws(RegressionError) {
      return try UndisturbedShape(
        observed: observed, exposure: exposure, isOutside: isOutside, trend: trend,
        season: season, candidates: candidates)
    } catch {
      throw .regression(error, channel: channel.name)
    }
  }
}
