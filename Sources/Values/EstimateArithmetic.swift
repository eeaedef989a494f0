package import Units

/// Arithmetic of estimates, replicate by replicate, so that what two of them have in common stays in
/// common: `a - a` is 0 with an interval of no width.
///
/// An interval comes from the replicates' quantiles (the percentile interval of Efron and
/// Tibshirani, "An Introduction to the Bootstrap", 1993, section 13.3), unless the estimate's own
/// interval can be carried through a monotone function.
extension Estimate {
  /// How a function runs over the range of the estimate.
  package enum Direction: Hashable, Sendable { case increasing, decreasing, none }

  /// The share of replicates without a value from which there is only a bound.
  package static let toleratedShare = 0.05

  /// A function of one estimate.
  ///
  /// A monotone function takes the ends of the interval along, whatever the interval was made of;
  /// otherwise it is made anew from the replicates. The parts and the explanation are dropped, for
  /// they tell of the estimate before.
  ///
  /// Errors: those of the replicates, where they are needed.
  package func map(
    _ transform: @escaping @Sendable (Double) -> Double, measure: Measure, monotone: Direction,
  ) throws(ValueError) -> Estimate {
    if monotone != .none, interval != .none {
      var result = Estimate(
        value: transform(value), measure: measure,
        interval: moved(interval, by: transform, monotone), level: level, notes: notes)
      let before = lazyReplicates
      result.lazyReplicates = LazyAttempt { () throws(ValueError) in
        try before.value.map { replicate in
          let outcome = transform(replicate)
          return outcome.isFinite && !replicate.isNaN ? outcome : .nan
        }
      }
      return result
    }
    let replicates = try replicates
    let outcomes = replicates.map { $0.isNaN ? transform(standIn) : transform($0) }
    var result = Estimate.made(
      value: transform(value), measure: measure, level: level, outcomes: outcomes,
      hadNoValue: replicates.map(\.isNaN), notes: notes)
    if replicates.isEmpty, interval != .none {
      result.notes = Estimate.merged(notes, [Self.lostInterval])
    }
    return result
  }

  /// A function of two estimates, each replicate of one with the same replicate of the other.
  ///
  /// Replicates without a finite value are left out and counted. With more than 5% of them there is
  /// only a bound, on the side where values remain: dividing by a count that is often zero gives at
  /// least so much. An estimate without replicates counts as a constant and a note says so.
  ///
  /// Errors: those of the replicates.
  package static func combine(
    _ a: Estimate, _ b: Estimate, measure: Measure, _ operation: (Double, Double) -> Double,
  ) throws(ValueError) -> Estimate {
    let value = operation(a.value, b.value)
    let (lefts, rights) = (try a.replicates, try b.replicates)
    let level = max(a.level, b.level)
    var notes = merged(a.notes, b.notes)
    for (side, replicates) in [(a, lefts), (b, rights)]
    where replicates.isEmpty && side.interval != .none {
      notes = merged(notes, [lostInterval])
    }
    let count =
      lefts.isEmpty || rights.isEmpty
      ? max(lefts.count, rights.count) : min(lefts.count, rights.count)
    var outcomes: [Double] = []
    var hadNoValue: [Bool] = []
    outcomes.reserveCapacity(count)
    for index in 0..<count {
      let left = lefts.isEmpty ? a.value : lefts[index]
      let right = rights.isEmpty ? b.value : rights[index]
      hadNoValue.append(left.isNaN || right.isNaN)
      outcomes.append(
        operation(left.isNaN ? a.standIn : left, right.isNaN ? b.standIn : right))
    }
    return made(
      value: value, measure: measure, level: level, outcomes: outcomes, hadNoValue: hadNoValue,
      notes: notes)
  }

  // MARK: Intervals

  static let lostInterval = Note(
    .note, "an estimate without replicates was used as a constant: its own interval is not counted",
  )

  /// What stands for a replicate without a value while its side is looked for.
  private var standIn: Double {
    if case .atMost = interval { -.infinity } else { .infinity }
  }

  /// An estimate whose interval comes from what an operation made of each replicate.
  ///
  /// `hadNoValue` tells which outcomes come from a replicate that had no value before.
  private static func made(
    value: Double, measure: Measure, level: Double, outcomes: [Double], hadNoValue: [Bool],
    notes: [Note],
  ) -> Estimate {
    var kept: [Double] = []
    var above = 0
    var below = 0
    var replicates = outcomes
    for (index, outcome) in outcomes.enumerated() {
      if outcome.isFinite, !hadNoValue[index] {
        kept.append(outcome)
      } else {
        if outcome == -.infinity { below += 1 } else { above += 1 }
        replicates[index] = .nan
      }
    }
    var result = Estimate(
      value: value, measure: measure, interval: .none, level: level, replicates: replicates,
      notes: notes)
    guard !kept.isEmpty else { return result }
    kept.sort()
    let tail = (1 - level) / 2
    let low = quantile(kept, tail)
    let high = quantile(kept, 1 - tail)
    let missing = above + below
    guard Double(missing) > toleratedShare * Double(outcomes.count) else {
      result.interval = .between(low: low, high: high)
      return result
    }
    result.interval = above >= below ? .atLeast(low) : .atMost(high)
    let note = Note(
      .note,
      "\(missing) of \(outcomes.count) replicates have no value, so there is only a bound")
    result.notes = merged(notes, [note])
    return result
  }

  private func moved(
    _ interval: Interval, by transform: (Double) -> Double, _ direction: Direction,
  ) -> Interval {
    let isIncreasing = direction == .increasing
    switch interval {
    case .between(let low, let high):
      let ends = (transform(isIncreasing ? low : high), transform(isIncreasing ? high : low))
      switch (ends.0.isFinite, ends.1.isFinite) {
      case (true, true): return .between(low: ends.0, high: ends.1)
      case (true, false): return .atLeast(ends.0)
      case (false, true): return .atMost(ends.1)
      case (false, false): return .none
      }
    case .atLeast(let bound):
      let end = transform(bound)
      guard end.isFinite else { return .none }
      return isIncreasing ? .atLeast(end) : .atMost(end)
    case .atMost(let bound):
      let end = transform(bound)
      guard end.isFinite else { return .none }
      return isIncreasing ? .atMost(end) : .atLeast(end)
    case .none: return .none
    }
  }

  /// The quantile of sorted values by linear interpolation between order statistics: type 7 of
  /// Hyndman and Fan, "Sample Quantiles in Statistical Packages", The American Statistician 50
  /// (1996).
  private static func quantile(_ sorted: [Double], _ probability: Double) -> Double {
    guard let last = sorted.last else { return .nan }
    let place = probability * Double(sorted.count - 1)
    guard let index = Int(exactly: place.rounded(.down)), index >= 0, index + 1 < sorted.count
    else { return last }
    let low = sorted[index]
    return low + (place - Double(index)) * (sorted[index + 1] - low)
  }

  /// Both lists of notes, each note once, in the order first met.
  static func merged(_ first: [Note], _ second: [Note]) -> [Note] {
    var result = first
    for note in second where !result.contains(note) { result.append(note) }
    return result
  }
}
