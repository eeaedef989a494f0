internal import Statistics
internal import Units
internal import Values

/// The rows of a result of attribution: the channels of each group, those that only the spend knows, and the
/// purchases without a touch.
struct CreditRows {
  struct Row {
    var group: Int
    /// The cell of the column `channel`.
    var channel: Value
    /// Nil for what no touch was of.
    var index: Int?
    var isUntouched = false
  }

  static let untouched = "(no touch)"

  private(set) var rows: [Row] = []

  init(_ data: AttributionData, _ spend: AttributionSpend?) {
    for (place, group) in data.groups.enumerated() {
      var rows = data.log.channels.enumerated().map {
        Row(group: place, channel: $0.element, index: $0.offset)
      }
      let known = Set(rows.map { GroupKey.text($0.channel) })
      for channel in spend?.channels(group.key) ?? [] where !known.contains(GroupKey.text(channel))
      {
        rows.append(Row(group: place, channel: channel, index: nil))
      }
      // Missing is last, as in every table of groups.
      rows.sort { GroupKey.text($0.channel) < GroupKey.text($1.channel) }
      if group.credits.untouched.purchases > 0 {
        rows.append(Row(group: place, channel: .text(Self.untouched), isUntouched: true))
      }
      self.rows += rows
    }
  }
}

extension GroupKey {
  fileprivate static func text(_ value: Value) -> KeyCell {
    if case .text(let name) = value { .text(name) } else { .missing }
  }
}

/// Makes estimates of figures and their replicates.
struct CreditEstimates {
  let level: Double
  let hasIntervals: Bool

  /// An estimate with the percentile interval of its replicates.
  ///
  /// `bound` is the upper limit where the value is zero and nothing was counted: the rule of three.
  func estimate(
    _ value: Double?, _ measure: Measure, replicates: [Double], bound: Double? = nil
  ) -> Value {
    guard let value, value.isFinite else { return .missing }
    var interval = Estimate.Interval.none
    if hasIntervals, let bound, value == 0 {
      interval = .atMost(bound)
    } else if hasIntervals, !replicates.isEmpty {
      interval = FigureIntervals.interval(
        ReplicateInterval(replicates: replicates.span, level: level).interval)
      if case .between(let low, let high) = interval {
        interval = .between(low: min(low, value), high: max(high, value))
      }
    }
    return .estimate(
      Estimate(
        value: value, measure: measure, interval: interval, level: level, replicates: replicates))
  }

  /// A share of so many, with Wilson's interval.
  static func proportion(_ count: Double, of total: Double, level: Double) -> Value {
    guard total > 0 else { return .missing }
    let interval = FigureIntervals.interval(
      WilsonInterval.share(successes: count, trials: total, level: level))
    return .estimate(
      Estimate(value: count / total, measure: .share, interval: interval, level: level))
  }

  /// What a count could have for a mean and still be zero: the rule of three.
  var boundOfNone: Double? {
    guard case .upperBound(let bound) = PoissonInterval.score(count: 0, level: level) else {
      return nil
    }
    return bound
  }
}
